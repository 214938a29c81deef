"""What the board says where there is nothing to show, and what to do next."""

import streamlit as st

from schemas.board import Board

from ..address import keep
from ..language import _, quarter_name
from ..navigation import page_of
from ..place import district_name
from ..text import plain
from .place import find_place
from .view import Choices, View

CHOICES = ("theme", "area", "status", "district", "turn")


def draw_nothing_fits(board: Board, view: View) -> None:
    """Say that no goal fits what was chosen, or that there is none at all yet."""
    one = find_place(board, view)
    if one is not None and not one.has_plan:
        st.info(
            _(
                "There is no plan for {district} in {year} yet. Its police team or its advisory"
                " council starts it.",
                district=plain(district_name(one.district)),
                year=board.year,
            )
        )
        return
    if any((view.theme, view.area, view.state, view.district, view.turn)):
        st.info(_("No goal fits this choice."))
        st.button(
            _("Clear the choices"),
            icon=":material/filter_alt_off:",
            on_click=keep,
            kwargs=dict.fromkeys(CHOICES),
        )
        return
    st.info(
        _(
            "No plan has a goal for {year} yet. Goals show here as soon as districts add them to"
            " their plans.",
            year=board.year,
        )
    )
    st.page_link(page_of("plan"), label=_("Go to the plans"), icon=":material/assignment:")


def draw_nothing_told(board: Board, view: View, choices: Choices) -> None:
    """Say that no goal could be assessed this quarter, and offer the quarter before."""
    if not board.goals or board.goals_assessed:
        return
    before = view.quarter.previous()
    st.info(_("Nothing has been reported yet that goals could be judged by."))
    if before in choices.quarters:
        st.button(
            _("Look at {quarter}", quarter=quarter_name(before.year, before.number)),
            icon=":material/arrow_back:",
            on_click=keep,
            kwargs={"quarter": before},
        )
