"""Whose goals are listed: everybody's, or those of one district with the way to its plan."""

from collections.abc import Sequence

import streamlit as st

from planner.domain.board import GOOD
from schemas.board import Board, BoardDistrict, BoardGoal

from ..address import keep
from ..language import _, word
from ..navigation import page_of
from ..place import district_name
from ..text import plain
from .table import is_unlisted
from .view import View
from .words import SEPARATOR, say_goals


def find_place(board: Board, view: View) -> BoardDistrict | None:
    """Return the district that is looked at alone, or None."""
    return next((one for one in board.districts if one.district.number == view.number), None)


def draw_place(board: Board, goals: Sequence[BoardGoal], view: View) -> None:
    """Say whose goals are listed; for one district also its plan, and the way back to all."""
    one = find_place(board, view)
    if one is None:
        st.header(_("What needs attention first"))
        return
    st.header(plain(district_name(one.district)))
    st.markdown(plain(SEPARATOR.join(_say_place(one, goals))))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            page_of("plan"),
            label=_("Plan for {year}", year=board.year),
            icon=":material/assignment:",
            query_params={"district": str(one.district.number), "year": str(board.year)},
        )
        st.button(
            _("All districts"),
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=keep,
            kwargs={"district": None},
        )


def _say_place(one: BoardDistrict, goals: Sequence[BoardGoal]) -> list[str]:
    stage = word(one.plan_stage) if one.plan_stage else _("No plan yet")
    good = sum(goal.mark.status in GOOD for goal in goals)
    unlisted = _("No council member from here is listed in the report")
    return [
        stage,
        *([say_goals(len(goals), good)] if goals else []),
        *([unlisted] if is_unlisted(one.district) else []),
    ]
