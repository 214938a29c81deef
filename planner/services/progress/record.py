"""Record one indicator's quarter: a value, a ratio, or the reason why there is none."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

from db.queries import progress as query
from db.tables import Goal, Indicator, Measurement
from planner.domain.permissions import Action
from planner.domain.quarters import Quarter, quarter_dates
from planner.services.save import Saved, require, save_row
from planner.services.work import Work, use_case
from schemas.errors import N_, NotFoundError
from schemas.progress import ProgressIn
from schemas.vocabulary import RECORDABLE_STATES, IndicatorKind, ReportingState

RECORD = "progress_record"


def _district_of(work: Work, entry: ProgressIn) -> UUID:
    return _find(work, entry)[2]


@use_case(Action.PROGRESS_RECORD, scope=_district_of)
def record_progress(work: Work, entry: ProgressIn) -> Saved:
    """Record or correct what an indicator was in a quarter.

    Raises RuleError with the field at fault, StaleError when somebody recorded the quarter since
    the editor saw it.
    """
    indicator, goal, _ = _find(work, entry)
    check_progress(work, entry, indicator, goal)
    held = query.find_measurement(work.session, entry.indicator_id, entry.year, entry.quarter)
    values = _values(work, entry)
    if entry.seen_version == 0:
        values["first_recorded_on"] = work.today
    return save_row(
        work,
        Measurement,
        held.id if held else entry.id,
        entry.seen_version,
        values,
        action=RECORD,
        body=progress_body(entry),
    )


def progress_body(entry: ProgressIn) -> dict[str, Any]:
    """Return what the history keeps of a measurement."""
    return entry.model_dump(exclude={"id", "seen_version"})


def check_progress(work: Work, entry: ProgressIn, indicator: Indicator, goal: Goal) -> None:
    """Raise RuleError, naming the field, unless the entry can stand for the indicator."""
    require(
        entry.state in RECORDABLE_STATES,
        N_("This state follows from the calendar: it can't be recorded."),
        where="state",
    )
    _check_time(work, entry, goal)
    if entry.state is ReportingState.REPORTED:
        _check_value(work, entry, indicator)
    else:
        _check_reason(entry)


def _check_time(work: Work, entry: ProgressIn, goal: Goal) -> None:
    quarter = Quarter(entry.year, entry.quarter)
    first, _ = quarter_dates(quarter, work.jurisdiction.fiscal_start_month)
    require(
        first <= work.today,
        N_("{quarter} has not begun yet, so there is nothing to record."),
        where="quarter",
        quarter=quarter,
    )
    require(
        goal.due_on is None or first <= goal.due_on,
        N_("{quarter} lies after the goal's due date."),
        where="quarter",
        quarter=quarter,
    )
    require(
        entry.data_as_of is None or entry.data_as_of <= work.today,
        N_("The data can't be from a day that is still to come."),
        where="data_as_of",
    )


def _check_value(work: Work, entry: ProgressIn, indicator: Indicator) -> None:
    kind = indicator.kind
    require(
        kind is not IndicatorKind.CODED_VOICES,
        N_("What people say is entered as voices, not as a number."),
        where="value",
    )
    _CHECKS.get(kind, _check_number)(work, entry, indicator)


def _check_ratio(_work: Work, entry: ProgressIn, indicator: Indicator) -> None:
    require(
        entry.numerator is not None and entry.denominator is not None and entry.value is None,
        N_("Enter both numbers: how many, and out of how many."),
        where="numerator" if entry.numerator is None else "denominator",
    )
    numerator, denominator = entry.numerator or Decimal(), entry.denominator or Decimal()
    require(
        numerator >= 0 and denominator >= 0,
        N_("A count can't be below zero."),
        where="numerator" if numerator < 0 else "denominator",
    )
    require(
        indicator.kind is not IndicatorKind.PERCENT or numerator <= denominator,
        N_("{part} can't be more than the {whole} it is out of."),
        where="numerator",
        part=numerator,
        whole=denominator,
    )


def _check_number(_work: Work, entry: ProgressIn, indicator: Indicator) -> None:
    require(
        entry.value is not None and entry.numerator is None and entry.denominator is None,
        N_("Enter a value, or choose why there is none. Zero is a value."),
        where="value",
    )
    require(
        indicator.kind is IndicatorKind.INDEX or (entry.value or Decimal()) >= 0,
        N_("A count or a length of time can't be below zero."),
        where="value",
    )


def _check_level(work: Work, entry: ProgressIn, indicator: Indicator) -> None:
    levels = query.levels_of(work.session, indicator.id)
    require(
        entry.value is not None and entry.value in {Decimal(level) for level in levels},
        N_("Choose one of the described levels."),
        where="value",
    )


def _check_reason(entry: ProgressIn) -> None:
    require(
        entry.value is None and entry.numerator is None and entry.denominator is None,
        N_("Either a value or the reason why there is none, not both."),
        where="value",
    )
    require(entry.reason, N_("Say why there is no value."), where="reason")


_CHECKS: dict[IndicatorKind, Callable[[Work, ProgressIn, Indicator], None]] = {
    IndicatorKind.PERCENT: _check_ratio,
    IndicatorKind.RATE: _check_ratio,
    IndicatorKind.RUBRIC: _check_level,
}


def _values(work: Work, entry: ProgressIn) -> dict[str, Any]:
    return {
        **progress_body(entry),
        "recorded_by_id": work.actor.member_id,
        "recorded_at": work.now,
    }


def _find(work: Work, entry: ProgressIn) -> tuple[Indicator, Goal, UUID]:
    found = query.find_indicator(work.session, entry.indicator_id, work.jurisdiction_id)
    if found is None:
        raise NotFoundError(N_("This indicator is not there any more."))
    indicator, goal, district = found
    return indicator, goal, district.id
