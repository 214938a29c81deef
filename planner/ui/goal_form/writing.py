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
from ..way.reason import close_reason, draw_reason
from . import check, form
from .choices import Choices, load_choices
from .demanded import take_demand
from .found import find
from .hints import settle
from .mine import write_out
from .sentence import draw_sentence, follow_action, note_polished
from .typed import goal_of, is_number, new_goal, typed_goal


def write_goal(goal_id: UUID) -> bool:
    """Draw the form of a goal, keep what is typed, and save it when that is asked for.

    Says whether the member may write it at all.
    """
    with open_work() as work:
        reads = Reads(work)
        row = reads.get(goal.get_goal, goal_id, current_language())
        around = _look_around(reads, row.goal.priority_id, goal_id)
    return _write(row, *around)


def write_new(priority_id: UUID) -> bool:
    """Draw the form of a new goal under a priority in the same way."""
    with open_work() as work:
        around = _look_around(Reads(work), priority_id, None)
    return _write(None, *around)


def _look_around(
    reads: Reads, priority_id: UUID, goal_id: UUID | None
) -> tuple[GoalSetting, Choices]:
    """Return where a goal stands and what its fields can name; read once a version."""
    setting = reads.get(goal.get_setting, priority_id, goal_id)
    return setting, reads.get(load_choices, setting.district.id, current_language())


def _write(row: GoalRow | None, setting: GoalSetting, choices: Choices) -> bool:
    if not setting.may_edit:
        st.info(_("Your role does not allow this here."))
        return False
    entry = row.goal if row else None
    name = f"goal:{row.goal.id}" if row else f"new goal:{setting.priority_id}"
    saved = typed_goal(row.goal, setting) if row else new_goal(form_id(name), setting)
    version = row.goal.seen_version if row else 0
    fields = Fields(name, version, saved, is_number)
    take_demand(fields, choices)
    follow_action(fields)
    typed = goal_of(fields.values, setting, fields.open.seen_version, lenient=True)
    note_polished(fields, typed)
    with open_work() as work:
        found = find(Reads(work), setting, choices, fields.values, typed)

    form.draw_head(setting, row.goal.title if row else "")
    form.draw_restored(fields, setting)
    form.draw_stale(
        fields, lambda: fields.load(version, saved, write_out(fields.values, choices.names))
    )
    form.draw_mine(fields)
    draw_sentence(fields, typed, choices)
    beside = form.draw_six(fields, setting, choices, found, entry)
    with beside:
        check.draw_check(fields, setting, found.checked)
    form.draw_rest(fields, setting, choices, found, entry)
    form.draw_missing(found.checked.findings)
    fields.keep()
    why = draw_reason(name) if found.is_signed else ""
    wanted = form.draw_buttons(fields, lambda: _close(fields))
    form.draw_stale_again(fields)
    if wanted:
        _save(fields, setting, why)
    return True


def _save(fields: Fields, setting: GoalSetting, why: str) -> None:
    """Save what is typed and go on to the reading view, or say why not."""
    try:
        entry = goal_of(fields.values, setting, fields.open.seen_version)
        with open_work(write=True) as work:
            goal.save_goal(work, entry, why)
            settle(work, entry.id, fields.values)
    except StaleError as error:
        fields.note_stale(error)
        st.rerun()
    except PlannerError as error:
        form.show_where(error, fields)
        return
    _close(fields)
    keep(goal=entry.id, priority=None)
    keep_message("success", _("Saved."), at_top=True)
    st.rerun()


def _close(fields: Fields) -> None:
    """Forget the form and its draft, and leave it."""
    close_reason(fields.form)
    fields.close()
    keep(edit=None)
