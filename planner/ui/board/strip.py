"""Every goal over the quarters."""

from collections.abc import Sequence

import streamlit as st

from planner.charts.board import PAGE, WALL, strip_frame, strip_rows, strip_spec
from planner.charts.marks import MARKS
from schemas.board import Board, BoardGoal

from ..language import _, quarter_name, word
from ..picture import picture_title
from ..place import place_name
from .view import View
from .words import state_words

WIDTH = 680
"""Pixels that the strip takes at most: further apart, a goal's marks are hard to follow."""


def draw_strip(board: Board, goals: Sequence[BoardGoal], view: View) -> None:
    """Draw what the marks mean, then a row a goal and a mark a quarter."""
    spec = strip_spec(
        picture_title(_("Every goal over the quarters")),
        _(
            "One row a goal, districts in their own order; one mark a quarter says where the goal"
            " stood. The table below says the same."
        ),
        strip_rows(goals),
        WALL if view.present else PAGE,
        dark=st.context.theme.type == "dark",
    )
    quarters = [quarter_name(*each) for each in board.quarters]
    st.markdown(f"##### {_legend(goals)}" if view.present else _legend(goals))
    with st.container(width="stretch" if view.present else WIDTH):
        st.vega_lite_chart(strip_frame(quarters, goals, state_words(), _say_place), spec)


def _legend(goals: Sequence[BoardGoal]) -> str:
    """Return the marks that are drawn, each with its word."""
    drawn = {mark.status or mark.state for goal in goals for mark in goal.marks}
    return " ".join(
        f":{mark.tint}-badge[{mark.glyph} {word(member)}]"
        for member, mark in MARKS.items()
        if member in drawn
    )


def _say_place(goal: BoardGoal) -> str:
    return place_name(goal.district_number, goal.district_name)
