"""Meetings in a list, and the questions that were asked at them."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from planner.services.gather import gather
from planner.ui.address import keep
from planner.ui.choice import asked, fold, open_button
from planner.ui.language import _, long_date, plural, word
from planner.ui.navigation import page_of
from planner.ui.text import plain
from planner.ui.translated import quote
from schemas.engagement import EngagementRow

QUESTIONS = 8
"""Questions drawn at once; searching finds the others."""

_SEPARATOR = " · "


def engagement_name(row: EngagementRow) -> str:
    """Return how a meeting is called in lists: its date, what it was, and its title."""
    return _SEPARATOR.join([long_date(row.held_on), word(row.kind), row.title])


def say_meetings(rows: Sequence[EngagementRow], place: str, today: date) -> str:
    """Return the part's answer: how many meetings there were, and what became of the voices."""
    held = [row for row in rows if row.held_on <= today]
    answer = plural(
        "{place}: {count} meeting held, {voices} heard.",
        "{place}: {count} meetings held, {voices} heard.",
        len(held),
        place=place,
        voices=plural("{count} voice", "{count} voices", sum(row.voices for row in held)),
    )
    silent = sum(not row.voices for row in held)
    if not silent:
        return answer
    return f"{answer} " + plural(
        "From {count} meeting no voice has been entered.",
        "From {count} meetings no voice has been entered.",
        silent,
    )


def draw_meeting(
    row: EngagementRow, *, district_number: int, may_edit: bool, may_ask: bool
) -> None:
    """Draw one line a meeting; opened, it shows who was there and what was asked."""
    part = fold(plain(f"{engagement_name(row)} ({_say_voices(row)})"), "open", str(row.id))
    if not part.open:
        return
    with part, st.container(gap="xsmall"):
        facts = _facts(row)
        if facts:
            st.caption(plain(_SEPARATOR.join(facts)))
        for question in row.questions:
            quote(question, row.language)
        with st.container(horizontal=True, vertical_alignment="center"):
            if row.voices:
                _link_voices(row, district_number)
            if may_edit:
                open_button(_("Edit meeting"), "meeting", row.id)
            if may_ask:
                open_button(_("Ask somebody"), "ask", row.id, add=True)


def _link_voices(row: EngagementRow, district_number: int) -> None:
    st.page_link(
        page_of("voice"),
        label=_("What people said there"),
        icon=":material/record_voice_over:",
        query_params={"district": str(district_number), "heard": str(row.id)},
    )


def _say_voices(row: EngagementRow) -> str:
    voices = plural("{count} voice", "{count} voices", row.voices)
    if not row.voices:
        return voices
    return _(
        "{voices}, {coded} with a theme, {approved} approved",
        voices=voices,
        coded=row.coded,
        approved=row.approved,
    )


def _facts(row: EngagementRow) -> list[str]:
    officers = sum(one.people for one in row.attendance)
    people = (
        []
        if row.residents is None
        else [plural("{count} resident", "{count} residents", row.residents)]
    )
    present = [plural("{count} officer", "{count} officers", officers)] if officers else []
    return [*people, *present]


def draw_questions(rows: Sequence[EngagementRow]) -> None:
    """Let a reader search what people were asked already, the latest first."""
    asked_at = gather((question, row) for row in rows for question in row.questions)
    if not asked_at:
        st.caption(_("No question has been written down yet."))
        return
    key = "search:questions"
    st.session_state[key] = asked("q")
    sought = st.text_input(
        _("Search the questions"), key=key, on_change=_search, args=(key,), icon=":material/search:"
    )
    found = [one for one in asked_at if (sought or "").casefold() in one.casefold()]
    for question in found[:QUESTIONS]:
        with st.container(gap="xsmall"):
            quote(question, asked_at[question][0].language)
            st.caption(plain(_say_when(asked_at[question])))
    st.caption(_say_found(len(found)))


def _search(key: str) -> None:
    keep(q=st.session_state[key])


def _say_when(rows: Sequence[EngagementRow]) -> str:
    times = plural("Asked {count} time", "Asked {count} times", len(rows))
    return _SEPARATOR.join([times, *(f"{long_date(row.held_on)}, {row.title}" for row in rows)])


def _say_found(count: int) -> str:
    if not count:
        return _("No question has these words.")
    if count > QUESTIONS:
        return plural(
            "{count} more question: search to find it.",
            "{count} more questions: search to find them.",
            count - QUESTIONS,
        )
    return plural("{count} question", "{count} questions", count)
