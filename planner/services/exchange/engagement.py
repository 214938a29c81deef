"""Meetings and what was said there, as files bring them."""

from datetime import datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from db import tables as t
from db.queries.exchange import Row
from planner.exchange.tables import (
    AttendanceRecord,
    EngagementRecord,
    QuestionRecord,
    VoiceRecord,
    VoiceThemeRecord,
)
from planner.services.save import require
from schemas.errors import N_
from schemas.vocabulary import Consent

from .desk import Desk, values_of
from .plan import find_plan
from .theme import check_one_demand, find_demand, find_local_demand

_LOWEST_RATING, _HIGHEST_RATING = Decimal(1), Decimal(5)


def take_engagement(desk: Desk, record: EngagementRecord) -> None:
    """Take in a meeting."""
    require(
        record.first_timers is None or record.first_timers <= (record.residents or 0),
        N_("More people came for the first time than residents came at all."),
        where="first_timers",
    )
    require(
        record.rating is None or _LOWEST_RATING <= record.rating <= _HIGHEST_RATING,
        N_("A rating goes from 1 to 5."),
        where="rating",
    )
    desk.put(
        t.Engagement,
        {
            "district_id": desk.find(t.District, "district", record.district)["id"],
            "priority_id": _priority_id(desk, record),
            **record.model_dump(exclude={"district", "year", "priority"}),
        },
    )


def take_attendance(desk: Desk, record: AttendanceRecord) -> None:
    """Take in how many officers of a rank and unit were there."""
    engagement = desk.find(t.Engagement, "engagement", record.engagement)
    values = values_of(record, "rank", "unit", "people")
    desk.put(t.Attendance, {"engagement_id": engagement["id"], **values})


def take_question(desk: Desk, record: QuestionRecord) -> None:
    """Take in a question that was asked, in the language of the meeting."""
    engagement = desk.find(t.Engagement, "engagement", record.engagement)
    desk.put(
        t.Question,
        {
            "engagement_id": engagement["id"],
            "language": engagement["language"],
            **values_of(record, "position", "text"),
        },
    )


def take_voice(desk: Desk, record: VoiceRecord) -> None:
    """Take in a quote or note."""
    engagement = desk.find(t.Engagement, "engagement", record.engagement)
    require(
        engagement["held_on"] <= desk.today,
        N_("This meeting has not been held yet: enter its voices afterwards."),
        where="engagement",
    )
    _check_approval(desk, record, engagement)
    desk.put(
        t.Voice,
        {
            "engagement_id": engagement["id"],
            "entered_by_id": desk.find_id(t.Member, "entered_by", record.entered_by),
            "approved_by_id": desk.find_id(t.Member, "approved_by", record.approved_by),
            "approved_at": _approved_at(desk, record),
            **values_of(record, "code", "text", "language", "consent", "valence"),
        },
    )


def take_voice_theme(desk: Desk, record: VoiceThemeRecord) -> None:
    """Take in what a person found in a voice."""
    check_one_demand(record.theme, record.local_demand)
    voice = desk.find(t.Voice, "voice", record.voice)
    here = engagement_of(desk, voice)["district_id"]
    desk.put(
        t.VoiceTheme,
        {
            "voice_id": voice["id"],
            "theme_id": find_demand(desk, "theme", record.theme),
            "local_demand_id": find_local_demand(desk, record.local_demand, here),
            "coded_by_id": desk.find_id(t.Member, "coded_by", record.coded_by),
        },
    )


def engagement_of(desk: Desk, voice: Row) -> Row:
    """Return the meeting that a voice comes from."""
    return desk.register(t.Engagement).get(voice["engagement_id"])


def _priority_id(desk: Desk, record: EngagementRecord) -> object:
    require(
        (record.year is None) is (record.priority is None),
        N_("A priority is named by the year of its plan and its position: fill both, or neither."),
        where="priority",
    )
    if record.year is None or record.priority is None:
        return None
    find_plan(desk, record.district, record.year)
    place = (record.district, record.year, record.priority)
    return desk.find(t.Priority, "priority", *place)["id"]


def _check_approval(desk: Desk, record: VoiceRecord, engagement: Row) -> None:
    require(
        (record.approved_by is None) is (record.approved_on is None),
        N_("An approval has a person and a day: fill both, or neither."),
        where="approved_by" if record.approved_by is None else "approved_on",
    )
    if record.approved_on is None:
        return
    require(
        record.consent is not Consent.COUNTED_ONLY,
        N_("The speaker allowed this voice to be counted only, so there is nothing to approve."),
        where="approved_by",
    )
    require(
        engagement["held_on"] <= record.approved_on <= desk.today,
        N_("Wording is approved from the day of the meeting on, and not after today."),
        where="approved_on",
    )


def _approved_at(desk: Desk, record: VoiceRecord) -> datetime | None:
    """Return noon of the day of the approval: files tell no time of day."""
    if record.approved_on is None:
        return None
    zone = ZoneInfo(desk.work.jurisdiction.time_zone)
    return datetime.combine(record.approved_on, time(12), zone)
