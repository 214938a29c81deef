"""The form of a priority: a problem by the four SARA steps, a way to engage by a shorter one."""

from collections.abc import Mapping
from uuid import UUID

import streamlit as st

from planner.i18n import own_name
from schemas.errors import N_, RuleError
from schemas.plan import PlanRow, PriorityIn, PriorityRow
from schemas.shape import LONG
from schemas.vocabulary import Language, PriorityKind, PrioritySource, ProblemType

from .address import keep
from .form import form_id
from .heard import draw_heard_here
from .language import _, current_language, say, word
from .plan import SARA
from .typed import Values, begin_typing, end_typing, key_of, read_typing, show_meanwhile
from .way.reason import close_reason, draw_reason

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


_STEPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        N_("Analysis: what is behind it"),
        N_(
            "Look at who is affected, how it happens, and where and when. Write of places, times"
            " and ways. Traits of people, such as age, origin or colour, do not belong here."
        ),
        ("who_is_affected", "how_it_happens", "where_and_when"),
    ),
    (
        N_("Response: what will be done"),
        N_("What the district and its partners will do about just that. Goals make it measurable."),
        ("response",),
    ),
    (
        N_("Assessment: how you will know"),
        N_("What should be different at the end of the year, and how you will look at it."),
        ("assessment",),
    ),
)
"""SARA after scanning: each step with what it asks and its fields."""

_ENGAGED = {
    "rationale": N_("Why you engage in this way, with numbers"),
    "who_is_affected": N_("Whom you want to reach"),
    "response": N_("What you will do, and how often"),
    "assessment": N_("How we will know that it worked"),
}
"""What a way to engage is asked; what else stands in the form's fields is kept."""

_HINTS = {
    "title": N_("Name the problem as residents would, such as car break-ins around the station."),
    "sources": N_("Tick all that brought it up."),
    "cites_evidence": N_("Tick it when the text below names its numbers or the conversation."),
    "rationale": N_("How often, since when, and against what: two or three numbers are enough."),
    "who_is_affected": N_("Who suffers from it and how, such as shops that close early."),
    "how_it_happens": N_("How it is done, step by step, and what makes it easy."),
    "where_and_when": N_("Addresses, corners, days and hours."),
}
_HINTS_ENGAGED = {
    "title": N_("Name what you will do with people, such as answers at every beat meeting."),
    "rationale": N_("What is missing today, and what people said about it."),
    "who_is_affected": N_("Groups, streets or meetings you rarely hear from."),
    "response": N_("Meetings, visits, letters: who holds them and how often."),
    "assessment": N_("What people should say or do by the end of the year that they don't now."),
}


def form_name(plan_id: UUID, priority: PriorityRow | None) -> str:
    """Return the name under which the form's words are kept."""
    return f"priority:{priority.id}" if priority else f"new priority:{plan_id}"


def draw_priority_form(
    plan: PlanRow, priority: PriorityRow | None, *, asks_why: bool
) -> PriorityIn | None:
    """Draw the form of a priority, or of a new one; return what is to be saved, or None.

    With `asks_why` it asks for the reason, too, which `read_reason` returns. Raises RuleError when
    the title is blank.
    """
    form, saved = form_name(plan.id, priority), _saved_values(priority)
    version = priority.seen_version if priority else 0
    typing = begin_typing(form, version, saved, _WORDS)
    with st.container(border=True):
        st.header(_("Edit priority") if priority else _("Add priority"))
        show_meanwhile(form, typing, version, saved, LABELS)
        _draw_fields(form, plan)
        values = read_typing(form, LABELS)
        if asks_why:
            draw_reason(form)
        if not _draw_buttons(form):
            return None
    row_id = priority.id if priority else form_id(form)
    return _entry(values, row_id, plan.id, typing.seen_version)


def close_priority_form(form: str) -> None:
    """Forget the form and its draft, and take it out of the address."""
    close_reason(form)
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


def _draw_fields(form: str, plan: PlanRow) -> None:
    kind = st.segmented_control(
        say(LABELS["kind"]),
        list(PriorityKind),
        format_func=word,
        required=True,
        key=key_of(form, "kind"),
    )
    is_problem = kind is PriorityKind.PROBLEM
    left, right = st.columns([3, 2], gap="large")
    with left:
        _draw_scanning(form, is_problem=is_problem)
    with right:
        draw_heard_here(plan.district)
    if is_problem:
        for title, asks, fields in _STEPS:
            st.subheader(say(title))
            st.caption(say(asks))
            for field in fields:
                _draw_words(form, field, SARA, _HINTS)
    else:
        for field in list(_ENGAGED)[1:]:
            _draw_words(form, field, _ENGAGED, _HINTS_ENGAGED)
    st.selectbox(
        say(LABELS["language"]), list(Language), format_func=own_name, key=key_of(form, "language")
    )


def _draw_scanning(form: str, *, is_problem: bool) -> None:
    """Draw what the priority is and what it is drawn from."""
    hints = _HINTS if is_problem else _HINTS_ENGAGED
    if is_problem:
        st.subheader(_("Scanning: what the problem is"))
    with st.container(gap="xxsmall"):
        title = key_of(form, "title")
        st.text_input(say(LABELS["title"]), max_chars=_LONGEST_TITLE, key=title)
        st.caption(say(hints["title"]))
    if is_problem:
        st.selectbox(
            say(LABELS["problem_type"]),
            list(ProblemType),
            index=None,
            format_func=word,
            placeholder=_("Choose one"),
            key=key_of(form, "problem_type"),
        )
    with st.container(gap="xxsmall"):
        st.pills(
            say(LABELS["sources"]),
            list(PrioritySource),
            selection_mode="multi",
            format_func=word,
            key=key_of(form, "sources"),
        )
        st.caption(say(_HINTS["sources"]))
    with st.container(gap="xxsmall"):
        st.checkbox(say(LABELS["cites_evidence"]), key=key_of(form, "cites_evidence"))
        st.caption(say(_HINTS["cites_evidence"]))
    _draw_words(form, "rationale", SARA if is_problem else _ENGAGED, hints)


def _draw_words(form: str, field: str, labels: Mapping[str, str], hints: Mapping[str, str]) -> None:
    """Draw a field for a longer text, which grows with it."""
    with st.container(gap="xxsmall"):
        st.text_area(say(labels[field]), max_chars=LONG, height="content", key=key_of(form, field))
        if field in hints:
            st.caption(say(hints[field]))


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
