"""Tables made to break whoever reads them: told in a sentence, soon, and with little memory."""

import time
import tracemalloc

import pytest

from planner.config import MEGABYTE
from planner.exchange import Findings
from planner.exchange.reading import read_sheet

MOST = 10 * MEGABYTE
"""The largest file that is imported, as the settings have it."""
SECONDS = 20
"""Far more than it takes, and far less than it took."""

FILES = {
    "one line without end": b"code,name\na," + b"x" * (MOST - 20),
    "one cell without end": b'code,name\na,"' + b"x\n" * (MOST // 2 - 20) + b'"',
    "two million columns": b"code" + b",x" * 2_000_000 + b"\n",
    "two million columns, each another": ",".join(f"{n:x}" for n in range(1_400_000)).encode(),
    "a header that goes on in the next line": b'"co\nde"' + b",x" * 2_000_000,
    "two million cells in a row": b"code,name\na" + b",b" * 2_000_000,
    "nothing but lines": b"code,name\n" + b"\n" * (MOST - 12),
    "nothing but quotes": b"code,name\n" + b'"' * (MOST - 12),
    "a million rows alike": b"code,name\n" + b"a,b\n" * (MOST // 4 - 3),
    "a header without end": b'"' + b"x" * (MOST - 4) + b'"\n',
    "UTF-16": ("code,name\n" + "a,b\n" * 1000).encode("utf-16"),
    "UTF-16 without a mark": ("code,name\n" + "a,b\n" * 1000).encode("utf-16-le"),
    "a program": b"MZ\x90\x00" + bytes(1000),
    "an archive": b"PK\x03\x04" + bytes(range(256)) * 100,
    "nothing": b"",
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES.keys())
def test_a_table_made_to_break_its_reader_is_told_in_a_sentence(content: bytes) -> None:
    findings, began = Findings(), time.monotonic()
    sheet = read_sheet("members.csv", content, findings)
    if sheet is not None:
        for _batch in sheet.batches(findings):
            pass
    assert findings.listed()
    assert all(str(one.message) for one in findings.listed())
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize("name", ["two million columns", "nothing but lines"])
def test_what_is_too_much_is_refused_before_it_takes_memory(name: str) -> None:
    content = FILES[name]
    tracemalloc.start()
    read_sheet("members.csv", content, Findings())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * len(content)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", '=cmd|" /C calc"!A0'])
def test_a_formula_in_a_cell_is_a_text_like_any_other(cell: str) -> None:
    quoted = cell.replace('"', '""')
    sheet = read_sheet("members.csv", f'code,name\na,"{quoted}"\n'.encode(), Findings())
    assert sheet is not None
    ((_line, record),) = next(sheet.batches(Findings())).records
    assert record.name == cell


@pytest.mark.parametrize(
    "name", ["../../etc/members.csv", "members.csv\0.exe", "members\u202e.csv", "x" * 5000 + ".csv"]
)
def test_a_files_name_leads_nowhere(name: str) -> None:
    findings = Findings()
    sheet = read_sheet(name, b"code,name\na,b\n", findings)
    # A folder before the name changes nothing: the table is looked up by the name alone.
    assert (sheet is not None) is name.endswith("/members.csv")
    assert bool(findings.listed()) is (sheet is None)
