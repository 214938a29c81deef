"""Exact arithmetic: fractions inside, one division, rounding only to show a number."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from schemas.errors import N_, RuleError

Number: TypeAlias = Decimal | Fraction | int


def needed(value: Number | None, where: str) -> Fraction:
    """Return the value exactly. Raises RuleError, naming the field, when there is none."""
    if value is None:
        raise RuleError(N_("This kind of indicator needs a value here."), where=where)
    return exactly(value)


@lru_cache(maxsize=8192)
def exactly(value: Number) -> Fraction:
    """Return a number as a fraction; the same few baselines and targets are asked for often."""
    return Fraction(*value.as_integer_ratio())


@lru_cache(maxsize=8192)
def asked_movement(baseline: Number | None, target: Number | None) -> Fraction:
    """Return target minus baseline, signed. Raises RuleError when nothing is asked to move."""
    movement = needed(target, "target") - needed(baseline, "baseline")
    if movement == 0:
        raise RuleError(
            N_(
                "The value to reach equals the value to start from, so no change is asked. Change"
                " one of them."
            ),
            where="target",
        )
    return movement


def attainment(baseline: Number, target: Number, actual: Number | None) -> Fraction | None:
    """Return how much of the asked movement is made: 1 is all of it, unclamped.

    Increase and decrease alike; a missing actual gives None. Raises RuleError when the baseline
    equals the target.
    """
    movement = asked_movement(baseline, target)
    return None if actual is None else share(exactly(baseline), exactly(actual), movement)


def share(start: Fraction, end: Fraction, whole: Fraction) -> Fraction:
    """Return the way from start to end as a share of the whole, reduced once."""
    start_over, start_under = start.as_integer_ratio()
    end_over, end_under = end.as_integer_ratio()
    over, under = whole.as_integer_ratio()
    way = end_over * start_under - start_over * end_under
    return Fraction(way * under, end_under * start_under * over)


def on_the_way(start: Fraction, end: Fraction, passed: int, steps: int) -> Fraction:
    """Return what lies so many of the steps from start to end, reduced once."""
    start_over, start_under = start.as_integer_ratio()
    end_over, end_under = end.as_integer_ratio()
    over = start_over * end_under * (steps - passed) + end_over * start_under * passed
    return Fraction(over, start_under * end_under * steps)


def as_decimal(value: Fraction, places: int = 4) -> Decimal:
    """Round a fraction once, halves to even, and drop trailing zeros. Only for showing."""
    rounded = Decimal(round(value * 10**places)).scaleb(-places)
    return rounded.to_integral_value() if rounded % 1 == 0 else rounded.normalize()
