"""Actual, target and baseline of one quarter, all in the same terms: to date where values add."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planner.domain.quarters import Quarter
from schemas.errors import N_, RuleError
from schemas.vocabulary import Accumulation, Direction

from .exact import exactly
from .path import Path
from .point import measuring_period, point
from .ratio import Pair, Value, pool


@dataclass(frozen=True, slots=True)
class ToDate:
    """What is compared in a quarter: for a level its values, for sums everything to date.

    `actual` is None with a gap or a denominator of 0, `point` for a range, `baseline` where the
    path has none. `gaps` are the quarters whose value is missing from what is compared.
    """

    actual: Fraction | None
    point: Fraction | None
    baseline: Fraction | None
    gaps: tuple[Quarter, ...]


def accumulate(path: Path, quarter: Quarter, values: Mapping[Quarter, Value]) -> ToDate:
    """Bring a quarter's actual, point and baseline to the same terms.

    `values` holds reported values only. A quarter that is not in it is missing, whatever the
    reason, and never zero. Raises RuleError for ratios that add up without their two parts.
    """
    compared = _compared_quarters(path, quarter)
    gaps = tuple(each for each in compared if each not in values)
    return ToDate(
        actual=None if gaps else _together(path, [values[each] for each in compared]),
        point=None if path.direction is Direction.IN_RANGE else point(path, quarter),
        baseline=_baseline_to_date(path, quarter, compared),
        gaps=gaps,
    )


def _compared_quarters(path: Path, quarter: Quarter) -> tuple[Quarter, ...]:
    if path.accumulation is not Accumulation.SUM:
        return (quarter,)
    # Before the measuring year nothing adds up; an empty sum would pass for a zero.
    return measuring_period(path, quarter).until(quarter) or (quarter,)


def _fit_together(path: Path, values: Sequence[Value]) -> bool:
    """Say whether values can be added up: counts as they are, several ratios only as pairs."""
    pairs = sum(isinstance(value, Pair) for value in values)
    if not path.kind.is_ratio:
        return pairs == 0
    return len(values) == 1 or pairs == len(values)


def _together(path: Path, values: Sequence[Value]) -> Fraction | None:
    """Add up counts, pool ratios; a single value stands for itself."""
    if not _fit_together(path, values):
        raise RuleError(
            N_(
                "Percents and rates add up only from numerators and denominators, "
                "and only they have them."
            ),
            where="value",
        )
    pairs = [value for value in values if isinstance(value, Pair)]
    if pairs:
        return pool(pairs).per(path.per)
    first, *rest = (exactly(value) for value in values if not isinstance(value, Pair))
    return sum(rest, first)


def _baseline_to_date(path: Path, quarter: Quarter, compared: Sequence[Quarter]) -> Fraction | None:
    """Return the same quarters of the baseline year where all are known, else the even share."""
    if path.baseline is None:
        return None
    season = [path.season[each.number] for each in compared if each.number in path.season]
    known = len(season) == len(compared) and _fit_together(path, season)
    total = _together(path, season) if known else None
    return _even_share(path, quarter, exactly(path.baseline)) if total is None else total


def _even_share(path: Path, quarter: Quarter, whole: Fraction) -> Fraction:
    if not path.adds_up:
        return whole
    period = measuring_period(path, quarter)
    return whole * Fraction(len(period.until(quarter)), len(period.until(period.last)))
