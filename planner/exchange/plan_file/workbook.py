"""A filled-in workbook into the draft of a plan; what it can't say clearly is noted by its cell."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.i18n import translator
from schemas.errors import N_, FileError
from schemas.intake import MOST_GOALS, MOST_PRIORITIES, PlanDraft
from schemas.vocabulary import Language

from .build import Builder, Row
from .cells import Reader, as_text, nearest, plain_text
from .columns import (
    EXAMPLE,
    EXAMPLE_MARKS,
    EXAMPLES,
    GOALS,
    INDICATORS,
    LISTS,
    PRIORITIES,
    QUARTERS,
    README,
    SHEETS,
    Column,
    Sheet,
    label_params,
)
from .guard import check_parts
from .notes import Notes

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 2_000, 80, 30
MOST_CELLS = 400_000
"""Rows times columns of all sheets together."""
_HEADED = 6
"""Rows at the top of a sheet among which its headings are looked for."""
_LEAST_KNOWN = 2
_MOST_FORMULAS = 20
"""Cells with formulas that are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet that was recognised: which it is, its columns by place, and where its rows begin."""

    page: Worksheet
    sheet: Sheet
    columns: Mapping[int, Column]
    first: int
    unknown: Mapping[int, str]


def read_workbook(
    content: bytes, name: str, language: Language, year: int, new_id: Callable[[], UUID]
) -> PlanDraft:
    """Return what a workbook says, and what was not understood.

    Raises FileError for a file that can't be read at all, holds formulas, or is too large.
    """
    check_parts(content, name)
    book = _open(content, name)
    _check_size(book, name)
    _refuse_formulas(book)
    notes = Notes()
    rows = {sheet.key: list[Row]() for sheet in SHEETS}
    for found in _recognise(book, notes):
        rows[found.sheet.key] += _rows(found, Reader(language, notes))
    _check_amount(rows, name)
    return Builder(language, year, notes, new_id).build(
        rows[PRIORITIES.key], rows[GOALS.key], rows[INDICATORS.key], rows[QUARTERS.key], name
    )


def _open(content: bytes, name: str) -> Workbook:
    try:
        return load_workbook(BytesIO(content), keep_links=False)
    except Exception as error:  # whatever the library makes of a damaged file
        raise FileError(
            N_("“{name}” can't be read as a workbook. Save it again as .xlsx, and send that."),
            name=name,
        ) from error


def _check_size(book: Workbook, name: str) -> None:
    too_many = len(book.worksheets) > MOST_SHEETS
    if too_many or sum(_check_page(page, name) for page in book.worksheets) > MOST_CELLS:
        raise FileError(
            N_("“{name}” holds more than a plan does. Take out what does not belong to it."),
            name=name,
        )


def _refuse_formulas(book: Workbook) -> None:
    cells = [
        f"{page.title} {cell.coordinate}"
        for page in book.worksheets
        for _place, cell in sorted(_cells_of(page).items())
        if cell.data_type == "f"
    ]
    if cells:
        more = len(cells) - _MOST_FORMULAS
        raise FileError(
            N_("Write values instead of formulas in these cells, then send it again: {cells}."),
            cells=", ".join(cells[:_MOST_FORMULAS]) + (f" … +{more}" if more > 0 else ""),
        )


def _check_page(page: Worksheet, name: str) -> int:
    """Return how many cells a sheet spans. Raises FileError for one that is too long or wide."""
    rows, columns = page.max_row, page.max_column
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise FileError(
            N_(
                "“{name}”: the sheet “{sheet}” has more than {rows} rows or {columns} columns."
                " Take out what does not belong to the plan."
            ),
            name=name,
            sheet=page.title,
            rows=MOST_ROWS,
            columns=MOST_COLUMNS,
        )
    return rows * columns


def _cells_of(page: Worksheet) -> Mapping[tuple[int, int], Any]:
    """Return the cells that a file holds; asking the sheet for others would make and keep them."""
    return page._cells  # noqa: SLF001


def _check_amount(rows: Mapping[str, list[Row]], name: str) -> None:
    if len(rows[PRIORITIES.key]) > MOST_PRIORITIES or len(rows[GOALS.key]) > MOST_GOALS:
        raise FileError(
            N_("“{name}” has more than {priorities} priorities or {goals} goals."),
            name=name,
            priorities=MOST_PRIORITIES,
            goals=MOST_GOALS,
        )


# --- which sheet is which -----------------------------------------------------------------------


def _recognise(book: Workbook, notes: Notes) -> Iterator[Found]:
    """Yield the sheets of a plan; another sheet with something in it is named."""
    aside = {plain_text(translator(each)(title)) for each in Language for title in (README, LISTS)}
    for page in book.worksheets:
        found = None if plain_text(page.title) in aside else _recognise_sheet(page)
        if found is not None:
            _note_unknown(found, notes)
            _note_merged(found, notes)
            yield found
        elif plain_text(page.title) not in aside and page.max_row + page.max_column > _LEAST_KNOWN:
            told = N_(
                "This sheet is none of a plan's: its headings are not known. It was not read."
            )
            notes.add(page.title, told)
    for sheet in (PRIORITIES, GOALS):
        if not any(_recognise_sheet(page, sheet) for page in book.worksheets):
            notes.add(translator(Language.EN)(sheet.title), N_("This sheet is missing."))


def _recognise_sheet(page: Worksheet, only: Sheet | None = None) -> Found | None:
    """Return which sheet of a plan a page is, by its keys or, without those, by its headings."""
    best: tuple[int, Found] | None = None
    for sheet in [only] if only else SHEETS:
        headed = [_headings(page, sheet, row) for row in range(1, _HEADED + 1)]
        counts = [len(known) for known, _unknown in headed]
        # Of keys and headings above each other the first counts, and rows begin below the last.
        row = counts.index(max(counts))
        if counts[row] < _LEAST_KNOWN or sheet.columns[0] not in headed[row][0].values():
            continue
        last = max(place for place, count in enumerate(counts) if count >= _LEAST_KNOWN)
        found = Found(page, sheet, headed[row][0], last + 2, headed[row][1])
        if best is None or counts[row] > best[0]:
            best = counts[row], found
    return best[1] if best else None


def _headings(page: Worksheet, sheet: Sheet, row: int) -> tuple[dict[int, Column], dict[int, str]]:
    """Return the columns that a row names, by their place, and the names that are not known."""
    by_name = _names_of(sheet)
    known: dict[int, Column] = {}
    unknown: dict[int, str] = {}
    for place in range(1, MOST_COLUMNS + 1):
        cell = _cells_of(page).get((row, place))
        if cell is None or _is_empty(cell.value):
            continue
        value = cell.value
        free = [
            column
            for column in by_name.get(plain_text(str(value)), ())
            if column not in known.values()
        ]
        if free:
            known[place] = free[0]
        else:
            unknown[place] = str(value)
    return known, unknown


def _names_of(sheet: Sheet) -> dict[str, list[Column]]:
    names: dict[str, list[Column]] = {}
    for column in sheet.columns:
        said = {
            plain_text(translator(each)(column.label, **label_params(column))) for each in Language
        }
        for name in {plain_text(column.key), *said}:
            names.setdefault(name, []).append(column)
    return names


def _note_unknown(found: Found, notes: Notes) -> None:
    for place, name in found.unknown.items():
        column = f"{found.page.title}, {get_column_letter(place)}"
        near = nearest(name, found.sheet.by_key)
        if near:
            told = N_("The column “{column}” is not known. Did you mean {near}? It was not read.")
            notes.add(column, told, column=name[:60], near=near)
        else:
            notes.add(
                column, N_("The column “{column}” is not known. It was not read."), column=name[:60]
            )


def _note_merged(found: Found, notes: Notes) -> None:
    for area in found.page.merged_cells.ranges:
        if area.max_row >= found.first:
            told = N_("These cells are merged: what they say counts for the first of them alone.")
            notes.add(f"{found.page.title}, {area.coord}", told)


# --- rows ---------------------------------------------------------------------------------------


def _rows(found: Found, reader: Reader) -> Iterator[Row]:
    """Yield the rows that say something; examples are passed over, and said so."""
    held = _cells_of(found.page)
    for number in sorted({row for row, _place in held if row >= found.first}):
        cells = {
            place: held.get((number, place)) or Cell(found.page, row=number, column=place)
            for place in found.columns.keys() | found.unknown.keys()
        }
        if all(_is_empty(cell.value) for cell in cells.values()):
            continue
        where = f"{found.page.title}, {number}"
        first = next(place for place, one in found.columns.items() if one is found.sheet.columns[0])
        if plain_text(as_text(cells[first].value or "")).startswith(EXAMPLE):
            if not _is_untouched(found, cells):
                told = N_(
                    "The short name of this row says that it is an example, so it was not read."
                    " Give it another one."
                )
                reader.notes.add(where, told)
            continue
        for place, name in found.unknown.items():
            if not _is_empty(cells[place].value):
                reader.notes.leave(f"{where}: {name}", as_text(cells[place].value))
        places = {
            column.key: f"{found.page.title}, {get_column_letter(place)}{number}"
            for place, column in found.columns.items()
        }
        values = {
            column.key: reader.read(cells[place], column, places[column.key])
            for place, column in found.columns.items()
            if not isinstance(cells[place], MergedCell)
        }
        yield Row(where, values, places)


def _is_untouched(found: Found, cells: Mapping[int, Any]) -> bool:
    """Say whether an example still stands as the template has it."""
    mark = EXAMPLE_MARKS[found.sheet.key]
    place = next((place for place, one in found.columns.items() if one.key == mark), None)
    example = EXAMPLES[found.sheet.key][mark]
    said = {plain_text(translator(each)(example)) for each in Language}
    return place is not None and plain_text(as_text(cells[place].value or "")) in said


def _is_empty(value: object) -> bool:
    return value is None or not str(value).strip()
