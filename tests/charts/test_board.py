"""The board's map: each goal is one mark in its district's tile, and specs carry no data."""

import pytest

from planner.charts.board import (
    MOST_MARKS,
    TILE_COLUMNS,
    TileWords,
    tile_frame,
    tile_size,
    tile_spec,
)
from schemas.board import BoardDistrict
from tests.charts.boards import WORDS, make_goal, make_place

PLACES = (
    make_place(0, None, None, plan=True),
    make_place(7, 1, 2, plan=True),
    make_place(20, 0, 3, plan=False),
)


def say(one: BoardDistrict) -> TileWords:
    number = one.district.number
    return TileWords("Englewood" if number else "Sede central", f"District {number}")


def test_a_tile_has_its_number_and_a_mark_a_goal() -> None:
    frame = tile_frame(PLACES, [make_goal(7)], WORDS, say)
    assert list(frame.columns) == TILE_COLUMNS
    assert list(frame[frame.role == "tile"].district) == [7, 20, 0]
    # Headquarters is known by its name alone, in the reader's language and two lines.
    assert list(frame[frame.role == "number"].text) == ["7", "20"]
    assert list(frame[frame.role == "name"].text) == ["Englewood", "Englewood", "Sede\ncentral"]
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


@pytest.mark.parametrize("dark", [False, True])
def test_the_spec_carries_a_title_and_words_but_no_data(dark: bool) -> None:
    spec = tile_spec("Title", "Words", (5, 8), dark=dark)
    assert (spec["title"]["text"], spec["description"]) == ("Title", "Words")
    assert "datasets" not in spec
    assert all("data" not in part for part in (spec, *spec["layer"]))


def test_a_picked_tile_gives_its_districts_number() -> None:
    params = tile_spec("Title", "Words", (5, 8))["params"]
    assert [(one["name"], one["select"]["fields"]) for one in params] == [("tile", ["district"])]
