"""Messages that survive a rerun, and errors in the reader's words."""

from typing import Literal

import streamlit as st

from planner.components import page_top
from planner.services.work import new_id
from schemas.errors import PlannerError, StaleError

from .language import _, say_error

Kind = Literal["success", "info", "warning", "error"]
_KEPT = "planner_messages"


def keep_message(kind: Kind, text: str, *, at_top: bool = False) -> None:
    """Keep a message for the next run: one drawn right before a rerun is never seen.

    With `at_top` the page is scrolled to it: after a long form went away, it would stand far above.
    """
    st.session_state.setdefault(_KEPT, []).append((kind, text, at_top))


def show_messages() -> None:
    """Draw the messages kept by the run before, once."""
    kept = st.session_state.pop(_KEPT, [])
    for kind, text, _at_top in kept:
        getattr(st, kind)(text)
    if any(at_top for *_words, at_top in kept):
        page_top(new_id().hex)


def show_error(error: PlannerError) -> None:
    """Say what is wrong; nothing that was typed is lost."""
    if isinstance(error, StaleError):
        st.warning(say_error(error), title=_("Somebody saved this before you"))
    else:
        st.error(say_error(error))
