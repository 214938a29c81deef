"""Messages that survive a rerun, and errors in the reader's words."""

from typing import Literal

import streamlit as st

from schemas.errors import PlannerError, StaleError

from .language import _, say_error

Kind = Literal["success", "info", "warning", "error"]
_KEPT = "planner_messages"


def keep_message(kind: Kind, text: str) -> None:
    """Keep a message for the next run: one drawn right before a rerun is never seen."""
    st.session_state.setdefault(_KEPT, []).append((kind, text))


def show_messages() -> None:
    """Draw the messages kept by the run before, once."""
    for kind, text in st.session_state.pop(_KEPT, []):
        getattr(st, kind)(text)


def show_error(error: PlannerError) -> None:
    """Say what is wrong; nothing that was typed is lost."""
    if isinstance(error, StaleError):
        st.warning(say_error(error), title=_("Somebody saved this before you"))
    else:
        st.error(say_error(error))
