"""The board's charts: districts as tiles of one size, and every goal over the quarters."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from schemas.board import Board, BoardGoal

from .marks import MARKS

TILE = 58
"""Side of a tile, in pixels."""
MOST_MARKS = 6
"""Marks that fit into one tile in a row; the rest are in the table."""
ROW = 26
"""Height of a goal's row in the strip, in pixels."""

TILE_COLUMNS = ["row", "column", "district", "name", "state", "word", "place", "goals"]
STRIP_COLUMNS = ["order", "goal", "quarter", "state", "word"]

_STATES = [member.value for member in MARKS]
_SHAPES = alt.Scale(domain=_STATES, range=[mark.shape for mark in MARKS.values()])


def _colours(*, dark: bool) -> alt.Scale:
    return alt.Scale(
        domain=_STATES, range=[mark.dark if dark else mark.light for mark in MARKS.values()]
    )


def tile_frame(board: Board, words: dict[str, str]) -> pd.DataFrame:
    """Return one row a tile (place 0) and one a goal's mark on it (place 1 and up).

    `words` are the states' words in the reader's language. Headquarters has no tile.
    """
    rows = []
    for tile in board.districts:
        one = tile.district
        if one.tile_row is None or one.tile_column is None:
            continue
        goals = [goal for goal in board.goals if goal.district_number == one.number]
        place = [one.tile_row, one.tile_column, one.number, one.name]
        rows.append([*place, "", "", 0, len(goals)])
        for number, goal in enumerate(goals[:MOST_MARKS], start=1):
            state = goal.standing.status or goal.standing.state
            rows.append([*place, state.value, words[state.value], number, len(goals)])
    return pd.DataFrame(rows, columns=TILE_COLUMNS)


def strip_frame(goals: Sequence[BoardGoal], words: dict[str, str]) -> pd.DataFrame:
    """Return one row a goal and quarter, districts in their own order."""
    ordered = sorted(goals, key=lambda goal: goal.district_number)
    rows = [
        [order, f"{goal.district_number} · {goal.title}", f"{each.year} Q{each.quarter}",
         state.value, words[state.value]]
        for order, goal in enumerate(ordered)
        for each in goal.history
        for state in [each.status or each.state]
    ]
    return pd.DataFrame(rows, columns=STRIP_COLUMNS)


@cache
def tile_spec(title: str, description: str, *, dark: bool = False) -> dict[str, Any]:
    """Return the tile map without its data: a square a district, a small mark a goal."""
    ground, ink, line = ("#262b33", "#e5e9ee", "#4a5563") if dark else (
        "#f4f6f8", "#1f2933", "#c3cad3"
    )
    base = alt.Chart().encode(
        x=alt.X("column:O", axis=None, scale=alt.Scale(padding=0.04)),
        y=alt.Y("row:O", axis=None, scale=alt.Scale(padding=0.04)),
    )
    tiles = base.transform_filter("datum.place == 0").mark_rect(
        fill=ground, stroke=line, cornerRadius=3
    ).encode(
        tooltip=[alt.Tooltip("district:N", title=" "), alt.Tooltip("name:N", title="  ")]
    )
    numbers = base.transform_filter("datum.place == 0").mark_text(
        dy=-11, fontSize=15, color=ink
    ).encode(text="district:N")
    marks = base.transform_filter("datum.place > 0").mark_point(
        filled=True, size=52, opacity=1, yOffset=13
    ).encode(
        xOffset=alt.XOffset(
            "place:O", scale=alt.Scale(domain=list(range(1, MOST_MARKS + 1)), padding=0.2)
        ),
        shape=alt.Shape("state:N", scale=_SHAPES, legend=None),
        color=alt.Color("state:N", scale=_colours(dark=dark), legend=None),
        tooltip=[alt.Tooltip("district:N", title=" "), alt.Tooltip("word:N", title="  ")],
    )
    chart = alt.layer(tiles, numbers, marks).properties(
        title=title, description=description, width={"step": TILE}, height={"step": TILE}
    )
    return _without_data(chart)


@cache
def strip_spec(title: str, description: str, *, dark: bool = False) -> dict[str, Any]:
    """Return every goal over the quarters without its data: one small mark a goal and quarter."""
    chart = (
        alt.Chart()
        .mark_point(filled=True, size=110, opacity=1)
        .encode(
            x=alt.X("quarter:O", title=None, axis=alt.Axis(orient="top", labelAngle=0)),
            y=alt.Y(
                "goal:N", title=None, sort=alt.EncodingSortField("order", order="ascending"),
                axis=alt.Axis(labelLimit=340),
            ),
            shape=alt.Shape("state:N", scale=_SHAPES, legend=None),
            color=alt.Color("state:N", scale=_colours(dark=dark), legend=None),
            tooltip=[
                alt.Tooltip("goal:N", title=" "),
                alt.Tooltip("quarter:O", title="  "),
                alt.Tooltip("word:N", title="   "),
            ],
        )
        .properties(title=title, description=description, height={"step": ROW})
    )
    return _without_data(chart)


def _without_data(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """Return the spec alone: the page hands the data in beside it."""
    spec: dict[str, Any] = chart.to_dict(validate=False)
    for part in (spec, *spec.get("layer", ())):
        part.pop("data", None)
    return spec
