"""The account with which a plan was closed."""

import streamlit as st

from planner.charts.marks import mark_of
from planner.ui.language import _, long_date, word
from planner.ui.text import plain
from schemas.way import WayRow, YearGoalRow

from .form import LABELS


def draw_account(row: WayRow) -> None:
    """Draw what was reached, what not and what was learned, and how the goals stood then."""
    end = row.year_end
    if end is None:
        return
    st.subheader(_("The account of the year"))
    by = end.closed_by or _("The planner")
    st.caption(plain(_("{who}, {day}", who=by, day=long_date(end.closed_on))))
    for name in ("reached", "missed", "learned"):
        text = getattr(end, name)
        if text:
            st.caption(_(LABELS[name]))
            st.text(text)
    st.markdown(plain("\n".join(map(_say_goal, end.goals))))


def _say_goal(one: YearGoalRow) -> str:
    mark = mark_of(one.status, one.state)
    return f"{mark.glyph} {word(one.status or one.state)} · {one.code} {one.title}"
