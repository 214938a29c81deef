"""The board's charts: each goal is one mark a quarter, and specs carry no data."""

import pytest

from db.engine import make_engine
from planner.charts.board import (
    STRIP_COLUMNS,
    TILE_COLUMNS,
    strip_frame,
    strip_spec,
    tile_frame,
    tile_size,
    tile_spec,
)
from planner.charts.marks import MARKS
from planner.domain.quarters import Quarter
from planner.services.board import get_board
from planner.services.door import begin
from schemas.board import Board
from schemas.vocabulary import Role
from tests import factories as make
from tests.city import build_city

WORDS = {member.value: member.value.upper() for member in MARKS}


@pytest.fixture
def board(sqlite_url: str) -> Board:
    engine = make_engine(sqlite_url)
    city = build_city(engine)
    with begin(engine, city.people[Role.COMMISSIONER], today=make.TODAY) as work:
        found = get_board(work, Quarter(2026, 3))
    engine.dispose()
    return found


def test_a_tile_has_its_number_and_a_mark_a_goal(board: Board) -> None:
    frame = tile_frame(board, WORDS)
    assert list(frame.columns) == TILE_COLUMNS
    # Districts 7 and 11 have a tile, headquarters has none; only district 7 has a goal.
    assert list(frame[frame.role == "tile"].district) == [7, 11]
    goals = frame[frame.role == "goal"]
    assert list(goals.state) == ["late"]
    assert list(goals.word) == ["LATE"]
    tile = frame[(frame.role == "tile") & (frame.district == 7)].iloc[0]
    assert tile.x < goals.iloc[0].x < tile.x2
    assert tile.y < goals.iloc[0].y < tile.y2
    assert tile_size(board) == (4, 6)


def test_the_strip_has_one_row_a_goal_and_quarter(board: Board) -> None:
    frame = strip_frame(board.goals, WORDS)
    assert list(frame.columns) == STRIP_COLUMNS
    assert list(frame.quarter) == ["2026 Q1", "2026 Q2", "2026 Q3"]
    assert list(frame.state) == ["on_track", "on_track", "late"]


def test_no_goals_and_no_districts_draw_nothing(board: Board) -> None:
    empty = board.model_copy(update={"goals": (), "districts": ()})
    assert tile_frame(empty, WORDS).empty
    assert strip_frame((), WORDS).empty
    assert tile_size(empty) == (1, 1)


@pytest.mark.parametrize("dark", [False, True])
def test_specs_carry_a_title_and_words_but_no_data(dark: bool) -> None:
    for spec in (
        tile_spec("Title", "Words", (5, 8), dark=dark),
        strip_spec("Title", "Words", dark=dark),
    ):
        assert (spec["title"], spec["description"]) == ("Title", "Words")
        assert "datasets" not in spec
        assert all("data" not in part for part in (spec, *spec.get("layer", ())))
