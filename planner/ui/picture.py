"""Charts' titles, which travel with a chart when somebody saves or copies it."""

import streamlit as st

from .language import _

_MADE_UP = "planner_made_up"


def remember_made_up(*, made_up: bool) -> None:
    """Keep whether this jurisdiction's data are made up, for everything drawn from them."""
    st.session_state[_MADE_UP] = made_up


def made_up_notice() -> str:
    """Return what pages, pictures and files say about made-up data, or nothing."""
    if not st.session_state.get(_MADE_UP):
        return ""
    return _("Made-up data: nothing here is a fact about a real place or person.")


def picture_title(title: str) -> str:
    """Return a chart's title; it says so where the data are made up."""
    return _("{title} · made-up data", title=title) if st.session_state.get(_MADE_UP) else title
