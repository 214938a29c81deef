"""Numbers, dates and quarters as each language writes them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from babel import Locale
from babel import dates as babel_dates
from babel import numbers as babel_numbers

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
    value = Decimal(share.numerator) / Decimal(share.denominator) if isinstance(
        share, Fraction
    ) else Decimal(str(share))
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + "%"
    locale = LOCALES[language]
    return babel_numbers.format_percent(value, format=pattern, locale=locale)


def format_date(day: date, language: Language) -> str:
    """Write a date in the language's long form."""
    return babel_dates.format_date(day, format="long", locale=LOCALES[language])


def format_quarter(year: int, number: int) -> str:
    """Write a quarter the same way everywhere: `2026 Q3`."""
    return f"{year} Q{number}"
