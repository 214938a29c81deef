"""How people's words are drawn: as typed, in their own language, or withheld with the reason."""

from collections.abc import Mapping, Sequence

import streamlit as st

from planner.i18n import own_name
from planner.ui.choice import open_button
from planner.ui.language import _, listed, long_date, plural, word
from planner.ui.link import demand_link
from planner.ui.text import plain
from planner.ui.translated import draw_translation, quote
from schemas.vocabulary import Consent, Valence
from schemas.voice import DemandVoices, VoicePage, VoiceRow, VoiceSummary

_SEPARATOR = " · "


def draw_words(row: VoiceRow) -> None:
    """Draw a voice's words with their translation, or say why they are withheld."""
    if row.text is None:
        st.caption(_say_why_withheld(row))
        return
    quote(row.text, row.language)
    if row.translated is not None:
        draw_translation(
            row.translated, row.language, row.translated_by, is_old=row.translation_is_old
        )


def _say_why_withheld(row: VoiceRow) -> str:
    if row.consent is Consent.COUNTED_ONLY:
        return _("Counted, but not shown: the speaker allowed no more.")
    return _("Counted, but not shown: nobody has approved the wording yet.")


def say_count(count: int, meetings: int) -> str:
    """Return how many voices there are and from how many meetings."""
    voices = plural("{count} voice", "{count} voices", count)
    return plural(
        "{voices} from {count} meeting", "{voices} from {count} meetings", meetings, voices=voices
    )


def say_voices(page: VoicePage, place: str) -> str:
    """Return the part's answer: how many voices a district has, and how many wait for approval."""
    answer = _("{place}: {voices}.", place=place, voices=say_count(page.total, page.meetings))
    if not page.waiting:
        return answer
    return f"{answer} " + plural(
        "{count} waits for its wording to be approved.",
        "{count} wait for their wording to be approved.",
        page.waiting,
    )


def waits(row: VoiceRow) -> bool:
    """Say whether a voice's wording is still to be approved."""
    return not row.approved and row.consent is not Consent.COUNTED_ONLY


def say_withheld(summary: VoiceSummary | DemandVoices) -> str:
    """Return how many voices are counted without being shown, by reason, or nothing."""
    parts = []
    if summary.counted_only:
        parts.append(
            plural(
                "{count} may only be counted", "{count} may only be counted", summary.counted_only
            )
        )
    if summary.unapproved:
        parts.append(
            plural(
                "{count} waits for its wording to be approved",
                "{count} wait for their wording to be approved",
                summary.unapproved,
            )
        )
    return _("Not shown: {parts}.", parts=listed(parts)) if parts else ""


def valence_word(valence: Valence | None) -> str:
    """Return what a person says a voice expresses, also where nobody has said it yet."""
    return word(valence) if valence else _("Not said yet")


def draw_voice(
    row: VoiceRow, names: Mapping[str, str], *, may_approve: bool, may_edit: bool
) -> bool:
    """Draw one voice with where it was heard; say whether its wording was just approved.

    `names` are the statements of themes and local demands by code.
    """
    with st.container(gap="xsmall"):
        draw_words(row)
        st.caption(plain(_SEPARATOR.join(_facts(row))))
        with st.container(horizontal=True, vertical_alignment="center"):
            for code in row.theme_codes:
                demand_link(code, names.get(code, ""))
            approved = (
                may_approve
                and waits(row)
                and st.button(
                    _("Approve this wording"), key=f"approve:{row.id}", icon=":material/check:"
                )
            )
            if may_edit:
                open_button(_("Edit voice"), "voice", row.id)
    return approved


def _facts(row: VoiceRow) -> list[str]:
    return [
        *([word(row.valence)] if row.valence else []),
        long_date(row.held_on),
        row.engagement_title,
        own_name(row.language),
        word(row.consent),
        *([_("Answered by a link")] if row.by_link else []),
        *([] if row.theme_codes else [_("No theme yet")]),
        *([_("Wording not approved yet")] if waits(row) else []),
    ]


@st.fragment
def leaf_through(quotes: Sequence[VoiceRow], key: str) -> None:
    """Show one quote at a time; leafing draws only this part of the page anew."""
    # Without page numbers the arrows stay; the place is said in words below.
    page = st.pagination(len(quotes), max_visible_pages=0, key=key) if len(quotes) > 1 else 1
    row = quotes[page - 1]
    draw_words(row)
    facts = [
        _("{place} of {count}", place=page, count=len(quotes)),
        valence_word(row.valence),
        row.engagement_title,
        long_date(row.held_on),
    ]
    st.caption(plain(_SEPARATOR.join(facts)))
