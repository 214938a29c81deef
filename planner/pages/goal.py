"""One goal: what it says, where it stands, what is missing; and the form one step away."""

from uuid import UUID

import streamlit as st

from planner.domain.permissions import Action
from planner.domain.quarters import quarter_of
from planner.services import account, goal, progress
from planner.ui.address import find_id, find_quarter, keep
from planner.ui.choice import asked
from planner.ui.goal import reading
from planner.ui.goal.writing import write
from planner.ui.language import _, current_language
from planner.ui.message import show_error
from planner.ui.place import choose_district, pick_district
from planner.ui.session import open_work
from schemas.errors import PlannerError

EDIT = "1"


def pick() -> None:
    """List the goals of the member's own district, or of another."""
    with open_work() as work:
        districts = account.get_districts(work)
        district = pick_district(districts, asked("district"), work.actor.districts(work.today))
        titles = goal.get_goals(work, district.id)
    st.title(_("Goal"))
    choose_district(districts, district)
    reading.draw_pick(titles)


def read(goal_id: UUID) -> None:
    """Draw the reading view."""
    with open_work() as work:
        row = goal.get_goal(work, goal_id, current_language())
        now = quarter_of(work.today, work.jurisdiction.fiscal_start_month)
        quarter = find_quarter() or now.previous()
        standing = progress.get_standings(work, [goal_id], [quarter])[goal_id][quarter]
        may_edit = work.may(Action.GOAL_EDIT, row.district.id)
    reading.draw_head(row)
    if reading.draw_links(row, may_edit=may_edit):
        keep(edit=EDIT)
        st.rerun()
    reading.draw_standing(standing)
    reading.draw_measures(row, standing)
    reading.draw_words(row)
    reading.draw_missing(row.findings)


def draw() -> None:
    """Draw what the address asks for."""
    goal_id, priority_id = find_id("goal"), find_id("priority")
    if goal_id and asked("edit"):
        with open_work() as work:
            row = goal.get_goal(work, goal_id, current_language())
            may_edit = work.may(Action.GOAL_EDIT, row.district.id)
        if may_edit:
            write(row.goal.priority_id, row)
        else:
            st.info(_("Your role does not allow this here."))
            read(goal_id)
    elif goal_id:
        read(goal_id)
    elif priority_id:
        write(priority_id, None)
    else:
        pick()


try:
    draw()
except PlannerError as error:
    show_error(error)
