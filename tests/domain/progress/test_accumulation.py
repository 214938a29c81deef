"""Levels, sums, to-date counts and pooled ratios."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

from planner.domain.progress import Pair, Path, Value, accumulate, pool
from planner.domain.quarters import Quarter
from schemas.errors import RuleError
from schemas.vocabulary import Accumulation, Direction, IndicatorKind
from tests.domain.progress.factories import (
    Q1,
    Q2,
    Q3,
    a_path,
    a_sum,
    by_number,
    by_quarter,
    exact,
    to_keep,
)


def pairs(*numbers: tuple[int, int]) -> dict[Quarter, Pair]:
    counted = (Pair(Decimal(top), Decimal(bottom)) for top, bottom in numbers)
    return dict(zip((Q1, Q2, Q3), counted, strict=False))


def a_pooled_percent(season: Mapping[int, Value] | None = None) -> Path:
    return a_sum(50, 70, kind=IndicatorKind.PERCENT, season=season or {})


@pytest.mark.parametrize(
    ("counted", "numerator", "denominator", "percent"),
    [
        # Source: the domain notes, Progress, accumulation.
        ([(6, 10), (6, 10)], 12, 20, 60),
        ([(25, 50), (0, 50)], 25, 100, 25),
        ([(1, 2), (0, 8)], 1, 10, 10),
        ([(0, 0), (3, 4)], 3, 4, 75),
    ],
)
def test_percents_pool_numerators_and_denominators(
    counted: list[tuple[int, int]], numerator: int, denominator: int, percent: int
) -> None:
    pooled = pool((Decimal(top), Decimal(bottom)) for top, bottom in counted)
    assert (pooled.numerator, pooled.denominator) == exact(numerator, denominator)
    assert pooled.percent == percent


@pytest.mark.parametrize("counted", [[], [(Decimal(0), Decimal(0))]])
def test_a_denominator_of_zero_gives_no_value(counted: list[tuple[Decimal, Decimal]]) -> None:
    assert pool(counted).percent is None


def test_a_rate_is_pooled_to_its_own_scale() -> None:
    pooled = pool([(Decimal(3), Decimal(2000)), (Decimal(1), Decimal(6000))])
    assert pooled.per(1000) == Fraction(1, 2)


def test_a_negative_denominator_is_refused() -> None:
    with pytest.raises(RuleError) as refusal:
        pool([(Decimal(1), Decimal(-2))])
    assert refusal.value.where == "denominator"


def test_a_level_compares_the_quarters_value_with_the_quarters_point() -> None:
    path = a_path(100, 80, entries=by_quarter(95, 90))
    compared = accumulate(path, Q2, by_quarter(1000, 91))
    assert (compared.actual, compared.point, compared.baseline) == exact(91, 90, 100)


def test_a_level_takes_the_baseline_of_the_same_season_where_known() -> None:
    path = a_path(100, 80, season={2: Decimal(120)})
    assert accumulate(path, Q1, by_quarter(1)).baseline == 100
    assert accumulate(path, Q2, by_quarter(1, 1)).baseline == 120


def test_a_sum_compares_everything_to_date() -> None:
    path = a_sum(40, 60, entries=by_quarter(15, 10), season=by_number(12, 9, 9, 10))
    compared = accumulate(path, Q2, by_quarter(5, 25))
    assert (compared.actual, compared.point, compared.baseline) == exact(30, 25, 21)


def test_a_baseline_whose_quarters_are_not_all_known_counts_by_its_even_share() -> None:
    path = a_sum(40, 60, season=by_number(30))
    values = by_quarter(1, 1, 1)
    shares = [accumulate(path, quarter, values).baseline for quarter in (Q1, Q2, Q3)]
    assert shares == [30, 20, 30]


def test_a_baseline_season_of_zero_is_known() -> None:
    path = a_sum(40, 60, season=by_number(0, 20, 20, 0))
    assert accumulate(path, Q1, by_quarter(1)).baseline == 0


def test_the_even_share_counts_the_quarters_of_the_measuring_year() -> None:
    path = a_sum(40, 60, first=Q3)
    assert accumulate(path, Q3, by_quarter(1, 1, 1)).baseline == 20


def test_a_sum_leaves_out_what_came_before_its_measuring_year() -> None:
    values = by_quarter(1, 2) | {Quarter(2024, 4): Decimal(1000)}
    assert accumulate(a_sum(40, 60), Q2, values).actual == 3


def test_a_sum_with_an_unreported_quarter_has_no_value_and_names_the_gap() -> None:
    compared = accumulate(a_sum(40, 60), Q3, by_quarter(5, None, 7))
    assert compared.actual is None
    assert compared.gaps == (Q2,)


def test_a_zero_in_a_sum_is_a_value() -> None:
    compared = accumulate(a_sum(40, 60), Q3, by_quarter(5, 0, 7))
    assert compared.actual == 12
    assert compared.gaps == ()


def test_a_sum_before_its_measuring_year_does_not_pass_for_zero() -> None:
    compared = accumulate(a_sum(40, 60), Quarter(2024, 3), {})
    assert (compared.actual, compared.gaps) == (None, (Quarter(2024, 3),))


def test_a_to_date_value_already_holds_the_earlier_ones() -> None:
    path = a_sum(40, 60, accumulation=Accumulation.TO_DATE, season=by_number(12, 21))
    compared = accumulate(path, Q2, by_quarter(None, 30))
    assert (compared.actual, compared.baseline) == exact(30, 21)
    assert compared.gaps == ()
    assert accumulate(path, Q3, by_quarter(None, 30, 35)).baseline == 30


def test_a_percent_that_adds_up_is_pooled_over_the_quarters() -> None:
    compared = accumulate(a_pooled_percent(), Q2, pairs((25, 50), (0, 150)))
    assert compared.actual == Fraction(25, 2)
    assert compared.baseline == 50


def test_a_baseline_percent_is_pooled_over_the_same_quarters_where_counted() -> None:
    season = {1: Pair(Decimal(1), Decimal(2)), 2: Pair(Decimal(0), Decimal(6))}
    path = a_pooled_percent(season=season)
    assert accumulate(path, Q2, pairs((1, 2), (1, 2))).baseline == Fraction(25, 2)


@pytest.mark.parametrize(
    "season",
    [
        by_number(40, 60),
        {1: Pair(Decimal(0), Decimal(0)), 2: Pair(Decimal(0), Decimal(0))},
    ],
)
def test_a_baseline_percent_that_cannot_be_pooled_stays_the_stated_one(
    season: dict[int, Value],
) -> None:
    path = a_pooled_percent(season=season)
    assert accumulate(path, Q2, pairs((1, 2), (1, 2))).baseline == 50


def test_a_level_percent_may_come_without_its_parts() -> None:
    path = a_path(50, 70, kind=IndicatorKind.PERCENT)
    assert accumulate(path, Q1, by_quarter(55)).actual == 55


def test_a_rate_takes_its_own_scale() -> None:
    path = a_path(50, 70, kind=IndicatorKind.RATE, per=1000)
    assert accumulate(path, Q1, pairs((3, 50))).actual == 60


def test_nothing_counted_gives_no_value() -> None:
    compared = accumulate(a_pooled_percent(), Q1, pairs((0, 0)))
    assert (compared.actual, compared.gaps) == (None, ())


def test_percents_are_never_added_or_averaged() -> None:
    with pytest.raises(RuleError, match="numerators and denominators"):
        accumulate(a_pooled_percent(), Q2, by_quarter(50, 60))


def test_percents_with_and_without_their_parts_do_not_mix() -> None:
    with pytest.raises(RuleError, match="numerators and denominators"):
        accumulate(a_pooled_percent(), Q2, {**by_quarter(50), Q2: Pair(Decimal(1), Decimal(2))})


def test_a_count_has_no_denominator() -> None:
    with pytest.raises(RuleError, match="only they have them"):
        accumulate(a_path(), Q1, pairs((1, 2)))


def test_a_range_has_neither_point_nor_baseline() -> None:
    compared = accumulate(to_keep(Direction.IN_RANGE), Q1, by_quarter(50))
    assert (compared.actual, compared.point, compared.baseline) == exact(50, None, None)
