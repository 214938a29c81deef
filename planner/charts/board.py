"""The board's charts: districts as tiles of one size, and every goal over the quarters."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from schemas.board import Board, BoardGoal

from .spec import STATE_SHAPES, state_colours, without_data

TILE = 58
"""Side of a tile, in pixels."""
MOST_MARKS = 6
"""Marks that fit into one tile in a row; the rest are in the table."""
ROW = 26
"""Height of a goal's row in the strip, in pixels."""

LABEL = 170
"""Widest label of a goal in the strip: on a phone half of the width is left for the marks."""

TILE_COLUMNS = ["role", "x", "x2", "y", "y2", "district", "name", "state", "word"]
STRIP_COLUMNS = ["order", "goal", "quarter", "state", "word"]

# All in parts of a tile's side: the gap around it, and where its number and its marks stand.
_GAP, _NUMBER, _MARKS, _STEP = 0.03, 0.35, 0.73, 0.15


def tile_frame(board: Board, words: dict[str, str]) -> pd.DataFrame:
    """Return a row a tile, a row a number and a row a goal's mark, in tiles from the top left.

    `words` are the states' words in the reader's language. Headquarters has no tile.
    """
    rows: list[list[object]] = []
    for tile in board.districts:
        one = tile.district
        if one.tile_row is None or one.tile_column is None:
            continue
        goals = [goal for goal in board.goals if goal.district_number == one.number]
        left, top, named = one.tile_column, one.tile_row, [one.number, one.name]
        edges = [left + _GAP, left + 1 - _GAP, top + _GAP, top + 1 - _GAP]
        rows.append(["tile", *edges, *named, "", ""])
        rows.append(["number", left + 0.5, None, top + _NUMBER, None, *named, "", ""])
        shown = goals[:MOST_MARKS]
        for place, goal in enumerate(shown):
            state = goal.standing.status or goal.standing.state
            across = left + 0.5 + (place - (len(shown) - 1) / 2) * _STEP
            rows.append(
                ["goal", across, None, top + _MARKS, None, *named, state.value, words[state.value]]
            )
    return pd.DataFrame(rows, columns=TILE_COLUMNS)


def strip_frame(goals: Sequence[BoardGoal], words: dict[str, str]) -> pd.DataFrame:
    """Return one row a goal and quarter, districts in their own order."""
    ordered = sorted(goals, key=lambda goal: goal.district_number)
    rows = [
        [
            order,
            f"{goal.district_number} · {goal.title}",
            f"{each.year} Q{each.quarter}",
            state.value,
            words[state.value],
        ]
        for order, goal in enumerate(ordered)
        for each in goal.history
        for state in [each.status or each.state]
    ]
    return pd.DataFrame(rows, columns=STRIP_COLUMNS)


def tile_size(board: Board) -> tuple[int, int]:
    """Return how many columns and rows of tiles a board's districts take, at least one each."""
    tiles = [one.district for one in board.districts if one.district.tile_row is not None]
    columns = max((one.tile_column or 0 for one in tiles), default=0)
    return columns + 1, max((one.tile_row or 0 for one in tiles), default=0) + 1


@cache
def tile_spec(
    title: str, description: str, size: tuple[int, int], *, dark: bool = False
) -> dict[str, Any]:
    """Return the tile map without its data: a square a district, a small mark a goal.

    `size` is how many columns and rows of tiles there are.
    """
    ground, ink, line = (
        ("#262b33", "#e5e9ee", "#4a5563") if dark else ("#f4f6f8", "#1f2933", "#c3cad3")
    )
    columns, rows = size
    base = alt.Chart().encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, columns], nice=False)),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[rows, 0], nice=False)),
        tooltip=[
            alt.Tooltip("district:N", title=" "),
            alt.Tooltip("name:N", title="  "),
            alt.Tooltip("word:N", title="   "),
        ],
    )
    tiles = (
        _only(base, "tile")
        .mark_rect(fill=ground, stroke=line, cornerRadius=3)
        .encode(x2="x2", y2="y2")
    )
    numbers = _only(base, "number").mark_text(fontSize=15, color=ink).encode(text="district:N")
    marks = (
        _only(base, "goal")
        .mark_point(filled=True, size=46, opacity=1)
        .encode(
            shape=alt.Shape("state:N", scale=STATE_SHAPES, legend=None),
            color=alt.Color("state:N", scale=state_colours(dark=dark), legend=None),
        )
    )
    chart = alt.layer(tiles, numbers, marks).properties(
        title=title, description=description, width=columns * TILE, height=rows * TILE
    )
    return without_data(chart)


def _only(base: alt.Chart, role: str) -> alt.Chart:
    return base.transform_filter(f"datum.role == '{role}'")


@cache
def strip_spec(title: str, description: str, *, dark: bool = False) -> dict[str, Any]:
    """Return every goal over the quarters without its data: one small mark a goal and quarter."""
    chart = (
        alt.Chart()
        .mark_point(filled=True, size=110, opacity=1)
        .encode(
            x=alt.X("quarter:O", title=None, axis=alt.Axis(orient="top", labelAngle=0)),
            y=alt.Y(
                "goal:N",
                title=None,
                sort=alt.EncodingSortField("order", order="ascending"),
                axis=alt.Axis(labelLimit=LABEL),
            ),
            shape=alt.Shape("state:N", scale=STATE_SHAPES, legend=None),
            color=alt.Color("state:N", scale=state_colours(dark=dark), legend=None),
            tooltip=[
                alt.Tooltip("goal:N", title=" "),
                alt.Tooltip("quarter:O", title="  "),
                alt.Tooltip("word:N", title="   "),
            ],
        )
        .properties(title=title, description=description, height={"step": ROW})
    )
    return without_data(chart)
