"""The plan's path: its point for a quarter, what it refuses, and its revisions."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from planner.domain.progress import (
    Target,
    as_decimal,
    bounds,
    original_target,
    point,
    target_in_force,
)
from planner.domain.quarters import Quarter
from schemas.errors import RuleError
from schemas.vocabulary import Accumulation, Direction, IndicatorKind
from tests.domain.progress.factories import (
    LAST_DAY,
    Q1,
    Q2,
    Q3,
    Q4,
    a_path,
    a_rubric,
    a_sum,
    by_quarter,
    exact,
    to_keep,
)


def test_without_an_own_target_the_point_lies_on_the_straight_line_by_days() -> None:
    # Source: the domain notes, Progress, the plan's point.
    assert as_decimal(point(a_path(100, 80), Q1)) == Decimal("95.0685")


def test_the_point_is_exact() -> None:
    assert point(a_path(100, 80), Q1) == 100 - Fraction(20 * 90, 365)


def test_an_own_quarterly_target_is_the_point() -> None:
    path = a_path(100, 80, entries=by_quarter(98, None, 0))
    assert point(path, Q1) == 98
    assert point(path, Q2) == 100 - Fraction(20 * 181, 365)
    assert point(path, Q3) == 0


def test_the_line_begins_at_the_later_of_start_and_baseline_date() -> None:
    late_start = a_path(100, 80, start=date(2025, 3, 1))
    late_baseline = a_path(100, 80, baseline_date=date(2025, 3, 1))
    assert point(late_start, Q1) == point(late_baseline, Q1) == 100 - Fraction(20 * 30, 305)


def test_the_line_is_clipped_to_its_span() -> None:
    path = a_path(100, 80, start=date(2025, 5, 1), due=date(2025, 8, 31))
    assert point(path, Q1) == 100
    assert point(path, Q4) == 80


def test_the_line_reads_the_quarters_of_the_fiscal_year() -> None:
    path = a_path(100, 80, fiscal_start_month=7)
    # Quarter 3 of a fiscal year that starts in July ends on 31 March.
    assert point(path, Q3) == point(a_path(100, 80), Q1)


def test_a_sum_grows_from_zero_to_its_target() -> None:
    path = a_sum(40, 60)
    assert [point(path, quarter) for quarter in (Q1, Q2, Q3, Q4)] == [
        Fraction(60 * days, 365) for days in (90, 181, 273, 365)
    ]


def test_path_entries_of_a_sum_are_increments() -> None:
    path = a_sum(40, 60, entries=by_quarter(15, 10, 20, 15))
    assert [point(path, quarter) for quarter in (Q1, Q2, Q3, Q4)] == [15, 25, 45, 60]


def test_a_quarter_of_a_sum_without_an_increment_takes_the_lines() -> None:
    path = a_sum(40, 60, entries=by_quarter(15, None))
    assert point(path, Q2) == 15 + Fraction(60 * 91, 365)


def test_path_entries_of_a_to_date_count_are_running_totals() -> None:
    path = a_sum(40, 60, accumulation=Accumulation.TO_DATE, entries=by_quarter(15, 25))
    assert [point(path, quarter) for quarter in (Q1, Q2)] == [15, 25]
    assert point(path, Q3) == Fraction(60 * 273, 365)


def test_a_pooled_percent_runs_from_baseline_to_target_and_not_from_zero() -> None:
    path = a_sum(40, 60, kind=IndicatorKind.PERCENT)
    assert point(path, Q1) == 40 + Fraction(20 * 90, 365)


def test_a_sum_starts_again_in_each_measuring_year() -> None:
    path = a_sum(40, 60, due=date(2026, 12, 31))
    assert point(path, Q4) == point(path, Quarter(2026, 4)) == 60
    assert point(path, Quarter(2026, 1)) == point(path, Q1) == Fraction(60 * 90, 365)


def test_a_sum_over_the_whole_plan_does_not_start_again() -> None:
    path = a_sum(40, 60, due=date(2026, 12, 31), first=Q1)
    assert point(path, Q4) == 30
    assert point(path, Quarter(2026, 4)) == 60


def test_a_sum_counts_from_its_first_due_quarter() -> None:
    # 38 days are left in the quarter on 21 February, so the goal first reports on the second.
    path = a_sum(0, 60, start=date(2025, 2, 21), baseline_date=None)
    assert path.first_quarter == Q2
    assert point(path, Q1) == 0
    assert point(path, Q2) == Fraction(60 * 91, 275)


def test_a_sum_of_a_quarter_outside_every_measuring_year_stays_in_the_nearest() -> None:
    path = a_sum(40, 60)
    assert point(path, Quarter(2024, 4)) == 0
    assert point(path, Quarter(2026, 1)) == 60


def test_a_goal_too_short_for_a_first_quarter_is_still_judged_at_its_due_date() -> None:
    path = a_path(100, 80, start=date(2025, 12, 1), baseline_date=None)
    assert path.first_quarter == path.due_quarter == Q4


def test_a_rubrics_point_is_the_level_the_line_has_fully_passed() -> None:
    path = a_rubric(1, 4)
    assert [point(path, quarter) for quarter in (Q1, Q2, Q3, Q4)] == [1, 2, 3, 4]
    assert point(a_rubric(1, 4, entries=by_quarter(3)), Q1) == 3


def test_what_is_to_be_kept_is_the_same_every_quarter() -> None:
    assert bounds(to_keep(Direction.MAINTAIN_ABOVE), Q1) == exact(50, None)
    assert bounds(to_keep(Direction.MAINTAIN_BELOW), Q2) == exact(None, 50)
    assert bounds(to_keep(Direction.IN_RANGE), Q3) == exact(40, 60)


def test_a_threshold_may_have_its_own_quarterly_values_until_the_due_date() -> None:
    path = to_keep(Direction.MAINTAIN_BELOW, entries=by_quarter(70, 60, 55, 52))
    assert bounds(path, Q1) == exact(None, 70)
    assert bounds(path, Q4) == exact(None, 50)


def test_a_sum_to_be_kept_is_compared_to_date() -> None:
    kept = to_keep(Direction.MAINTAIN_ABOVE, accumulation=Accumulation.SUM)
    within = to_keep(Direction.IN_RANGE, accumulation=Accumulation.SUM)
    share = Fraction(90, 365)
    assert bounds(kept, Q1) == exact(50 * share, None)
    assert bounds(within, Q1) == exact(40 * share, 60 * share)
    assert bounds(within, Q4) == exact(40, 60)


def test_a_range_has_no_point() -> None:
    with pytest.raises(RuleError) as refusal:
        point(to_keep(Direction.IN_RANGE), Q1)
    assert refusal.value.where == "target"


@pytest.mark.parametrize(
    ("where", "changes"),
    [
        ("target", {"target": 100}),
        ("target", {"target": None}),
        ("target", {"direction": Direction.INCREASE}),
        ("baseline", {"baseline": None}),
        ("due", {"start": LAST_DAY}),
        ("due", {"baseline_date": LAST_DAY}),
        ("first", {"first": Quarter(2026, 1)}),
        ("kind", {"kind": IndicatorKind.CODED_VOICES}),
        ("margin", {"direction": Direction.MAINTAIN_ABOVE}),
        ("margin", {"direction": Direction.MAINTAIN_ABOVE, "margin": Decimal(-1)}),
        ("low", {"direction": Direction.IN_RANGE, "margin": Decimal(0)}),
    ],
)
def test_a_path_that_cannot_be_followed_is_refused(where: str, changes: dict[str, Any]) -> None:
    with pytest.raises(RuleError) as refusal:
        a_path(**{"direction": Direction.DECREASE, **changes})
    assert refusal.value.where == where


def test_a_threshold_needs_a_target_to_stay_at() -> None:
    with pytest.raises(RuleError) as refusal:
        a_path(None, None, direction=Direction.MAINTAIN_BELOW, margin=Decimal(1))
    assert refusal.value.where == "target"


@pytest.mark.parametrize(
    ("where", "changes"),
    [
        ("high", {"high": None}),
        ("high", {"high": Decimal(40)}),
        ("entries", {"entries": by_quarter(50)}),
    ],
)
def test_a_range_must_have_two_ends_in_order_and_no_path(
    where: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(RuleError) as refusal:
        to_keep(Direction.IN_RANGE, **changes)
    assert refusal.value.where == where


@pytest.mark.parametrize(
    ("where", "changes"),
    [
        ("direction", {"baseline": 4, "target": 1, "direction": Direction.DECREASE}),
        ("accumulation", {"accumulation": Accumulation.SUM}),
        ("accumulation", {"accumulation": Accumulation.TO_DATE}),
    ],
)
def test_a_rubric_is_read_upwards_and_does_not_add_up(where: str, changes: dict[str, Any]) -> None:
    with pytest.raises(RuleError) as refusal:
        a_rubric(**changes)
    assert refusal.value.where == where


def test_a_rubric_may_be_held_at_a_level_without_a_margin() -> None:
    path = a_rubric(direction=Direction.MAINTAIN_ABOVE)
    assert point(path, Q1) == 4


ORIGINAL = Target(a_path(100, 80), since=Q1)
REVISED = Target(a_path(110, 90), since=Q3, revision=1)


def test_a_revision_applies_from_its_quarter() -> None:
    targets = [REVISED, ORIGINAL]
    in_force = [target_in_force(targets, quarter) for quarter in (Q1, Q2, Q3, Q4)]
    assert in_force == [ORIGINAL, ORIGINAL, REVISED, REVISED]


def test_the_later_decision_wins_even_if_an_earlier_one_starts_later() -> None:
    latest = Target(a_path(100, 70), since=Q2, revision=2)
    assert target_in_force([ORIGINAL, REVISED, latest], Q3) == latest


def test_a_quarter_before_every_target_falls_to_the_original() -> None:
    assert target_in_force([REVISED, ORIGINAL], Quarter(2024, 4)) == ORIGINAL


def test_the_original_stays_the_original() -> None:
    assert original_target([REVISED, ORIGINAL]) == ORIGINAL


def test_an_indicator_without_a_target_is_refused() -> None:
    with pytest.raises(RuleError, match="no target yet"):
        target_in_force([], Q1)
