"""District and city counts state their denominator; what can't be added up is spread out."""

from decimal import Decimal

import pytest

from planner.domain.progress import GoalStanding, Rule, count_reported, count_up, roll_up, spread
from schemas.vocabulary import STATUS_ORDER, ReportingState, Status
from tests.domain.progress.factories import a_result, silent


def a_goal(rule: Rule = Rule.AT_POINT) -> GoalStanding:
    return roll_up([a_result(rule)])


def a_goal_in(state: ReportingState) -> GoalStanding:
    return roll_up([silent(state)])


def test_a_district_counts_its_goals_by_status() -> None:
    goals = [a_goal(), a_goal(), a_goal(Rule.BEHIND), a_goal_in(ReportingState.LATE)]
    counted = count_up(goals)
    assert counted.by_status[Status.ON_TRACK] == 2
    assert counted.by_status[Status.AT_RISK] == 1
    assert (counted.assessed, counted.reported, counted.total) == (3, 3, 4)


def test_every_status_has_a_count_lowest_first() -> None:
    assert list(count_up([]).by_status) == list(STATUS_ORDER)
    assert set(count_up([]).by_status.values()) == {0}


def test_a_count_states_its_denominator() -> None:
    # Source: the domain notes, Progress: "14 of 22 reported".
    districts = [count_up([a_goal()])] * 14 + [count_up([a_goal_in(ReportingState.DUE)])] * 8
    assert str(count_reported(districts).says) == "14 of 22 reported"


def test_a_district_has_reported_when_all_its_goals_have() -> None:
    assert count_up([a_goal(), a_goal(Rule.BEHIND)]).is_reported
    assert not count_up([a_goal(), a_goal_in(ReportingState.LATE)]).is_reported


def test_a_silent_district_stays_in_the_denominator() -> None:
    counted = count_reported([count_up([]), count_up([a_goal()])])
    assert (counted.reported, counted.total) == (1, 2)


def test_a_goal_that_does_not_apply_leaves_the_count() -> None:
    counted = count_up([a_goal(), a_goal_in(ReportingState.NOT_APPLICABLE)])
    assert (counted.reported, counted.total, counted.left_out) == (1, 1, 1)


def test_a_district_to_which_nothing_applies_leaves_the_count() -> None:
    district = count_up([a_goal_in(ReportingState.NOT_APPLICABLE)])
    assert (count_reported([district]).total, count_reported([district]).left_out) == (0, 1)


def test_one_indicators_results_can_be_counted_over_districts() -> None:
    counted = count_up([a_result(), silent(ReportingState.UNABLE_TO_ASSESS)])
    assert (counted.assessed, counted.reported, counted.total) == (1, 2, 2)


@pytest.mark.parametrize(
    ("values", "lowest", "median", "highest"),
    [([7], 7, 7, 7), ([9, 1, 4], 1, 4, 9), ([0, 10, 3, 4], 0, Decimal("3.5"), 10)],
)
def test_durations_and_indices_show_lowest_median_and_highest(
    values: list[int], lowest: int, median: Decimal | int, highest: int
) -> None:
    found = spread([Decimal(value) for value in values])
    assert found is not None
    assert [found.lowest, found.median, found.highest] == [Decimal(lowest), median, highest]


def test_a_missing_value_stays_out_of_the_spread_and_in_its_denominator() -> None:
    found = spread([None, Decimal(0), Decimal(4)])
    assert found is not None
    assert found.median == 2
    assert (found.known, found.total) == (2, 3)


@pytest.mark.parametrize("values", [[], [None, None]])
def test_nothing_known_has_no_spread(values: list[None]) -> None:
    assert spread(values) is None
