"""What a recorded value must keep to, whether it is typed or comes out of a file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Protocol

from planner.domain.quarters import Quarter, quarter_dates
from planner.services.save import require
from schemas.errors import N_
from schemas.vocabulary import RECORDABLE_STATES, IndicatorKind, ReportingState


class Amount(Protocol):
    """A value, or how many out of how many."""

    @property
    def value(self) -> Decimal | None:
        """The value, where it is no ratio."""

    @property
    def numerator(self) -> Decimal | None:
        """How many."""

    @property
    def denominator(self) -> Decimal | None:
        """Out of how many."""


class Entry(Amount, Protocol):
    """What somebody wants to record."""

    @property
    def state(self) -> ReportingState:
        """Whether there is a value, or why not."""

    @property
    def data_as_of(self) -> date | None:
        """The day the data is from."""

    @property
    def reason(self) -> str:
        """Why there is no value."""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What an entry is checked against; `levels` are the described ones of a rubric."""

    kind: IndicatorKind
    levels: frozenset[Decimal]
    due_on: date | None
    today: date
    fiscal_start_month: int


def check_progress(entry: Entry, quarter: Quarter, against: Yardstick) -> None:
    """Raise RuleError, naming the field, unless the entry can stand for the indicator."""
    require(
        entry.state in RECORDABLE_STATES,
        N_("This state follows from the calendar: it can't be recorded."),
        where="state",
    )
    _check_time(entry, quarter, against)
    if entry.state is ReportingState.REPORTED:
        check_value(entry, against)
    else:
        _check_reason(entry)


@cache
def first_day(quarter: Quarter, fiscal_start_month: int) -> date:
    """Return the first day of a quarter, which many values share."""
    return quarter_dates(quarter, fiscal_start_month)[0]


def _check_time(entry: Entry, quarter: Quarter, against: Yardstick) -> None:
    first = first_day(quarter, against.fiscal_start_month)
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


def check_value(entry: Amount, against: Yardstick) -> None:
    """Raise RuleError, naming the field, unless the amount can be the indicator's."""
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


def _check_ratio(entry: Amount, against: Yardstick) -> None:
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


def _check_number(entry: Amount, against: Yardstick) -> None:
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


def _check_level(entry: Amount, against: Yardstick) -> None:
    require(
        entry.value in against.levels,
        N_("Choose one of the described levels."),
        where="value",
    )


def _check_reason(entry: Entry) -> None:
    require(
        entry.value is None and entry.numerator is None and entry.denominator is None,
        N_("Either a value or the reason why there is none, not both."),
        where="value",
    )
    require(entry.reason, N_("Say why there is no value."), where="reason")


_CHECKS: dict[IndicatorKind, Callable[[Amount, Yardstick], None]] = {
    IndicatorKind.PERCENT: _check_ratio,
    IndicatorKind.RATE: _check_ratio,
    IndicatorKind.RUBRIC: _check_level,
}
