"""What an indicator did before a target applied, on the target's footing."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from planner.domain.quarters import QUARTERS_A_YEAR, Quarter
from schemas.vocabulary import Accumulation, IndicatorKind

from .ratio import Pair, Value

Points = tuple[Decimal | None, ...]


def past_points(
    values: Mapping[Quarter, Value],
    since: Quarter,
    kind: IndicatorKind,
    accumulation: Accumulation,
    per: int,
) -> Points:
    """Return earlier values as a target is read: years with years, quarters with quarters.

    Only quarters before `since`: what came after a target is no history of what it asks. A
    quarter or year that is not known is None; a ratio counts `per` so many and never adds up.
    """
    before = {quarter: value for quarter, value in values.items() if quarter < since}
    numbers = {quarter: _number(value, per) for quarter, value in before.items()}
    if accumulation is Accumulation.LEVEL or kind.is_ratio:
        return _without_holes(numbers)
    return _years(numbers, accumulation)


def _number(value: Value, per: int) -> Decimal | None:
    if not isinstance(value, Pair):
        return value
    return per * value.numerator / value.denominator if value.denominator else None


def _without_holes(values: Mapping[Quarter, Decimal | None]) -> Points:
    if not values:
        return ()
    each, points = min(values), []
    while each <= max(values):
        points.append(values.get(each))
        each = each.next()
    return tuple(points)


def _years(values: Mapping[Quarter, Decimal | None], accumulation: Accumulation) -> Points:
    """Return a total for each year, None where a quarter of it is missing."""
    by_year: defaultdict[int, dict[int, Decimal]] = defaultdict(dict)
    for quarter, value in values.items():
        if value is not None:
            by_year[quarter.year][quarter.number] = value
    if not by_year:
        return ()
    total = _last if accumulation is Accumulation.TO_DATE else _sum
    return tuple(total(by_year[year]) for year in range(min(by_year), max(by_year) + 1))


def _last(quarters: Mapping[int, Decimal]) -> Decimal | None:
    return quarters.get(QUARTERS_A_YEAR)


def _sum(quarters: Mapping[int, Decimal]) -> Decimal | None:
    whole = len(quarters) == QUARTERS_A_YEAR
    return sum(quarters.values(), Decimal()) if whole else None
