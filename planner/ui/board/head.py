"""The top of the board: its name, what can be done with the view, and what to choose from."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from schemas.board import Board, BoardGoal

from ..address import keep
from ..choice import choose
from ..language import _, quarter_name
from ..place import district_name
from ..text import plain
from .table import offer_goals
from .view import ALL, Choices, View
from .words import SEPARATOR, state_words


def draw_head(view: View, choices: Choices, board: Board, goals: Sequence[BoardGoal]) -> None:
    """Draw the page's name, what can be done with the view, and what to choose from."""
    if view.present:
        _draw_wall_head(view, choices, board)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(_("Board"), width="stretch")
        with st.container(horizontal=True, width="content"):
            _present(_("Present"), "slideshow", 1)
            offer_goals(board, goals)
            with st.popover(_("Link"), icon=":material/link:", type="tertiary"):
                st.markdown(_("This address opens the same view again:"))
                st.code(_address(), language=None, wrap_lines=True)
    _draw_filters(view, choices)


def _draw_wall_head(view: View, choices: Choices, board: Board) -> None:
    """Say what is looked at in place of offering it; leaving is one click."""
    # Of a district that is looked at alone, the name stands above its goals.
    chosen = [
        names[one]
        for _label, name, names, one in _filters(view, choices)
        if one != ALL and name != "district"
    ]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(
            plain(SEPARATOR.join([_("Board"), quarter_name(board.year, board.quarter), *chosen])),
            width="stretch",
        )
        _present(_("Leave presentation"), "close_fullscreen", None)


def _present(label: str, icon: str, present: int | None) -> None:
    st.button(
        label,
        icon=f":material/{icon}:",
        type="tertiary",
        on_click=keep,
        kwargs={"present": present},
    )


def _address() -> str:
    chosen = urlencode(st.query_params.to_dict())
    return f"{st.context.url or ''}?{chosen}" if chosen else st.context.url or ""


def _draw_filters(view: View, choices: Choices) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        choose(
            _("Quarter"),
            "quarter",
            choices.quarters,
            view.quarter,
            lambda each: quarter_name(each.year, each.number),
            quiet=True,
        )
        for label, name, names, chosen in _filters(view, choices):
            choose(label, name, list(names), chosen, names.__getitem__, quiet=True)


def _filters(view: View, choices: Choices) -> list[tuple[str, str, Mapping[str, str], str]]:
    """Return the label of each choice, its name in the address, its options and the chosen one."""
    areas = {str(one): _("Area {area}", area=one) for one in choices.areas}
    districts = {
        str(one.number): district_name(one)
        for one in choices.districts
        if view.area in {ALL, str(one.area)}
    }
    states = {ALL: _("Wherever goals stand")} | state_words()
    return [
        (_("Theme"), "theme", {ALL: _("All themes"), **choices.themes}, view.theme),
        (_("Area"), "area", {ALL: _("All areas")} | areas, view.area),
        (_("Where goals stand"), "status", states, view.state),
        (_("District"), "district", {ALL: _("All districts")} | districts, view.district),
    ]
