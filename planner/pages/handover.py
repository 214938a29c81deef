"""A change of command: what is handed over, to whom, and that both sides say it is done."""

from datetime import date

import streamlit as st

from planner.domain.permissions import Action
from planner.services import account, handover
from planner.ui.address import keep
from planner.ui.choice import asked, choose
from planner.ui.handover.checklist import offer_checklist
from planner.ui.handover.confirm import draw_confirm
from planner.ui.handover.move import show_move
from planner.ui.handover.note import show_note
from planner.ui.handover.part import (
    draw_contacts,
    draw_due,
    draw_goals,
    draw_promises,
    draw_short,
    draw_waiting,
)
from planner.ui.language import _, current_language, long_date
from planner.ui.message import show_error
from planner.ui.place import choose_district, pick_district
from planner.ui.session import open_work
from schemas.errors import PlannerError
from schemas.handover import HandoverRow


def find_day() -> date | None:
    """Return the day of the change of command that the address names."""
    try:
        return date.fromisoformat(asked("day"))
    except ValueError:
        return None


def draw(row: HandoverRow) -> None:
    """Draw what is handed over: what is open, what is due, who waits, whom one knows."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        draw_goals(row.goals)
    with right:
        draw_due(row)
        draw_waiting(row)
    draw_promises(row)
    draw_contacts(row)


st.title(_("Change of command"))
try:
    with open_work() as work:
        found = account.get_districts(work)
        districts = [one for one in found if work.may(Action.HANDOVER_READ, one.id)]
        district = pick_district(districts, asked("district"), work.actor.districts(work.today))
        turn = handover.find_change(work, district.id)
        day = find_day() if turn else None
        row = handover.get_handover(work, district.id, day, current_language()) if turn else None
        may_write = work.may(Action.HANDOVER_WRITE, district.id)
        may_for_others = work.may(Action.HANDOVER_WRITE)
        may_move = may_write and work.may(Action.GOAL_EDIT, district.id)
        member_id = work.actor.member_id
    keep(district=district.number)
    with st.container(horizontal=True):
        if len(districts) > 1:
            choose_district(districts, district)
        if row is not None and len(row.turns) > 1:
            choose(_("Day of the change"), "day", row.turns, row.turn.changes_on, long_date)
    if row is None:
        st.info(_("This district has no commander yet: an administrator names one."))
    else:
        draw_short(row)
        offer_checklist(row)
        show_note(row, may_write=may_write)
        draw(row)
        if may_move:
            show_move(row)
        draw_confirm(row, member_id, may_write=may_write, may_for_others=may_for_others)
except PlannerError as error:
    show_error(error)
