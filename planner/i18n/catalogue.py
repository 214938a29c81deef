"""Gettext catalogues, read from their `.po` files, so that nothing needs compiling."""

import gettext
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from schemas.errors import PlannerError
from schemas.message import Message
from schemas.vocabulary import Language

from .formats import format_date, format_number

FOLDER = Path(__file__).parent / "locales"
DOMAIN = "planner"


class Translator:
    """Turns message keys into one language; a key without a translation stays English."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.catalogue = _load(language)

    def __call__(self, message: str, **params: object) -> str:
        """Translate a message and fill in its named parameters."""
        if not message:
            return ""
        return _fill(self.catalogue.gettext(message), params)

    def plural(self, one: str, many: str, count: int, **params: object) -> str:
        """Translate a message that counts; `{count}` is filled in."""
        return _fill(self.catalogue.ngettext(one, many, count), {"count": count, **params})

    def context(self, context: str, message: str) -> str:
        """Translate a short word that means different things in different places."""
        return self.catalogue.pgettext(context, message)

    def listed(self, parts: Iterable[str]) -> str:
        """Return words one after the other, with what the language puts between them."""
        return self.context("between the words of a list", ", ").join(parts)

    def message(self, message: Message) -> str:
        """Translate a message a lower floor made; its parameters may be messages too."""
        return self(message.key, **self._params(message.params))

    def error(self, error: PlannerError) -> str:
        """Translate an error for the person who sees it."""
        return self(error.message, **self._params(error.params))

    def _params(self, params: Mapping[str, object]) -> dict[str, object]:
        return {name: self._written(value) for name, value in params.items()}

    def _written(self, value: object) -> object:
        """Write a parameter as the language does; a parameter may be a message itself."""
        if isinstance(value, Message):
            return self.message(value)
        if isinstance(value, Decimal):
            # A lower floor rounds to what the data have, so its digits stand: 9.0 is not 9.
            return format_number(value, self.language, max(0, -int(value.as_tuple().exponent)))
        if isinstance(value, date):
            return format_date(value, self.language)
        if isinstance(value, tuple):
            return self.listed(str(self._written(each)) for each in value)
        return value


@cache
def translator(language: Language) -> Translator:
    """Return the translator of a language; the catalogue is read once."""
    return Translator(language)


def _load(language: Language) -> gettext.NullTranslations:
    with (FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        catalogue = read_po(file, locale=str(language))
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _fill(text: str, params: Mapping[str, object]) -> str:
    return text.format(**params) if params else text
