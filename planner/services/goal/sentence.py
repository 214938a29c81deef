"""A goal in one sentence, made of its fields: what should change, from what to what, by when.

Sentences are messages inside messages, so that each language puts the parts in its own order.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from planner.domain.goal import PERCENT_UNIT
from schemas.errors import N_
from schemas.goal import GoalRow
from schemas.indicator import IndicatorIn, IndicatorRow, TargetIn
from schemas.message import Message
from schemas.vocabulary import Accumulation, Direction, IndicatorKind, PlaceKind

VOICES = N_("What people say is heard, counted and read beside the numbers; it has no target.")
NO_TARGET = N_("{what}: no target yet.")
NOTHING = N_("Nothing is measured yet.")

_BY_DIRECTION: Mapping[Direction, str] = MappingProxyType(
    {
        Direction.INCREASE: N_("{what} should rise from {baseline} to {target}"),
        Direction.DECREASE: N_("{what} should fall from {baseline} to {target}"),
        Direction.MAINTAIN_ABOVE: N_("{what} should stay at or above {target}"),
        Direction.MAINTAIN_BELOW: N_("{what} should stay at or below {target}"),
        Direction.IN_RANGE: N_("{what} should stay between {low} and {high}"),
    }
)
_WITHOUT_START: Mapping[Direction, str] = MappingProxyType(
    {
        Direction.INCREASE: N_("{what} should rise to {target}"),
        Direction.DECREASE: N_("{what} should fall to {target}"),
    }
)
IN_BEATS = N_("{what} in beats {places}")
IN_AREA = N_("{what} ({places})")
_LEVEL = N_("level {number}")
_A_YEAR = N_("{amount} a year")
_SHORTEST = 4
"""Letters of a word that tells a place; shorter ones are in every name."""

Where = tuple[str, tuple[str, ...]]
"""How the place is put, and the names of the beats or of the area."""


def say_goal(row: GoalRow) -> Message:
    """Return a goal in one sentence, as its main indicator asks now."""
    indicator = main_indicator(row.indicators)
    if indicator is None:
        return Message(VOICES if row.indicators else NOTHING)
    target = indicator.targets[-1] if indicator.targets else None
    return say_aim(indicator, target, _where(row), row.goal.due_on)


def main_indicator(indicators: Sequence[IndicatorRow]) -> IndicatorRow | None:
    """Return the indicator that speaks for a goal: the first that counts and is judged.

    Numbers come before described levels, and what counts before what doesn't; voices have no
    target, so they never speak for it.
    """
    judged = [one for one in indicators if one.kind is not IndicatorKind.CODED_VOICES]
    in_turn = sorted(judged, key=lambda one: (not one.required, one.kind.is_qualitative))
    return next(iter(in_turn), None)


def say_aim(
    indicator: IndicatorIn, target: TargetIn | None, where: Where, due_on: date | None
) -> Message:
    """Return what a target asks for, original or revised: which way, how far, by when.

    The place is left out where the indicator's name says it already.
    """
    if indicator.kind is IndicatorKind.CODED_VOICES:
        return Message(VOICES)
    what = _what(indicator, where)
    if target is None or not _is_complete(indicator, target):
        return Message(NO_TARGET, {"what": what})
    asked = _asked(indicator, target, what)
    if due_on is None:
        return Message(N_("{asked}."), {"asked": asked})
    return Message(N_("{asked} by {due}."), {"asked": asked, "due": due_on})


def _where(row: GoalRow) -> Where:
    if row.goal.place is PlaceKind.AREA:
        return IN_AREA, (row.goal.area_name,) if row.goal.area_name else ()
    return IN_BEATS, row.beat_numbers


def _what(indicator: IndicatorIn, where: Where) -> Message | str:
    key, places = where
    name = indicator.name.casefold()
    told = [word for place in places for word in place.casefold().split() if len(word) >= _SHORTEST]
    if not places or any(word in name for word in told):
        return indicator.name
    return Message(key, {"what": indicator.name, "places": places})


def _is_complete(indicator: IndicatorIn, target: TargetIn) -> bool:
    if indicator.direction is Direction.IN_RANGE:
        return target.low is not None and target.high is not None
    return target.target is not None


def _asked(indicator: IndicatorIn, target: TargetIn, what: Message | str) -> Message:
    direction = indicator.direction or Direction.INCREASE
    known = _WITHOUT_START if target.baseline is None else _BY_DIRECTION
    numbers = {
        "low": target.low,
        "high": target.high,
        "baseline": target.baseline,
        "target": target.target,
    }
    last = "high" if direction is Direction.IN_RANGE else "target"
    amounts = {
        name: _amount(indicator, value, last=name == last)
        for name, value in numbers.items()
        if value is not None
    }
    key = known.get(direction, _BY_DIRECTION[direction])
    return Message(key, {"what": what, **amounts})


def _amount(indicator: IndicatorIn, value: Decimal, *, last: bool) -> Message | Decimal:
    """Return a number as the sentence has it; the unit stands once, unless the name says it."""
    number = _shown(value, indicator.decimals)
    if indicator.kind is IndicatorKind.RUBRIC:
        return Message(_LEVEL, {"number": number})
    if indicator.unit == PERCENT_UNIT:
        return Message(N_("{number}%"), {"number": number})
    if not last:
        return number
    named = not indicator.unit or indicator.unit.casefold() in indicator.name.casefold()
    amount = (
        number
        if named
        else Message(N_("{number} {unit}"), {"number": number, "unit": indicator.unit})
    )
    adds_up = indicator.accumulation is not Accumulation.LEVEL and not indicator.kind.is_ratio
    return Message(_A_YEAR, {"amount": amount}) if adds_up else amount


def _shown(value: Decimal, decimals: int) -> Decimal:
    """Return a number with the indicator's digits, or more where it has more itself."""
    return value.quantize(Decimal(1).scaleb(min(-decimals, _exponent(value))))


def _exponent(value: Decimal) -> int:
    return int(value.normalize().as_tuple().exponent)
