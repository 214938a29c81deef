"""What people wrote: as it was typed, and below it in the reader's language."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from planner.i18n import language_tag, own_name
from schemas.text import TranslatedField
from schemas.vocabulary import Language

from .language import _, current_language
from .text import plain


def quote(text: str, language: Language) -> None:
    """Draw words as they were typed; the browser learns their language and finds the direction."""
    lines = escape(text).replace("\n", "<br>")
    told = f'data-user-content lang="{language_tag(language)}" dir="auto"'
    # A word or an address longer than a phone is wide would push the page aside.
    st.html(f'<div {told} style="overflow-wrap: anywhere">{lines}</div>')


def draw_translation(text: str, language: Language, translated_by: str, *, is_old: bool) -> None:
    """Draw words in the reader's language, and who translated them from which."""
    st.caption(plain(_say_translation(language, translated_by, is_old=is_old)))
    quote(text, current_language())


def draw_text(
    text: str, language: Language, translations: Iterable[TranslatedField], field: str
) -> None:
    """Draw one text of a row as it was typed, then its translation where there is one."""
    quote(text, language)
    for one in translations:
        if one.field == field:
            draw_translation(one.text, language, one.translated_by, is_old=one.is_old)


def _say_translation(language: Language, translated_by: str, *, is_old: bool) -> str:
    translated = _(
        "Translated from {language} by {name}:", language=own_name(language), name=translated_by
    )
    if is_old:
        return _("The original was changed after this translation.") + " " + translated
    return translated
