"""The right part of a quarter: how many spoke, what they expressed, and their words."""

from collections.abc import Iterable, Mapping

import streamlit as st

from planner.charts.spec import titled
from planner.charts.voice import SideWords, valence_frame, valence_spec
from planner.ui.language import _, current_language, listed, plural
from planner.ui.picture import picture_title
from planner.ui.text import plain, shorten
from planner.ui.voice import quote, say_count, say_withheld, valence_word
from schemas.relation import SideBySideQuarter
from schemas.vocabulary import Consent, Valence
from schemas.voice import VoiceRow, VoiceSummary

_SEPARATOR = " · "
_IN_THE_BAR = (Valence.COMPLAINT, Valence.MIXED, Valence.NEITHER, None, Valence.PRAISE)
_LONGEST = 110
"""Letters of a quote; the page Voices has all of it."""
_DEMAND = 25
"""Letters of a demand in a list of them."""


@st.fragment
def draw_heard(
    row: SideBySideQuarter, reach: float, statements: Mapping[str, str], *, dark: bool
) -> None:
    """Draw what people said in a quarter; `reach` is the longest side of all quarters' bars.

    Leafing through the quotes draws only this part of the page anew.
    """
    voices, quotes = row.voices, shown_quotes(row.voices.quotes)
    with st.container(gap="xxsmall"):
        page = _draw_count(voices, len(quotes), f"quotes:{row.year}-Q{row.quarter}")
        if voices.count:
            _draw_valences(voices, reach, dark=dark)
        if quotes:
            _draw_quote(quotes[page - 1])
        facts = [_say_demands(voices, statements), say_withheld(voices), say_missing(row)]
        if any(facts):
            st.caption("  \n".join(plain(fact) for fact in facts if fact))


def is_for_all(voice: VoiceRow) -> bool:
    """Say whether a speaker lets the words be shown, not only counted."""
    return voice.consent is not Consent.COUNTED_ONLY


def shown_quotes(quotes: Iterable[VoiceRow]) -> list[VoiceRow]:
    """Return the quotes for all to read, approved ones first; cards are shown in meetings."""
    return sorted(filter(is_for_all, quotes), key=lambda voice: not voice.approved)


def _draw_count(voices: VoiceSummary, quotes: int, key: str) -> int:
    """Say how many spoke, offer to leaf through the quotes, and return which one is open."""
    if not voices.count:
        st.markdown(_("No voices in this quarter."))
        return 1
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f"**{plain(say_count(voices.count, voices.meetings))}**")
        if quotes < 2:  # noqa: PLR2004  (one has nothing to leaf to)
            return 1
        page = st.session_state.get(key, 1)
        place = _("{place} of {count}", place=page, count=quotes)
        st.caption(plain(place), width="content")
        # Without page numbers the arrows stay; the place is said in words beside them.
        return st.pagination(quotes, max_visible_pages=0, key=key)


def say_missing(row: SideBySideQuarter) -> str:
    """Return what was not heard in a quarter: no meeting at all, or demands nobody spoke of."""
    if not row.meetings:
        return _("No meeting this quarter.")
    if not row.voices.count:
        return plural(
            "{count} meeting, and nobody spoke of this.",
            "{count} meetings, and nobody spoke of this.",
            len(row.meetings),
        )
    if row.unheard:
        return _("Nobody was heard on {codes}.", codes=listed(row.unheard))
    return ""


def valences_in_turn(voices: VoiceSummary) -> str:
    """Return the voices by what they express, in the order of the bar: complaints first."""
    counts = dict(voices.by_valence)
    return _SEPARATOR.join(
        f"{valence_word(one)} {counts[one]}" for one in _IN_THE_BAR if counts.get(one)
    )


def _say_demands(voices: VoiceSummary, statements: Mapping[str, str]) -> str:
    return _SEPARATOR.join(
        f"{shorten(statements.get(code, code), _DEMAND)} {count}"
        for code, count in voices.by_theme[:2]
    )


def _draw_valences(voices: VoiceSummary, reach: float, *, dark: bool) -> None:
    words = SideWords(
        complaint=_("Complaints"), between=_("Mixed, neither or not said yet"), praise=_("Praise")
    )
    said = valences_in_turn(voices)
    st.vega_lite_chart(
        valence_frame(voices, reach, words),
        titled(valence_spec(dark=dark), picture_title(said)),
        alt=_("Complaints on the left, praise on the right: {said}", said=said),
    )


def _draw_quote(row: VoiceRow) -> None:
    """Draw a quote in the reader's language where there is a translation."""
    if row.translated:
        words = shorten(row.translated, _LONGEST)
        quote(_("“{words}” (translated)", words=words), current_language())
    else:
        quote(_("“{words}”", words=shorten(row.text or "", _LONGEST)), row.language)
