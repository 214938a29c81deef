"""What is due this quarter: record it, or say why there is nothing to record."""

import streamlit as st

from planner.domain.permissions import Action
from planner.domain.quarters import Quarter, quarter_of
from planner.services import account, progress
from planner.ui.choice import asked, choose, pick
from planner.ui.language import _, quarter_name, say
from planner.ui.place import choose_district, pick_district
from planner.ui.progress import (
    close_progress_form,
    draw_item,
    draw_open,
    form_name,
    say_sheet,
)
from planner.ui.saving import save_form
from planner.ui.session import open_work
from planner.ui.text import plain
from schemas.progress import QuarterItem

PAST_QUARTERS = 8


def draw_and_save(item: QuarterItem, *, may_record: bool) -> None:
    """Draw one indicator and save what was handed in."""
    save_form(
        lambda: draw_item(item, may_record=may_record),
        progress.record_progress,
        lambda _entry: close_progress_form(form_name(item.reading)),
        _("Saved: {name}.", name=plain(item.reading.indicator_name)),
    )


st.title(_("Quarter"))
asked_quarter, goal = asked("quarter"), asked("goal")

with open_work() as work:
    districts = account.get_districts(work)
    district = pick_district(districts, asked("district"), work.actor.districts(work.today))
    current = quarter_of(work.today, work.jurisdiction.fiscal_start_month)

quarters = [current.plus(-back) for back in range(PAST_QUARTERS)]
quarter: Quarter = pick(asked_quarter, quarters, current.previous())

with st.container(horizontal=True):
    choose_district(districts, district)
    choose(
        _("Quarter"),
        "quarter",
        quarters,
        quarter,
        lambda each: quarter_name(each.year, each.number),
    )

with open_work() as work:
    sheet = progress.get_quarter_sheet(work, district.id, quarter)
    may_record = work.may(Action.PROGRESS_RECORD, district.id)

if not sheet.items:
    st.info(
        _(
            "Nothing is due in this quarter: the plan has no goal that runs in it. Goals are added"
            " on the page Plan."
        )
    )
    st.stop()

st.markdown(f"**{say(say_sheet(sheet))}**")
draw_open(sheet)
for item in sheet.items:
    if goal in {"", str(item.goal_id)}:
        draw_and_save(item, may_record=may_record)
