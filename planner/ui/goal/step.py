"""Action steps of a goal: read, ticked and unticked, added and edited in place."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

import streamlit as st

from planner.i18n import own_name
from planner.services import account
from planner.services.goal import step as service
from schemas.account import MemberRow
from schemas.errors import N_, PlannerError, RuleError
from schemas.goal import StepIn, StepRow
from schemas.vocabulary import Language

from ..address import keep
from ..choice import asked, open_button
from ..form import form_id
from ..language import _, current_language, long_date, say, say_error
from ..message import keep_message
from ..saving import save_form
from ..session import open_work
from ..text import plain
from ..typed import Values, begin_typing, end_typing, key_of, read_typing, show_meanwhile
from .evidence import draw_evidence, say_evidence
from .seen import Seen
from .told import in_my_language

NEW = "new"
"""What the address carries in place of an identifier while a step is being added."""
LABELS = {
    "what": N_("What is to be done"),
    "owner_id": N_("Who does it"),
    "who": N_("Or in words: who does it"),
    "due_on": N_("By when"),
    "done_on": N_("Done on"),
    "language": N_("Language of this text"),
}
_KINDS: Mapping[str, Callable[[str], object]] = {
    "owner_id": UUID,
    "due_on": date.fromisoformat,
    "done_on": date.fromisoformat,
    "language": Language,
}
_LONGEST_LINE = 300
_SEPARATOR = " · "


def draw_steps(seen: Seen, today: date) -> None:
    """Draw the steps, with a form in the place of the one that is being edited."""
    st.subheader(_("Steps"))
    editing = asked("step") if seen.may_edit else ""
    if not seen.steps and not editing:
        st.caption(_("No steps yet: a step says what, who and by when."))
    for one in seen.steps:
        if editing == str(one.id):
            _edit(seen, one)
        else:
            _draw_step(one, today, may_edit=seen.may_edit)
            draw_evidence(seen, one)
    if editing == NEW:
        _edit(seen, None)
    elif seen.may_edit:
        open_button(_("Add a step"), "step", NEW, add=True)


def _draw_step(one: StepRow, today: date, *, may_edit: bool) -> None:
    what = in_my_language(one.what, one.translations, "what")
    if not may_edit:
        mark = "✔" if one.done_on else "○"
        st.markdown(f"{mark} {plain(what)}  \n{_say_facts(one)}")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        key = f"done:{one.id}"
        # What is saved decides, also after somebody else ticked it.
        st.session_state[key] = one.done_on is not None
        with st.container(gap=None):
            st.checkbox(plain(what), key=key, on_change=_tick, args=(one, today))
            st.markdown(_say_facts(one))
        open_button(_("Edit"), "step", one.id)


def _say_facts(one: StepRow) -> str:
    """Return who does a step, by when, and whether it is done or overdue, as Markdown."""
    who = one.owner_name or one.who
    facts = [
        *([who] if who else []),
        *([_("by {day}", day=long_date(one.due_on))] if one.due_on else []),
        *([_("Done on {day}", day=long_date(one.done_on))] if one.done_on else []),
        *([say_evidence(one)] if one.evidence else []),
    ]
    late = _("Overdue")
    overdue = f" :orange-badge[▲ {plain(late)}]" if one.overdue else ""
    return f":small[:gray[{plain(_SEPARATOR.join(facts))}]]{overdue}" if facts else overdue


def _tick(one: StepRow, today: date) -> None:
    """Save a step as done today, or as open again; ticking once more undoes it."""
    done_on = None if one.done_on else today
    entry = StepIn(
        **{name: getattr(one, name) for name in StepIn.model_fields} | {"done_on": done_on}
    )
    try:
        with open_work(write=True) as work:
            service.save_step(work, entry)
    except PlannerError as error:
        keep_message("error", say_error(error))
        return
    done = _("Done. Untick it if it is not.") if done_on else _("Open again.")
    keep_message("success", done)


def _edit(seen: Seen, one: StepRow | None) -> None:
    with open_work() as work:
        members = account.get_members(work)
    goal_id = seen.row.goal.id
    save_form(
        lambda: _draw_form(goal_id, one, members),
        service.save_step,
        lambda _entry: _close(_form_name(goal_id, one)),
        _("Saved."),
    )


def _form_name(goal_id: UUID, one: StepRow | None) -> str:
    return f"step:{one.id}" if one else f"new step:{goal_id}"


def _close(form: str) -> None:
    end_typing(form)
    keep(step=None)


def _draw_form(goal_id: UUID, one: StepRow | None, members: Sequence[MemberRow]) -> StepIn | None:
    """Draw the form of a step; return what is to be saved, or None.

    Raises RuleError when it does not say what is to be done.
    """
    form, saved = _form_name(goal_id, one), _saved_values(one)
    version = one.seen_version if one else 0
    typing = begin_typing(form, version, saved, _KINDS)
    with st.container(border=True):
        show_meanwhile(form, typing, version, saved, LABELS)
        _draw_fields(form, members)
        values = read_typing(form, LABELS)
        with st.container(horizontal=True):
            wanted = st.button(_("Save"), type="primary", key=f"{form}:save")
            st.button(_("Discard"), key=f"{form}:discard", on_click=_close, args=(form,))
    if not wanted:
        return None
    if not values["what"].strip():
        raise RuleError(N_("Say what is to be done before you save it."), where="what")
    row_id = one.id if one else form_id(form)
    return StepIn(id=row_id, goal_id=goal_id, seen_version=typing.seen_version, **values)


def _saved_values(one: StepRow | None) -> Values:
    if one is None:
        blank: Values = dict.fromkeys(LABELS)
        return blank | {"what": "", "who": "", "language": current_language()}
    return {name: getattr(one, name) for name in LABELS}


def _draw_fields(form: str, members: Sequence[MemberRow]) -> None:
    names = {member.id: member.name for member in members}
    st.text_input(say(LABELS["what"]), max_chars=_LONGEST_LINE, key=key_of(form, "what"))
    left, right = st.columns(2)
    with left:
        st.selectbox(
            say(LABELS["owner_id"]),
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=_("Choose one"),
            key=key_of(form, "owner_id"),
        )
        _draw_day(form, "due_on")
    with right:
        st.text_input(say(LABELS["who"]), max_chars=_LONGEST_LINE, key=key_of(form, "who"))
        _draw_day(form, "done_on")
    st.selectbox(
        say(LABELS["language"]), list(Language), format_func=own_name, key=key_of(form, "language")
    )


def _draw_day(form: str, name: str) -> None:
    st.date_input(say(LABELS[name]), value=None, format="YYYY-MM-DD", key=key_of(form, name))
