"""Attainment, and the exact arithmetic under it."""

from decimal import Decimal
from fractions import Fraction

import pytest

from planner.domain.progress import as_decimal, attainment
from schemas.errors import RuleError


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "percent"),
    [
        # Source: the domain notes, Progress, attainment.
        (0, 100, 150, 150),
        (20, 100, 0, -25),
        (100, 20, 80, 25),
        (100, 20, 0, 125),
        (500, 400, 460, 40),
        (100, 0, 20, 80),
    ],
)
def test_attainment_is_the_share_of_the_asked_movement(
    baseline: int, target: int, actual: int, percent: int
) -> None:
    assert attainment(baseline, target, actual) == Fraction(percent, 100)


def test_a_zero_baseline_is_ordinary() -> None:
    assert attainment(0, 8, 2) == Fraction(1, 4)


def test_a_zero_target_is_ordinary() -> None:
    assert attainment(8, 0, 2) == Fraction(3, 4)


def test_a_zero_actual_is_a_value() -> None:
    assert attainment(10, 20, 0) == -1


def test_a_missing_actual_has_no_attainment() -> None:
    assert attainment(10, 20, None) is None


def test_a_target_equal_to_the_baseline_is_refused() -> None:
    with pytest.raises(RuleError, match="equals the value to start from") as refusal:
        attainment(Decimal("5.0"), Decimal(5), 5)
    assert refusal.value.where == "target"


def test_attainment_is_exact() -> None:
    assert attainment(0, 3, 1) == Fraction(1, 3)
    assert attainment(0, Decimal("0.3"), Decimal("0.1")) == Fraction(1, 3)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(1, 3), "0.3333"),
        (Fraction(-2, 3), "-0.6667"),
        (Fraction(22), "22"),
        (Fraction(1200), "1200"),
        (Fraction(5, 2), "2.5"),
        (Fraction(-1, 100_000), "0"),
        (Fraction(999_999, 10_000), "99.9999"),
        (Fraction(9_999_999, 100_000), "100"),
    ],
)
def test_a_number_is_rounded_once_and_shown_without_trailing_zeros(
    value: Fraction, shown: str
) -> None:
    assert str(as_decimal(value)) == shown


def test_a_number_can_be_shown_shorter() -> None:
    assert str(as_decimal(Fraction(2, 3), places=1)) == "0.7"
