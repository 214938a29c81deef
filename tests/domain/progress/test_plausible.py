"""Which values are far enough from all that was seen to ask about them."""

from decimal import Decimal

import pytest

from planner.domain.progress import is_unusual

MINUTES = (Decimal("9.8"), Decimal("11.2"))


@pytest.mark.parametrize(
    ("value", "is_asked"),
    [
        ("9.2", False),
        ("33.6", False),
        ("33.7", True),
        ("3.27", False),
        ("3.26", True),
        ("92", True),
        ("0.92", True),
        ("-9.2", True),
    ],
)
def test_three_times_the_largest_and_a_third_of_the_smallest_are_the_last_ordinary_values(
    value: str, is_asked: bool
) -> None:
    assert is_unusual(Decimal(value), MINUTES) == is_asked


def test_zero_is_a_value_like_any_other() -> None:
    assert not is_unusual(Decimal(0), MINUTES)


@pytest.mark.parametrize("seen", [(), (Decimal(0),)])
def test_where_nothing_was_counted_there_is_nothing_to_compare_with(
    seen: tuple[Decimal, ...],
) -> None:
    assert not is_unusual(Decimal(500), seen)


def test_both_signs_are_ordinary_where_both_were_seen() -> None:
    assert not is_unusual(Decimal(-2), (Decimal(-1), Decimal(2)))
