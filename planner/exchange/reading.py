"""CSV files into records: pandas reads the text, pydantic checks the cells.

Everything that is wrong is noted with its line; nothing is raised, so that one look at a file
finds all of it.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from io import StringIO
from itertools import accumulate, islice
from pathlib import PurePath
from typing import Any

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from schemas.errors import N_
from schemas.message import Message

from .findings import Findings, in_words
from .tables import RECORDS, Record

BATCH = 5_000
"""Rows checked at once: what is held in memory is one batch, not the file."""

MOST_COLUMNS = 200
MOST_LINES = 1_000_000
"""More than any file has; what is beyond is told before it costs time and memory."""

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Batch:
    """Records with their lines, and the cells of rows that are none."""

    records: Sequence[tuple[int, Any]]
    broken: Sequence[Cells]


Row = tuple[int, tuple[str, ...]]
"""The line that a row begins in, and its trimmed cells."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file whose header is right, and its rows."""

    file: str
    table: str
    header: Sequence[str]
    rows: Sequence[Row]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def record(self) -> type[Record]:
        """The record that each row must make."""
        return RECORDS[self.table]

    def batches(self, findings: Findings) -> Iterator[Batch]:
        """Yield the rows, checked one by one, and note what is wrong with the others."""
        rows = self._once(findings)
        records: TypeAdapter[list[Record]] = TypeAdapter(list[self.record])  # type: ignore[name-defined]
        while part := list(islice(rows, BATCH)):
            lines = [line for line, _cells in part]
            # Empty cells are left out, so that a record's defaults stand for them.
            cells = [
                {name: cell for name, cell in zip(self.header, row, strict=True) if cell}
                for _line, row in part
            ]
            yield _check(records, self.file, lines, cells, findings)

    def _once(self, findings: Findings) -> Iterator[Row]:
        """Yield the rows without those that repeat an earlier one, which are noted."""
        columns = [column for column in self.record.key if column in self.header]
        places = [self.header.index(column) for column in columns]
        first: dict[tuple[str, ...], int] = {}
        for line, row in self.rows:
            key = tuple(row[place] for place in places)
            before = first.setdefault(key, line) if any(key) else line
            if before == line:
                yield line, row
                continue
            message = N_("This row is there already, in line {line}.")
            column = columns[0] if len(columns) == 1 else ""
            findings.add(self.file, line, column, Message(message, {"line": before}))


def _check(
    rows: TypeAdapter[list[Record]],
    file: str,
    lines: list[int],
    cells: list[Cells],
    findings: Findings,
) -> Batch:
    try:
        return Batch(list(zip(lines, rows.validate_python(cells), strict=True)), ())
    except ValidationError as error:
        details = error.errors(include_url=False)
    for one in details:
        place, column = one["loc"][:2]
        findings.add(file, lines[int(place)], str(column), in_words(one))
    wrong = {int(one["loc"][0]) for one in details}
    right = [place for place in range(len(cells)) if place not in wrong]
    records = rows.validate_python([cells[place] for place in right])
    return Batch(
        list(zip((lines[place] for place in right), records, strict=True)),
        [cells[place] for place in sorted(wrong)],
    )


def read_sheet(file: str, content: bytes, findings: Findings) -> Sheet | None:
    """Read a file up to its header, and note what is wrong with it; None when it can't be read."""
    table = _table_of(file, findings)
    text = _text_of(file, content, findings)
    if table is None or text is None:
        return None
    header = _header_of(file, text, findings)
    if header is None:
        return None
    try:
        rows = _rows_of(text, len(header))
    except pd.errors.ParserError:
        message = Message(N_("A quote opens in this line and is never closed."))
        findings.add(file, _open_quote(text), "", message)
        return None
    if not _header_fits(file, header, RECORDS[table], findings):
        return None
    for line, row in rows:
        if row[len(header)]:
            message = Message(N_("This row has more cells than there are columns."))
            findings.add(file, line, "", message)
    return Sheet(file, table, header, [(line, row[: len(header)]) for line, row in rows])


def _table_of(file: str, findings: Findings) -> str | None:
    name = PurePath(file).stem
    if name in RECORDS:
        return name
    near = get_close_matches(name, RECORDS, n=1)
    message = Message(N_("No file has this name. See docs/import.md for all of them."))
    if near:
        message = Message(
            N_("No file has this name. Did you mean {near}?"), {"near": f"{near[0]}.csv"}
        )
    findings.add(file, None, "", message)
    return None


_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


def _text_of(file: str, content: bytes, findings: Findings) -> str | None:
    if content.startswith(_BYTE_ORDER_MARKS) or b"\x00" in content:
        message = Message(N_("This file is UTF-16, not UTF-8. Save it as “CSV UTF-8”."))
        findings.add(file, None, "", message)
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = Message(
            N_(
                "This file is not UTF-8 from this line on: it looks like Windows text (cp1252)."
                " Save it as “CSV UTF-8”."
            )
        )
        findings.add(file, line, "", message)
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _header_of(file: str, text: str, findings: Findings) -> list[str] | None:
    """Return the names in the first line; None when it, or all of the file, is too long."""
    if text.count("\n") > MOST_LINES:
        message = N_("This file has more than {most} lines. Split it into several.")
        findings.add(file, None, "", Message(message, {"most": MOST_LINES}))
        return None
    try:
        header = next(csv.reader(StringIO(text)), [])
    except csv.Error:  # a cell longer than any header is
        header = [""] * (MOST_COLUMNS + 1)
    if len(header) > MOST_COLUMNS:
        message = N_("The first line is too long to be a header: more than {most} columns.")
        findings.add(file, None, "", Message(message, {"most": MOST_COLUMNS}))
        return None
    return [name.strip() for name in header]


def _header_fits(file: str, header: list[str], record: type[Record], findings: Findings) -> bool:
    wrong = list(_wrong_header(header, record))
    for column, message in wrong:
        findings.add(file, 1, column, message)
    return not wrong


def _wrong_header(header: list[str], record: type[Record]) -> Iterator[tuple[str, Message]]:
    known = record.model_fields
    if not any(header):
        yield "", Message(N_("This file has no header: its first line names the columns."))
        return
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        yield "", Message(N_("The cells of this file are not separated by commas."))
        return
    for place, name in enumerate(header):
        if name in header[:place]:
            yield name, Message(N_("This column is there twice."))
        elif name not in known:
            yield name, _unknown_column(name, [other for other in known if other not in header])
    for name, field in known.items():
        if field.is_required() and name not in header:
            yield name, Message(N_("This column is missing."))


def _unknown_column(name: str, free: list[str]) -> Message:
    if near := get_close_matches(name.lower(), free, n=1):
        return Message(N_("This column is not known here. Did you mean {near}?"), {"near": near[0]})
    return Message(N_("This column is not known here."))


def _rows_of(text: str, width: int) -> list[Row]:
    """Return the rows below the header that hold something, each with one cell too many.

    The cell too many holds what a row has beyond its last column.
    """
    # A header of our own in front of the file's says how wide each row may be.
    names = ",".join(map(str, range(width + 1)))
    frame = pd.read_csv(
        StringIO(f"{names}\n{text}"),
        usecols=range(width + 1),
        dtype=object,
        keep_default_na=False,
        skip_blank_lines=False,
    )
    # Lists of plain texts: each step of a frame costs more than a small file is long.
    columns = [frame[name].tolist() for name in frame.columns]
    lines = _lines_of(columns, text)
    rows = zip(*([cell.strip() for cell in column] for column in columns), strict=True)
    below = islice(zip(lines, rows, strict=True), 1, None)
    return [(line, row) for line, row in below if any(row)]


def _lines_of(columns: list[list[str]], text: str) -> list[int]:
    """Return the line each row begins in: a line break inside quotes makes a row longer."""
    if '"' not in text:
        return list(range(1, len(columns[0]) + 1))
    longer = (1 + sum(cell.count("\n") for cell in row) for row in zip(*columns, strict=True))
    return list(accumulate(longer, initial=1))[:-1]


def _open_quote(text: str) -> int:
    """Return the line where the last quote opens that nothing closes."""
    is_open, opened = False, 1
    for line, words in enumerate(text.split("\n"), start=1):
        if words.count('"') % 2:
            is_open = not is_open
            opened = line if is_open else opened
    return opened
