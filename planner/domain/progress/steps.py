"""The steps of a path as they are agreed: even ones, or those that last year's seasons suggest.

Steps have the form of a path's entries: increments for a sum, running totals for to-date, values
for a level. All of it is exact; numbers are rounded once, to digits that start and target have.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from planner.domain.quarters import QUARTERS_A_YEAR, Quarter
from schemas.errors import N_, RuleError
from schemas.indicator import TargetIn
from schemas.vocabulary import Accumulation, Direction, IndicatorKind

from .exact import exactly, needed
from .path import Path
from .point import measuring_period, point

Steps = dict[Quarter, Decimal]

NO_SHARES = N_("Last year's quarters have no shares to follow: they add up to nothing.")
NOT_FOUR = N_("All four quarters of {year} need a value for that: {known} of 4 are recorded.")
_FINEST = 6
"""The most digits after the point that a step is stored with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the targets of an indicator have in common: how it is measured, from when to when."""

    kind: IndicatorKind
    direction: Direction
    accumulation: Accumulation
    decimals: int
    per: int
    start: date
    due: date
    fiscal_start_month: int = 1

    @property
    def adds_up(self) -> bool:
        """Whether values grow from zero over the measuring year."""
        return self.accumulation is not Accumulation.LEVEL and not self.kind.is_ratio

    @property
    def adding(self) -> Accumulation:
        """How quarters fit together; percents and rates are pooled, so each stands for itself."""
        return self.accumulation if self.adds_up else Accumulation.LEVEL

    def path(self, asked: TargetIn) -> Path:
        """Return what a target asks for as a path. Raises RuleError where none can be followed."""
        return Path(
            direction=self.direction,
            start=self.start,
            due=self.due,
            target=asked.target,
            baseline=asked.baseline,
            baseline_date=asked.baseline_on,
            kind=self.kind,
            accumulation=self.accumulation,
            entries={Quarter(at.year, at.quarter): at.value for at in asked.path},
            low=asked.low,
            high=asked.high,
            margin=asked.margin,
            per=self.per,
            fiscal_start_month=self.fiscal_start_month,
        )

    def course(
        self, before: TargetIn | None, asked: TargetIn, quarters: Sequence[Quarter]
    ) -> "Course":
        """Return what the steps of a target lead from and to, after what was asked for before.

        Raises RuleError, with the field in `where`, where a value is missing.
        """
        needed(asked.target, "target")
        needed(asked.baseline, "baseline")
        return Course(
            quarters=tuple(quarters),
            start=self._start(before, asked),
            target=asked.target or Decimal(),
            accumulation=self.adding,
            places=self.decimals,
            most=Decimal(self.per) if self.kind is IndicatorKind.PERCENT else None,
        )

    def _start(self, before: TargetIn | None, asked: TargetIn) -> Decimal:
        """Return where the steps begin: at the baseline, or where the plan stood until then."""
        at_first = Decimal() if self.adds_up else asked.baseline or Decimal()
        since = Quarter(asked.from_year, asked.from_quarter)
        if before is None:
            return at_first
        path = self.path(before)
        last = since.previous()
        if last < path.first_quarter or (self.adds_up and last < self._first_of_year(path, since)):
            return at_first
        return rounded(point(path, last), self.decimals)

    def kept(self, before: TargetIn | None, since: Quarter) -> Steps:
        """Return what a sum's quarters before a change add, as the target before asked for it.

        They count towards the changed total, so that the changed path begins where the plan was.
        """
        if before is None or self.adding is not Accumulation.SUM:
            return {}
        path = self.path(before)
        quarters = measuring_period(path, since).until(since.previous())
        totals = [Decimal(), *(rounded(point(path, each), self.decimals) for each in quarters)]
        return {
            each: after - earlier
            for each, (earlier, after) in zip(quarters, pairwise(totals), strict=True)
        }

    @staticmethod
    def _first_of_year(path: Path, quarter: Quarter) -> Quarter:
        return measuring_period(path, quarter).first


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What the steps of some quarters lead from and to.

    Where values add up, `target` is the total of each year, and `start` what the quarters before
    brought in the first one. `most` is what no step may pass, such as 100 for a percent.
    """

    quarters: tuple[Quarter, ...]
    start: Decimal
    target: Decimal
    accumulation: Accumulation = Accumulation.LEVEL
    places: int = 0
    most: Decimal | None = None

    def even(self) -> Steps:
        """Return steps of one size, as far as whole digits allow; the last ends at the target."""
        return self._spread(dict.fromkeys(self.quarters, Fraction(1)))

    def seasonal(self, last_year: Mapping[int, Decimal]) -> Steps:
        """Return steps that rise and fall over the year as its quarters did the year before.

        `last_year` holds all four, a sum's as increments. Sums follow their shares of the total, a
        level their distance from the line through them. Raises RuleError where that gives none.
        """
        if self.accumulation is Accumulation.LEVEL:
            return self._swinging(last_year)
        weights = {each: exactly(last_year[each.number]) for each in self.quarters}
        for own in self._years():
            if min(weights[each] for each in own) < 0 or not sum(weights[each] for each in own):
                raise RuleError(NO_SHARES)
        return self._spread(weights)

    def left(self, steps: Mapping[Quarter, Decimal]) -> dict[int, Decimal]:
        """Return what a sum's steps leave of the target in each year; below zero is too much."""
        return {
            own[0].year: self.target
            - self._start_of(own)
            - sum((steps[each] for each in own if each in steps), Decimal())
            for own in self._years()
        }

    def _spread(self, weights: Mapping[Quarter, Fraction]) -> Steps:
        found: Steps = {}
        runs = [self.quarters] if self.accumulation is Accumulation.LEVEL else self._years()
        for own in runs:
            start, places = self._start_of(own), self._places()
            way, whole = exactly(self.target) - exactly(start), sum(weights[each] for each in own)
            totals, passed = [start], Fraction()
            for each in own:
                passed += weights[each]
                totals.append(rounded(exactly(start) + way * passed / whole, places))
            if self.accumulation is Accumulation.SUM:
                totals = [Decimal(), *(after - earlier for earlier, after in pairwise(totals))]
            found |= dict(zip(own, totals[1:], strict=True))
        return found

    def _swinging(self, last_year: Mapping[int, Decimal]) -> Steps:
        even, swing = self._lines(), _swing(last_year)
        # The target is asked for in the last quarter, whose season it has already.
        at_end = swing[self.quarters[-1].number]
        lowest = 0 if min(self.start, self.target, *last_year.values()) >= 0 else None
        found = {}
        for each, line in even.items():
            value = line + swing[each.number] - at_end
            value = value if lowest is None else max(value, Fraction(lowest))
            value = value if self.most is None else min(value, exactly(self.most))
            found[each] = rounded(value, self._places())
        return found

    def _lines(self) -> dict[Quarter, Fraction]:
        start, way = exactly(self.start), exactly(self.target) - exactly(self.start)
        count = len(self.quarters)
        return {
            each: start + way * Fraction(place, count)
            for place, each in enumerate(self.quarters, 1)
        }

    def _years(self) -> Iterator[tuple[Quarter, ...]]:
        for year in dict.fromkeys(each.year for each in self.quarters):
            yield tuple(each for each in self.quarters if each.year == year)

    def _start_of(self, own: Sequence[Quarter]) -> Decimal:
        if self.accumulation is Accumulation.LEVEL or own[0] == self.quarters[0]:
            return self.start
        return Decimal()

    def _places(self) -> int:
        return max(self.places, places_of(self.start), places_of(self.target))


def whole_year(
    values: Mapping[Quarter, Decimal], year: int, accumulation: Accumulation
) -> dict[int, Decimal]:
    """Return a year's quarters by number, where values add up what each added.

    Raises RuleError, with how many are known, unless all four are.
    """
    known = {each.number: value for each, value in values.items() if each.year == year}
    if len(known) < QUARTERS_A_YEAR:
        raise RuleError(NOT_FOUR, year=year, known=len(known))
    if accumulation is not Accumulation.TO_DATE:
        return known
    totals = [Decimal(), *(known[number] for number in sorted(known))]
    return {number: after - before for number, (before, after) in enumerate(pairwise(totals), 1)}


def rounded(value: Fraction, places: int) -> Decimal:
    """Round once, halves to even, and drop zeros at the end."""
    grid = Decimal(round(value * 10**places)).scaleb(-places)
    return grid.quantize(Decimal(1)) if grid == grid.to_integral_value() else grid.normalize()


def places_of(value: Decimal) -> int:
    """Return how many digits a number has after the point."""
    return min(_FINEST, max(0, -int(value.normalize().as_tuple().exponent)))


def _swing(last_year: Mapping[int, Decimal]) -> dict[int, Fraction]:
    """Return how far each quarter lay above or below the straight line that fits all four best."""
    values = [exactly(last_year[number]) for number in range(1, QUARTERS_A_YEAR + 1)]
    mean, middle = sum(values, Fraction()) / len(values), Fraction(QUARTERS_A_YEAR - 1, 2)
    places = [Fraction(place) - middle for place in range(len(values))]
    leaning = sum((at * value for at, value in zip(places, values, strict=True)), Fraction())
    slope = leaning / sum((at * at for at in places), Fraction())
    return {
        number: value - mean - slope * at
        for number, (at, value) in enumerate(zip(places, values, strict=True), 1)
    }
