"""Percents and rates: pooled from numerators and denominators, never averaged."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from schemas.errors import N_, RuleError

from .exact import exactly


class Pair(NamedTuple):
    """A percent or rate as it was counted."""

    numerator: Decimal
    denominator: Decimal


Value: TypeAlias = Decimal | Pair


@dataclass(frozen=True, slots=True)
class Pooled:
    """Exact totals of several ratios."""

    numerator: Fraction
    denominator: Fraction

    def per(self, scale: int) -> Fraction | None:
        """Return the pooled ratio times a scale; a denominator of 0 gives no value."""
        return scale * self.numerator / self.denominator if self.denominator else None

    @property
    def percent(self) -> Fraction | None:
        """The pooled percent, or None when nothing was counted."""
        return self.per(100)


def pool(pairs: Iterable[tuple[Decimal, Decimal]]) -> Pooled:
    """Add up numerators and denominators. Raises RuleError for a negative denominator."""
    counted = [(exactly(numerator), exactly(denominator)) for numerator, denominator in pairs]
    if any(denominator < 0 for _, denominator in counted):
        raise RuleError(N_("A denominator is zero or more."), where="denominator")
    return Pooled(
        sum((numerator for numerator, _ in counted), Fraction()),
        sum((denominator for _, denominator in counted), Fraction()),
    )
