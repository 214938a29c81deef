"""The board's strip: each goal is one mark a quarter, in a row of its own or its district's."""

import pytest

from planner.charts.board import WALL
from planner.charts.strip import (
    DISTRICT_COLUMNS,
    GOAL_COLUMNS,
    SLOTS,
    district_frame,
    district_rows,
    district_spec,
    goal_frame,
    goal_rows,
    goal_spec,
    two_lines,
)
from schemas.board import BoardGoal
from schemas.vocabulary import Status
from tests.charts.boards import LATE, QUARTERS, WORDS, make_goal, make_mark


def say_place(goal: BoardGoal) -> str:
    return str(goal.district_number)


def test_the_strip_has_a_mark_a_goal_and_quarter_under_its_district() -> None:
    goals = [make_goal(11), make_goal(7, 2), make_goal(7, 1)]
    frame = goal_frame(QUARTERS, goals, WORDS, say_place)
    assert list(frame.columns) == GOAL_COLUMNS
    assert list(frame[frame.role == "place"].text) == ["7", "11"]
    marks = frame[frame.role == "mark"]
    assert list(marks.quarter) == QUARTERS * 3
    assert list(marks.state) == ["on_track", "at_risk"] * 3
    # Row 0 and 3 hold the districts' names.
    assert list(marks.row) == [1, 1, 2, 2, 4, 4]
    assert goal_rows(goals) == 5


def test_a_goal_nobody_reported_has_its_marks_too() -> None:
    frame = goal_frame(QUARTERS, [make_goal(7, 1, LATE, LATE)], WORDS, lambda _: "7")
    assert list(frame[frame.role == "mark"].state) == ["late", "late"]
    tip = frame[frame.role == "mark"].tip.iloc[0]
    assert tip == "2026 Q1 · LATE · Answer urgent calls faster"


def test_one_quarter_is_one_mark() -> None:
    frame = goal_frame(["2026 Q1"], [make_goal(7, 1, LATE)], WORDS, lambda _: "7")
    assert list(frame.role) == ["place", "goal", "mark"]


def test_no_goals_draw_nothing_but_the_quarters() -> None:
    assert goal_frame(QUARTERS, [], WORDS, say_place).empty
    assert list(district_frame(QUARTERS, [], WORDS, say_place).text) == QUARTERS
    assert (goal_rows([]), district_rows([])) == (0, 0)


def test_a_district_has_one_row_and_a_goal_the_same_slot_in_each_quarter() -> None:
    met = make_mark(Status.MET)
    goals = [make_goal(11), make_goal(7, 10, met, LATE), make_goal(7, 2, LATE, met)]
    frame = district_frame(QUARTERS, goals, WORDS, say_place)
    assert list(frame.columns) == DISTRICT_COLUMNS
    assert list(frame[frame.role == "place"].text) == ["7", "11"]
    marks = frame[frame.role == "mark"]
    # The plan's second goal comes before its tenth.
    assert list(zip(marks.row, marks.slot, marks.x, marks.state, strict=True)) == [
        (0, 0, 0, "late"),
        (0, 0, 1, "met"),
        (0, 1, 0, "met"),
        (0, 1, 1, "late"),
        (1, 0, 0, "on_track"),
        (1, 0, 1, "at_risk"),
    ]
    assert marks.tip.iloc[1] == "2026 Q2 · MET · Answer urgent calls faster"
    assert district_rows(goals) == 2


def test_more_goals_than_a_phone_has_room_for_go_on_in_the_next_line() -> None:
    one_quarter = (make_mark(Status.ON_TRACK),)
    goals = [make_goal(7, number, *one_quarter) for number in range(SLOTS + 1)]
    goals.append(make_goal(11, 1, *one_quarter))
    frame = district_frame(["2026 Q1"], goals, WORDS, say_place)
    marks = frame[frame.role == "mark"]
    assert list(marks.row) == [0] * SLOTS + [1, 2]
    assert list(marks.slot) == [*range(SLOTS), 0, 0]
    assert list(frame[frame.role == "place"].row) == [0, 2]
    assert district_rows(goals) == 3


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Answer calls faster", "Answer calls faster"),
        (
            "Answer the most urgent calls in beats 0712 and 0713 sooner",
            "Answer the most urgent calls in beats\n0712 and 0713 sooner",
        ),
        ("word " * 30, "word word word word word word word\nword word word word word word wor…"),
        (
            "更快地接听0712和0713巡逻区最紧急的求助电话",
            "更快地接听0712和0713巡逻区最\n紧急的求助电话",
        ),
        ("", ""),
    ],
)
def test_a_title_takes_two_lines_at_most_and_a_cut_shows(title: str, lines: str) -> None:
    assert two_lines(title) == lines


@pytest.mark.parametrize("dark", [False, True])
def test_specs_carry_a_title_and_words_but_no_data_and_no_name_a_mark(dark: bool) -> None:
    for spec in (
        goal_spec("Title", "Words", 3, WALL, dark=dark),
        district_spec("Title", "Words", (3, 2), dark=dark),
    ):
        assert (spec["title"]["text"], spec["description"]) == ("Title", "Words")
        assert "datasets" not in spec
        assert all("data" not in part for part in (spec, *spec["layer"]))
        assert spec["config"]["mark"] == {"aria": False}


def test_a_district_takes_less_room_than_its_goals() -> None:
    goals = [make_goal(district, running) for district in (7, 11) for running in (1, 2, 3)]
    by_goal = goal_spec("Title", "Words", goal_rows(goals))
    by_district = district_spec("Title", "Words", (2, district_rows(goals)))
    assert by_district["height"] * 3 < by_goal["height"]
