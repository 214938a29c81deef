"""Record one indicator's quarter: a value, a ratio, or the reason why there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What an entry is checked against; `levels` are the described ones of a rubric."""

    kind: IndicatorKind
    levels: frozenset[Decimal]
    due_on: date | None
    today: date
    fiscal_start_month: int


def _district_of(work: Work, entry: ProgressIn) -> UUID:
    return _find(work, entry)[2]


@use_case(Action.PROGRESS_RECORD, scope=_district_of)
def record_progress(work: Work, entry: ProgressIn) -> Saved:
    """Record or correct what an indicator was in a quarter.

    Raises RuleError with the field at fault, StaleError when somebody recorded the quarter since
    the editor saw it.
    """
    indicator, goal, _ = _find(work, entry)
    check_progress(entry, _yardstick(work, indicator, goal))
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


def check_progress(entry: ProgressIn, against: Yardstick) -> None:
    """Raise RuleError, naming the field, unless the entry can stand for the indicator."""
    require(
        entry.state in RECORDABLE_STATES,
        N_("This state follows from the calendar: it can't be recorded."),
        where="state",
    )
    _check_time(entry, against)
    if entry.state is ReportingState.REPORTED:
        _check_value(entry, against)
    else:
        _check_reason(entry)


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


def _check_time(entry: ProgressIn, against: Yardstick) -> None:
    quarter = Quarter(entry.year, entry.quarter)
    first, _ = quarter_dates(quarter, against.fiscal_start_month)
    require(
        first <= against.today,
        N_("{quarter} has not begun yet, so there is nothing to record."),
        where="quarter",
        quarter=quarter,
    )
    require(
        against.due_on is None or first <= against.due_on,
        N_("{quarter} lies after the goal's due date."),
        where="quarter",
        quarter=quarter,
    )
    require(
        entry.data_as_of is None or entry.data_as_of <= against.today,
        N_("The data can't be from a day that is still to come."),
        where="data_as_of",
    )


def _check_value(entry: ProgressIn, against: Yardstick) -> None:
    require(
        against.kind is not IndicatorKind.CODED_VOICES,
        N_("What people say is entered as voices, not as a number."),
        where="value",
    )
    require(
        entry.value is None or (entry.numerator is None and entry.denominator is None),
        N_("Enter a value, or how many out of how many, not both."),
        where="value",
    )
    _CHECKS.get(against.kind, _check_number)(entry, against)


def _check_ratio(entry: ProgressIn, against: Yardstick) -> None:
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
        against.kind is not IndicatorKind.PERCENT or numerator <= denominator,
        N_("{part} can't be more than the {whole} it is out of."),
        where="numerator",
        part=numerator,
        whole=denominator,
    )


def _check_number(entry: ProgressIn, against: Yardstick) -> None:
    require(
        entry.value is not None and entry.numerator is None and entry.denominator is None,
        N_("Enter a value, or choose why there is none. Zero is a value."),
        where="value",
    )
    require(
        against.kind is IndicatorKind.INDEX or (entry.value or Decimal()) >= 0,
        N_("A count or a length of time can't be below zero."),
        where="value",
    )


def _check_level(entry: ProgressIn, against: Yardstick) -> None:
    require(
        entry.value in against.levels,
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


_CHECKS: dict[IndicatorKind, Callable[[ProgressIn, Yardstick], None]] = {
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
