"""Tables as CSV files that a spreadsheet opens without running anything."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CsvFile:
    """A CSV file that grows row by row; its byte-order mark is what spreadsheets read accents by.

    Text that a spreadsheet would take for a formula gets an apostrophe before it. `notice`
    stands in a last column of every row, so that it survives sorting and cutting.
    """

    def __init__(self, columns: Sequence[str], notice: str = "") -> None:
        self._more = (notice,) if notice else ()
        self._text = StringIO()
        self._writer = csv.writer(self._text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        self._writer.writerow((*columns, *self._more))

    def add(self, cells: Sequence[object]) -> None:
        """Add one row, a cell a column."""
        self._writer.writerow([_harmless(cell) for cell in (*cells, *self._more)])

    def content(self) -> bytes:
        """Return the file as it is now."""
        return self._text.getvalue().encode("utf-8-sig")


def table_csv(rows: Sequence[Mapping[str, object]], notice: str = "") -> bytes:
    """Return rows that all have the same columns as a CSV file."""
    file = CsvFile(list(rows[0]) if rows else (), notice)
    for row in rows:
        file.add(list(row.values()))
    return file.content()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA) else cell
