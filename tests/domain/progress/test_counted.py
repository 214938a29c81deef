"""Percents and rates by what they count."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.progress.counted import agrees, counted_value
from schemas.errors import RuleError


@pytest.mark.parametrize(
    ("part", "whole", "per", "decimals", "value"),
    [
        (42, 60, 100, 0, "70"),
        (7, 12, 100, 0, "58.3"),
        (7, 12, 100, 3, "58.333"),
        (0, 12, 100, 0, "0"),
        (3, 4000, 1000, 2, "0.75"),
    ],
)
def test_so_many_out_of_so_many_give_a_value(
    part: int, whole: int, per: int, decimals: int, value: str
) -> None:
    assert counted_value(Decimal(part), Decimal(whole), per, decimals) == Decimal(value)


@pytest.mark.parametrize("whole", [0, -3])
def test_out_of_none_gives_no_value(whole: int) -> None:
    with pytest.raises(RuleError) as caught:
        counted_value(Decimal(1), Decimal(whole), 100, 0)
    assert caught.value.where == "denominator"


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 6))
def test_a_value_agrees_with_the_counts_it_was_made_of(part: int, whole: int, places: int) -> None:
    value = counted_value(Decimal(part), Decimal(whole), 100, places)
    assert agrees(value, Decimal(part), Decimal(whole), 100)
    assert not agrees(value + 1, Decimal(part), Decimal(whole), 100)


def test_a_value_may_have_fewer_digits_than_its_counts_give() -> None:
    assert agrees(Decimal(58), Decimal(7), Decimal(12), 100)
    assert not agrees(Decimal("58.0001"), Decimal(7), Decimal(12), 100)
