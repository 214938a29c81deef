"""What a plan answers and leaves out: exact counts, voices first, days that count."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.coverage import Aim, Demand, cover, heard_between, is_too_much

HEADLINES = {"A": "A", "A-1": "A", "A-2": "A", "B": "B", "B-1": "B"}
DEMANDS = [Demand("A-1", "A"), Demand("A-2", "A"), Demand("B-1", "B"), Demand("LOCAL-07-01", None)]


def aim(*codes: str, owner: bool = True, partner: bool = True, words: bool = True) -> Aim:
    return Aim(uuid4(), frozenset(codes), owner, partner, words)


def test_a_theme_is_covered_by_one_goal_on_any_of_its_demands() -> None:
    read = cover(DEMANDS, [aim("A-2"), aim("A-1")], {}, HEADLINES)
    assert read.covered == {"A"}
    assert [one.code for one in read.unanswered] == ["B-1", "LOCAL-07-01"]


def test_demands_without_a_goal_come_by_how_often_they_were_voiced() -> None:
    read = cover(DEMANDS, [], {"LOCAL-07-01": 5, "A-2": 2}, HEADLINES)
    assert [one.code for one in read.unanswered] == ["LOCAL-07-01", "A-2", "A-1", "B-1"]


def test_a_goal_is_unvoiced_only_when_it_answers_something_nobody_spoke_of() -> None:
    heard, unheard, free = aim("A-1", "B-1"), aim("A-2"), aim()
    read = cover(DEMANDS, [heard, unheard, free], {"B-1": 1}, HEADLINES)
    assert read.unvoiced == (unheard.goal_id,)


def test_a_goal_on_a_whole_theme_is_voiced_by_any_of_its_demands() -> None:
    assert cover(DEMANDS, [aim("A")], {"A": 1, "A-2": 1}, HEADLINES).unvoiced == ()


def test_what_a_goal_lacks_is_told_goal_by_goal() -> None:
    goals = [aim(owner=False), aim(partner=False), aim(words=False), aim()]
    read = cover([], goals, {}, {})
    lacking = (read.without_owner, read.without_partner, read.without_words)
    assert lacking == tuple((one.goal_id,) for one in goals[:3])


def test_an_answer_to_an_older_edition_covers_nothing_that_is_not_there_any_more() -> None:
    assert cover(DEMANDS, [aim("OLD-9")], {}, HEADLINES).covered == frozenset()


@given(st.sets(st.sampled_from([one.code for one in DEMANDS])))
def test_each_demand_is_answered_or_not(codes: set[str]) -> None:
    read = cover(DEMANDS, [aim(*codes)], {}, HEADLINES)
    assert {one.code for one in read.unanswered} == {one.code for one in DEMANDS} - codes


@pytest.mark.parametrize(
    ("year", "today", "first", "last"),
    [
        (2026, date(2026, 11, 20), date(2026, 1, 1), date(2026, 11, 20)),
        (2027, date(2026, 11, 20), date(2026, 1, 1), date(2026, 11, 20)),
        (2026, date(2026, 2, 3), date(2025, 4, 1), date(2026, 2, 3)),
        (2025, date(2026, 11, 20), date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_voices_of_four_quarters_count(year: int, today: date, first: date, last: date) -> None:
    assert heard_between(year, today, 1) == (first, last)


def test_a_fiscal_year_that_begins_in_july_ends_in_june() -> None:
    assert heard_between(2026, date(2026, 11, 20), 7) == (date(2025, 7, 1), date(2026, 6, 30))


def test_five_open_goals_are_enough_for_one_person() -> None:
    assert [is_too_much(count) for count in (0, 5, 6)] == [False, False, True]
