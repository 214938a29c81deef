"""Every goal over the quarters."""

from collections.abc import Sequence

import streamlit as st

from planner.charts.board import PAGE, WALL
from planner.charts.strip import (
    district_frame,
    district_rows,
    district_spec,
    goal_frame,
    goal_rows,
    goal_spec,
)
from schemas.board import Board, BoardGoal

from ..language import _, quarter_name
from ..picture import picture_title
from ..place import HEADQUARTERS, place_name
from .goals import fitting_goals
from .view import View
from .words import say_marks, short_place, state_words

FEW_GOALS = 12
"""Goals that are told one by one; of more, those of a district share a row."""
GOAL_WIDTH = 680
DISTRICT_WIDTH, DISTRICT_WALL = 560, 840
"""Pixels that a strip takes at most: further apart, a goal's marks are hard to follow."""


def draw_strip(board: Board, goals: Sequence[BoardGoal], view: View) -> None:
    """Draw what the marks mean, then few goals one by one, or many in a row a district.

    The map above shows every district's goals, also when those of one are looked at alone.
    """
    on_map = [goal.mark for goal in fitting_goals(board, view)]
    in_strip = [mark for goal in goals for mark in goal.marks]
    st.markdown(say_marks([*on_map, *in_strip], large=view.present))
    if view.district or len(goals) <= FEW_GOALS:
        _draw_goals(board, goals, view)
    else:
        _draw_districts(board, goals, view)


def _draw_goals(board: Board, goals: Sequence[BoardGoal], view: View) -> None:
    spec = goal_spec(
        picture_title(_("Every goal over the quarters")),
        _(
            "One row a goal, districts in their own order; one mark a quarter says where the goal"
            " stood. The table below says the same."
        ),
        goal_rows(goals),
        WALL if view.present else PAGE,
        dark=st.context.theme.type == "dark",
    )
    frame = goal_frame(_quarters(board), goals, state_words(), _say_place)
    with st.container(width="stretch" if view.present else GOAL_WIDTH):
        st.vega_lite_chart(frame, spec)


def _draw_districts(board: Board, goals: Sequence[BoardGoal], view: View) -> None:
    spec = district_spec(
        picture_title(_("Every goal over the quarters")),
        _(
            "One row a district; in each quarter its goals side by side, always in the same"
            " order. Each mark says where a goal stood. The table below says the same."
        ),
        (len(board.quarters), district_rows(goals)),
        WALL if view.present else PAGE,
        dark=st.context.theme.type == "dark",
    )
    frame = district_frame(_quarters(board), goals, state_words(), _number_and_name)
    with st.container(width=DISTRICT_WALL if view.present else DISTRICT_WIDTH):
        st.vega_lite_chart(frame, spec)


def _quarters(board: Board) -> list[str]:
    return [quarter_name(*each) for each in board.quarters]


def _say_place(goal: BoardGoal) -> str:
    return place_name(goal.district_number, goal.district_name)


def _number_and_name(goal: BoardGoal) -> str:
    """Return a district as the map writes it, where the whole name is too long for a phone."""
    name = short_place(goal.district_number, goal.district_name)
    return name if goal.district_number == HEADQUARTERS else f"{goal.district_number} {name}"
