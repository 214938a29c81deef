"""The form that asks somebody without an account: whom, in which language, and what."""

from collections.abc import Mapping
from uuid import UUID

import streamlit as st

from planner.i18n import own_name
from planner.ui.address import keep
from planner.ui.engagement import engagement_name
from planner.ui.form import form_id
from planner.ui.language import _, current_language, say
from planner.ui.text import plain
from planner.ui.typed import Values, begin_typing, end_typing, key_of, read_typing
from schemas.asking import LONGEST_QUESTION, AskIn
from schemas.engagement import EngagementRow
from schemas.errors import N_, RuleError
from schemas.vocabulary import Language

LABELS = {
    "name": N_("Name"),
    "email": N_("Mail address"),
    "reads": N_("Language they read"),
    "question": N_("Question"),
    "own": N_("Your own question, in the language they read"),
    "goal": N_("Goal it is about"),
}
OWN = ""
"""What stands for a question in one's own words."""

_KINDS = {"reads": Language}
_LONGEST_NAME = 300


def form_name(meeting_id: UUID) -> str:
    """Return the name under which the form's words are kept."""
    return f"ask:{meeting_id}"


def close_ask_form(form: str) -> None:
    """Forget the form and its draft; the address leads to the list that it belongs to."""
    end_typing(form)
    keep(ask=None, part="meetings")


def draw_ask_form(
    meeting: EngagementRow, goals: Mapping[str, UUID], *, by_mail: bool
) -> AskIn | None:
    """Draw the form that asks about a meeting; return what is to be sent, or None.

    `goals` leads from their names to their ids; `by_mail` says that the question leaves at once.
    Raises RuleError, naming the field, for what is missing.
    """
    form = form_name(meeting.id)
    begin_typing(form, 0, _blank(meeting), _KINDS)
    with st.container(border=True):
        st.header(_("Ask somebody"))
        st.caption(plain(engagement_name(meeting)))
        st.markdown(
            _("They need no account: a link shows them this question and nothing else, once.")
        )
        _draw_fields(form, meeting, list(goals))
        values = read_typing(form, LABELS)
        with st.container(horizontal=True):
            label = _("Send") if by_mail else _("Make the link")
            wanted = st.button(label, type="primary", key=f"{form}:save")
            st.button(_("Discard"), key=f"{form}:discard", on_click=close_ask_form, args=(form,))
    return _entry(values, meeting, goals, form) if wanted else None


def _blank(meeting: EngagementRow) -> Values:
    return {
        "name": "",
        "email": "",
        "reads": current_language(),
        "question": next(iter(meeting.questions), OWN),
        "own": "",
        "goal": None,
    }


def _draw_fields(form: str, meeting: EngagementRow, goals: list[str]) -> None:
    def key(field: str) -> str:
        return key_of(form, field)

    # A draft may name a question or a goal that is not there any more.
    questions = [*dict.fromkeys(meeting.questions), OWN]
    if st.session_state[key("question")] not in questions:
        st.session_state[key("question")] = OWN
    if st.session_state[key("goal")] not in goals:
        st.session_state[key("goal")] = None
    st.text_input(say(LABELS["name"]), max_chars=_LONGEST_NAME, key=key("name"))
    st.text_input(say(LABELS["email"]), key=key("email"))
    st.selectbox(say(LABELS["reads"]), list(Language), format_func=own_name, key=key("reads"))
    st.selectbox(
        say(LABELS["question"]),
        questions,
        format_func=lambda one: one or _("In my own words"),
        key=key("question"),
    )
    if st.session_state[key("question")] == OWN:
        st.text_area(say(LABELS["own"]), max_chars=LONGEST_QUESTION, key=key("own"))
    st.selectbox(
        say(LABELS["goal"]),
        goals,
        index=None,
        placeholder=_("None in particular"),
        key=key("goal"),
    )


def _entry(values: Values, meeting: EngagementRow, goals: Mapping[str, UUID], form: str) -> AskIn:
    own = values["question"] == OWN
    question = ((values["own"] if own else values["question"]) or "").strip()
    if not values["name"].strip():
        raise RuleError(N_("Say whom you ask."), where="name")
    if not question:
        raise RuleError(N_("Write the question before you make the link."), where="own")
    if len(question) > LONGEST_QUESTION:
        raise RuleError(
            N_("This question is longer than {most} characters. Put it in your own words."),
            where="question",
            most=LONGEST_QUESTION,
        )
    return AskIn(
        id=form_id(form),
        engagement_id=meeting.id,
        goal_id=goals.get(values["goal"]),
        question=question,
        language=values["reads"] if own else meeting.language,
        name=values["name"],
        email=values["email"],
        reads=values["reads"],
    )
