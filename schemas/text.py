"""Texts that people wrote, in another language."""

from .shape import Shape


class TranslatedField(Shape):
    """One of a row's texts in the reader's language, and who translated it.

    `is_old` says that the original moved on after it was translated.
    """

    field: str
    text: str
    translated_by: str
    is_old: bool
