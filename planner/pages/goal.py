"""One goal: what it says, where it stands, what is missing; and the form one step away."""

from uuid import UUID

import streamlit as st

from planner.domain.permissions import Action
from planner.domain.quarters import quarter_of
from planner.services import account, goal, progress
from planner.ui.address import find_id, find_quarter, keep
from planner.ui.choice import asked
from planner.ui.fields import Fields
from planner.ui.form import form_id
from planner.ui.goal import form, reading
from planner.ui.goal.choices import load_choices
from planner.ui.goal.mine import write_out
from planner.ui.goal.typed import blank_goal, goal_of, is_number, typed_goal
from planner.ui.language import _, current_language
from planner.ui.message import keep_message, show_error
from planner.ui.place import choose_district, pick_district
from planner.ui.session import open_work
from schemas.errors import PlannerError, StaleError
from schemas.goal import GoalRow, GoalSetting

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


def write(priority_id: UUID, row: GoalRow | None) -> None:
    """Draw the form of a goal, keep what is typed, and save it when that is asked for."""
    with open_work() as work:
        setting = goal.get_setting(work, priority_id, row.goal.id if row else None)
        choices = load_choices(work, setting.district.id)
    if not setting.may_edit:
        st.info(_("Your role does not allow this here."))
        return
    name = f"goal:{row.goal.id}" if row else f"new goal:{priority_id}"
    saved = typed_goal(row.goal, setting) if row else blank_goal(form_id(name))
    version = row.goal.seen_version if row else 0
    fields = Fields(name, version, saved, is_number)

    form.draw_head(setting, row.goal.title if row else "")
    form.draw_restored(fields, setting)
    form.draw_stale(
        fields, lambda: fields.load(version, saved, write_out(fields.values, choices.names))
    )
    form.draw_mine(fields)
    places = form.draw_parts(fields, setting, choices, row.goal if row else None)
    fields.keep()
    typed = goal_of(fields.values, setting, fields.open.seen_version, lenient=True)
    with open_work() as work:
        findings = goal.preview_findings(work, typed)
    form.draw_missing(places, findings)
    if form.draw_buttons(fields, lambda: close(fields)):
        save(fields, setting)


def save(fields: Fields, setting: GoalSetting) -> None:
    """Save what is typed and go on to the reading view, or say why not."""
    try:
        entry = goal_of(fields.values, setting, fields.open.seen_version)
        with open_work(write=True) as work:
            goal.save_goal(work, entry)
    except StaleError as error:
        fields.note_stale(error)
        st.rerun()
    except PlannerError as error:
        form.show_where(error)
        return
    close(fields)
    keep(goal=entry.id, priority=None)
    keep_message("success", _("Saved."))
    st.rerun()


def close(fields: Fields) -> None:
    """Forget the form and its draft, and leave it."""
    fields.close()
    keep(edit=None)


def draw() -> None:
    """Draw what the address asks for."""
    goal_id, priority_id = find_id("goal"), find_id("priority")
    if goal_id and asked("edit"):
        with open_work() as work:
            row = goal.get_goal(work, goal_id, current_language())
        write(row.goal.priority_id, row)
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
