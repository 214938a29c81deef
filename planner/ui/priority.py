"""The form of a priority."""

from uuid import UUID

import streamlit as st

from planner.i18n import own_name
from schemas.errors import N_, RuleError
from schemas.plan import PlanRow, PriorityIn, PriorityRow
from schemas.shape import LONG
from schemas.vocabulary import Language, PriorityKind, PrioritySource, ProblemType

from .address import keep
from .form import form_id
from .language import _, current_language, say, word
from .plan import SARA
from .typed import Values, begin_typing, end_typing, key_of, read_typing, show_meanwhile

LABELS = {
    "title": N_("Title"),
    "kind": N_("What it is"),
    "problem_type": N_("Type of problem"),
    "sources": N_("What it is drawn from"),
    "cites_evidence": N_("It cites numbers or a conversation"),
    **SARA,
    "language": N_("Language of these texts"),
}

_WORDS = {
    "kind": PriorityKind,
    "problem_type": ProblemType,
    "sources": PrioritySource,
    "language": Language,
}
_LONGEST_TITLE = 300


def form_name(plan_id: UUID, priority: PriorityRow | None) -> str:
    """Return the name under which the form's words are kept."""
    return f"priority:{priority.id}" if priority else f"new priority:{plan_id}"


def draw_priority_form(plan: PlanRow, priority: PriorityRow | None) -> PriorityIn | None:
    """Draw the form of a priority, or of a new one; return what is to be saved, or None.

    Raises RuleError when the title is blank.
    """
    form, saved = form_name(plan.id, priority), _saved_values(priority)
    version = priority.seen_version if priority else 0
    typing = begin_typing(form, version, saved, _WORDS)
    with st.container(border=True):
        st.header(_("Edit priority") if priority else _("Add priority"))
        show_meanwhile(form, typing, version, saved, LABELS)
        _draw_fields(form)
        values = read_typing(form, LABELS)
        if not _draw_buttons(form):
            return None
    row_id = priority.id if priority else form_id(form)
    return _entry(values, row_id, plan.id, typing.seen_version)


def close_priority_form(form: str) -> None:
    """Forget the form and its draft, and take it out of the address."""
    end_typing(form)
    keep(priority=None)


def _saved_values(priority: PriorityRow | None) -> Values:
    """Return what the fields hold before anything is typed."""
    if priority is None:
        texts = dict.fromkeys(("title", *SARA), "")
        return texts | {
            "kind": PriorityKind.PROBLEM,
            "problem_type": None,
            "sources": [],
            "cites_evidence": False,
            "language": current_language(),
        }
    sources = [source for source in PrioritySource if source in priority.sources]
    return {field: getattr(priority, field) for field in LABELS} | {"sources": sources}


def _draw_fields(form: str) -> None:
    def key(field: str) -> str:
        return key_of(form, field)

    st.text_input(say(LABELS["title"]), max_chars=_LONGEST_TITLE, key=key("title"))
    kind = st.segmented_control(
        say(LABELS["kind"]), list(PriorityKind), format_func=word, required=True, key=key("kind")
    )
    st.selectbox(
        say(LABELS["problem_type"]),
        list(ProblemType),
        index=None,
        format_func=word,
        placeholder=_("Choose one"),
        disabled=kind is not PriorityKind.PROBLEM,
        key=key("problem_type"),
    )
    st.pills(
        say(LABELS["sources"]),
        list(PrioritySource),
        selection_mode="multi",
        format_func=word,
        key=key("sources"),
    )
    st.checkbox(say(LABELS["cites_evidence"]), key=key("cites_evidence"))
    for field, label in SARA.items():
        st.text_area(say(label), max_chars=LONG, key=key(field))
    st.selectbox(say(LABELS["language"]), list(Language), format_func=own_name, key=key("language"))


def _draw_buttons(form: str) -> bool:
    with st.container(horizontal=True):
        wanted = st.button(_("Save"), type="primary", key=f"{form}:save")
        st.button(_("Discard"), key=f"{form}:discard", on_click=close_priority_form, args=(form,))
    return wanted


def _entry(values: Values, row_id: UUID, plan_id: UUID, seen_version: int) -> PriorityIn:
    if not values["title"].strip():
        raise RuleError(N_("Give the priority a title before you save it."), where="title")
    is_problem = values["kind"] is PriorityKind.PROBLEM
    return PriorityIn(
        id=row_id,
        plan_id=plan_id,
        seen_version=seen_version,
        **values | {"problem_type": values["problem_type"] if is_problem else None},
    )
