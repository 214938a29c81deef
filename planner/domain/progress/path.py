"""What an indicator asks for: baseline, target, quarterly path, and its revisions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from planner.domain.quarters import Quarter, first_due_quarter, quarter_dates, quarter_of
from schemas.errors import N_, RuleError
from schemas.vocabulary import Accumulation, Direction, IndicatorKind

from .exact import asked_movement, needed
from .ratio import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A plan's path: where an indicator starts, where it should be, and by when.

    `entries` are the plan's own quarterly targets: increments for a sum, running totals for
    to-date, values for a level; a quarter without one lies on the straight line. `season` holds
    the baseline year by quarter number, in the same form as measurements. For sums and to-date
    counts, baseline and target are totals of the measuring year: the quarter's fiscal year, as
    far as the goal runs in it, or everything from `first` to the due date where `first` is given.
    Maintain keeps to `target`, a range to `low` and `high`, and both state a `margin`. `per` is
    what a ratio is multiplied by: 100 for a percent, 1000 for a rate in a thousand.

    Raises RuleError, with the field in `where`, for a path that cannot be followed.
    """

    direction: Direction
    start: date
    due: date
    target: Decimal | None = None
    baseline: Decimal | None = None
    baseline_date: date | None = None
    kind: IndicatorKind = IndicatorKind.COUNT
    accumulation: Accumulation = Accumulation.LEVEL
    entries: Mapping[Quarter, Decimal] = field(default_factory=dict)
    season: Mapping[int, Value] = field(default_factory=dict)
    low: Decimal | None = None
    high: Decimal | None = None
    margin: Decimal | None = None
    per: int = 100
    first: Quarter | None = None
    fiscal_start_month: int = 1

    def __post_init__(self) -> None:
        _check_dates(self)
        _check_kind(self)
        if self.direction.has_movement:
            _check_movement(self)
        elif self.kind is not IndicatorKind.RUBRIC:
            _check_limits(self)
        if self.direction is not Direction.IN_RANGE:
            needed(self.target, "target")

    @property
    def begin(self) -> date:
        """The first day of the straight line: the later of the start and the baseline date."""
        return max(self.start, self.baseline_date or self.start)

    @property
    def adds_up(self) -> bool:
        """Whether values grow from zero over the measuring year; a pooled ratio doesn't."""
        return self.accumulation is not Accumulation.LEVEL and not self.kind.is_ratio

    @property
    def movement(self) -> Fraction:
        """The whole asked movement, signed. Raises RuleError where none is asked."""
        return asked_movement(self.baseline, self.target)

    @property
    def due_quarter(self) -> Quarter:
        """The quarter whose value is judged at the due date."""
        return quarter_of(self.due, self.fiscal_start_month)

    @property
    def first_quarter(self) -> Quarter:
        """The first quarter a value is judged in."""
        first_due = first_due_quarter(self.start, self.fiscal_start_month)
        # A goal too short for a first quarter of its own is still judged at its due date.
        return self.first or min(first_due, self.due_quarter)

    def end_of(self, quarter: Quarter) -> date:
        """Return the quarter's last day."""
        return quarter_dates(quarter, self.fiscal_start_month)[1]


@dataclass(frozen=True, slots=True)
class Target:
    """One agreed path and the quarter it applies from; revision 0 is the original."""

    path: Path
    since: Quarter
    revision: int = 0


def original_target(targets: Collection[Target]) -> Target:
    """Return the target that was agreed first. Raises RuleError when there is none."""
    if not targets:
        raise RuleError(N_("This indicator has no target yet."), where="target")
    return min(targets, key=lambda target: target.revision)


def target_in_force(targets: Collection[Target], quarter: Quarter) -> Target:
    """Return the target a quarter is judged against: the last revision that applies to it.

    A quarter before any of them falls to the original. Raises RuleError when there is none.
    """
    applying = [target for target in targets if target.since <= quarter]
    return max(applying, key=lambda target: target.revision, default=original_target(targets))


def _check_dates(path: Path) -> None:
    if path.begin >= path.due:
        raise RuleError(
            N_("The due date must come after the start and the day of the value to start from."),
            where="due",
        )
    if path.first is not None and path.first > path.due_quarter:
        raise RuleError(N_("The first quarter must not come after the due date."), where="first")


def _check_kind(path: Path) -> None:
    if path.kind is IndicatorKind.CODED_VOICES:
        raise RuleError(N_("Coded voices have no target: they are never judged."), where="kind")
    if path.kind is not IndicatorKind.RUBRIC:
        return
    if path.direction not in {Direction.INCREASE, Direction.MAINTAIN_ABOVE}:
        raise RuleError(
            N_("The levels of a rubric are read upwards: raise them, or stay at or above one."),
            where="direction",
        )
    if path.accumulation is not Accumulation.LEVEL:
        raise RuleError(N_("The levels of a rubric do not add up."), where="accumulation")


def _check_movement(path: Path) -> None:
    if (path.movement > 0) is not (path.direction is Direction.INCREASE):
        raise RuleError(
            N_(
                "The value to reach lies on the wrong side of the value to start from for this"
                " direction."
            ),
            where="target",
        )


def _check_limits(path: Path) -> None:
    if needed(path.margin, "margin") < 0:
        raise RuleError(N_("A margin is zero or more."), where="margin")
    if path.direction is not Direction.IN_RANGE:
        return
    if needed(path.low, "low") >= needed(path.high, "high"):
        raise RuleError(N_("The range must end above where it starts."), where="high")
    if path.entries:
        raise RuleError(
            N_("A range is the same in every quarter, so it takes no quarterly targets."),
            where="entries",
        )
