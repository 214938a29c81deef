"""The page's head with its choices, and a card a quarter with the same three parts."""

from collections.abc import Callable, Sequence

import streamlit as st

from planner.charts.voice import reach_of
from planner.domain.quarters import Quarter
from planner.ui.address import keep
from planner.ui.choice import choose
from planner.ui.language import _, quarter_name
from planner.ui.place import district_name
from planner.ui.text import plain
from schemas.relation import SideBySideQuarter, SideBySideRow

from .heard import draw_heard
from .measured import Picture, draw_measured, offer_indicators, pictured
from .sheet import draw_goal

WIDTHS = (9, 8, 11)


def draw_head(sheet: SideBySideRow, quarters: Sequence[Quarter]) -> Picture | None:
    """Draw the page's name and choices, then the goal; return the indicator that is drawn.

    `quarters` are all that can be the last to show, the latest first.
    """
    latest = sheet.quarters[0] if sheet.quarters else None
    picture = pictured(sheet) if latest else None
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(_("Side by side"), width="content")
        st.caption(plain(district_name(sheet.goal.district)))
        if picture:
            with st.container(width=260):
                offer_indicators(sheet, picture)
        if quarters:
            chosen = Quarter(latest.year, latest.quarter) if latest else quarters[0]
            with st.container(width=170):
                choose(_("Up to"), "quarter", quarters, chosen, _say_up_to, quiet=True)
        st.button(_("Another goal"), on_click=keep, kwargs={"goal": None, "quarter": None})
    draw_goal(sheet.goal, latest)
    return picture


def _say_up_to(quarter: Quarter) -> str:
    return _("up to {quarter}", quarter=quarter_name(quarter.year, quarter.number))


def draw_cards(
    sheet: SideBySideRow, picture: Picture | None, decide: Callable[[SideBySideQuarter], None]
) -> None:
    """Draw a card a quarter, the latest on top; `decide` draws what both sides mean together."""
    dark = st.context.theme.type == "dark"
    reach = reach_of(row.voices for row in sheet.quarters)
    heads = (_("What is measured"), _("Together"), _say_heard(reach))
    with st.container(gap="xsmall"):
        for row in sheet.quarters:
            parts = st.container(border=True).columns(WIDTHS, gap="medium")
            left, middle, right = (part.container(gap="xxsmall") for part in parts)
            if row is sheet.quarters[0]:
                # The first card names the parts of all, as a table's head does.
                for part, head in zip((left, middle, right), heads, strict=True):
                    part.caption(head)
            with left:
                draw_measured(row, picture, sheet.goal.indicators, dark=dark)
            with middle:
                decide(row)
            with right:
                draw_heard(row, reach, sheet.statements, dark=dark)


def _say_heard(reach: float) -> str:
    """Return the head of what people say; where there are bars, also what their sides mean."""
    sides = [_("← complaints | praise →")] if reach else []
    return " · ".join([_("What people say"), *sides])
