"""Standings that are kept, so that a board needs no sums: written with what they follow from."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from db.queries import standing as query
from db.queries.many import insert_many
from db.queries.progress import measured_values
from db.tables import Goal, GoalStanding
from planner.domain.progress import as_decimal, keep
from planner.domain.quarters import Quarter, quarter_of, quarters_of
from planner.services.work import Work, new_id

from .facts import IndicatorFacts, load_facts
from .standing import ATTAINMENT_PLACES, Found, Judge, decides

CHUNK = 100
"""Goals worked out at once: what is held in memory is theirs alone."""

Row = dict[str, Any]


def refresh_standings(
    work: Work, goal_ids: Iterable[UUID], on_progress: Callable[[int, int], None] | None = None
) -> None:
    """Work out anew where goals stand, in the transaction of the write it follows from.

    Two writes at once wait for each other at the goal, so that the second sees the first.
    `on_progress` is told how many goals of how many are done.
    """
    ids = sorted(set(goal_ids))
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        query.hold_goals(work.session, part)
        rows = work_out(work, part)
        query.remove_standings(work.session, part)
        insert_many(work.session, GoalStanding, rows)
        if on_progress:
            on_progress(start + len(part), len(ids))


def refresh_listening(
    work: Work,
    district_id: UUID,
    days: Iterable[date],
    theme_ids: Collection[UUID],
    local_demand_ids: Collection[UUID],
) -> None:
    """Work out anew where goals stand that count voices on some demands, heard on some days."""
    month = work.jurisdiction.fiscal_start_month
    quarters = {quarter_of(day, month) for day in days}
    found = query.listening_goals(
        work.session,
        district_id,
        [(quarter.year, quarter.number) for quarter in quarters],
        theme_ids,
        local_demand_ids,
    )
    refresh_standings(work, found)


def find_drifted(work: Work, goal_ids: Collection[UUID]) -> list[UUID]:
    """Return those goals whose kept standings are not what follows from their records."""
    due, kept = (
        {(row["goal_id"], row["year"], row["quarter"]): row | {"id": None} for row in rows}
        for rows in (work_out(work, goal_ids), query.standings(work.session, goal_ids))
    )
    wrong = {key[0] for key in due.keys() | kept.keys() if due.get(key) != kept.get(key)}
    return sorted(wrong)


def work_out(work: Work, goal_ids: Collection[UUID]) -> list[Row]:
    """Return the standings that follow from what is recorded of goals, as rows to keep."""
    # What was loaded before the goals were held may have moved on.
    work.session.flush()
    work.session.expire_all()
    found = query.goals_with_years(work.session, work.jurisdiction_id, goal_ids)
    month = work.jurisdiction.fiscal_start_month
    goals = [goal for goal, _ in found]
    facts = load_facts(work.session, goals, month, measured_values)
    quarters = {goal.id: kept_quarters(year, goal.due_on, month) for goal, year in found}
    judge = Judge(work, {each for those in quarters.values() for each in those})
    return [
        {"id": new_id(), **_row(judge, goal, facts[goal.id], quarter)}
        for goal, _ in found
        for quarter in quarters[goal.id]
    ]


def kept_quarters(year: int, due_on: date | None, fiscal_start_month: int) -> Sequence[Quarter]:
    """Return the quarters of a plan's year, and on to the one the goal is due in where later."""
    quarters = list(quarters_of(year))
    last = quarter_of(due_on, fiscal_start_month) if due_on else quarters[-1]
    while quarters[-1] < last:
        quarters.append(quarters[-1].next())
    return quarters


def _row(judge: Judge, goal: Goal, indicators: Sequence[IndicatorFacts], quarter: Quarter) -> Row:
    found = [judge.judge(one, quarter) for one in indicators]
    kept = keep((one.result, one.facts.is_open(quarter)) for one in found)
    deciding = next((one for one in found if decides(one.result, kept.status)), None)
    reached = deciding.judged.now.attainment if deciding else None
    return {
        "jurisdiction_id": goal.jurisdiction_id,
        "goal_id": goal.id,
        "year": quarter.year,
        "quarter": quarter.number,
        "status": kept.status,
        "state": kept.state,
        "open": kept.is_open,
        "recorded": kept.is_recorded,
        "entered_late": kept.entered_late,
        "assessed": kept.assessed,
        "required": kept.total,
        "attainment": None if reached is None else as_decimal(reached, ATTAINMENT_PLACES),
        **_asked(deciding or _first_number(found)),
    }


def _first_number(found: Iterable[Found]) -> Found | None:
    rows = ((one, one.facts.row) for one in found)
    return next((one for one, row in rows if row.required and not row.kind.is_qualitative), None)


def _asked(one: Found | None) -> Row:
    """Return what the target in force asks for; nothing while it can't be followed."""
    asked = one.judged.asked if one else None
    return {
        "indicator_id": one.facts.row.id if one else None,
        "asked_from": asked.path.baseline if asked else None,
        "asked_to": asked.path.target if asked else None,
        "ambition": one.facts.ambition_of(asked) if one and asked else None,
    }
