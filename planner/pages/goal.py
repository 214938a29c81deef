"""One goal: what it says, where it stands, what is missing; and the form one step away."""

from uuid import UUID

import streamlit as st

from planner.services import account, way
from planner.ui.address import find_id, find_quarter, keep
from planner.ui.cached import Reads
from planner.ui.choice import asked
from planner.ui.goal import around, reading
from planner.ui.goal.pick import draw_pick, load_titles
from planner.ui.goal.seen import look_at
from planner.ui.goal.step import draw_steps
from planner.ui.goal_form import check
from planner.ui.goal_form.library import draw_from_library, load_from_library
from planner.ui.goal_form.writing import write_goal, write_new
from planner.ui.language import _, current_language
from planner.ui.message import show_error
from planner.ui.place import choose_district, pick_district
from planner.ui.session import open_work
from planner.ui.way.amended import draw_amended_goal
from schemas.errors import PlannerError

EDIT = "1"


def pick() -> None:
    """List the goals of the member's own district, or of another."""
    with open_work() as work:
        reads = Reads(work)
        districts = reads.get(account.get_districts)
        district = pick_district(districts, asked("district"), work.actor.districts(work.today))
        titles = reads.get(load_titles, district.id, current_language())
    st.title(_("Goal"))
    choose_district(districts, district)
    draw_pick(titles)


def read(goal_id: UUID) -> None:
    """Draw the reading view."""
    with open_work() as work:
        reads = Reads(work)
        seen = reads.get(look_at, goal_id, find_quarter(), current_language())
        held = load_from_library(reads, seen.row)
        checked = check.load_read(reads, seen)
        amendment = way.find_amendment(work, seen.row.plan_id, goal_id)
        time_zone = work.jurisdiction.time_zone
    reading.draw_head(seen)
    draw_amended_goal(amendment)
    if reading.draw_links(seen.row, may_edit=seen.may_edit):
        keep(edit=EDIT)
        st.rerun()
    left, right = st.columns([3, 2], gap="large")
    with left:
        reading.draw_standing(seen)
    with right:
        around.draw_asked(seen.row)
        reading.draw_measures(seen)
        draw_from_library(seen.row, held, may_edit=seen.may_edit)
    left, right = st.columns([3, 2], gap="large")
    with left:
        draw_steps(seen, work.today)
    with right:
        check.draw_read(seen, checked, time_zone)
    around.draw_people(seen.row)
    around.draw_said(seen)
    around.draw_promised(seen)


def draw() -> None:
    """Draw what the address asks for."""
    goal_id, priority_id = find_id("goal"), find_id("priority")
    if goal_id and asked("edit"):
        if not write_goal(goal_id):
            read(goal_id)
    elif goal_id:
        read(goal_id)
    elif priority_id:
        write_new(priority_id)
    else:
        pick()


try:
    draw()
except PlannerError as error:
    show_error(error)
