"""The right part of a quarter: how many spoke, what they expressed, and their words."""

from collections.abc import Sequence

import streamlit as st

from planner.charts.spec import titled
from planner.charts.voice import SideWords, valence_frame, valence_spec
from planner.ui.language import _, long_date, word
from planner.ui.picture import picture_title
from planner.ui.text import plain
from planner.ui.voice import draw_words, say_count, say_valences, say_withheld, valence_word
from schemas.relation import SideBySideQuarter
from schemas.voice import VoiceRow, VoiceSummary

_SEPARATOR = " · "


def draw_heard(row: SideBySideQuarter, reach: float, *, dark: bool) -> None:
    """Draw what people said in a quarter; `reach` is the longest side of all quarters' bars."""
    voices = row.voices
    st.caption(_("What people say"))
    if not voices.count:
        st.markdown(_("No voices in this quarter."))
        return
    st.markdown(f"**{plain(say_count(voices.count, voices.meetings))}**")
    _draw_valences(voices, reach, dark=dark)
    st.caption(plain(_SEPARATOR.join(f"{code} {count}" for code, count in voices.by_theme)))
    if voices.quotes:
        _leaf_through(voices.quotes, f"quotes:{row.year}-Q{row.quarter}")
    if voices.withheld:
        st.caption(plain(say_withheld(voices)))


def _draw_valences(voices: VoiceSummary, reach: float, *, dark: bool) -> None:
    words = SideWords(
        complaint=_("Complaints"), between=_("Mixed, neither or not said yet"), praise=_("Praise")
    )
    said = say_valences(voices)
    st.vega_lite_chart(
        valence_frame(voices, reach, words),
        titled(
            valence_spec(dark=dark), picture_title(_("Complaints on the left, praise on the right"))
        ),
        alt=said,
    )
    st.caption(plain(said))


@st.fragment
def _leaf_through(quotes: Sequence[VoiceRow], key: str) -> None:
    """Show one quote at a time; leafing draws only this part of the page anew."""
    # Without page numbers the arrows stay; the place is said in words below.
    page = st.pagination(len(quotes), max_visible_pages=0, key=key) if len(quotes) > 1 else 1
    row = quotes[page - 1]
    draw_words(row)
    facts = [
        _("{place} of {count}", place=page, count=len(quotes)),
        valence_word(row.valence),
        word(row.engagement_kind),
        long_date(row.held_on),
    ]
    st.caption(plain(_SEPARATOR.join(facts)))
