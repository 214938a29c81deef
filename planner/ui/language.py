"""The session's language: translate, and write numbers and dates, for whoever reads this page.

The language comes from the session at each call: a fragment or a callback runs without the frame.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from planner import i18n
from planner.components.builtin import BUILTIN_WORDS
from schemas.errors import PlannerError
from schemas.message import Message
from schemas.vocabulary import Language

from .session import find_language, get_settings

_outside: ContextVar[Language | None] = ContextVar("outside", default=None)


def current_language() -> Language:
    """Return the language of this session, or the one that is spoken outside of it."""
    return _outside.get() or find_language() or get_settings().language


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language where there is no session to ask, as when a file is made for download."""
    before = _outside.set(language)
    try:
        yield
    finally:
        _outside.reset(before)


def _(message: str, **params: object) -> str:
    """Translate a message and fill in its parameters."""
    return i18n.translator(current_language())(message, **params)


def plural(one: str, many: str, count: int, **params: object) -> str:
    """Translate a message that counts; `{count}` is filled in."""
    return i18n.translator(current_language()).plural(one, many, count, **params)


def listed(parts: Iterable[str]) -> str:
    """Return words one after the other, as the language lists them."""
    return i18n.translator(current_language()).listed(parts)


def say(message: Message | str) -> str:
    """Translate a message that was marked elsewhere: by a lower floor, or in a table of labels."""
    translator = i18n.translator(current_language())
    return translator(message) if isinstance(message, str) else translator.message(message)


def say_error(error: PlannerError) -> str:
    """Translate an error."""
    return i18n.translator(current_language()).error(error)


def word(member: StrEnum) -> str:
    """Return a word of the vocabulary as this session reads it."""
    return say(i18n.word_of(member))


def number(value: Decimal, decimals: int | None = None) -> str:
    """Write a number."""
    return i18n.format_number(value, current_language(), decimals)


def percent(share: Decimal, decimals: int = 0) -> str:
    """Write a share (1 is all of it) as a percentage."""
    return i18n.format_percent(share, current_language(), decimals)


def long_date(day: date) -> str:
    """Write a date in its long form."""
    return i18n.format_date(day, current_language())


def quarter_name(year: int, quarter: int) -> str:
    """Write a quarter: `2026 Q3`."""
    return i18n.format_quarter(year, quarter)


def builtin_words() -> dict[str, str]:
    """Return Streamlit's own English words in this session's language."""
    return _builtin_words(current_language())


@cache
def _builtin_words(language: Language) -> dict[str, str]:
    translator = i18n.translator(language)
    return {english: translator(english) for english in BUILTIN_WORDS}
