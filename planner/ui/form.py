"""Forms: one identifier per new row, and drafts that outlive the browser."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import streamlit as st

from planner.services import draft
from planner.services.work import new_id

from .session import open_work


def form_id(form: str) -> UUID:
    """Return the identifier of the row a form is about to make; the same until it is saved."""
    held: UUID = st.session_state.setdefault(f"form_id:{form}", new_id())
    return held


def close_form(form: str) -> None:
    """Forget a form's new identifier and its draft, because it was saved or given up."""
    st.session_state.pop(f"form_id:{form}", None)
    st.session_state.pop(f"draft:{form}", None)
    with open_work(write=True) as work:
        draft.drop_draft(work, form)


def keep_typed(form: str, seen_version: int, values: Mapping[str, Any]) -> None:
    """Keep what was typed on the server, when it changed since it was kept last."""
    if st.session_state.get(f"draft:{form}") == dict(values):
        return
    with open_work(write=True) as work:
        draft.keep_draft(work, form, seen_version, values)
    st.session_state[f"draft:{form}"] = dict(values)


def find_typed(form: str) -> draft.Kept | None:
    """Return what was typed into a form and not saved, or None."""
    with open_work() as work:
        return draft.find_draft(work, form)
