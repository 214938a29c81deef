"""The whole sheet: goals with their blocks, what is late in words, and the bar that counts."""

from collections.abc import Collection, Mapping
from datetime import date
from itertools import groupby
from typing import NoReturn
from uuid import UUID

import streamlit as st

from planner.components import next_field
from planner.domain.quarters import Quarter
from planner.services import goal
from planner.services.work import Work
from planner.ui.address import keep
from planner.ui.language import _, current_language, long_date, quarter_name
from planner.ui.link import goal_link
from planner.ui.navigation import page_of
from planner.ui.text import plain
from schemas.progress import QuarterSheet

from .block import draw_block
from .held import Held, get_held
from .saving import BAR, HEAD, block_name
from .say import say_done, say_later, say_running, say_waiting, say_when

SHEET_WIDTH = 860
# Streamlit makes a class of each widget's key; Enter leads from one of these fields to the next.
_FIELDS = ",".join(
    f'[class*="st-key-quarter-{name}-"]' for name in ("value", "numerator", "denominator", "level")
)


def find_titles(work: Work, sheet: QuarterSheet) -> dict[UUID, str]:
    """Return the titles of a sheet's goals in the reader's language, where they are up to date."""
    language = current_language()
    written = {item.goal_language for item in sheet.items} | {one.language for one in sheet.later}
    if written <= {language}:
        return {}
    return {
        row.id: one.text
        for row in goal.get_goals(work, sheet.district_id, language)
        for one in row.translations
        if one.field == "title" and not one.is_old
    }


def draw_nothing(sheet: QuarterSheet, titles: Mapping[UUID, str]) -> None:
    """Say that a quarter asks for nothing: its goals are due later, or the plan has none."""
    if sheet.later:
        st.info(_("Nothing is due in this quarter."))
        draw_later(sheet, titles)
        return
    st.info(
        _(
            "Nothing is due in this quarter: the plan has no goal that runs in it. Goals are added"
            " on the page Plan."
        )
    )
    st.page_link(
        page_of("plan"),
        label=_("Plan"),
        icon=":material/assignment:",
        query_params={"district": str(sheet.district_number), "year": str(sheet.year)},
    )


def draw_open(shown: Collection[UUID], today: date) -> None:
    """Say until when the quarter is asked for, what waits for others, and how values are saved."""
    st.fragment(_draw_open, key=HEAD)(shown, today)


def _draw_open(shown: Collection[UUID], today: date) -> None:
    held = get_held()
    sheet = held.sheet
    st.markdown(plain(say_when(sheet, today)))
    if running := say_running(sheet, today):
        st.caption(plain(running))
    if waiting := say_waiting(sheet):
        st.markdown(f":material/hourglass_empty: {plain(waiting)}")
    if any(held.blocks[indicator_id].is_open for indicator_id in shown):
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


def draw_later(sheet: QuarterSheet, titles: Mapping[UUID, str]) -> None:
    """Name the plan's goals that start too late in the quarter to be due in it."""
    if told := say_later(sheet.later, titles):
        st.caption(plain(told))


def draw_bar(following: Quarter | None) -> None:
    """Draw at the foot of the page how much is done; it stays in view.

    `following` is the quarter to go on with when all is done.
    """
    st.fragment(_draw_bar, key=BAR)(following)


def _draw_bar(following: Quarter | None) -> None:
    held = get_held()
    sheet = held.sheet
    with st.bottom:
        st.progress(sheet.done / len(sheet.items), text=plain(say_done(sheet, held.saved_at)))
        if sheet.done == len(sheet.items):
            with st.container(horizontal=True, vertical_alignment="center"):
                _draw_onward(sheet, following)


def _draw_onward(sheet: QuarterSheet, following: Quarter | None) -> None:
    """Lead from a quarter that is done to the one after it, and to what people said."""
    if following is not None:
        name = quarter_name(following.year, following.number)
        st.button(
            _("Next: {quarter}, due {due}", quarter=name, due=long_date(sheet.next_due_on)),
            icon=":material/arrow_forward:",
            key="quarter-next",
            wrap=True,
            on_click=_turn_to,
            args=(following,),
        )
    st.page_link(
        page_of("relation"),
        label=_("Next: see the numbers beside what people said"),
        icon=":material/compare_arrows:",
        query_params={"district": str(sheet.district_number)},
    )


def _turn_to(quarter: Quarter) -> NoReturn:
    keep(quarter=quarter)
    # The bar is a fragment, but another quarter is another page.
    st.rerun()
