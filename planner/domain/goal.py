"""What a goal must not say, however early its draft, and how goals are numbered.

These rules refuse contradictions only. What is still missing is the SMART check's to say, and
never keeps a draft from being saved.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from schemas.errors import N_, RuleError
from schemas.goal import GoalIn
from schemas.indicator import IndicatorIn, TargetIn
from schemas.vocabulary import Accumulation, Direction, IndicatorKind

from .progress.counted import agrees

PERCENT_UNIT = "%"
PERCENT_PER = 100
MOST_LEVELS = 9
MOST_DECIMALS = 6
_RUBRIC_DIRECTIONS = {Direction.INCREASE, Direction.MAINTAIN_ABOVE}


def goal_code(district_number: int, year: int, taken: Iterable[str]) -> str:
    """Return the next free code of a district's year, such as '07-2026-3'."""
    stem = code_stem(district_number, year)
    found = (re.fullmatch(rf"{stem}([0-9]+)", code) for code in taken)
    return f"{stem}{max((int(match[1]) for match in found if match), default=0) + 1}"


def code_stem(district_number: int, year: int) -> str:
    """Return how the codes of a district's year begin."""
    return f"{district_number:02d}-{year}-"


def check_goal(entry: GoalIn) -> None:
    """Raise RuleError, with the field in `where`, for a goal that contradicts itself.

    A field of an indicator is named as in `indicators[0].target`.
    """
    starts_first = not (entry.start_on and entry.due_on) or entry.start_on < entry.due_on
    _require(starts_first, N_("The goal must start before it is due."), "due_on")
    _check_resources(entry)
    _check_ties(entry)
    ids = [indicator.id for indicator in entry.indicators]
    _require(len(set(ids)) == len(ids), N_("The same indicator is there twice."), "indicators")
    for place, indicator in enumerate(entry.indicators):
        _check_indicator(_Indicator(indicator, place), entry)


def check_settled(held: Iterable[IndicatorIn], entry: GoalIn) -> None:
    """Raise RuleError when a save would change what recorded values were measured against.

    `held` are the indicators with recorded values, as they stand.
    """
    places = {indicator.id: place for place, indicator in enumerate(entry.indicators)}
    for before in held:
        _require(
            before.id in places,
            N_("“{indicator}” has recorded values, so it can't be removed."),
            "indicators",
            indicator=before.name,
        )
        after = entry.indicators[places[before.id]]
        _check_settled(_Indicator(after, places[before.id]), before)


class _Indicator:
    """An indicator and its place in the goal, so that a broken rule can name the field."""

    def __init__(self, entry: IndicatorIn, place: int) -> None:
        self.entry = entry
        self.place = place

    def require(self, condition: object, message: str, field: str) -> None:
        where = f"indicators[{self.place}].{field}"
        _require(condition, message, where, indicator=self.entry.name)


def _require(condition: object, message: str, where: str, **params: object) -> None:
    if not condition:
        raise RuleError(message, where=where, **params)


def _check_resources(entry: GoalIn) -> None:
    for field in ("resource_people", "resource_hours", "resource_money"):
        amount = getattr(entry, field)
        _require(amount is None or amount >= 0, N_("What it takes is zero or more."), field)


def _check_ties(entry: GoalIn) -> None:
    ties = [(tie.theme_id, tie.local_demand_id) for tie in entry.themes]
    whole = all((theme is None) != (local is None) for theme, local in ties)
    _require(whole, N_("A tie leads to one theme or one local demand."), "themes")
    _require(len(set(ties)) == len(ties), N_("The same demand is tied twice."), "themes")


def _check_indicator(indicator: _Indicator, goal: GoalIn) -> None:
    entry = indicator.entry
    indicator.require(
        0 <= entry.decimals <= MOST_DECIMALS,
        N_("“{indicator}”: a number has none to six digits after the point."),
        "decimals",
    )
    if entry.kind is IndicatorKind.CODED_VOICES:
        _check_voices(indicator)
        return
    indicator.require(
        entry.direction, N_("“{indicator}”: say which way it should go."), "direction"
    )
    indicator.require(
        entry.kind is not IndicatorKind.PERCENT or entry.unit == PERCENT_UNIT,
        N_("“{indicator}”: the unit of a percentage is %."),
        "unit",
    )
    indicator.require(
        entry.per == PERCENT_PER or (entry.kind is IndicatorKind.RATE and entry.per > 0),
        N_("“{indicator}”: only a rate is counted in another number than a hundred."),
        "per",
    )
    _check_levels(indicator)
    _check_revisions(indicator)
    for target in entry.targets:
        _check_target(indicator, target, goal)


def _check_voices(indicator: _Indicator) -> None:
    entry = indicator.entry
    indicator.require(
        entry.direction is None and not entry.targets,
        N_("“{indicator}”: voices have no target, because they are never judged."),
        "targets",
    )
    indicator.require(
        entry.accumulation is Accumulation.LEVEL,
        N_("“{indicator}”: voices do not add up."),
        "accumulation",
    )


def _check_levels(indicator: _Indicator) -> None:
    entry = indicator.entry
    levels = [level.level for level in entry.levels]
    if entry.kind is not IndicatorKind.RUBRIC:
        indicator.require(
            not levels, N_("“{indicator}”: only a rubric has described levels."), "levels"
        )
        return
    indicator.require(
        len(set(levels)) == len(levels) and all(1 <= level <= MOST_LEVELS for level in levels),
        N_("“{indicator}”: levels are numbered 1 to 9, each once."),
        "levels",
    )
    indicator.require(
        entry.direction in _RUBRIC_DIRECTIONS,
        N_("“{indicator}”: levels should rise, or stay at or above one."),
        "direction",
    )
    indicator.require(
        entry.accumulation is Accumulation.LEVEL,
        N_("“{indicator}”: levels do not add up."),
        "accumulation",
    )


def _check_revisions(indicator: _Indicator) -> None:
    targets = indicator.entry.targets
    indicator.require(
        [target.revision for target in targets] == list(range(len(targets))),
        N_("“{indicator}”: changes of the target are numbered in order."),
        "targets",
    )
    starts = [(target.from_year, target.from_quarter) for target in targets]
    indicator.require(
        starts == sorted(starts),
        N_("“{indicator}”: a change of the target applies no earlier than the one before it."),
        "from_quarter",
    )
    indicator.require(
        all(target.reason for target in targets[1:]),
        N_("“{indicator}”: say why the target changes."),
        "reason",
    )


def _check_target(indicator: _Indicator, target: TargetIn, goal: GoalIn) -> None:
    quarters = [(point.year, point.quarter) for point in target.path]
    indicator.require(
        len(set(quarters)) == len(quarters),
        N_("“{indicator}”: a quarter has one value on the path."),
        "path",
    )
    indicator.require(
        not (target.baseline_on and goal.due_on) or target.baseline_on < goal.due_on,
        N_("“{indicator}”: the day of the value to start from comes before the due date."),
        "baseline_on",
    )
    for name in ("baseline", "target"):
        _check_counts(indicator, target, name)
    direction = indicator.entry.direction
    if indicator.entry.kind is IndicatorKind.RUBRIC:
        _check_rubric(indicator, target)
    elif direction is Direction.IN_RANGE:
        _check_range(indicator, target)
    elif direction and not direction.has_movement:
        _check_margin(indicator, target, given=target.target is not None)
    if direction and direction.has_movement:
        _check_movement(indicator, target, direction)


def _check_counts(indicator: _Indicator, target: TargetIn, name: str) -> None:
    """Refuse counts that are not what the baseline or target is a percent or rate of."""
    entry, value = indicator.entry, getattr(target, name)
    part, whole = (getattr(target, f"{name}_{each}") for each in ("numerator", "denominator"))
    if part is None and whole is None:
        return
    indicator.require(
        entry.kind.is_ratio,
        N_("“{indicator}”: only a percentage or a rate is given as so many out of so many."),
        f"{name}_numerator",
    )
    indicator.require(
        part is not None and whole is not None,
        N_("“{indicator}”: give both numbers, how many and out of how many."),
        f"{name}_numerator" if part is None else f"{name}_denominator",
    )
    indicator.require(
        whole > 0,
        N_("“{indicator}”: out of how many has to be more than zero."),
        f"{name}_denominator",
    )
    indicator.require(
        part >= 0 and (entry.kind is not IndicatorKind.PERCENT or part <= whole),
        N_("“{indicator}”: the part can't be below zero or above the whole."),
        f"{name}_numerator",
    )
    indicator.require(
        value is not None and agrees(value, part, whole, entry.per),
        N_("“{indicator}”: the value is not what the two numbers give. Change one of them."),
        name,
    )


def _check_movement(indicator: _Indicator, target: TargetIn, direction: Direction) -> None:
    if target.baseline is None or target.target is None:
        return
    indicator.require(
        target.baseline != target.target,
        N_(
            "“{indicator}”: the value to reach equals the value to start from, so no change is"
            " asked. Change one of them, or let it stay at or above a value."
        ),
        "target",
    )
    indicator.require(
        (target.target > target.baseline) is (direction is Direction.INCREASE),
        N_(
            "“{indicator}”: the value to reach lies on the other side of the value to start from"
            " than it should. Check both, and which way it should go."
        ),
        "target",
    )


def _check_range(indicator: _Indicator, target: TargetIn) -> None:
    if target.low is not None and target.high is not None:
        indicator.require(
            target.low < target.high,
            N_("“{indicator}”: the range must end above where it starts."),
            "high",
        )
    indicator.require(
        not target.path,
        N_("“{indicator}”: a range is the same in every quarter."),
        "path",
    )
    _check_margin(indicator, target, given=target.low is not None or target.high is not None)


def _check_margin(indicator: _Indicator, target: TargetIn, *, given: bool) -> None:
    indicator.require(
        target.margin is not None or not given,
        N_("“{indicator}”: say how far outside is still only a risk."),
        "margin",
    )
    indicator.require(
        target.margin is None or target.margin >= 0,
        N_("“{indicator}”: how far outside is zero or more."),
        "margin",
    )


def _check_rubric(indicator: _Indicator, target: TargetIn) -> None:
    levels = {Decimal(level.level) for level in indicator.entry.levels}
    values = [("baseline", target.baseline), ("target", target.target)]
    values += [("path", point.value) for point in target.path]
    for field, value in values:
        indicator.require(
            value is None or value in levels,
            N_("“{indicator}”: choose one of the described levels."),
            field,
        )


def _check_settled(indicator: _Indicator, before: IndicatorIn) -> None:
    after = indicator.entry
    for field in ("kind", "unit", "per", "direction", "accumulation"):
        indicator.require(
            getattr(after, field) == getattr(before, field),
            N_(
                "“{indicator}” has recorded values, so what they are measured in stays. Add an"
                " indicator instead."
            ),
            field,
        )
    indicator.require(
        _asked_first(after) == _asked_first(before),
        N_(
            "“{indicator}” has recorded values, so the target first agreed stays. Change the"
            " target from a quarter on, with the reason."
        ),
        "target",
    )


def _asked_first(entry: IndicatorIn) -> object:
    """Return what the first target asks for; where it came from may still be told better."""
    told = {"baseline_source", "reason", "agreed_by", "agreed_on", "straight_line", "path"}
    # They are what the value says already, or a save would have been refused.
    told |= {"baseline_numerator", "baseline_denominator"}
    told |= {"target_numerator", "target_denominator"}
    return [
        (first.model_dump(exclude=told), {(at.year, at.quarter): at.value for at in first.path})
        for first in entry.targets[:1]
    ]
