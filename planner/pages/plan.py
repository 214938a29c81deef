"""One district, one year: priorities, goals and who signed."""

import streamlit as st

from planner.domain.permissions import Action
from planner.domain.quarters import quarter_of
from planner.services import account, coverage, plan, way
from planner.services.account import post
from planner.ui.address import keep
from planner.ui.cached import Reads
from planner.ui.choice import asked, choose, pick
from planner.ui.coverage import draw_coverage
from planner.ui.handover.news import draw_news, find_news
from planner.ui.intake.link import draw_intake_link
from planner.ui.language import _, current_language
from planner.ui.message import keep_message, show_error
from planner.ui.place import choose_district, district_name, pick_district
from planner.ui.plan import (
    NEW,
    draw_add_priority,
    draw_head,
    draw_no_plan,
    draw_no_priorities,
    draw_overload,
    draw_priority,
    draw_table,
)
from planner.ui.post import draw_posts
from planner.ui.priority import close_priority_form, draw_priority_form, form_name
from planner.ui.saving import save_form
from planner.ui.session import open_work
from planner.ui.way import draw_way
from planner.ui.way.reason import read_reason
from schemas.errors import PlannerError
from schemas.plan import PlanIn, PlanRow, PriorityRow
from schemas.vocabulary import PlanStage
from schemas.way import WayRow


def start(entry: PlanIn) -> None:
    """Start the plan and draw the page anew."""
    with open_work(write=True) as work:
        plan.start_plan(work, entry)
    keep_message("success", _("The plan is started."))
    st.rerun()


def edit(found: PlanRow, steps: WayRow, priority: PriorityRow | None) -> None:
    """Draw the form of a priority; save it when it is asked for, or say why not below it."""
    form = form_name(found.id, priority)
    save_form(
        lambda: draw_priority_form(found, priority, asks_why=steps.is_signed),
        lambda work, entry: plan.save_priority(work, entry, read_reason(form)),
        lambda _entry: close_priority_form(form),
        _("Saved."),
    )


def draw(
    found: PlanRow, steps: WayRow, editing: str, *, may_edit: bool, may_add_goals: bool
) -> None:
    """Draw the priorities, with a form in the place of the one that is being edited."""
    draw_overload(found)
    may_edit = may_edit and found.stage is not PlanStage.CLOSED
    amended = {one.entity_id for one in steps.amendments}
    for priority in found.priorities:
        if may_edit and editing == str(priority.id):
            edit(found, steps, priority)
        else:
            draw_priority(found, priority, amended, may_edit=may_edit, may_add_goals=may_add_goals)
    if may_edit and editing == NEW:
        edit(found, steps, None)
        return
    if not found.priorities:
        draw_no_priorities(may_edit=may_edit)
    if may_edit:
        draw_add_priority()
    draw_table(found)


st.title(_("Plan"))
number, asked_year, editing = asked("district"), asked("year"), asked("priority")
try:
    with open_work() as work:
        districts = account.get_districts(work)
        district = pick_district(districts, number, work.actor.districts(work.today))
        this_year = quarter_of(work.today, work.jurisdiction.fiscal_start_month).year
        planned = plan.get_plan_years(work, district.id)
        years = sorted({*planned, this_year, this_year + 1}, reverse=True)
        year = pick(asked_year, years, this_year)
        reads = Reads(work)
        found = reads.get(plan.find_plan, district.id, year, current_language())
        steps = reads.get(way.get_way, found.id) if found else None
        covered = reads.get(coverage.get_coverage, found.id, current_language()) if found else None
        posts = post.get_posts(work, district.id)
        news = find_news(work, district)
        may_edit = work.may(Action.PLAN_EDIT, district.id)
        may_add_goals = work.may(Action.GOAL_EDIT, district.id)
        may_record = work.may(Action.PROGRESS_RECORD, district.id)
    keep(district=district.number, year=year)
    with st.container(horizontal=True):
        choose_district(districts, district)
        choose(_("Year"), "year", years, year)
    if year >= this_year:
        draw_posts(posts)
    draw_news(district, news)
    if found is not None and steps is not None and covered is not None:
        draw_head(found, may_record=may_record)
        draw_coverage(found, covered, may_edit=may_add_goals)
        draw_way(found, steps)
        draw(found, steps, editing, may_edit=may_edit, may_add_goals=may_add_goals)
    if may_edit:
        draw_intake_link(district.number, year, found)
    if found is None and draw_no_plan(district_name(district), year, may_edit=may_edit):
        start(PlanIn(district_id=district.id, year=year))
except PlannerError as error:
    show_error(error)
