"""Tables as CSV files that a spreadsheet opens without running anything."""

import csv
from collections.abc import Mapping, Sequence

import pandas as pd

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_csv(rows: Sequence[Mapping[str, object]], notice: str = "") -> bytes:
    """Return rows as CSV with a byte-order mark, which spreadsheets need to read accents.

    Text that a spreadsheet would take for a formula gets an apostrophe before it. `notice`
    stands in a last column of every row, so that it survives sorting and cutting.
    """
    frame = pd.DataFrame(list(rows))
    if notice:
        frame[notice] = notice
    return (
        frame.map(_harmless).to_csv(index=False, quoting=csv.QUOTE_NONNUMERIC).encode("utf-8-sig")
    )


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA) else cell
