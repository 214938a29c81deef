"""The districts as tiles."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from planner.charts.board import (
    PAGE,
    PICK,
    WALL,
    TileWords,
    tile_frame,
    tile_size,
    tile_spec,
)
from schemas.board import Board, BoardDistrict, BoardGoal

from ..address import keep
from ..language import _, plural
from ..picture import picture_title
from ..place import district_name
from .goals import goals_of_district
from .view import View
from .words import SEPARATOR, say_marks, short_place, state_words


def draw_map(board: Board, goals: Sequence[BoardGoal], view: View) -> None:
    """Draw the districts as tiles with a mark a goal; picking one looks at it alone.

    The list of districts above does the same for a keyboard.
    """
    spec = tile_spec(
        picture_title(_("Districts and their goals")),
        _(
            "A map of the districts as squares of one size. Each mark is a goal; its shape and"
            " colour say where the goal stands. A dashed square has no plan yet. The table below"
            " says the same."
        ),
        tile_size(board.districts),
        WALL if view.present else PAGE,
        dark=st.context.theme.type == "dark",
    )
    # A picked tile is drawn from the address. A new key lets go of the chart's own selection,
    # so that the same tile can be picked again.
    key = f"map:{view.district}"
    st.vega_lite_chart(
        tile_frame(board.districts, goals, state_words(), _say_tile, view.number),
        spec,
        key=key,
        on_select=partial(take_tile, key, view.number),
    )
    if goals and not goals_of_district(goals, view.number):
        # Without a strip below, nothing else says what the marks mean.
        st.markdown(say_marks([goal.mark for goal in goals], large=view.present))


def take_tile(key: str, chosen: int | None) -> None:
    """Write the picked district into the address; picking the chosen one again lets go of it."""
    picked = [one["district"] for one in st.session_state[key].selection.get(PICK, [])]
    if picked:
        keep(district=None if picked[0] == chosen else picked[0])


def _say_tile(one: BoardDistrict) -> TileWords:
    told = plural("{count} goal", "{count} goals", one.goals) if one.has_plan else _("No plan yet")
    name = short_place(one.district.number, one.district.name)
    return TileWords(name, SEPARATOR.join([district_name(one.district), told]))
