"""Baselines and targets of percents and rates by what they count: 42 of 60 is 70%."""

from decimal import Decimal
from fractions import Fraction

from schemas.errors import N_, RuleError

from .exact import exactly
from .steps import places_of, rounded

FEWEST_PLACES = 1
"""A percent made of counts has at least one digit after the point, unless it is whole."""


def counted_value(numerator: Decimal, denominator: Decimal, per: int, decimals: int) -> Decimal:
    """Return what so many out of so many are, rounded once. Raises RuleError for out of none."""
    if denominator <= 0:
        raise RuleError(N_("Out of how many has to be more than zero."), where="denominator")
    return rounded(_exact(numerator, denominator, per), max(decimals, FEWEST_PLACES))


def agrees(value: Decimal, numerator: Decimal, denominator: Decimal, per: int) -> bool:
    """Say whether a value is what its counts give, as far as its own digits go."""
    off = abs(exactly(value) - _exact(numerator, denominator, per))
    return off <= Fraction(1, 2 * 10 ** places_of(value))


def _exact(numerator: Decimal, denominator: Decimal, per: int) -> Fraction:
    return per * exactly(numerator) / exactly(denominator)
