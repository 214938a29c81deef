"""The way of a goal's form: begun, kept while it is typed, checked, and saved or given up."""

from uuid import UUID

import streamlit as st

from planner.services import goal
from schemas.errors import PlannerError, StaleError
from schemas.goal import GoalRow, GoalSetting

from ..address import keep
from ..cached import Reads
from ..fields import Fields
from ..form import form_id
from ..language import _, current_language
from ..message import keep_message
from ..session import open_work
from . import form
from .choices import load_choices
from .demand import load_heard
from .mine import write_out
from .sentence import draw_sentence, follow_action, note_polished
from .typed import goal_of, is_number, new_goal, typed_goal


def write(priority_id: UUID, row: GoalRow | None) -> None:
    """Draw the form of a goal, keep what is typed, and save it when that is asked for."""
    language = current_language()
    with open_work() as work:
        reads = Reads(work)
        setting = reads.get(goal.get_setting, priority_id, row.goal.id if row else None)
        choices = reads.get(load_choices, setting.district.id, language)
    if not setting.may_edit:
        st.info(_("Your role does not allow this here."))
        return
    name = f"goal:{row.goal.id}" if row else f"new goal:{priority_id}"
    saved = typed_goal(row.goal, setting) if row else new_goal(form_id(name), setting)
    version = row.goal.seen_version if row else 0
    fields = Fields(name, version, saved, is_number)
    follow_action(fields)
    typed = goal_of(fields.values, setting, fields.open.seen_version, lenient=True)
    note_polished(fields, typed)
    with open_work() as work:
        reads = Reads(work)
        heard = load_heard(reads, setting, choices, fields.values["themes"], language)
        findings = reads.get(goal.preview_findings, typed)

    form.draw_head(setting, row.goal.title if row else "")
    form.draw_restored(fields, setting)
    form.draw_stale(
        fields, lambda: fields.load(version, saved, write_out(fields.values, choices.names))
    )
    form.draw_mine(fields)
    draw_sentence(fields, typed, choices)
    beside = form.draw_six(fields, setting, choices, heard, row.goal if row else None)
    with beside:
        form.draw_first_gaps(findings)
    form.draw_rest(fields, setting, choices, row.goal if row else None, findings)
    fields.keep()
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
