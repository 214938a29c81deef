"""The goal above the quarters, and the answer in words: where it stands, and what it means."""

from collections.abc import Sequence

import streamlit as st

from planner.ui.goal.told import in_my_language, sentence_in_words
from planner.ui.language import _, say
from planner.ui.navigation import page_of
from planner.ui.standing import standing_badge, way_text
from planner.ui.text import plain, shorten
from schemas.goal import GoalRow, TieRow
from schemas.relation import GoalGlimpse, SideBySideQuarter

from .together import say_meaning, say_together

_SEPARATOR = " · "
_DEMAND = 32
"""Letters of a demand in a link, which never wraps."""


def draw_picker(goals: Sequence[GoalGlimpse]) -> None:
    """List a district's goals with mark and relation, each with a link to its own view."""
    if not goals:
        st.info(_("This district has no goals yet. They are added on the page Plan."))
    for one in goals:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.page_link(
                page_of("relation"),
                label=plain(one.goal.code),
                icon=":material/compare_arrows:",
                query_params={"goal": str(one.goal.id)},
            )
            # A link never wraps: on a phone the goal's title would be cut in it.
            together = f" {say_together(one.relation.kind)}" if one.relation else ""
            title = in_my_language(one.goal.title, one.goal.translations, "title")
            said = f"{plain(title)} {standing_badge(one.standing)}{together}"
            st.markdown(said, width="content")


def draw_goal(goal: GoalRow, latest: SideBySideQuarter | None) -> None:
    """Draw the goal in one sentence, what it is tied to, and where it stood last."""
    with st.container(gap="xxsmall"):
        st.header(plain(in_my_language(goal.goal.title, goal.translations, "title")))
        st.markdown(plain(sentence_in_words(goal.sentence, goal.translations, short=True)))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if goal.ties:
                st.caption(_("Tied to"), width="content")
            for tie in goal.ties:
                _draw_tie(tie)
            if latest:
                _draw_latest(latest)


def _draw_tie(tie: TieRow) -> None:
    st.page_link(
        page_of("theme"),
        label=plain(shorten(tie.statement, _DEMAND)),
        icon=":material/link:",
        help=plain(f"{tie.statement} ({tie.code})"),
        query_params={"demand": tie.code},
    )


def _draw_latest(latest: SideBySideQuarter) -> None:
    """Say the page's answer: where the goal stood last, what it means together, and why."""
    st.markdown(say_latest(latest), width="content")
    with st.popover(_("Why?"), type="tertiary"):
        standing = latest.standing
        for message in dict.fromkeys(map(say, (standing.why, *standing.says))):
            st.markdown(plain(message))
        if latest.relation:
            st.markdown(say_meaning(latest.relation.kind))


def say_latest(latest: SideBySideQuarter) -> str:
    """Return the page's answer as Markdown."""
    way = way_text(latest.standing)
    parts = [
        standing_badge(latest.standing),
        *([plain(way)] if way else []),
        *([say_together(latest.relation.kind)] if latest.relation else []),
    ]
    return _SEPARATOR.join(parts)
