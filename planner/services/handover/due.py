"""What is overdue in a district, or falls due in the next months, by day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from db.queries import handover as query
from db.queries import role as role_query
from db.tables import ActionStep, District
from planner.domain.handover import AHEAD, find_open_season
from schemas.commitment import CommitmentRow
from schemas.handover import DueRow
from schemas.plan import GoalGlance
from schemas.vocabulary import DistrictKind, DueKind, Language, ReportingState, Role

from ..text import in_turn, translated
from ..work import Work

_WAITS = frozenset({ReportingState.NOT_DUE, ReportingState.DUE, ReportingState.LATE})
_TERMS = (Role.DAC_CHAIR, Role.DELEGATE)


@dataclass(frozen=True, slots=True)
class Open:
    """What is open in a district, and may have a day."""

    goals: Sequence[GoalGlance]
    kept: Sequence[query.Kept]
    steps: Sequence[query.Step]
    promises: Sequence[CommitmentRow]


def find_due(work: Work, district: District, held: Open, language: Language) -> tuple[DueRow, ...]:
    """Return what is overdue or falls due within ninety days, the earliest first."""
    last = work.today + AHEAD
    rows = [
        *_quarters(held.goals, work.today),
        *_steps(work, held.steps, language),
        *_goals(held, work.today),
        *_promises(held.promises),
        *_conversations(work, district),
        *_terms(work, district),
    ]
    return tuple(sorted((one for one in rows if one.day <= last), key=lambda one: one.day))


def _quarters(goals: Sequence[GoalGlance], today: date) -> Iterator[DueRow]:
    waits = Counter(
        (one.due_on, one.year, one.quarter)
        for goal in goals
        for one in goal.readings
        if one.state in _WAITS and one.due_on is not None
    )
    for (day, year, quarter), count in waits.items():
        yield DueRow(
            day=day,
            kind=DueKind.QUARTER,
            overdue=day < today,
            year=year,
            quarter=quarter,
            count=count,
        )


def _steps(work: Work, steps: Sequence[query.Step], language: Language) -> Iterator[DueRow]:
    texts = translated(work, ActionStep, [one.step for one in steps], language)
    for row, code, owner in steps:
        if row.due_on is not None:
            yield DueRow(
                day=row.due_on,
                kind=DueKind.STEP,
                overdue=row.due_on < work.today,
                what=in_turn(row.what, texts.get(row.id, ()), "what"),
                code=code,
                goal_id=row.goal_id,
                who=owner or row.who,
            )


def _goals(held: Open, today: date) -> Iterator[DueRow]:
    """Yield the days on which goals are looked back at, and end, as far as they lie ahead."""
    owners = {one.goal.id: one for one in held.kept}
    for goal in held.goals:
        row, owner, _caps = owners[goal.id]
        days = ((DueKind.GOAL_REVIEW, row.review_on), (DueKind.GOAL_END, row.due_on))
        for kind, day in days:
            if day is not None and day >= today:
                yield DueRow(
                    day=day,
                    kind=kind,
                    what=in_turn(goal.title, goal.translations, "title"),
                    code=goal.code,
                    goal_id=goal.id,
                    who=owner or "",
                )


def _promises(promises: Sequence[CommitmentRow]) -> Iterator[DueRow]:
    for one in promises:
        yield DueRow(
            day=one.review_on,
            kind=DueKind.PROMISE,
            overdue=one.overdue,
            what=in_turn(one.we_will, one.translations, "we_will"),
            code=one.code,
        )


def _conversations(work: Work, district: District) -> Iterator[DueRow]:
    """Yield the conversations that are planned, and that the season has none."""
    if district.kind is DistrictKind.HEADQUARTERS:
        return
    found = query.conversations(work.session, district.id, date(work.today.year, 1, 1))
    for one in found:
        if one.held_on >= work.today:
            yield DueRow(day=one.held_on, kind=DueKind.CONVERSATION, what=one.title)
    last = find_open_season(work.today, [one.held_on for one in found])
    if last is not None:
        yield DueRow(day=last, kind=DueKind.CONVERSATION, missing=True)


def _terms(work: Work, district: District) -> Iterator[DueRow]:
    """Yield the terms of the chair and of delegates that end."""
    found = role_query.terms(work.session, work.jurisdiction_id, _TERMS, district.id)
    for role, member in found:
        if role.ends_on is not None and role.ends_on >= work.today and member.active:
            yield DueRow(day=role.ends_on, kind=DueKind.TERM_END, who=member.name, role=role.role)
