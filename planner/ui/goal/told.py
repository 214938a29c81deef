"""Titles and lines that people wrote, in the reader's language where somebody translated them."""

from collections.abc import Iterable

from planner.i18n import own_name
from schemas.goal import SentenceRow
from schemas.text import TranslatedField
from schemas.vocabulary import Language

from ..language import _, current_language, say


def in_my_language(text: str, translations: Iterable[TranslatedField], field: str) -> str:
    """Return the translation of a field, or else the text as it was written."""
    found = _find(translations, field)
    return found.text if found else text


def sentence_in_words(
    sentence: SentenceRow, translations: Iterable[TranslatedField], *, short: bool = False
) -> str:
    """Return the sentence of a goal as this reader sees it, for every page the same.

    Polished words show where they still fit and the reader's language has them; else the sentence
    that is made of the fields, which every language has. A short one, for lists, leaves out who
    does what.
    """
    if sentence.polished and not sentence.moved_on:
        if sentence.language is current_language():
            return sentence.polished
        found = _find(translations, "polished")
        if found and not found.is_old:
            return found.text
    return say(sentence.aim if short else sentence.composed)


def say_translation(
    text: str, language: Language, translations: Iterable[TranslatedField], field: str
) -> str:
    """Return who translated a text, with the original; or what language it is in, or nothing."""
    if language is current_language():
        return ""
    found = _find(translations, field)
    if found is None:
        return _("Written in {language}", language=own_name(language))
    told = _(
        "Translated from {language} by {name}:",
        language=own_name(language),
        name=found.translated_by,
    )
    old = _("The original was changed after this translation.") if found.is_old else ""
    return f"{old} {told} {text}".strip()


def _find(translations: Iterable[TranslatedField], field: str) -> TranslatedField | None:
    return next((one for one in translations if one.field == field), None)
