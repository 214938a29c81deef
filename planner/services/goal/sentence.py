"""A goal in one sentence, made of its fields: who does what, from what to what, by when.

Sentences are messages inside messages, so that each language puts the parts in its own order.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from planner.domain.goal import PERCENT_UNIT
from planner.domain.sentence import facts_of, moved_on, write_facts
from planner.i18n import word_of
from schemas.errors import N_
from schemas.goal import GoalIn, SentenceRow
from schemas.indicator import IndicatorIn, TargetIn
from schemas.message import Message
from schemas.vocabulary import Accumulation, Direction, IndicatorKind, PlaceKind

I = TypeVar("I", bound=IndicatorIn)  # noqa: E741

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
WHOLE = N_("{doing} \N{EM DASH} {aim}")
WHO_DOES = N_("{who}: {action}")
FOR_WHOM = N_("{action}; it is about: {population}")
OF_UNIT = N_("{name}, {unit}")
GAP = "___"
"""Stands for what is not filled in yet."""
_END = re.compile("(?<=[.!?])\\s|(?<=[\u3002\uff01\uff1f])")
_SHORTEST = 4
"""Letters of a word that tells a place; shorter ones are in every name."""

Where = tuple[str, tuple[str, ...]]
"""How the place is put, and the names of the beats or of the area."""


@dataclass(frozen=True, slots=True)
class Named:
    """What the identifiers in a goal's fields stand for: its owner, their unit, its beats."""

    owner: str = ""
    unit: str = ""
    beats: tuple[str, ...] = ()


def sentence_of(entry: GoalIn, named: Named) -> SentenceRow:
    """Return a goal's sentence: as its fields say it, and in polished words where they still fit.

    Everything that shows a goal in one sentence shows this one.
    """
    facts = facts_of(entry, main_indicator(entry.indicators))
    return SentenceRow(
        composed=say_goal(entry, named),
        aim=_aim(entry, named, gaps=False),
        polished=entry.polished,
        language=entry.language,
        moved_on=moved_on(entry.polished_for, facts) if entry.polished else (),
    )


def written_for(entry: GoalIn) -> GoalIn:
    """Return a goal whose polished sentence says what it was written for.

    Whoever brings none, such as a file, wrote it for the fields beside it.
    """
    facts = write_facts(facts_of(entry, main_indicator(entry.indicators)))
    kept = (entry.polished_for or facts) if entry.polished else ""
    return entry.model_copy(update={"polished_for": kept})


def say_goal(entry: GoalIn, named: Named, *, gaps: bool = False) -> Message:
    """Return a goal in one sentence: who does what, and what its main indicator asks now.

    With gaps, what is not filled in yet is shown as one; else the sentence leaves it out.
    """
    aim = _aim(entry, named, gaps=gaps)
    doing = _doing(entry, named, gaps=gaps)
    return Message(WHOLE, {"doing": doing, "aim": aim}) if doing else aim


def _aim(entry: GoalIn, named: Named, *, gaps: bool) -> Message:
    indicator = main_indicator(entry.indicators)
    target = indicator.targets[-1] if indicator and indicator.targets else None
    if gaps:
        return _aim_with_gaps(indicator, target, _where(entry, named), entry.due_on)
    if indicator is None:
        return Message(VOICES if entry.indicators else NOTHING)
    return say_aim(indicator, target, _where(entry, named), entry.due_on)


def _doing(entry: GoalIn, named: Named, *, gaps: bool) -> Message | str:
    """Return who does what for whom, as far as it is known."""
    action: Message | str = first_sentence(entry.action) or (GAP if gaps else "")
    if action and entry.population:
        action = Message(FOR_WHOM, {"action": action, "population": entry.population})
    who = _who(entry, named)
    if who and action:
        return Message(WHO_DOES, {"who": who, "action": action})
    return who or action


def _who(entry: GoalIn, named: Named) -> Message | str:
    if named.owner:
        return (
            Message(OF_UNIT, {"name": named.owner, "unit": named.unit})
            if named.unit
            else (named.owner)
        )
    return Message(word_of(entry.owner_role)) if entry.owner_role else ""


def first_sentence(text: str) -> str:
    """Return the first sentence of a text without its point, for a sentence that goes on."""
    line = text.strip().partition("\n")[0]
    return _END.split(line, maxsplit=1)[0].rstrip(" .!;\u3002\uff01\uff1b")


def main_indicator(indicators: Sequence[I]) -> I | None:
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


def _aim_with_gaps(
    indicator: IndicatorIn | None, target: TargetIn | None, where: Where, due_on: date | None
) -> Message:
    """Return what is asked for as far as it is written, with a gap for each thing that isn't."""
    direction = (indicator.direction if indicator else None) or Direction.INCREASE
    what = _what(indicator, where) if indicator else GAP
    gaps: dict[str, object] = dict.fromkeys(("baseline", "target", "low", "high"), GAP)
    asked: object = Message(_BY_DIRECTION[direction], {"what": what, **gaps})
    if indicator and target:
        asked = Message(
            _BY_DIRECTION[direction],
            {"what": what, **gaps, **_amounts(indicator, target, direction)},
        )
    return Message(N_("{asked} by {due}."), {"asked": asked, "due": due_on or GAP})


def _where(entry: GoalIn, named: Named) -> Where:
    if entry.place is PlaceKind.AREA:
        return IN_AREA, (entry.area_name,) if entry.area_name else ()
    return IN_BEATS, named.beats


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
    key = known.get(direction, _BY_DIRECTION[direction])
    return Message(key, {"what": what, **_amounts(indicator, target, direction)})


def _amounts(
    indicator: IndicatorIn, target: TargetIn, direction: Direction
) -> dict[str, Message | Decimal]:
    """Return the numbers of a target that are known, as the sentence has them."""
    numbers = {
        "low": target.low,
        "high": target.high,
        "baseline": target.baseline,
        "target": target.target,
    }
    last = "high" if direction is Direction.IN_RANGE else "target"
    return {
        name: _amount(indicator, value, last=name == last)
        for name, value in numbers.items()
        if value is not None
    }


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
