"""Jurisdiction, districts, beats, members, roles and partners, as files bring them."""

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from db import tables as t
from db.queries.exchange import Row
from planner.domain.quarters import working_holidays
from planner.exchange.tables import (
    BeatRecord,
    DistrictRecord,
    JurisdictionRecord,
    MemberRecord,
    MemberRoleRecord,
    PartnerRecord,
)
from planner.services.save import require
from schemas.errors import N_, RuleError, SettingsError
from schemas.vocabulary import DistrictKind, Role

from .desk import Desk, values_of


def jurisdiction_values(record: JurisdictionRecord) -> Row:
    """Return the columns of a jurisdiction. Raises RuleError naming the column at fault."""
    _check_time_zone(record.time_zone)
    _check_holidays(record)
    require(
        record.on_track_limit < record.at_risk_limit,
        N_("A goal is at risk at a larger shortfall than it is on track."),
        where="at_risk_limit",
    )
    return record.model_dump()


def take_jurisdiction(desk: Desk, record: JurisdictionRecord) -> None:
    """Compare the file's jurisdiction with the one that the import is for."""
    city: Any = desk.work.jurisdiction
    values = jurisdiction_values(record)
    other = tuple(name for name, value in values.items() if getattr(city, name) != value)
    require(
        not other,
        N_("The jurisdiction is in the planner with different content: {columns}."),
        where=other[0] if other else None,
        columns=other,
    )


def take_district(desk: Desk, record: DistrictRecord) -> None:
    """Take in a district."""
    require(
        (record.kind is DistrictKind.HEADQUARTERS) is (record.number == 0),
        N_("Headquarters has the number 0, and no district has it."),
        where="number",
    )
    desk.put(t.District, record.model_dump(exclude={"tile_col"}) | {"tile_column": record.tile_col})


def take_beat(desk: Desk, record: BeatRecord) -> None:
    """Take in a beat."""
    district = desk.find(t.District, "district", record.district)
    desk.put(t.Beat, {"district_id": district["id"], "number": record.number})


def take_member(desk: Desk, record: MemberRecord) -> None:
    """Take in a member."""
    desk.put(t.Member, record.model_dump())


def take_role(desk: Desk, record: MemberRoleRecord) -> None:
    """Take in a role."""
    require(
        (record.role is Role.DELEGATE) is (record.delegate_of is not None),
        N_("A delegate, and nobody else, stands in for a member."),
        where="delegate_of",
    )
    require(
        record.ends_on is None or record.starts_on <= record.ends_on,
        N_("A role ends on the day it starts or later."),
        where="ends_on",
    )
    desk.put(
        t.MemberRole,
        {
            "member_id": desk.find(t.Member, "member", record.member)["id"],
            "district_id": desk.find_id(t.District, "district", record.district),
            "delegate_of_id": desk.find_id(t.Member, "delegate_of", record.delegate_of),
            **values_of(record, "role", "starts_on", "ends_on"),
        },
    )


def take_partner(desk: Desk, record: PartnerRecord) -> None:
    """Take in a partner."""
    district = desk.find(t.District, "district", record.district)
    values = values_of(record, "code", "kind", "name")
    desk.put(t.Partner, {"district_id": district["id"], **values})


def _check_time_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = N_("“{name}” is not a time zone. Write it like America/Chicago.")
        raise RuleError(message, where="time_zone", name=name) from error


def _check_holidays(record: JurisdictionRecord) -> None:
    try:
        working_holidays([], record.holiday_country, record.holiday_subdivision or None)
    except SettingsError as error:
        raise RuleError(error.message, where="holiday_country", **error.params) from error
