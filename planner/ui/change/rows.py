"""Changes as a list, newest first; each opens to show what is different after it."""

from itertools import groupby

import streamlit as st

from planner.i18n import format_time
from planner.ui.address import keep
from planner.ui.choice import PAGE, fold
from planner.ui.language import _, current_language, long_date
from planner.ui.text import plain, shorten
from schemas.change import ChangePage, ChangeRow

from .detail import draw_detail
from .search import write_mark
from .words import SEPARATOR, say_done, say_thing, say_who

OPEN = "change"
_LONGEST = 160


def draw_rows(found: ChangePage, *, is_first: bool) -> None:
    """Draw a page of changes, day by day, and the way to older ones and back."""
    for day, rows in groupby(found.rows, key=lambda row: row.at.date()):
        st.subheader(long_date(day))
        for row in rows:
            part = fold(_say_row(row), OPEN, str(row.id))
            if part.open:
                with part:
                    draw_detail(row)
    with st.container(horizontal=True):
        if found.older:
            st.button(
                _("Older"),
                icon=":material/arrow_downward:",
                on_click=keep,
                kwargs={PAGE: write_mark(found.older), OPEN: None},
            )
        if not is_first:
            st.button(
                _("Back to the newest"),
                icon=":material/vertical_align_top:",
                on_click=keep,
                kwargs={PAGE: None, OPEN: None},
            )


def _say_row(row: ChangeRow) -> str:
    time = format_time(row.at, current_language())
    facts = (time, say_who(row), say_done(row), shorten(say_thing(row), _LONGEST))
    return plain(SEPARATOR.join(fact for fact in facts if fact))
