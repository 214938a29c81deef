"""Numbers, dates and quarters as each language writes them."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from babel import Locale
from babel import dates as babel_dates
from babel import numbers as babel_numbers

from schemas.errors import N_, RuleError
from schemas.vocabulary import Language

LOCALES = {
    Language.EN: Locale("en", "US"),
    Language.ES: Locale("es", "US"),
    Language.PL: Locale("pl", "PL"),
    Language.ZH_HANS: Locale("zh", "CN", script="Hans"),
}

OWN_NAMES = {
    Language.EN: "English",
    Language.ES: "Español",
    Language.PL: "Polski",
    Language.ZH_HANS: "简体中文",
}


def language_tag(language: Language) -> str:
    """Return the tag browsers know the language by, such as `zh-Hans`."""
    return language.value.replace("_", "-")


def find_language(tag: str | None) -> Language | None:
    """Return our language of a browser's tag or a catalogue's folder name, or None."""
    name = (tag or "").replace("-", "_")
    return Language(name) if name in set(Language) else None


def own_name(language: Language) -> str:
    """Return the language's name for itself."""
    return OWN_NAMES[language]


def format_number(value: Decimal, language: Language, decimals: int | None = None) -> str:
    """Write a number with at most `decimals` digits after the point, or as many as it has."""
    places = max(0, -int(value.normalize().as_tuple().exponent)) if decimals is None else decimals
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return babel_numbers.format_decimal(
        value, format=pattern, locale=LOCALES[language], decimal_quantization=True
    )


def format_count(value: int, language: Language) -> str:
    """Write a whole number."""
    return format_number(Decimal(value), language, 0)


def format_percent(share: Fraction | Decimal | float, language: Language, decimals: int = 0) -> str:
    """Write a share (1 is all of it) as a percentage."""
    value = (
        Decimal(share.numerator) / Decimal(share.denominator)
        if isinstance(share, Fraction)
        else Decimal(str(share))
    )
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
    locale = LOCALES[language]
    return babel_numbers.format_percent(value, format=pattern, locale=locale)


def format_date(day: date, language: Language) -> str:
    """Write a date in the language's long form."""
    return babel_dates.format_date(day, format="long", locale=LOCALES[language])


def format_time(moment: datetime, language: Language) -> str:
    """Write the time of day, in the zone of the moment, as the language's clocks do."""
    return babel_dates.format_time(
        moment, format="short", tzinfo=moment.tzinfo, locale=LOCALES[language]
    )


def format_quarter(year: int, number: int) -> str:
    """Write a quarter the same way everywhere: `2026 Q3`."""
    return f"{year} Q{number}"


Marks: TypeAlias = tuple[str, str]
"""What separates thousands, and what separates decimals."""

_ENGLISH: tuple[Marks, ...] = ((",", "."), (" ", "."))
_CONTINENTAL: tuple[Marks, ...] = ((".", ","), (" ", ","))
_POLISH: tuple[Marks, ...] = ((" ", ","),)

# A reading in the language's own marks wins; the second list is tried where there is none. Spanish
# is written both ways, English in the United States and continental elsewhere, so it has no own.
_OWN_AND_OTHER_MARKS: dict[Language, tuple[tuple[Marks, ...], tuple[Marks, ...]]] = {
    Language.EN: (_ENGLISH, ()),
    Language.ES: ((), _ENGLISH + _CONTINENTAL),
    Language.PL: (_POLISH, _ENGLISH + _CONTINENTAL),
    Language.ZH_HANS: (_ENGLISH, ()),
}
_MOST_DECIMALS = 6
_LARGEST = Decimal("9e12")


def parse_number(text: str, language: Language) -> Decimal | None:
    """Read a number as a person types it, every digit of it; None for an empty text.

    Takes the language's own marks, spaces between thousands, and other languages' marks where
    only one number can be meant. Raises RuleError, in words, for anything else: a text that is no
    number or can mean two, more than six decimal places, or 9 million million and more.
    """
    written = unicodedata.normalize("NFKC", text).strip().replace("\N{MINUS SIGN}", "-")
    if not written:
        return None
    own, other = _OWN_AND_OTHER_MARKS[language]
    readings = _readings(written, own) or _readings(written, other)
    if not readings:
        raise RuleError(
            N_("“{text}” is not a number. Write it like {example}."),
            text=text.strip(),
            example=write_number(Decimal("1234.5"), language),
        )
    if len(readings) > 1:
        first, second = (write_number(value, language) for value in readings[:2])
        raise RuleError(
            N_("“{text}” can mean {first} or {second}. Write it in one of these two ways."),
            text=text.strip(),
            first=first,
            second=second,
        )
    return _storable(readings[0], text.strip())


def write_number(value: Decimal, language: Language) -> str:
    """Write a number into a field: every digit, no separator of thousands, and read back alike."""
    plain = format(value.normalize(), "f") if value else "0"
    own, other = _OWN_AND_OTHER_MARKS[language]
    text = plain.replace(".", (own or other)[0][1])
    # Three decimals look like thousands where both marks are in use; a fourth says they are not.
    return text if len(_readings(text, own) or _readings(text, other)) == 1 else f"{text}0"


def _readings(written: str, marks: Iterable[Marks]) -> list[Decimal]:
    found = (_read(written, thousands, decimal) for thousands, decimal in marks)
    return sorted({value for value in found if value is not None}, reverse=True)


def _read(written: str, thousands: str, decimal: str) -> Decimal | None:
    grouped = rf"[1-9][0-9]{{0,2}}(?:{re.escape(thousands)}[0-9]{{3}})+"
    shape = rf"[+-]?(?:{grouped}|[0-9]+)(?:{re.escape(decimal)}[0-9]+)?"
    if re.fullmatch(shape, written) is None:
        return None
    return Decimal(written.replace(thousands, "").replace(decimal, "."))


def _storable(value: Decimal, text: str) -> Decimal:
    if abs(value) >= _LARGEST:
        raise RuleError(N_("“{text}” is larger than the planner can keep."), text=text)
    if value != round(value, _MOST_DECIMALS):
        raise RuleError(
            N_("“{text}” has more digits after the point than the planner keeps: six at most."),
            text=text,
        )
    return value
