"""The board's charts: each goal is one mark a quarter, and specs carry no data."""

from typing import Any

import pytest

from planner.charts.board import (
    MOST_MARKS,
    STRIP_COLUMNS,
    TILE_COLUMNS,
    WALL,
    strip_frame,
    strip_rows,
    strip_spec,
    tile_frame,
    tile_size,
    tile_spec,
    two_lines,
)
from planner.charts.marks import MARKS
from planner.services.work import new_id
from schemas.account import DistrictRow
from schemas.board import BoardDistrict, BoardGoal, BoardMark, Turn
from schemas.vocabulary import DistrictKind, Language, PlanStage, ReportingState, Status

WORDS = {member.value: member.value.upper() for member in MARKS}
QUARTERS = ["2026 Q1", "2026 Q2"]


def make_mark(status: Status | None = None, state: Any = ReportingState.REPORTED) -> BoardMark:
    return BoardMark(
        status=status,
        state=state,
        attainment=None,
        assessed=int(status is not None),
        required=1,
        fully_reported=status is not None,
        entered_late=False,
    )


LATE = make_mark(state=ReportingState.LATE)


def make_goal(district: int = 7, running: int = 1, *marks: BoardMark, title: str = "") -> BoardGoal:
    return BoardGoal(
        goal_id=new_id(),
        code=f"{district:02}-2026-{running}",
        title=title or "Answer urgent calls faster",
        title_language=Language.EN,
        translated=False,
        district_number=district,
        district_name="Englewood",
        area=1,
        theme_codes=(),
        marks=marks or (make_mark(Status.ON_TRACK), make_mark(Status.AT_RISK)),
        turn=Turn.SAME,
        relation=None,
        target_changed=False,
        unit="minutes",
        decimals=1,
        asked_from=None,
        asked_to=None,
        ambition=None,
    )


def make_place(number: int, row: int | None, column: int | None, *, plan: bool) -> BoardDistrict:
    district = DistrictRow(
        id=new_id(),
        kind=DistrictKind.DISTRICT if number else DistrictKind.HEADQUARTERS,
        number=number,
        name="Englewood" if number else "Headquarters",
        area=1,
        tile_row=row,
        tile_column=column,
        council_member_listed=True,
    )
    stage = PlanStage.ADOPTED if plan else None
    return BoardDistrict(district=district, plan_stage=stage, goals=0, reported=0, statuses=())


PLACES = (
    make_place(0, None, None, plan=True),
    make_place(7, 1, 2, plan=True),
    make_place(20, 0, 3, plan=False),
)


def say(one: BoardDistrict) -> str:
    return f"District {one.district.number}"


def test_a_tile_has_its_number_and_a_mark_a_goal() -> None:
    frame = tile_frame(PLACES, [make_goal(7)], WORDS, say)
    assert list(frame.columns) == TILE_COLUMNS
    assert list(frame[frame.role == "tile"].district) == [7, 20, 0]
    # Headquarters is known by its name alone.
    assert list(frame[frame.role == "number"].text) == ["7", "20"]
    goals = frame[frame.role == "goal"]
    assert list(goals.state) == ["at_risk"]
    assert list(goals.tip) == ["AT_RISK · Answer urgent calls faster"]
    tile = frame[(frame.role == "tile") & (frame.district == 7)].iloc[0]
    assert tile.x < goals.iloc[0].x < tile.x2
    assert tile.y < goals.iloc[0].y < tile.y2
    assert tile.tip == "District 7"


def test_a_district_without_a_plan_is_hollow_and_the_chosen_one_stands_out() -> None:
    frame = tile_frame(PLACES, [], WORDS, say, chosen=7)
    looks = frame[frame.role == "tile"].set_index("district")["look"]
    assert looks.to_dict() == {7: "chosen", 20: "hollow", 0: "filled"}


def test_who_has_no_place_on_the_map_stands_apart_from_it() -> None:
    tiles = tile_frame(PLACES, [], WORDS, say).query("role == 'tile'").set_index("district")
    assert (tiles.y[0], tiles.x2[0] + 1 < tiles.x[7]) == (tiles.y[7], True)
    assert tile_size(PLACES) == (4, 2)


def test_a_full_last_row_puts_the_others_below_the_map() -> None:
    places = (make_place(0, None, None, plan=True), make_place(7, 1, 1, plan=True))
    tiles = tile_frame(places, [], WORDS, say).query("role == 'tile'").set_index("district")
    assert tiles.y[0] > tiles.y2[7]
    assert tile_size(places) == (2, 3.25)
    assert tile_size(places[:1]) == (1, 1)


@pytest.mark.parametrize("goals", [1, MOST_MARKS, MOST_MARKS + 1, 40])
def test_marks_stay_inside_their_tile_and_all_are_counted(goals: int) -> None:
    frame = tile_frame(PLACES, [make_goal(7, each) for each in range(goals)], WORDS, say)
    tile = frame[(frame.role == "tile") & (frame.district == 7)].iloc[0]
    marks = frame[frame.role.isin(["goal", "more"])]
    assert marks.x.between(tile.x, tile.x2).all()
    more = sum(int(text) for text in frame[frame.role == "more"].text)
    assert (frame.role == "goal").sum() + more == goals


def test_the_strip_has_a_mark_a_goal_and_quarter_under_its_district() -> None:
    goals = [make_goal(11), make_goal(7, 2), make_goal(7, 1)]
    frame = strip_frame(QUARTERS, goals, WORDS, lambda goal: str(goal.district_number))
    assert list(frame.columns) == STRIP_COLUMNS
    assert list(frame[frame.role == "place"].text) == ["7", "11"]
    marks = frame[frame.role == "mark"]
    assert list(marks.quarter) == QUARTERS * 3
    assert list(marks.state) == ["on_track", "at_risk"] * 3
    # Row 0 and 3 hold the districts' names.
    assert list(marks.row) == [1, 1, 2, 2, 4, 4]
    assert strip_rows(goals) == 5


def test_a_goal_nobody_reported_has_its_marks_too() -> None:
    frame = strip_frame(QUARTERS, [make_goal(7, 1, LATE, LATE)], WORDS, lambda _: "7")
    assert list(frame[frame.role == "mark"].state) == ["late", "late"]
    tip = frame[frame.role == "mark"].tip.iloc[0]
    assert tip == "2026 Q1 · LATE · Answer urgent calls faster"


def test_one_quarter_is_one_mark() -> None:
    frame = strip_frame(["2026 Q1"], [make_goal(7, 1, LATE)], WORDS, lambda _: "7")
    assert list(frame.role) == ["place", "goal", "mark"]


def test_no_goals_and_no_districts_draw_nothing() -> None:
    assert tile_frame([], [], WORDS, say).empty
    assert strip_frame(QUARTERS, [], WORDS, lambda _: "").empty
    assert (tile_size([]), strip_rows([])) == ((1, 1), 0)


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
def test_specs_carry_a_title_and_words_but_no_data(dark: bool) -> None:
    for spec in (
        tile_spec("Title", "Words", (5, 8), dark=dark),
        strip_spec("Title", "Words", 3, WALL, dark=dark),
    ):
        assert (spec["title"]["text"], spec["description"]) == ("Title", "Words")
        assert "datasets" not in spec
        assert all("data" not in part for part in (spec, *spec.get("layer", ())))


def test_a_picked_tile_gives_its_districts_number() -> None:
    params = tile_spec("Title", "Words", (5, 8))["params"]
    assert [(one["name"], one["select"]["fields"]) for one in params] == [("tile", ["district"])]
