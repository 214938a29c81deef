"""What a save writes beside the goal's own row, and what it must not name."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import goal as query
from db.queries import indicator as indicator_query
from db.tables import GoalBeat, GoalPartner, GoalTheme
from schemas.errors import N_
from schemas.goal import GoalIn

from ..indicator import Numbered, put
from ..save import require
from .around import Around


def check_belongs(entry: GoalIn, district_id: UUID, around: Around) -> None:
    """Raise RuleError when a goal names what another district or jurisdiction has."""
    for field in ("owner_id", "caps_owner_id"):
        member_id = getattr(entry, field)
        require(
            member_id is None or member_id in around.members,
            N_("This person is not a member here."),
            where=field,
        )
    require(
        _are_of(district_id, entry.partner_ids, around.partners),
        N_("A partner belongs to another district."),
        where="partner_ids",
    )
    require(
        _are_of(district_id, entry.beat_ids, around.beats),
        N_("A beat belongs to another district."),
        where="beat_ids",
    )
    local = {tie.local_demand_id for tie in entry.themes if tie.local_demand_id}
    require(
        _are_of(district_id, local, around.local_demands),
        N_("A local demand belongs to another district."),
        where="themes",
    )
    require(
        {tie.theme_id for tie in entry.themes if tie.theme_id} <= around.theme_codes.keys(),
        N_("A demand is not in the catalogue."),
        where="themes",
    )


def without_gone(session: Session, jurisdiction_id: UUID, entry: GoalIn) -> GoalIn:
    """Return a goal that names no origin that the jurisdiction doesn't have, or not any more."""
    copied = entry.copied_from_id
    if copied and not query.find_district_id(session, jurisdiction_id, copied):
        copied = None
    before = {one.continues_id for one in entry.indicators if one.continues_id}
    there = indicator_query.get_continued(session, jurisdiction_id, before).keys()
    indicators = tuple(
        one if one.continues_id in there else one.model_copy(update={"continues_id": None})
        for one in entry.indicators
    )
    return entry.model_copy(update={"copied_from_id": copied, "indicators": indicators})


def _are_of(district_id: UUID, ids: Collection[UUID], rows: Mapping[UUID, Any]) -> bool:
    return all(each in rows and rows[each].district_id == district_id for each in ids)


def body_of(entry: GoalIn, code: str, position: int, numbered: Numbered) -> dict[str, Any]:
    """Return the whole goal as its change row keeps it."""
    body: dict[str, Any] = entry.model_dump(exclude={"id", "seen_version"})
    for indicator in body["indicators"]:
        indicator["code"], indicator["position"] = numbered[indicator["id"]]
    return body | {"code": code, "position": position}


def write_sets(session: Session, jurisdiction_id: UUID, entry: GoalIn) -> None:
    """Make a goal's ties, beats and partners what the entry says."""
    common = {"jurisdiction_id": jurisdiction_id, "goal_id": entry.id}
    ties = {(row.theme_id, row.local_demand_id): row for row in query.get_ties(session, [entry.id])}
    wanted = {(tie.theme_id, tie.local_demand_id): tie for tie in entry.themes}
    for key in ties.keys() - wanted.keys():
        session.delete(ties[key])
    for key, tie in wanted.items():
        put(session, GoalTheme, ties.get(key), common, tie.model_dump())
    beats = {row.beat_id: row for row in query.get_beats(session, [entry.id])}
    for beat_id in beats.keys() - entry.beat_ids:
        session.delete(beats[beat_id])
    session.add_all(GoalBeat(beat_id=each, **common) for each in entry.beat_ids - beats.keys())
    partners = {row.partner_id: row for row in query.get_partners(session, [entry.id])}
    for partner_id in partners.keys() - entry.partner_ids:
        session.delete(partners[partner_id])
    session.add_all(
        GoalPartner(partner_id=each, **common) for each in entry.partner_ids - partners.keys()
    )
    session.flush()
