"""What is due this quarter: record it, or say why there is nothing to record."""

import streamlit as st

from planner.domain.permissions import Action
from planner.domain.quarters import Quarter, quarter_of
from planner.services import account, progress
from planner.ui.address import keep
from planner.ui.choice import asked, choose, pick
from planner.ui.language import _, quarter_name
from planner.ui.place import choose_district, pick_district
from planner.ui.progress import (
    SHEET_WIDTH,
    draw_bar,
    draw_later,
    draw_nothing,
    draw_open,
    draw_sheet,
    find_titles,
    hold_sheet,
)
from planner.ui.session import open_work

PAST_QUARTERS = 8
ONLY_OPEN = "quarter-only-open"


def take_filter() -> None:
    """Write into the address whether only what is open is shown."""
    keep(show="open" if st.session_state[ONLY_OPEN] else None)


st.title(_("Quarter"))
with open_work() as work:
    today = work.today
    districts = account.get_districts(work)
    district = pick_district(districts, asked("district"), work.actor.districts(today))
    current = quarter_of(today, work.jurisdiction.fiscal_start_month)
    quarters = [current.plus(-back) for back in range(PAST_QUARTERS)]
    quarter: Quarter = pick(asked("quarter"), quarters, current.previous())
    sheet = progress.get_quarter_sheet(work, district.id, quarter)
    may_record = work.may(Action.PROGRESS_RECORD, district.id)
    titles = find_titles(work, sheet)

st.session_state[ONLY_OPEN] = asked("show") == "open"
with st.container(horizontal=True, vertical_alignment="bottom"):
    choose_district(districts, district)
    choose(
        _("Quarter"),
        "quarter",
        quarters,
        quarter,
        lambda each: quarter_name(each.year, each.number),
    )
    if sheet.items and may_record:
        st.toggle(_("Only what is open"), key=ONLY_OPEN, on_change=take_filter)

if not sheet.items:
    draw_nothing(sheet, titles)
    st.stop()

held = hold_sheet(sheet, today, may_record=may_record)
goal = pick(asked("goal"), [item.goal_id for item in sheet.items], None)
shown = {
    item.reading.indicator_id
    for item in sheet.items
    if goal in {None, item.goal_id}
    and (asked("show") != "open" or held.blocks[item.reading.indicator_id].is_open)
}
with st.container(width=SHEET_WIDTH):
    draw_open(shown, today)
    draw_sheet(held, shown, titles)
    if goal is None:
        draw_later(sheet, titles)
draw_bar(quarter.next() if quarter < current else None)
