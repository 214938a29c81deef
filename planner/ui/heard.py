"""What people in a district said, beside a form that asks what should be done about it."""

from collections.abc import Sequence

import streamlit as st

from planner.services import theme, voice_page
from planner.services.work import Work
from schemas.account import DistrictRow
from schemas.errors import NotFoundError
from schemas.theme import HeadlineRow, ThemeRow
from schemas.vocabulary import Language
from schemas.voice import VoiceFilter, VoicePage, VoiceRow

from .cached import Reads
from .language import _, current_language, long_date, plural
from .place import district_name
from .session import open_work
from .text import plain
from .voice import draw_words

MOST_VOICED = 3
"""Demands that most people spoke of."""
MOST_QUOTES = 2


def voiced_here(one: ThemeRow, here: int) -> int:
    """Return how many people of a district spoke of a demand."""
    return sum(place.voices for place in one.voiced if place.district_number == here)


def most_voiced(headlines: Sequence[HeadlineRow], here: int) -> list[tuple[ThemeRow, int]]:
    """Return the demands most people spoke of in a district, with how many did."""
    voiced = [
        (one, count)
        for headline in headlines
        for one in headline.demands
        if (count := voiced_here(one, here))
    ]
    return sorted(voiced, key=lambda pair: -pair[1])[:MOST_VOICED]


def draw_heard_here(district: DistrictRow) -> None:
    """Draw what most people in a district spoke of, and the latest of what they said."""
    with open_work() as work:
        found, voices = Reads(work).get(_load, district, current_language())
    title = plain(_("Most voiced in {place}", place=district_name(district)))
    st.markdown(f"**{title}**")
    for one, count in found:
        with st.container(gap="xxsmall"):
            st.markdown(plain(one.statement))
            st.caption(plural("{count} voice here", "{count} voices here", count))
    if voices.fitting:
        with st.expander(_("What people said last")):
            draw_quotes(voices)
    else:
        draw_nobody()


def _load(
    work: Work, district: DistrictRow, language: Language
) -> tuple[list[tuple[ThemeRow, int]], VoicePage]:
    try:
        headlines = theme.get_catalogue(work, language).headlines
    except NotFoundError:
        headlines = ()
    voices = voice_page.get_voice_page(work, district.id, VoiceFilter(), language=language)
    return most_voiced(headlines, district.number), voices


def draw_nobody() -> None:
    """Say that a district has no voices, and where they are entered."""
    st.caption(_("Nobody was heard here yet. What people say is entered on the page Voices."))


def draw_quotes(voices: VoicePage) -> None:
    """Draw the latest quotes of a page of voices, with where and when, or why there are none."""
    if not voices.fitting:
        st.caption(_("Nobody was heard on this here yet."))
    shown = [row for row in voices.rows if row.text is not None][:MOST_QUOTES]
    if voices.fitting and not shown:
        st.caption(_("Counted, but not shown: the wording is not approved, or may not be quoted."))
    for row in shown:
        with st.container(gap=None):
            draw_words(row)
            st.caption(plain(_say_where(row)))


def _say_where(row: VoiceRow) -> str:
    return " · ".join(filter(None, [row.engagement_title, long_date(row.held_on)]))
