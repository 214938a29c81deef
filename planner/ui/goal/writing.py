"""The way of a goal's form: begun, kept while it is typed, checked, and saved or given up."""

from uuid import UUID

import streamlit as st

from planner.services import goal
from schemas.errors import PlannerError, StaleError
from schemas.goal import GoalRow, GoalSetting

from ..address import keep
from ..fields import Fields
from ..form import form_id
from ..language import _
from ..message import keep_message
from ..session import open_work
from . import form
from .choices import load_choices
from .demanded import take_demand
from .mine import write_out
from .typed import blank_goal, goal_of, is_number, typed_goal


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
    take_demand(fields, choices)

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
    wanted = form.draw_buttons(fields, lambda: _close(fields))
    form.draw_stale_again(fields)
    if wanted:
        _save(fields, setting)


def _save(fields: Fields, setting: GoalSetting) -> None:
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
    _close(fields)
    keep(goal=entry.id, priority=None)
    keep_message("success", _("Saved."), at_top=True)
    st.rerun()


def _close(fields: Fields) -> None:
    """Forget the form and its draft, and leave it."""
    fields.close()
    keep(edit=None)
