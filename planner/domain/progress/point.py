"""Where the plan says an indicator should be at the end of a quarter."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from planner.domain.quarters import QUARTERS_A_YEAR, Quarter, quarter_dates
from schemas.vocabulary import Accumulation, Direction, IndicatorKind

from .exact import exactly, needed, on_the_way
from .path import Path


@dataclass(frozen=True, slots=True)
class Period:
    """The quarters that add up together, and the days their straight line runs over."""

    first: Quarter
    last: Quarter
    begin: date
    end: date

    def until(self, quarter: Quarter) -> tuple[Quarter, ...]:
        """Return the quarters from the first to this one; none for an earlier one."""
        reached, each = [], self.first
        while each <= quarter:
            reached.append(each)
            each = each.next()
        return tuple(reached)

    def share(self, day: date) -> Fraction:
        """Return the share of the days that have passed, from 0 to 1."""
        return Fraction(*_days(self.begin, self.end, day))


def measuring_period(path: Path, quarter: Quarter) -> Period:
    """Return the measuring year a quarter of an adding-up indicator lies in.

    It is the fiscal year as far as the goal runs in it, or all from the path's `first` quarter
    to the due date where the plan as a whole is measured.
    """
    first, last = path.first_quarter, path.due_quarter
    if path.first is None:
        year = min(max(quarter.year, first.year), last.year)
        first = max(first, Quarter(year, 1))
        last = min(last, Quarter(year, QUARTERS_A_YEAR))
    day_before = quarter_dates(first, path.fiscal_start_month)[0] - timedelta(days=1)
    return Period(first, last, max(path.begin, day_before), min(path.due, path.end_of(last)))


def point(path: Path, quarter: Quarter) -> Fraction:
    """Return the plan's point at the quarter's last day; to date for sums and to-date counts.

    It is the plan's own quarterly target, else the straight line by days, clipped to its span:
    from the baseline to the target, or from zero to the target where values add up. A rubric's
    point is the level the line has fully passed. Raises RuleError for a range, which has none.
    """
    target = needed(path.target, "target")
    if path.adds_up:
        return _point_to_date(path, quarter, target)
    own = path.entries.get(quarter)
    if own is not None:
        return exactly(own)
    start = needed(path.baseline, "baseline") if path.direction.has_movement else target
    line = on_the_way(start, target, *_days(path.begin, path.due, path.end_of(quarter)))
    return Fraction(floor(line)) if path.kind is IndicatorKind.RUBRIC else line


def bounds(path: Path, quarter: Quarter) -> tuple[Fraction | None, Fraction | None]:
    """Return the lowest and highest value inside what is to be kept; None where it is open.

    To date for sums and to-date counts. At the due date it is the target or range itself.
    """
    if path.direction is Direction.IN_RANGE:
        share = _share_to_date(path, quarter)
        return needed(path.low, "low") * share, needed(path.high, "high") * share
    at_due = quarter == path.due_quarter
    limit = needed(path.target, "target") if at_due else point(path, quarter)
    return (limit, None) if path.direction is Direction.MAINTAIN_ABOVE else (None, limit)


def _days(begin: date, end: date, day: date) -> tuple[int, int]:
    """Return how many days have passed, and how many there are."""
    whole = (end - begin).days
    return min(max((day - begin).days, 0), whole), whole


def _share_to_date(path: Path, quarter: Quarter) -> Fraction:
    if not path.adds_up:
        return Fraction(1)
    return measuring_period(path, quarter).share(path.end_of(quarter))


def _point_to_date(path: Path, quarter: Quarter, target: Fraction) -> Fraction:
    period = measuring_period(path, quarter)

    def line(to: Quarter) -> Fraction:
        return target * period.share(path.end_of(to))

    if path.accumulation is Accumulation.TO_DATE:
        own = path.entries.get(quarter)
        return line(quarter) if own is None else exactly(own)
    increments = (
        exactly(path.entries[each]) if each in path.entries else line(each) - line(each.previous())
        for each in period.until(quarter)
    )
    return sum(increments, Fraction())
