"""Record one indicator's quarter: a value, a ratio, or the reason why there is none."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from db.queries import progress as query
from db.queries.goal import hold_goal
from db.tables import Goal, Indicator, Measurement
from planner.domain.permissions import Action
from planner.domain.quarters import Quarter
from planner.services.save import Saved, save_row
from planner.services.work import Work, use_case
from schemas.errors import N_, NotFoundError
from schemas.progress import ProgressIn
from schemas.vocabulary import IndicatorKind

from .check import Yardstick, check_progress
from .kept import refresh_standings

RECORD = "progress_record"
NO_INDICATOR = N_("This indicator is not there any more.")


def _district_of(work: Work, entry: ProgressIn) -> UUID:
    return _find_place(work, entry)[1]


@use_case(Action.PROGRESS_RECORD, scope=_district_of)
def record_progress(work: Work, entry: ProgressIn) -> Saved:
    """Record or correct what an indicator was in a quarter.

    Raises RuleError with the field at fault, StaleError when somebody recorded the quarter since
    the editor saw it.
    """
    # Who comes second finds here what the first recorded, and the goal as it was edited meanwhile.
    goal_id = _find_place(work, entry)[0]
    hold_goal(work.session, goal_id)
    indicator, goal = _find(work, entry)
    quarter = Quarter(entry.year, entry.quarter)
    check_progress(entry, quarter, _yardstick(work, indicator, goal))
    held = query.find_measurement(work.session, entry.indicator_id, entry.year, entry.quarter)
    values = _values(work, entry)
    if entry.seen_version == 0:
        values["first_recorded_on"] = work.today
    saved = save_row(
        work,
        Measurement,
        held.id if held else entry.id,
        entry.seen_version,
        values,
        action=RECORD,
        body=progress_body(entry),
    )
    if not saved.repeated:
        refresh_standings(work, [goal_id])
    return saved


def progress_body(entry: ProgressIn) -> dict[str, Any]:
    """Return what the history keeps of a measurement."""
    return entry.model_dump(exclude={"id", "seen_version"})


def _yardstick(work: Work, indicator: Indicator, goal: Goal) -> Yardstick:
    is_rubric = indicator.kind is IndicatorKind.RUBRIC
    levels = query.levels_of(work.session, indicator.id) if is_rubric else ()
    return Yardstick(
        kind=indicator.kind,
        levels=frozenset(map(Decimal, levels)),
        due_on=goal.due_on,
        today=work.today,
        fiscal_start_month=work.jurisdiction.fiscal_start_month,
    )


def _values(work: Work, entry: ProgressIn) -> dict[str, Any]:
    return {
        **progress_body(entry),
        "recorded_by_id": work.actor.member_id,
        "recorded_at": work.now,
    }


def _find_place(work: Work, entry: ProgressIn) -> Row[UUID, UUID]:
    found = query.find_place(work.session, entry.indicator_id, work.jurisdiction_id)
    if found is None:
        raise NotFoundError(NO_INDICATOR)
    return found


def _find(work: Work, entry: ProgressIn) -> Row[Indicator, Goal]:
    found = query.find_indicator(work.session, entry.indicator_id, work.jurisdiction_id)
    if found is None:
        raise NotFoundError(NO_INDICATOR)
    return found
