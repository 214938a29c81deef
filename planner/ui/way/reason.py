"""The reason for an amendment: asked for beside every form that changes a signed plan."""

import streamlit as st

from planner.services.amend import REASON
from planner.ui.language import _
from planner.ui.typed import begin_typing, end_typing, key_of, read_typing
from schemas.shape import LONG


def draw_reason(form: str) -> str:
    """Draw the field for why a signed plan changes; return what stands in it, kept as a draft."""
    own = _own(form)
    begin_typing(own, 0, {REASON: ""}, {})
    st.caption(
        _("This plan was signed. A change to it is an amendment, shown until it is signed again.")
    )
    st.text_area(
        _("Why the signed plan changes"), max_chars=LONG, height=80, key=key_of(own, REASON)
    )
    why: str = read_typing(own, {REASON: ""})[REASON] or ""
    return why


def read_reason(form: str) -> str:
    """Return why the signed plan changes, as it stands in the field; nothing where none is."""
    return st.session_state.get(key_of(_own(form), REASON)) or ""


def close_reason(form: str) -> None:
    """Forget the reason, because the form was saved or given up."""
    end_typing(_own(form))


def _own(form: str) -> str:
    return f"why:{form}"
