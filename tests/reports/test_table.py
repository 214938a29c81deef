"""CSV files: nothing runs in a spreadsheet, every letter arrives, made-up data says so."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from planner.reports.table import table_csv


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(st.text(alphabet="=+-@\t\rab1 ", max_size=8))
def test_no_cell_starts_a_formula(text: str) -> None:
    cell = read(table_csv([{"title": text, "n": 1}]))[1][0]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == text


def test_letters_of_all_languages_arrive() -> None:
    words = "巡逻区 · Żółć · años · 🙂"
    assert read(table_csv([{"title": words}]))[1] == [words]


def test_numbers_stay_numbers() -> None:
    assert read(table_csv([{"n": -3, "m": 2}])) == [["n", "m"], ["-3", "2"]]


def test_made_up_data_says_so_in_every_row() -> None:
    rows = read(table_csv([{"a": 1}, {"a": 2}], "Made-up data"))
    assert [row[-1] for row in rows] == ["Made-up data"] * 3
