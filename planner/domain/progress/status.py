"""Status: how far a value is from where the plan says we should be now, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from planner.domain.quarters import Quarter
from schemas.errors import N_, RuleError
from schemas.message import Message
from schemas.vocabulary import Accumulation, Direction, IndicatorKind, Status

from .accumulation import ToDate, accumulate
from .exact import as_decimal, exactly, needed, share
from .path import Path
from .point import bounds
from .ratio import Value
from .why import Rule


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A jurisdiction's settings: the largest shortfall that still earns each status.

    Shares of the whole movement asked for. Raises RuleError unless 0 <= on track <= at risk.
    """

    on_track: Decimal = Decimal("0.10")
    at_risk: Decimal = Decimal("0.40")

    def __post_init__(self) -> None:
        if not 0 <= self.on_track <= self.at_risk:
            raise RuleError(
                N_("Thresholds are zero or more, and at risk is not below on track."),
                where="at_risk",
            )


@dataclass(frozen=True, slots=True)
class CodedVoices:
    """Asks for nothing that can be computed: voices are shown, counted and related."""


VOICES = CodedVoices()
DEFAULT_THRESHOLDS = Thresholds()
_BEHIND = frozenset({Rule.BEHIND, Rule.FAR_BEHIND})


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What a quarter's value is judged to be, with every input that was used.

    `actual`, `point`, `baseline`, `low` and `high` are to date where values add up; `target` is
    the final one and `movement` the whole asked one, signed. `shortfall` is a share of the
    movement, positive when behind. `distance` is how far a value lies outside the `limit` it
    crossed, or how many levels below a rubric's level. `attainment` is 1 for the whole movement.
    None stands for what doesn't apply.
    """

    rule: Rule
    quarter: Quarter
    thresholds: Thresholds
    at_due: bool = False
    actual: Fraction | None = None
    point: Fraction | None = None
    baseline: Fraction | None = None
    target: Fraction | None = None
    movement: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    margin: Fraction | None = None
    limit: Fraction | None = None
    distance: Fraction | None = None
    shortfall: Fraction | None = None
    attainment: Fraction | None = None
    gaps: tuple[Quarter, ...] = ()

    @property
    def status(self) -> Status | None:
        """The status the rule leads to, or None when nothing can or may be judged."""
        return self.rule.status

    @property
    def why(self) -> Message:
        """The sentence that explains the status, with rounded numbers to show."""
        numbers = {
            "actual": self.actual,
            "point": self.point,
            "baseline": self.baseline,
            "target": self.target,
            "margin": self.margin,
            "limit": self.limit,
            "distance": self.distance,
            "behind_percent": None if self.shortfall is None else self.shortfall * 100,
            "on_track_percent": Fraction(self.thresholds.on_track) * 100,
            "at_risk_percent": Fraction(self.thresholds.at_risk) * 100,
        }
        shown = {name: as_decimal(value) for name, value in numbers.items() if value is not None}
        return Message(self.rule.sentence, {**shown, "quarter": self.quarter, "gaps": self.gaps})


def assess(
    asked: Path | CodedVoices,
    quarter: Quarter,
    values: Mapping[Quarter, Value],
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> Assessment:
    """Judge one indicator in one quarter against one path, original or revised.

    `values` holds reported values by quarter; earlier quarters matter to sums only. At the due
    date, which lies in the path's last quarter, a value is met or not met and nothing else.
    """
    if isinstance(asked, CodedVoices):
        return Assessment(rule=Rule.CODED_VOICES, quarter=quarter, thresholds=thresholds)
    if not asked.first_quarter <= quarter <= asked.due_quarter:
        return Assessment(rule=Rule.OUTSIDE_GOAL, quarter=quarter, thresholds=thresholds)
    inputs = _inputs(asked, quarter, values)
    judgement = _judge(asked, quarter, inputs, thresholds)
    # Named one by one: a table of names costs as much as all the sums.
    return Assessment(
        rule=judgement.rule,
        quarter=quarter,
        thresholds=thresholds,
        at_due=inputs.at_due,
        actual=inputs.compared.actual,
        point=inputs.compared.point,
        baseline=inputs.compared.baseline,
        target=inputs.target,
        movement=judgement.movement,
        low=inputs.low,
        high=inputs.high,
        margin=_exactly(asked.margin),
        limit=judgement.limit,
        distance=judgement.distance,
        shortfall=judgement.shortfall,
        attainment=judgement.attainment,
        gaps=inputs.compared.gaps,
    )


class _Inputs(NamedTuple):
    """What a value is compared with."""

    at_due: bool
    compared: ToDate
    target: Fraction | None
    low: Fraction | None
    high: Fraction | None


class _Judgement(NamedTuple):
    """The rule that decided, and how far the value is from where it should be."""

    rule: Rule
    movement: Fraction | None = None
    limit: Fraction | None = None
    distance: Fraction | None = None
    shortfall: Fraction | None = None
    attainment: Fraction | None = None


def _inputs(path: Path, quarter: Quarter, values: Mapping[Quarter, Value]) -> _Inputs:
    kept = not path.direction.has_movement and path.kind is not IndicatorKind.RUBRIC
    low, high = bounds(path, quarter) if kept else (None, None)
    return _Inputs(
        at_due=quarter == path.due_quarter,
        compared=accumulate(path, quarter, values),
        target=_exactly(path.target),
        low=low,
        high=high,
    )


def _judge(path: Path, quarter: Quarter, inputs: _Inputs, thresholds: Thresholds) -> _Judgement:
    """Compare the value with its inputs; without one the rule says why there is none."""
    actual = inputs.compared.actual
    if actual is None:
        return _Judgement(_why_no_value(quarter, inputs.compared.gaps))
    if path.kind is IndicatorKind.RUBRIC:
        return _judge_rubric(inputs, actual)
    if path.direction.has_movement:
        return _judge_movement(path, inputs, actual, thresholds)
    return _judge_limits(inputs, actual, needed(path.margin, "margin"))


def _exactly(value: Decimal | None) -> Fraction | None:
    return None if value is None else exactly(value)


def _why_no_value(quarter: Quarter, gaps: tuple[Quarter, ...]) -> Rule:
    if quarter in gaps:
        return Rule.NOT_REPORTED
    return Rule.GAP_IN_SUM if gaps else Rule.NOTHING_COUNTED


def _judge_movement(
    path: Path, inputs: _Inputs, actual: Fraction, thresholds: Thresholds
) -> _Judgement:
    """Compare with the plan's point, or with the target at the due date."""
    # The movement is signed, so dividing by it mirrors a decrease onto an increase.
    movement, target = path.movement, needed(path.target, "target")
    whole = needed(path.baseline, "baseline")
    baseline = needed(inputs.compared.baseline, "baseline")
    reached = actual >= target if movement > 0 else actual <= target
    to_date = path.adds_up and not inputs.at_due
    attained = share(baseline if to_date else whole, actual, movement)
    if inputs.at_due:
        rule = Rule.TARGET_MET if reached else Rule.TARGET_NOT_MET
        return _Judgement(rule, movement, attainment=attained)
    shortfall = share(actual, needed(inputs.compared.point, "point"), movement)
    if reached and not _known_only_at_the_end(path):
        rule = Rule.REACHED
    else:
        rule = _rule_by_shortfall(shortfall, thresholds)
        if rule in _BEHIND and share(baseline, actual, movement) < 0:
            rule = Rule.WORSE_THAN_BASELINE if baseline == whole else Rule.WORSE_THAN_SEASON
    return _Judgement(rule, movement, attainment=attained, shortfall=shortfall)


def _known_only_at_the_end(path: Path) -> bool:
    """Say whether later quarters can still undo a target that looks reached."""
    falling = path.direction is Direction.DECREASE
    return falling and path.accumulation is not Accumulation.LEVEL


def _rule_by_shortfall(shortfall: Fraction, thresholds: Thresholds) -> Rule:
    if shortfall <= 0:
        return Rule.AT_POINT
    if shortfall <= exactly(thresholds.on_track):
        return Rule.NEAR_POINT
    return Rule.BEHIND if shortfall <= exactly(thresholds.at_risk) else Rule.FAR_BEHIND


def _judge_limits(inputs: _Inputs, actual: Fraction, margin: Fraction) -> _Judgement:
    """Say whether a value to be kept is inside, near or beyond; there is no attainment."""
    limit, distance = None, Fraction()
    if inputs.low is not None and actual < inputs.low:
        limit, distance = inputs.low, inputs.low - actual
    if inputs.high is not None and actual > inputs.high:
        limit, distance = inputs.high, actual - inputs.high
    if inputs.at_due:
        rule = Rule.INSIDE_AT_END if limit is None else Rule.OUTSIDE_AT_END
    elif limit is None:
        rule = Rule.INSIDE
    else:
        rule = Rule.WITHIN_MARGIN if distance <= margin else Rule.BEYOND_MARGIN
    return _Judgement(rule, limit=limit, distance=distance)


def _judge_rubric(inputs: _Inputs, actual: Fraction) -> _Judgement:
    """Count the levels below the quarter's level; at the due date below the target level."""
    if inputs.at_due:
        below = needed(inputs.target, "target") - actual
        rule = Rule.LEVEL_MET if below <= 0 else Rule.LEVEL_NOT_MET
    else:
        below = needed(inputs.compared.point, "point") - actual
        rule = _rule_by_levels(below)
    return _Judgement(rule, distance=max(below, Fraction()))


def _rule_by_levels(below: Fraction) -> Rule:
    if below <= 0:
        return Rule.AT_LEVEL
    return Rule.ONE_LEVEL_BELOW if below <= 1 else Rule.LEVELS_BELOW
