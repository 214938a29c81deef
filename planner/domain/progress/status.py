"""Status: how far a value is from where the plan says we should be now, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from planner.domain.quarters import Quarter
from schemas.errors import N_, RuleError
from schemas.message import Message
from schemas.vocabulary import Accumulation, Direction, IndicatorKind, Status

from .accumulation import accumulate
from .exact import as_decimal, exactly, needed
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
    inputs = _inputs(asked, quarter, values, thresholds)
    if inputs.actual is None:
        return inputs
    if asked.kind is IndicatorKind.RUBRIC:
        return _judge_rubric(inputs, inputs.actual)
    if asked.direction.has_movement:
        return _judge_movement(asked, inputs, inputs.actual)
    return _judge_limits(inputs, inputs.actual)


def _inputs(
    path: Path, quarter: Quarter, values: Mapping[Quarter, Value], thresholds: Thresholds
) -> Assessment:
    """Gather what the value is compared with; the rule says why there is no value, if so."""
    compared = accumulate(path, quarter, values)
    kept = not path.direction.has_movement and path.kind is not IndicatorKind.RUBRIC
    low, high = bounds(path, quarter) if kept else (None, None)
    return Assessment(
        rule=_why_no_value(quarter, compared.gaps),
        quarter=quarter,
        thresholds=thresholds,
        at_due=quarter == path.due_quarter,
        actual=compared.actual,
        point=compared.point,
        baseline=compared.baseline,
        target=_exactly(path.target),
        low=low,
        high=high,
        margin=_exactly(path.margin),
        gaps=compared.gaps,
    )


def _exactly(value: Decimal | None) -> Fraction | None:
    return None if value is None else exactly(value)


def _why_no_value(quarter: Quarter, gaps: tuple[Quarter, ...]) -> Rule:
    if quarter in gaps:
        return Rule.NOT_REPORTED
    return Rule.GAP_IN_SUM if gaps else Rule.NOTHING_COUNTED


def _judge_movement(path: Path, inputs: Assessment, actual: Fraction) -> Assessment:
    """Compare with the plan's point, or with the target at the due date."""
    # The movement is signed, so dividing by it mirrors a decrease onto an increase.
    movement = path.movement
    baseline = needed(inputs.baseline, "baseline")
    target = needed(path.target, "target")
    reached = actual >= target if movement > 0 else actual <= target
    to_date = path.adds_up and not inputs.at_due
    start = baseline if to_date else needed(path.baseline, "baseline")
    attained = (actual - start) / movement
    if inputs.at_due:
        rule = Rule.TARGET_MET if reached else Rule.TARGET_NOT_MET
        return replace(inputs, rule=rule, movement=movement, attainment=attained)
    shortfall = (needed(inputs.point, "point") - actual) / movement
    if reached and not _known_only_at_the_end(path):
        rule = Rule.REACHED
    else:
        rule = _rule_by_shortfall(shortfall, inputs.thresholds)
        if rule in _BEHIND and (actual - baseline) / movement < 0:
            whole = baseline == needed(path.baseline, "baseline")
            rule = Rule.WORSE_THAN_BASELINE if whole else Rule.WORSE_THAN_SEASON
    return replace(inputs, rule=rule, movement=movement, attainment=attained, shortfall=shortfall)


def _known_only_at_the_end(path: Path) -> bool:
    """Say whether later quarters can still undo a target that looks reached."""
    falling = path.direction is Direction.DECREASE
    return falling and path.accumulation is not Accumulation.LEVEL


def _rule_by_shortfall(shortfall: Fraction, thresholds: Thresholds) -> Rule:
    if shortfall <= 0:
        return Rule.AT_POINT
    if shortfall <= Fraction(thresholds.on_track):
        return Rule.NEAR_POINT
    return Rule.BEHIND if shortfall <= Fraction(thresholds.at_risk) else Rule.FAR_BEHIND


def _judge_limits(inputs: Assessment, actual: Fraction) -> Assessment:
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
        near = distance <= needed(inputs.margin, "margin")
        rule = Rule.WITHIN_MARGIN if near else Rule.BEYOND_MARGIN
    return replace(inputs, rule=rule, limit=limit, distance=distance)


def _judge_rubric(inputs: Assessment, actual: Fraction) -> Assessment:
    """Count the levels below the quarter's level; at the due date below the target level."""
    if inputs.at_due:
        below = needed(inputs.target, "target") - actual
        rule = Rule.LEVEL_MET if below <= 0 else Rule.LEVEL_NOT_MET
    else:
        below = needed(inputs.point, "point") - actual
        rule = _rule_by_levels(below)
    return replace(inputs, rule=rule, distance=max(below, Fraction()))


def _rule_by_levels(below: Fraction) -> Rule:
    if below <= 0:
        return Rule.AT_LEVEL
    return Rule.ONE_LEVEL_BELOW if below <= 1 else Rule.LEVELS_BELOW
