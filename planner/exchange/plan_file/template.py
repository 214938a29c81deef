"""The workbook that people fill in, in their language, with the names of their district to pick."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell as WorkbookCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from planner.i18n import Translator, translator, word_of
from schemas.errors import N_
from schemas.vocabulary import Language

from .columns import (
    EXAMPLES,
    LEVELS,
    LISTS,
    NO,
    README,
    SHEETS,
    YES,
    Cell,
    Column,
    Sheet,
    label_params,
)

HEADINGS = 2
"""Rows above those that are filled in: hidden keys, and headings."""
FILLED = 200
"""Rows that offer lists to pick from."""
_WIDE = {Cell.WORDS: 46, Cell.LINE: 26, Cell.LIST: 24, Cell.WORD_LIST: 30}
_NARROW = 16
_TALL = 62
_FORMATS = {Cell.DAY: "yyyy-mm-dd"}
_HEAD = PatternFill("solid", fgColor="1F4E79")
_GREY = Font(italic=True, color="6B7280")

_STEPS = (
    N_("Each priority has a row on “{priorities}”, and a short name of your own, such as P1."),
    N_("Each goal has a row on “{goals}” and names the short name of its priority."),
    N_("Each indicator has a row on “{indicators}” and names the short name of its goal."),
    N_("Values for each quarter stand on “{quarters}”, one row for each indicator."),
    N_("Several partners, beats or sources in one cell have semicolons between them."),
    N_("A day is written as year, month and day: 2027-12-31."),
    N_("Write values, not formulas: a file with formulas is not taken."),
    N_("Grey rows whose short name begins with “example” show how it is done. They are not read."),
    N_("Names, codes and words that can be picked stand on “{lists}”."),
    N_("Leave empty what you don't know yet: it can be written later, in the planner."),
)


@dataclass(frozen=True, slots=True)
class Names:
    """What a district's goals can name: people, partners, beats, and demands by their codes."""

    people: Sequence[str] = ()
    partners: Sequence[str] = ()
    beats: Sequence[str] = ()
    demands: Sequence[tuple[str, str]] = ()


def make_template(language: Language, names: Names) -> bytes:
    """Return an empty workbook for a plan, with headings and lists in a language."""
    say = translator(language)
    book = Workbook()
    _write_readme(book.worksheets[0], say)
    lists = _Lists(say, names)
    for sheet in SHEETS:
        _write_sheet(book.create_sheet(say(sheet.title)), sheet, say, lists)
    lists.write(book.create_sheet(say(LISTS)))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def put_text(cell: WorkbookCell, text: str) -> None:
    """Write text into a cell as text, also where a program would take it for a formula."""
    cell.value = text
    if text[:1] in "=+-@\t\r":
        cell.data_type = "s"
        cell.quotePrefix = True


def _cell(page: Worksheet, row: int, column: int, value: str | None = None) -> WorkbookCell:
    # Nothing is merged in a workbook of our own.
    return page.cell(row=row, column=column, value=value)


def _write_readme(page: Worksheet, say: Translator) -> None:
    page.title = say(README)
    page.column_dimensions["A"].width = 110
    titles = {sheet.key: say(sheet.title) for sheet in SHEETS} | {"lists": say(LISTS)}
    lines = [say(N_("A district's plan as a workbook")), *(say(one, **titles) for one in _STEPS)]
    for row, line in enumerate(lines, 1):
        cell = _cell(page, row=row, column=1)
        put_text(cell, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    _cell(page, row=1, column=1).font = Font(bold=True, size=14)


def _write_sheet(page: Worksheet, sheet: Sheet, say: Translator, lists: "_Lists") -> None:
    shown = [column for column in sheet.columns if _is_offered(column)]
    for place, column in enumerate(shown, 1):
        letter = get_column_letter(place)
        _cell(page, row=1, column=place, value=column.key)
        head = _cell(page, row=HEADINGS, column=place)
        put_text(head, say(column.label, **label_params(column)))
        head.font, head.fill = Font(bold=True, color="FFFFFF"), _HEAD
        head.alignment = Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[letter].width = _WIDE.get(column.cell, _NARROW)
        _write_example(_cell(page, row=HEADINGS + 1, column=place), sheet, column, say)
        lists.offer(page, column, letter)
        _shape_rows(page, column, place)
    page.row_dimensions[1].hidden = True
    page.row_dimensions[HEADINGS].height = _TALL
    page.freeze_panes = _cell(page, row=HEADINGS + 1, column=2)


def _is_offered(column: Column) -> bool:
    name, _, level = column.key.partition("_")
    return name != "level" or int(level) <= LEVELS


def _write_example(cell: WorkbookCell, sheet: Sheet, column: Column, say: Translator) -> None:
    written = EXAMPLES[sheet.key].get(column.key)
    if written is not None:
        put_text(cell, _as_read(column, written, say))
    cell.font = _GREY
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _as_read(column: Column, written: str, say: Translator) -> str:
    if column.words is not None:
        return say(word_of(column.words(written)))
    if column.cell is Cell.YES_NO:
        return say(YES if written == "yes" else NO)
    return say(written)


def _shape_rows(page: Worksheet, column: Column, place: int) -> None:
    """Let long texts wrap and days look like days, in the rows that are filled in."""
    shape = Alignment(wrap_text=column.cell is Cell.WORDS, vertical="top")
    for row in range(HEADINGS + 2, HEADINGS + 2 + FILLED // 4):
        cell = _cell(page, row=row, column=place)
        cell.alignment = shape
        if column.cell in _FORMATS:
            cell.number_format = _FORMATS[column.cell]


class _Lists:
    """The sheet of what can be picked, and the cells that offer it."""

    def __init__(self, say: Translator, names: Names) -> None:
        self._say = say
        self._columns: dict[str, list[str]] = {
            say(N_("People")): list(names.people),
            say(N_("Partners")): list(names.partners),
            say(N_("Beats")): list(names.beats),
            say(N_("Demands")): [code for code, _statement in names.demands],
            say(N_("What they ask for")): [statement for _code, statement in names.demands],
        }
        self._named = {"people": say(N_("People")), "demands": say(N_("Demands"))}

    def offer(self, page: Worksheet, column: Column, letter: str) -> None:
        """Let the cells of a column be picked from a list, where it has one."""
        title = self._title_of(column)
        if title is None or not self._columns[title]:
            return
        place = get_column_letter(list(self._columns).index(title) + 1)
        last = len(self._columns[title]) + 1
        rule = DataValidation(
            type="list",
            formula1=f"'{self._say(LISTS)}'!${place}$2:${place}${last}",
            allow_blank=True,
            showErrorMessage=False,
        )
        rule.add(f"{letter}{HEADINGS + 1}:{letter}{HEADINGS + FILLED}")
        page.add_data_validation(rule)

    def write(self, page: Worksheet) -> None:
        """Write all lists beside each other, each under its name."""
        for place, (title, words) in enumerate(self._columns.items(), 1):
            _write_list(page, place, title, words)

    def _title_of(self, column: Column) -> str | None:
        if column.words is not None and column.cell is Cell.WORD:
            title = self._say(column.label)
            self._columns.setdefault(title, [self._say(word_of(one)) for one in column.words])
            return title
        if column.cell is Cell.YES_NO:
            title = self._say(N_("Yes or no"))
            self._columns.setdefault(title, [self._say(YES), self._say(NO)])
            return title
        if column.words is not None:
            words = [self._say(word_of(one)) for one in column.words]
            self._columns.setdefault(self._say(column.label), words)
        return self._named.get(column.names)


def _write_list(page: Worksheet, place: int, title: str, words: Iterable[str]) -> None:
    page.column_dimensions[get_column_letter(place)].width = 30
    head = _cell(page, row=1, column=place)
    put_text(head, title)
    head.font = Font(bold=True)
    for row, text in enumerate(words, 2):
        put_text(_cell(page, row=row, column=place), text)
