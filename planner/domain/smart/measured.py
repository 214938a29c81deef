"""The rules that read one indicator. Coded voices have no number, so only M1 reads them."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from planner.domain.indicator import asked_change
from schemas.errors import N_
from schemas.vocabulary import Ambition, Direction, Frequency, IndicatorKind

from .facts import GoalFacts, IndicatorFacts


class Reading(NamedTuple):
    """Points, the indicator's or goal's field to go to, and words other than the rule's own."""

    points: int
    field: str
    says: str | None = None


IndicatorCheck: TypeAlias = Callable[[IndicatorFacts], Reading | None]

_QUARTERLY = {Frequency.MONTHLY, Frequency.QUARTERLY}


def read_measure(indicator: IndicatorFacts) -> Reading:
    """M1: own words, or the library's with definition and unit (people's words have no unit)."""
    if not indicator.name:
        return Reading(0, "name")
    has_unit = indicator.unit or indicator.kind.is_qualitative
    complete = indicator.from_library and indicator.definition and has_unit
    return Reading(2 if complete else 1, "name")


def read_ratio(indicator: IndicatorFacts) -> Reading | None:
    """M2: numerator and denominator of a percent or rate."""
    if indicator.kind.is_qualitative:
        return None
    if not indicator.kind.is_ratio:
        return Reading(1, "kind", N_("It is no percentage or rate, so nothing is divided."))
    if not indicator.numerator:
        return Reading(0, "numerator")
    return Reading(2 if indicator.denominator else 1, "denominator")


def read_baseline(indicator: IndicatorFacts) -> Reading | None:
    """M3: the value to start from, with its date and source."""
    if _has_no_number(indicator):
        return None
    if indicator.baseline is None:
        return Reading(0, "baseline")
    if indicator.baseline_on is None:
        return Reading(1, "baseline_on")
    return Reading(2 if indicator.baseline_source else 1, "baseline_source")


def read_target(indicator: IndicatorFacts) -> Reading | None:
    """M4: the target against baseline and direction, or the limits of a level to hold."""
    if _has_no_number(indicator):
        return None
    if indicator.direction is None:
        return Reading(0, "direction")
    if indicator.direction is Direction.IN_RANGE:
        return _read_range(indicator)
    if indicator.target is None:
        return Reading(0, "target")
    if indicator.direction.has_movement:
        return _read_movement(indicator)
    return _read_margin(indicator)


def read_source(indicator: IndicatorFacts) -> Reading | None:
    """M5: where the numbers come from, and how often."""
    if _has_no_number(indicator):
        return None
    if not indicator.source:
        return Reading(0, "source")
    return Reading(2 if indicator.frequency in _QUARTERLY else 1, "frequency")


def read_path(indicator: IndicatorFacts) -> Reading | None:
    """T2: a value for each quarter; a level to hold is the same in every quarter."""
    if _has_no_number(indicator):
        return None
    if indicator.direction is not None and not indicator.direction.has_movement:
        return Reading(2, "path", N_("The same value holds in every quarter."))
    if indicator.own_path:
        return Reading(2, "path")
    return Reading(1 if indicator.straight_line else 0, "path")


def read_ambition(indicator: IndicatorFacts, goal: GoalFacts) -> Reading | None:
    """A2: the asked change against history; waits until M4 has something to read."""
    target = read_target(indicator)
    if indicator.direction is None or target is None or not target.points:
        return None
    asked = asked_change(
        indicator.past_points, indicator.baseline, indicator.target, indicator.direction
    )
    if asked.ambition is Ambition.SEEN and indicator.change_unseen:
        return _read_reason(goal)
    return _BY_AMBITION[asked.ambition] or _read_reason(goal)


INDICATOR_CHECKS: dict[str, IndicatorCheck] = {
    "M1": read_measure,
    "M2": read_ratio,
    "M3": read_baseline,
    "M4": read_target,
    "M5": read_source,
    "T2": read_path,
}

_BY_AMBITION: dict[Ambition, Reading | None] = {
    Ambition.NO_CHANGE: Reading(2, "target", N_("It asks to stay in a range, not to change.")),
    Ambition.NOT_JUDGED: Reading(1, "past_points"),
    Ambition.USUAL: Reading(
        2, "target", N_("The target asks for no more than the usual range: it may be chance.")
    ),
    Ambition.SEEN: Reading(2, "target"),
    Ambition.UNSEEN: None,
}


def _has_no_number(indicator: IndicatorFacts) -> bool:
    return indicator.kind is IndicatorKind.CODED_VOICES


def _read_reason(goal: GoalFacts) -> Reading:
    if not goal.ambition_reason:
        return Reading(0, "ambition_reason")
    return Reading(
        2, "ambition_reason", N_("The target goes beyond anything seen so far, and says why.")
    )


def _read_movement(indicator: IndicatorFacts) -> Reading:
    if indicator.baseline is None or indicator.target is None:
        return Reading(1, "baseline", N_("Give the value you start from, to compare the target."))
    if indicator.target == indicator.baseline:
        return Reading(
            0, "target", N_("The value to reach is where you start. Ask for a change, or to hold.")
        )
    rises = indicator.target > indicator.baseline
    agrees = rises == (indicator.direction is Direction.INCREASE)
    return Reading(2, "target") if agrees else Reading(1, "direction")


def _read_range(indicator: IndicatorFacts) -> Reading:
    low, high = indicator.low, indicator.high
    if low is None or high is None or low >= high:
        return Reading(0, "low", N_("Give the lowest value that is fine, and a higher one."))
    return _read_margin(indicator)


def _read_margin(indicator: IndicatorFacts) -> Reading:
    """Read the margin a level to hold needs; a rubric counts whole levels instead."""
    if indicator.kind is IndicatorKind.RUBRIC:
        return Reading(2, "target")
    if indicator.margin is None or indicator.margin < 0:
        return Reading(1, "margin", N_("Say how far outside is still only a risk."))
    return Reading(2, "margin", N_("It says what to hold, and how far outside is a risk."))
