"""Typed fields read back: texts, days, words of the vocabulary, numbers as they were written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from schemas.errors import RuleError

from ..fields import Values
from ..language import current_language
from ..number import read_number

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads fields whose names begin alike; an error names them as `where` begins.

    A lenient reader takes a number that can't be read for none, so that the rest can be checked.
    """

    values: Values
    lenient: bool
    prefix: str = ""
    where: str = ""

    def within(self, prefix: str, where: str) -> "Reader":
        """Return a reader of fields whose names begin with a further prefix."""
        return Reader(self.values, self.lenient, self.prefix + prefix, self.where + where)

    def text(self, name: str) -> str:
        """Read a text."""
        return str(self.values.get(self.prefix + name) or "").strip()

    def day(self, name: str) -> date | None:
        """Read a day."""
        held = self.text(name)
        return date.fromisoformat(held) if held else None

    def word(self, name: str, kind: Callable[[str], T]) -> T | None:
        """Read a word of the vocabulary, an identifier or the like."""
        held = self.text(name)
        return kind(held) if held else None

    def number(self, name: str, field: str | None = None) -> Decimal | None:
        """Read a number; raises RuleError, with `field` or the name, when it can't be read."""
        try:
            where = self.where + (field or name)
            return read_number(self.text(name), current_language(), where=where)
        except RuleError:
            if self.lenient:
                return None
            raise

    def need(self, condition: object, message: str, name: str) -> None:
        """Raise RuleError with the field unless the condition holds; a lenient reader goes on."""
        if not condition and not self.lenient:
            raise RuleError(message, where=self.where + name)
