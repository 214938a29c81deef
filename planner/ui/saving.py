"""The way of every form: drawn, saved and the page drawn anew, or the reason why not."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from planner.services.work import Work
from schemas.errors import PlannerError

from .message import keep_message, show_error
from .session import open_work

E = TypeVar("E")


def save_form(
    draw: Callable[[], E | None],
    save: Callable[[Work, E], object],
    close: Callable[[E], object],
    done: str,
) -> None:
    """Draw a form and save what it hands in; say `done` on the page drawn anew.

    What can't be saved is explained below the form, and everything typed stays.
    """
    try:
        entry = draw()
        if entry is None:
            return
        with open_work(write=True) as work:
            save(work, entry)
    except PlannerError as error:
        show_error(error)
        return
    close(entry)
    keep_message("success", done, at_top=True)
    st.rerun()
