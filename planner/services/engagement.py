"""Meetings, focus groups and surveys: who was there, what was asked, what was heard."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert

from db.queries import engagement as queries
from db.queries.standing import demands_of_meeting
from db.tables import Attendance, District, Engagement, Question
from planner.domain.permissions import Action
from schemas.engagement import AttendanceIn, EngagementIn, EngagementRow, PriorityTitle
from schemas.errors import N_, NotFoundError

from .gather import gather
from .progress.kept import refresh_listening
from .save import require, save_row
from .work import Work, new_id, use_case


def _of_entry(_work: Work, entry: EngagementIn) -> UUID:
    return entry.district_id


def _of_district(_work: Work, district_id: UUID) -> UUID:
    return district_id


@use_case(Action.VOICE_ENTER, scope=_of_entry)
def save_engagement(work: Work, entry: EngagementIn) -> int:
    """Enter or correct a meeting, and return its version.

    A meeting to come may be entered too: voices follow once it was held. Raises RuleError,
    StaleError or NotFoundError.
    """
    _check_place(work, entry)
    _check_people(entry)
    before = work.session.get(Engagement, entry.id)
    days = {entry.held_on} | ({before.held_on} if before else set())
    saved = save_row(
        work,
        Engagement,
        entry.id,
        entry.seen_version,
        _values(entry),
        action="save_engagement",
        body=entry.model_dump(exclude={"id", "seen_version"}),
    )
    if not saved.repeated:
        _save_parts(work, entry)
        _refresh_goals(work, entry, days)
    return saved.version


@use_case(Action.VOICE_READ, scope=_of_district)
def get_engagements(work: Work, district_id: UUID) -> tuple[EngagementRow, ...]:
    """Return a district's meetings with what was asked there, the latest first."""
    here = (work.session, work.jurisdiction_id, district_id)
    questions = gather(
        (row.engagement_id, row.text) for row in queries.questions_of_district(*here)
    )
    attendance = gather(
        (row.engagement_id, AttendanceIn(rank=row.rank, unit=row.unit, people=row.people))
        for row in queries.attendance_of_district(*here)
    )
    return tuple(
        _row(held, questions.get(held.engagement.id, ()), attendance.get(held.engagement.id, ()))
        for held in queries.engagements_of_district(*here)
    )


@use_case(Action.PLAN_READ, scope=_of_district)
def get_priorities(work: Work, district_id: UUID) -> tuple[PriorityTitle, ...]:
    """Return the priorities that a district's meetings can be about, the latest year first."""
    rows = queries.priorities_of_district(work.session, work.jurisdiction_id, district_id)
    return tuple(
        PriorityTitle(id=id_, year=year, position=position, title=title)
        for id_, year, position, title in rows
    )


def _refresh_goals(work: Work, entry: EngagementIn, days: Collection[date]) -> None:
    """Let goals know when what was said there was said: some are measured by it."""
    if len(days) == 1:
        return
    demands = demands_of_meeting(work.session, entry.id)
    refresh_listening(
        work,
        entry.district_id,
        days,
        {theme_id for theme_id, _ in demands if theme_id},
        {demand_id for _, demand_id in demands if demand_id},
    )


def _check_place(work: Work, entry: EngagementIn) -> None:
    district = work.session.get(District, entry.district_id)
    if district is None or district.jurisdiction_id != work.jurisdiction_id:
        raise NotFoundError(N_("This district is not known."))
    held_by = queries.find_district(work.session, work.jurisdiction_id, entry.id)
    message = N_("A meeting stays with the district that held it.")
    require(held_by in {None, district.id}, message, where="district_id")
    if entry.priority_id is not None:
        planned_by = queries.find_priority_district(
            work.session, work.jurisdiction_id, entry.priority_id
        )
        message = N_("This priority belongs to another district.")
        require(planned_by == district.id, message, where="priority_id")


def _check_people(entry: EngagementIn) -> None:
    require(
        entry.first_timers is None or entry.first_timers <= (entry.residents or 0),
        N_("More people came for the first time than residents came at all."),
        where="first_timers",
    )
    ranks = [(one.rank, one.unit) for one in entry.attendance]
    require(
        len(set(ranks)) == len(ranks),
        N_("Each rank and unit is counted once: add the people up in one line."),
        where="attendance",
    )


def _values(entry: EngagementIn) -> Mapping[str, Any]:
    parts = {"id", "seen_version", "questions", "attendance"}
    values: dict[str, Any] = entry.model_dump(exclude=parts)
    if entry.seen_version == 0:
        values["code"] = f"E-{entry.held_on:%Y%m%d}-{entry.id.hex[-8:]}"
    return values


def _save_parts(work: Work, entry: EngagementIn) -> None:
    """Write the questions and who was there anew: they have no life of their own."""
    for table in (Question, Attendance):
        work.session.execute(delete(table).where(table.engagement_id == entry.id))
    common = {"jurisdiction_id": work.jurisdiction_id, "engagement_id": entry.id}
    asked = [
        {"id": new_id(), "position": place, "text": text, "language": entry.language, **common}
        for place, text in enumerate(filter(None, entry.questions), start=1)
    ]
    present = [{"id": new_id(), **one.model_dump(), **common} for one in entry.attendance]
    if asked:
        work.session.execute(insert(Question), asked)
    if present:
        work.session.execute(insert(Attendance), present)


def _row(
    held: queries.Held,
    questions: tuple[str, ...],
    attendance: tuple[AttendanceIn, ...],
) -> EngagementRow:
    engagement = held.engagement
    return EngagementRow(
        id=engagement.id,
        code=engagement.code,
        district_id=engagement.district_id,
        seen_version=engagement.version,
        kind=engagement.kind,
        held_on=engagement.held_on,
        title=engagement.title,
        priority_id=engagement.priority_id,
        residents=engagement.residents,
        first_timers=engagement.first_timers,
        media_present=engagement.media_present,
        rating=engagement.rating,
        questions=questions,
        attendance=attendance,
        language=engagement.language,
        voices=held.voices,
        coded=held.coded,
        approved=held.approved,
    )
