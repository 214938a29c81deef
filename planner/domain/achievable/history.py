"""What an indicator was before a target applied, on the footing that the target is read on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

from planner.domain.indicator import JUDGED_POINTS
from planner.domain.progress import Pair, Value, as_decimal, pool
from planner.domain.quarters import QUARTERS_A_YEAR, Quarter
from schemas.vocabulary import Accumulation


class Footing(IntEnum):
    """What one value of a history stands for, by how many of them a year has."""

    YEARS = 1
    QUARTERS = 4
    MONTHS = 12


@dataclass(frozen=True, slots=True)
class History:
    """Values before a target applied, on the target's footing.

    Keys count periods since the year 0, so that neighbours differ by one; a gap has no key.
    """

    footing: Footing
    values: Mapping[int, Fraction]

    @property
    def points(self) -> int:
        """How many values are known."""
        return len(self.values)

    @property
    def is_judged(self) -> bool:
        """Whether there are enough values to compare a change with."""
        return self.points >= JUDGED_POINTS

    def periods(self) -> Iterator[tuple[int, int, Fraction | None]]:
        """Yield year, part of the year from 1, and value, from the first to the last, with gaps."""
        if self.values:
            for key in range(min(self.values), max(self.values) + 1):
                yield key // self.footing, key % self.footing + 1, self.values.get(key)

    def series(self) -> tuple[Decimal | None, ...]:
        """Return the values in order, None for a gap, as the control chart reads them."""
        return tuple(
            None if value is None else as_decimal(value, 6) for *_period, value in self.periods()
        )


def history_of(
    values: Mapping[Quarter, Value],
    since: Quarter,
    accumulation: Accumulation,
    per: int,
) -> History:
    """Return what was recorded before a target applies: quarters of a level, else whole years.

    Ratios are pooled from what was counted. A year with a quarter missing is a gap.
    """
    before = {quarter: value for quarter, value in values.items() if quarter < since}
    if accumulation is Accumulation.LEVEL:
        numbers = {_key(quarter): _number([value], per) for quarter, value in before.items()}
        return _history(Footing.QUARTERS, numbers)
    years: dict[int, dict[int, Value]] = {}
    for quarter, value in before.items():
        years.setdefault(quarter.year, {})[quarter.number] = value
    read = _added_up if accumulation is Accumulation.SUM else _last
    return _history(Footing.YEARS, {year: read(parts, per) for year, parts in years.items()})


def history_of_months(values: Mapping[tuple[int, int], Decimal]) -> History:
    """Return the months of a level, by year and month."""
    numbers = {
        year * Footing.MONTHS + month - 1: Fraction(value)
        for (year, month), value in values.items()
    }
    return History(Footing.MONTHS, numbers)


def _history(footing: Footing, numbers: Mapping[int, Fraction | None]) -> History:
    return History(footing, {key: one for key, one in numbers.items() if one is not None})


def _key(quarter: Quarter) -> int:
    return quarter.year * Footing.QUARTERS + quarter.number - 1


def _number(values: Sequence[Value], per: int) -> Fraction | None:
    """Add values up; ratios by pooling what was counted."""
    pairs = [value for value in values if isinstance(value, Pair)]
    if pairs:
        return pool(pairs).per(per) if len(pairs) == len(values) else None
    return sum((Fraction(value) for value in values if isinstance(value, Decimal)), Fraction())


def _added_up(quarters: Mapping[int, Value], per: int) -> Fraction | None:
    whole = len(quarters) == QUARTERS_A_YEAR
    return _number(list(quarters.values()), per) if whole else None


def _last(quarters: Mapping[int, Value], per: int) -> Fraction | None:
    last = quarters.get(QUARTERS_A_YEAR)
    return None if last is None else _number([last], per)
