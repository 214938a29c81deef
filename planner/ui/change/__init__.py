"""The page of changes: what is looked for, what was found, and whether all of it holds."""

from collections.abc import Sequence

import streamlit as st

from planner.ui.language import _
from schemas.change import ChangePage, PersonName

from .check import draw_check
from .rows import draw_rows
from .search import draw_search, read_mark, read_query
from .taken import draw_file

__all__ = ["read_mark", "read_query", "show_changes"]


def show_changes(people: Sequence[PersonName], found: ChangePage) -> None:
    """Draw the whole page below its title."""
    asked = read_query()
    draw_search(people, asked)
    if found.rows:
        draw_rows(found, is_first=read_mark() is None)
        draw_file(asked)
    else:
        st.info(_("Nothing was changed that fits. Take a filter away, or choose other days."))
    draw_check()
