"""How people's words are drawn: as typed, in their own language, or withheld with the reason."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from planner.i18n import language_tag, own_name
from planner.ui.address import keep
from planner.ui.choice import choose
from planner.ui.language import _, current_language, long_date, plural, word
from planner.ui.text import plain
from schemas.vocabulary import Consent, Language, Valence
from schemas.voice import VoiceRow, VoiceSummary

NEW = "new"
"""What the address carries in place of an identifier while a row is being added."""
ALL, WAITING = "all", "waiting"
SHOWN = (ALL, WAITING)
PAGE = 20
"""Voices drawn at once."""

_SEPARATOR = " · "


def quote(text: str, language: Language) -> None:
    """Draw words as they were typed; the browser learns their language and finds the direction."""
    lines = escape(text).replace("\n", "<br>")
    st.html(f'<div data-user-content lang="{language_tag(language)}" dir="auto">{lines}</div>')


def draw_words(row: VoiceRow) -> None:
    """Draw a voice's words with their translation, or say why they are withheld."""
    if row.text is None:
        st.caption(_say_why_withheld(row))
        return
    quote(row.text, row.language)
    if row.translated is None:
        return
    st.caption(plain(_say_translation(row)))
    quote(row.translated, current_language())


def _say_why_withheld(row: VoiceRow) -> str:
    if row.consent is Consent.COUNTED_ONLY:
        return _("Counted, but not shown: the speaker allowed no more.")
    return _("Counted, but not shown: nobody has approved the wording yet.")


def _say_translation(row: VoiceRow) -> str:
    translated = _(
        "Translated from {language} by {name}:",
        language=own_name(row.language),
        name=row.translated_by,
    )
    if row.translation_is_old:
        return _("The original was changed after this translation.") + " " + translated
    return translated


def say_count(count: int, meetings: int) -> str:
    """Return how many voices there are and from how many meetings."""
    voices = plural("{count} voice", "{count} voices", count)
    return plural(
        "{voices} from {count} meeting", "{voices} from {count} meetings", meetings, voices=voices
    )


def say_voices(rows: Sequence[VoiceRow], place: str) -> str:
    """Return the page's answer: how many voices a district has, and how many wait for approval."""
    meetings = len({row.engagement_id for row in rows})
    answer = _("{place}: {voices}.", place=place, voices=say_count(len(rows), meetings))
    waiting = sum(map(waits, rows))
    if not waiting:
        return answer
    return f"{answer} " + plural(
        "{count} waits for its wording to be approved.",
        "{count} wait for their wording to be approved.",
        waiting,
    )


def waits(row: VoiceRow) -> bool:
    """Say whether a voice's wording is still to be approved."""
    return not row.approved and row.consent is not Consent.COUNTED_ONLY


def say_withheld(summary: VoiceSummary) -> str:
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
    return _("Not shown: {parts}.", parts=", ".join(parts)) if parts else ""


def valence_word(valence: Valence | None) -> str:
    """Return what a person says a voice expresses, also where nobody has said it yet."""
    return word(valence) if valence else _("Not said yet")


def say_valences(summary: VoiceSummary) -> str:
    """Return the voices by what they express, in a fixed order."""
    return _SEPARATOR.join(f"{valence_word(one)} {count}" for one, count in summary.by_valence)


def draw_voice(
    row: VoiceRow, names: Mapping[str, str], *, may_approve: bool, may_edit: bool
) -> bool:
    """Draw one voice with where it was heard; say whether its wording was just approved.

    `names` are the statements of themes and local demands by code.
    """
    approvable = may_approve and waits(row)
    with st.container(border=True, gap="xsmall"):
        draw_words(row)
        st.caption(plain(_SEPARATOR.join(_facts(row))))
        for code in row.theme_codes:
            st.caption(plain(f"{code} {names.get(code, '')}"))
        with st.container(horizontal=True):
            approved = approvable and st.button(
                _("Approve this wording"), key=f"approve:{row.id}", icon=":material/check:"
            )
            if may_edit:
                st.button(
                    _("Edit voice"),
                    key=f"edit:{row.id}",
                    icon=":material/edit:",
                    on_click=keep,
                    kwargs={"voice": row.id},
                )
    return approved


def _facts(row: VoiceRow) -> list[str]:
    return [
        long_date(row.held_on),
        word(row.engagement_kind),
        row.engagement_title,
        own_name(row.language),
        valence_word(row.valence),
        word(row.consent),
        *([_say_approval(row)] if row.consent is not Consent.COUNTED_ONLY else []),
    ]


def _say_approval(row: VoiceRow) -> str:
    return _("Wording approved") if row.approved else _("Wording not approved yet")


def draw_buttons() -> None:
    """Offer to enter a voice or a meeting."""
    with st.container(horizontal=True):
        for name, label in (("voice", _("Enter a voice")), ("meeting", _("Enter a meeting"))):
            st.button(
                label, key=f"new:{name}", icon=":material/add:", on_click=keep, kwargs={name: NEW}
            )


def draw_filter(rows: Sequence[VoiceRow], names: Mapping[str, str], code: str, shown: str) -> None:
    """Offer to show voices of one theme only, or only those that wait for approval."""
    codes = sorted({code for row in rows for code in row.theme_codes} | {code} - {""})
    themes = {"": _("All themes")} | {one: f"{one} {names.get(one, '')}" for one in codes}
    kinds = {ALL: _("All voices"), WAITING: _("Waiting for approval")}
    with st.container(horizontal=True):
        choose(_("Theme"), "theme", list(themes), code, themes.__getitem__)
        choose(_("Show"), "show", SHOWN, shown, kinds.__getitem__)


def draw_no_voices(*, are_there_others: bool) -> None:
    """Say what to do where no voice is shown."""
    if are_there_others:
        st.info(_("No voice fits this choice. Choose another theme, or show all voices."))
    else:
        st.info(_("No voices here yet. Enter a meeting, then what people said there."))


def leaf(rows: Sequence[VoiceRow], key: str) -> Sequence[VoiceRow]:
    """Offer to leaf through many voices and return those of the page that is open."""
    pages = max(1, -(-len(rows) // PAGE))
    page = st.pagination(pages, key=key) if pages > 1 else 1
    return rows[(page - 1) * PAGE : page * PAGE]
