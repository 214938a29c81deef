"""Cells of a workbook as values: what can't be read is noted, and the cell counts as empty."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from functools import cache

from openpyxl.cell import Cell as WorkbookCell
from openpyxl.cell import MergedCell

from planner.i18n import parse_number, translator, word_of, write_number
from schemas.errors import N_, RuleError
from schemas.shape import LONG, one_line
from schemas.vocabulary import Language

from ..cells import LARGEST
from .columns import NO, YES, Cell, Column
from .notes import Notes

LONGEST_LINE = 300
_PLACES = 6
_DIGITS = "15g"
"""How many digits a spreadsheet keeps of a number."""
_FIRST, _LAST = date(2000, 1, 1), date(2200, 12, 31)
_SHOWN = 60
_HUNDRED = 100
_ALIKE = 0.75
"""How much a word has to be like another to be suggested."""

# Word turns quotes and hyphens into these by itself.
_STRAIGHT = str.maketrans("\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014", "'''\"\"\"--")
AnyCell = WorkbookCell | MergedCell


def plain_text(text: str) -> str:
    """Return a text as it is compared: one case, one kind of quotes and spaces."""
    flat = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(flat.translate(_STRAIGHT).split())


def nearest(text: str, known: Iterable[str]) -> str:
    """Return what was most likely meant among what is known, or nothing."""
    by_plain = {plain_text(one): one for one in known}
    found = get_close_matches(plain_text(text), by_plain, n=1, cutoff=_ALIKE)
    return by_plain[found[0]] if found else ""


def shown(value: object) -> str:
    """Return a cell's value as a sentence repeats it."""
    text = one_line(str(value))
    return f"{text}"[:_SHOWN]


@cache
def words_of(words: type[StrEnum]) -> dict[str, StrEnum]:
    """Return the members of a vocabulary by how people write them, in every language."""
    said = {
        plain_text(translator(language)(word_of(member))): member
        for language in Language
        for member in words
    }
    return said | {plain_text(member.value): member for member in words}


@cache
def _answers() -> dict[str, bool]:
    said = {
        plain_text(translator(language)(word)): answer
        for language in Language
        for word, answer in ((YES, True), (NO, False))
    }
    return said | {"x": True, "true": True, "false": False, "yes": True, "no": False}


Value = str | bool | int | Decimal | date | StrEnum | tuple[str, ...] | tuple[StrEnum, ...] | None


class Reader:
    """Reads the cells of a file that is written in a language."""

    def __init__(self, language: Language, notes: Notes) -> None:
        self.language = language
        self.notes = notes

    def read(self, cell: AnyCell, column: Column, place: str) -> Value:
        """Return a cell's value, or None where it is empty or can't be read, which is noted."""
        value = cell.value
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if getattr(cell, "data_type", "") == "e":
            self.notes.add(place, N_("“{text}” is an error of the spreadsheet."), text=shown(value))
            return None
        text = as_text(value)
        read: Mapping[Cell, Callable[[], Value]] = {
            Cell.LINE: lambda: self.line(text, place),
            Cell.WORDS: lambda: self.words(text, place),
            Cell.LIST: lambda: tuple(self.line(part, place) for part in parts_of(text)),
            Cell.NUMBER: lambda: self.number(cell, place),
            Cell.WHOLE: lambda: self.whole(cell, place),
            Cell.DAY: lambda: self.day(value, place),
            Cell.YES_NO: lambda: self.yes_no(value, place),
            Cell.WORD: lambda: self.word(text, column, place),
            Cell.WORD_LIST: lambda: self.word_list(text, column, place),
        }
        return read[column.cell]()

    def line(self, text: str, place: str) -> str:
        """Return a line; what is too long is cut, and said."""
        return self._fit(str(one_line(text)), LONGEST_LINE, place)

    def words(self, text: str, place: str) -> str:
        """Return a longer text with its line breaks."""
        return self._fit(text.replace("\r\n", "\n").replace("\r", "\n").strip(), LONG, place)

    def _fit(self, text: str, most: int, place: str) -> str:
        if len(text) > most:
            told = N_("This text has {length} characters; {most} is the most.")
            self.notes.add(place, told, length=len(text), most=most)
            self.notes.leave(place, text)
            return ""
        return text

    def number(self, cell: AnyCell, place: str) -> Decimal | None:
        """Return a number that is a number, or written as the language does."""
        value = cell.value
        if isinstance(value, bool | date):
            self.notes.add(place, NOT_A_NUMBER, text=shown(value), example=self._example())
            return None
        if isinstance(value, int | float):
            kept = Decimal(format(value, _DIGITS))
            # A cell that shows 70% holds 0.7.
            percent = isinstance(cell, WorkbookCell) and "%" in (cell.number_format or "")
            return self._parse(
                format(kept * _HUNDRED if percent else kept, "f"), place, Language.EN
            )
        return self._parse(as_text(value).removesuffix("%").strip(), place, self.language)

    def _parse(self, text: str, place: str, language: Language) -> Decimal | None:
        try:
            return parse_number(text, language)
        except RuleError as error:
            self.notes.add(place, error.message, **error.params)
            return None

    def _example(self) -> str:
        return write_number(Decimal("1234.5"), self.language)

    def whole(self, cell: AnyCell, place: str) -> int | None:
        """Return a whole number."""
        value = self.number(cell, place)
        if value is not None and (value != int(value) or not 0 <= value <= LARGEST):
            self.notes.add(place, N_("“{text}” is not a whole number."), text=shown(value))
            return None
        return None if value is None else int(value)

    def day(self, value: object, place: str) -> date | None:
        """Return a day that is a day, or written as year, month and day."""
        day = value.date() if isinstance(value, datetime) else value
        if not isinstance(day, date):
            try:
                day = date.fromisoformat(as_text(value).strip())
            except ValueError:
                day = None
        if day is None or not _FIRST <= day <= _LAST:
            told = N_("“{text}” is not a day. Write year, month and day, such as 2026-11-20.")
            self.notes.add(place, told, text=shown(value))
            return None
        return day

    def yes_no(self, value: object, place: str) -> bool | None:
        """Return an answer in any of the languages."""
        if isinstance(value, bool):
            return value
        answer = _answers().get(plain_text(as_text(value)))
        if answer is None:
            self.notes.add(place, N_("“{text}” is neither yes nor no."), text=shown(value))
        return answer

    def word_list(self, text: str, column: Column, place: str) -> tuple[StrEnum, ...]:
        """Return words of the vocabulary, with semicolons between them."""
        found = (self.word(part, column, place) for part in parts_of(text))
        return tuple(one for one in found if one is not None)

    def word(self, text: str, column: Column, place: str) -> StrEnum | None:
        """Return a word of the vocabulary, by its key or as any of the languages says it."""
        words = column.words
        if words is None:
            return None
        found = words_of(words).get(plain_text(text))
        if found is None:
            said = [translator(self.language)(word_of(member)) for member in words]
            near = nearest(text, said)
            if near:
                told = N_("“{text}” is not one of the words for this. Did you mean {near}?")
                self.notes.add(place, told, text=shown(text), near=near)
            else:
                told = N_("“{text}” is not one of the words for this: {words}.")
                self.notes.add(place, told, text=shown(text), words=", ".join(said))
        return found


NOT_A_NUMBER = N_("“{text}” is not a number. Write it like {example}.")


def as_text(value: object) -> str:
    """Return what a cell holds as text: a day as year, month and day, a number as it is written."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        kept = Decimal(format(value, _DIGITS))
        return format(kept.normalize(), "f") if kept else "0"
    return str(value)


def parts_of(text: str) -> list[str]:
    """Return what stands between semicolons or line breaks, each once."""
    parts = text.replace("\uff1b", ";").replace("\n", ";").split(";")
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))
