"""A goal's numbers as sentences: from what, to what, by when."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from planner.domain.goal import PERCENT_UNIT
from schemas.errors import N_
from schemas.goal import FindingRow, StepRow
from schemas.indicator import IndicatorIn, TargetIn
from schemas.vocabulary import Direction, IndicatorKind

from ..language import _, listed, long_date, number, quarter_name, say
from .told import in_my_language

VOICES = N_("What people say is heard, counted and read beside the numbers; it has no target.")
NO_TARGET = N_("No target yet.")
_NOTHING = "\N{EM DASH}"
_SEPARATOR = " · "

_MOVEMENT = N_("From {baseline} to {target} {unit}")
_LEVELS = N_("From level {baseline} to level {target}")
_BY_DIRECTION: Mapping[Direction, str] = MappingProxyType(
    {
        Direction.INCREASE: _MOVEMENT,
        Direction.DECREASE: _MOVEMENT,
        Direction.MAINTAIN_ABOVE: N_("Stay at or above {target} {unit}"),
        Direction.MAINTAIN_BELOW: N_("Stay at or below {target} {unit}"),
        Direction.IN_RANGE: N_("Stay between {low} and {high} {unit}"),
    }
)
_RUBRIC: Mapping[Direction, str] = MappingProxyType(
    {
        Direction.INCREASE: _LEVELS,
        Direction.MAINTAIN_ABOVE: N_("Stay at or above level {target}"),
    }
)


def say_asked(indicator: IndicatorIn, due_on: date | None) -> str:
    """Return what an indicator asks for now: from, to, and by when."""
    if indicator.kind is IndicatorKind.CODED_VOICES:
        return _(VOICES)
    if not indicator.targets:
        return _(NO_TARGET)
    asked = say_target(indicator, indicator.targets[-1])
    if due_on is None:
        return f"{asked}."
    return _("{asked} by {due}.", asked=asked, due=long_date(due_on))


def say_target(indicator: IndicatorIn, target: TargetIn) -> str:
    """Return what one target asks for; a dash stands for what is not filled in."""
    direction = indicator.direction or Direction.INCREASE
    sentences = _RUBRIC if indicator.kind is IndicatorKind.RUBRIC else _BY_DIRECTION

    close, apart = (PERCENT_UNIT, "") if indicator.unit == PERCENT_UNIT else ("", indicator.unit)

    def write(value: Decimal | None, part: Decimal | None, whole: Decimal | None) -> str:
        if value is None:
            return _NOTHING
        told = f"{number(value, _places(value, indicator.decimals))}{close}"
        if part is None or whole is None:
            return told
        return _("{value} ({part} of {whole})", value=told, part=number(part), whole=number(whole))

    return _(
        sentences.get(direction, _LEVELS),
        baseline=write(target.baseline, target.baseline_numerator, target.baseline_denominator),
        target=write(target.target, target.target_numerator, target.target_denominator),
        low=write(target.low, None, None),
        high=write(target.high, None, None),
        unit=apart,
    ).strip()


def say_start(target: TargetIn) -> str:
    """Return where the value to start from comes from, or nothing."""
    parts = [
        long_date(target.baseline_on) if target.baseline_on else "",
        target.baseline_source,
    ]
    told = listed(filter(None, parts))
    return _("Start: {told}", told=told) if told else ""


def say_changes(indicator: IndicatorIn) -> list[str]:
    """Return who agreed to the target, and how it was changed since, oldest first."""
    lines = [_say_agreed(target) for target in indicator.targets[:1]]
    for before, after in zip(indicator.targets, indicator.targets[1:], strict=False):
        lines += [
            _(
                "Changed from {quarter} on. Before: {before}. Why: {reason}",
                quarter=quarter_name(after.from_year, after.from_quarter),
                before=say_target(indicator, before),
                reason=after.reason,
            ),
            _say_agreed(after),
        ]
    return [line for line in lines if line]


def _say_agreed(target: TargetIn) -> str:
    who, day = target.agreed_by, target.agreed_on
    if who and day:
        return _("Agreed by {who} on {day}", who=who, day=long_date(day))
    if day:
        return _("Agreed on {day}", day=long_date(day))
    return _("Agreed by {who}", who=who) if who else ""


def say_step(step: StepRow) -> str:
    """Return what is to be done, by whom and by when, in a line."""
    due = _("by {day}", day=long_date(step.due_on)) if step.due_on else ""
    what = in_my_language(step.what, step.translations, "what")
    return _SEPARATOR.join(filter(None, [what, step.owner_name or step.who, due]))


def say_finding(finding: FindingRow) -> str:
    """Return what a rule found, with the indicator it speaks of."""
    told = say(finding.message)
    indicator = finding.message.params.get("indicator")
    return f"{indicator}: {told}" if indicator else told


def _places(value: Decimal, decimals: int) -> int:
    """Return the indicator's digits after the point, or more where the number itself has more."""
    return max(decimals, -int(value.normalize().as_tuple().exponent))
