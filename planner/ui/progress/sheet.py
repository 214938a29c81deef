"""The whole sheet: goals with their blocks, what is late in words, and the bar that counts."""

from collections.abc import Collection, Mapping
from datetime import date
from itertools import groupby
from uuid import UUID

import streamlit as st

from planner.components import next_field
from planner.services import goal
from planner.services.work import Work
from planner.ui.language import _, current_language
from planner.ui.link import goal_link
from planner.ui.navigation import page_of
from planner.ui.text import plain
from schemas.progress import QuarterSheet

from .block import draw_block
from .held import Held, get_held
from .saving import BAR, block_name
from .say import say_done, say_waiting, say_when

SHEET_WIDTH = 860
# Streamlit makes a class of each widget's key; Enter leads from one of these fields to the next.
_FIELDS = ",".join(
    f'[class*="st-key-quarter-{name}-"]' for name in ("value", "numerator", "denominator", "level")
)


def find_titles(work: Work, sheet: QuarterSheet) -> dict[UUID, str]:
    """Return the titles of a sheet's goals in the reader's language, where they are up to date."""
    language = current_language()
    if all(item.goal_language is language for item in sheet.items):
        return {}
    return {
        row.id: one.text
        for row in goal.get_goals(work, sheet.district_id, language)
        for one in row.translations
        if one.field == "title" and not one.is_old
    }


def draw_open(sheet: QuarterSheet, today: date, *, may_record: bool) -> None:
    """Say until when the quarter is asked for, what waits for others, and how values are saved."""
    if sheet.done < len(sheet.items):
        st.markdown(plain(say_when(sheet, today)))
    if waiting := say_waiting(sheet):
        st.markdown(f":material/hourglass_empty: {plain(waiting)}")
    if may_record:
        st.caption(_("Each value is saved when you leave its field."))


def draw_sheet(held: Held, shown: Collection[UUID], titles: Mapping[UUID, str]) -> None:
    """Draw the goals with the blocks that are to be shown, each block in a fragment of its own.

    `titles` are those of goals in the reader's language, where somebody translated them.
    """
    items = [item for item in held.sheet.items if item.reading.indicator_id in shown]
    if held.may_record:
        next_field(_FIELDS)
    for goal_id, group in groupby(items, key=lambda item: item.goal_id):
        blocks = list(group)
        st.subheader(plain(titles.get(goal_id, blocks[0].goal_title)))
        goal_link(goal_id, blocks[0].goal_code)
        for item in blocks:
            indicator_id = item.reading.indicator_id
            st.fragment(draw_block, key=block_name(indicator_id))(indicator_id)


def draw_bar() -> None:
    """Draw at the foot of the page how much is done; it stays in view."""
    st.fragment(_draw_bar, key=BAR)()


def _draw_bar() -> None:
    held = get_held()
    sheet = held.sheet
    with st.bottom:
        st.progress(sheet.done / len(sheet.items), text=plain(say_done(sheet, held.saved_at)))
        if sheet.done == len(sheet.items):
            st.page_link(
                page_of("relation"),
                label=_("Next: see the numbers beside what people said"),
                icon=":material/compare_arrows:",
                query_params={"district": str(sheet.district_number)},
            )
