"""Paths and results for tests: a test names what matters to it and nothing else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypedDict, Unpack

from planner.domain.progress import Assessment, IndicatorResult, Path, Rule, Thresholds, Value
from planner.domain.quarters import Quarter, quarters_of
from schemas.vocabulary import Accumulation, Direction, IndicatorKind, ReportingState

Q1, Q2, Q3, Q4 = quarters_of(2025)
LAST_DAY_BEFORE, LAST_DAY = date(2024, 12, 31), date(2025, 12, 31)


class PathChanges(TypedDict, total=False):
    """What a test may say about a path, beside its baseline and target."""

    direction: Direction
    start: date
    due: date
    baseline_date: date | None
    kind: IndicatorKind
    accumulation: Accumulation
    entries: Mapping[Quarter, Decimal]
    season: Mapping[int, Value]
    low: Decimal | None
    high: Decimal | None
    margin: Decimal | None
    per: int
    first: Quarter | None
    fiscal_start_month: int


class ResultChanges(TypedDict, total=False):
    """What a test may say about a result."""

    name: str
    state: ReportingState
    required: bool
    entered_late: bool
    source: str


def exact(*numbers: Decimal | Fraction | int | None) -> tuple[Fraction | None, ...]:
    """Return numbers as the fractions the rules give back."""
    return tuple(None if number is None else Fraction(number) for number in numbers)


def by_quarter(*values: Decimal | int | None) -> dict[Quarter, Decimal]:
    """Give values to the quarters of 2025 in order; None leaves one out."""
    pairs = zip((Q1, Q2, Q3, Q4), values, strict=False)
    return {quarter: Decimal(value) for quarter, value in pairs if value is not None}


def by_number(*values: Decimal | int) -> dict[int, Value]:
    """Give values to the quarters of a baseline year in order."""
    return {number: Decimal(value) for number, value in enumerate(values, start=1)}


def a_path(
    baseline: Decimal | int | None = 100,
    target: Decimal | int | None = 80,
    **changes: Unpack[PathChanges],
) -> Path:
    """Return a level path through 2025 whose direction follows from its numbers."""
    rising = (target or 0) > (baseline or 0)
    given: PathChanges = {
        "direction": Direction.INCREASE if rising else Direction.DECREASE,
        "start": LAST_DAY_BEFORE,
        "due": LAST_DAY,
        "baseline_date": LAST_DAY_BEFORE,
        **changes,
    }
    return Path(
        baseline=None if baseline is None else Decimal(baseline),
        target=None if target is None else Decimal(target),
        **given,
    )


def a_sum(baseline: Decimal | int, target: Decimal | int, **changes: Unpack[PathChanges]) -> Path:
    """Return a path through 2025 whose quarters add up."""
    given: PathChanges = {"accumulation": Accumulation.SUM, **changes}
    return a_path(baseline, target, **given)


def to_keep(
    direction: Direction, /, baseline: int | None = None, **changes: Unpack[PathChanges]
) -> Path:
    """Return a path that keeps to 50, give or take 5, or between 40 and 60."""
    in_range = direction is Direction.IN_RANGE
    given: PathChanges = {"margin": Decimal(5), "direction": direction}
    if in_range:
        given |= {"low": Decimal(40), "high": Decimal(60)}
    return a_path(baseline, None if in_range else 50, **(given | changes))


def a_rubric(baseline: int = 1, target: int = 4, **changes: Unpack[PathChanges]) -> Path:
    """Return a rubric path through 2025."""
    given: PathChanges = {"kind": IndicatorKind.RUBRIC, **changes}
    return a_path(baseline, target, **given)


def a_result(rule: Rule = Rule.AT_POINT, **changes: Unpack[ResultChanges]) -> IndicatorResult:
    """Return a reported result of a required indicator."""
    given: ResultChanges = {"name": rule.value, "state": ReportingState.REPORTED, **changes}
    return IndicatorResult(assessment=an_assessment(rule), **given)


def an_assessment(rule: Rule) -> Assessment:
    """Return an assessment that says no more than its rule."""
    return Assessment(rule=rule, quarter=Q1, thresholds=Thresholds())


def silent(state: ReportingState, name: str = "", source: str = "") -> IndicatorResult:
    """Return a result without a value."""
    return a_result(Rule.NOT_REPORTED, name=name or state.value, state=state, source=source)


def moved(path: Path, by: Decimal, times: Decimal) -> Path:
    """Return a level path with every number scaled, then shifted."""

    def changed(number: Decimal) -> Decimal:
        return number * times + by

    assert path.baseline is not None
    assert path.target is not None
    return replace(
        path,
        baseline=changed(path.baseline),
        target=changed(path.target),
        entries={quarter: changed(value) for quarter, value in path.entries.items()},
    )
