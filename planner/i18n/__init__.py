"""Languages: gettext catalogues and the formats of numbers and dates."""

from .catalogue import Translator, translator
from .formats import (
    find_language,
    format_count,
    format_date,
    format_number,
    format_percent,
    format_quarter,
    format_time,
    language_tag,
    own_name,
    parse_number,
    write_number,
)
from .words import word_of

__all__ = [
    "Translator",
    "find_language",
    "format_count",
    "format_date",
    "format_number",
    "format_percent",
    "format_quarter",
    "format_time",
    "language_tag",
    "own_name",
    "parse_number",
    "translator",
    "word_of",
    "write_number",
]
