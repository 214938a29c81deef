"""The board in words: right for every number, and plain about the wrong way."""

from dataclasses import replace
from decimal import Decimal

import pytest

from planner.ui.board.words import say_board, say_from, say_goals, say_to, say_way
from schemas.board import Board, SinceBefore
from schemas.vocabulary import IndicatorKind
from tests.charts.boards import make_goal, make_mark, make_place

NOTHING = SinceBefore(met=0, better=0, slipped=0, newly_at_risk=0, silent=0, targets_changed=0)


@pytest.mark.parametrize(
    ("total", "good", "said"),
    [
        (1, 0, "On track or better: 0 of 1 goal."),
        (1, 1, "On track or better: 1 of 1 goal."),
        (3, 1, "On track or better: 1 of 3 goals."),
        (3, 0, "On track or better: 0 of 3 goals."),
    ],
)
def test_goals_are_counted_right_for_every_number(total: int, good: int, said: str) -> None:
    assert say_goals(total, good) == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((7,), "On track or better: 1 of 3 goals in 1 of 1 district."),
        ((0, 7), "On track or better: 1 of 3 goals at headquarters and in 1 of 1 district."),
        ((7, 11), "On track or better: 1 of 3 goals in 2 of 2 districts."),
    ],
)
def test_the_first_sentence_counts_goals_and_places(numbers: tuple[int, ...], said: str) -> None:
    places = [make_place(number, None, None, plan=True) for number in numbers]
    board = Board(
        year=2026,
        quarter=2,
        quarters=((2026, 1), (2026, 2)),
        goals_total=3,
        goals_assessed=3,
        goals_reported=3,
        on_track_or_better=1,
        districts_total=sum(number > 0 for number in numbers),
        districts_with_goals=len(numbers),
        districts_reported=0,
        since=NOTHING,
        districts=tuple(replace(place, goals=1) for place in places),
        goals=(),
    )
    assert say_board(board).startswith(said)


@pytest.mark.parametrize(
    ("attainment", "said"),
    [
        ("0.41", "41% of the way from 11.2 to 8.0 minutes"),
        ("-0.16", "From 11.2 to 8.0 minutes · 16% the wrong way"),
        (None, "From 11.2 to 8.0 minutes"),
    ],
)
def test_a_goal_says_from_where_to_where_and_how_far(attainment: str | None, said: str) -> None:
    made = None if attainment is None else Decimal(attainment)
    mark = make_mark()._replace(attainment=made)
    goal = replace(make_goal(7, 1, mark), asked_from=Decimal("11.2"), asked_to=Decimal(8))
    assert say_way(goal) == said


@pytest.mark.parametrize(
    ("attainment", "said"),
    [("0.5", "From level 2 to level 4 · 50% of the way"), (None, "From level 2 to level 4")],
)
def test_levels_go_by_their_number(attainment: str | None, said: str) -> None:
    made = None if attainment is None else Decimal(attainment)
    goal = replace(
        make_goal(7, 1, make_mark()._replace(attainment=made)),
        kind=IndicatorKind.RUBRIC,
        unit="nivel",
        decimals=0,
        asked_from=Decimal(2),
        asked_to=Decimal(4),
    )
    assert say_way(goal) == said
    assert (say_from(goal), say_to(goal)) == ("2", "4")
