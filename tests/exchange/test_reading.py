"""Reading files: every bad cell is named with its line, column and what to do."""

from decimal import Decimal
from typing import Any

import pytest

from planner.exchange import Findings, read_sheet
from planner.exchange.findings import MOST_LISTED
from planner.exchange.reading import BATCH


def read(file: str, content: str | bytes) -> tuple[list[tuple[int, Any]], Findings]:
    """Return the records with their lines, and what is wrong."""
    findings = Findings()
    data = content.encode() if isinstance(content, str) else content
    sheet = read_sheet(file, data, findings)
    batches = sheet.batches(findings) if sheet else ()
    return [pair for batch in batches for pair in batch.records], findings


def wrong(file: str, content: str | bytes) -> list[tuple[int | None, str, str]]:
    return [(one.line, one.column, str(one.message)) for one in read(file, content)[1].listed()]


def wrong_cell(file: str, **cells: str) -> str:
    """Return the one thing that is wrong with a row of these cells."""
    content = ",".join(cells) + "\n" + ",".join(cells.values()) + "\n"
    ((line, column, message),) = wrong(file, content)
    assert (line, column) == (2, list(cells)[-1])
    return message


def test_a_row_becomes_a_record() -> None:
    records, findings = read("beats.csv", "number,district\n0711,7\n")
    assert not findings
    ((line, beat),) = records
    assert (line, beat.district, beat.number) == (2, 7, "0711")


def test_spaces_around_cells_and_names_do_not_count() -> None:
    ((_, beat),), _ = read("beats.csv", " district , number\n 7 , 0711 \n")
    assert (beat.district, beat.number) == (7, "0711")


def test_words_that_look_like_nothing_are_kept() -> None:
    records, _ = read("members.csv", "code,name,unit\na,NA,null\nb,nan,None\n")
    assert [(row.name, row.unit) for _, row in records] == [("NA", "null"), ("nan", "None")]


def test_empty_cells_and_missing_columns_take_the_default() -> None:
    ((_, member),), _ = read("members.csv", "code,name,active\na,Ada,\n")
    assert (member.active, member.unit, member.preferred_language) == (True, "", "en")


def test_a_short_row_is_empty_at_its_end() -> None:
    ((_, member),), _ = read("members.csv", "code,name,unit\na,Ada\n")
    assert member.unit == ""


@pytest.mark.parametrize(
    ("encoding", "newline"),
    [("utf-8", "\n"), ("utf-8-sig", "\n"), ("utf-8-sig", "\r\n"), ("utf-8", "\r")],
)
def test_a_byte_order_mark_and_any_line_ends_are_fine(encoding: str, newline: str) -> None:
    text = "code,name\na,José 更快\nb,Ben\n".replace("\n", newline)
    records, findings = read("members.csv", text.encode(encoding))
    assert not findings
    assert [(line, row.name) for line, row in records] == [(2, "José 更快"), (3, "Ben")]


def test_line_breaks_inside_quotes_and_empty_lines_are_counted() -> None:
    text = 'code,name,unit\na,Ada,"one\ntwo\n\nfour"\n\n,,\nb,,x\n'
    records, findings = read("members.csv", text)
    assert [line for line, _ in records] == [2]
    # A unit is one line, so its breaks become spaces.
    assert records[0][1].unit == "one two four"
    assert [(one.line, one.column) for one in findings.listed()] == [(8, "name")]


def test_a_quote_that_never_closes_is_named_where_it_opens() -> None:
    text = 'code,name\na,"Ada\nRivera"\nb,"Ben\nc,Cy\n'
    assert wrong("members.csv", text) == [
        (4, "", "A quote opens in this line and is never closed.")
    ]


def test_a_row_with_too_many_cells_is_named() -> None:
    text = "district,number\n7,0711,\n7,0712,x\n7,0713,x,y\n"
    assert [line for line, _, _ in wrong("beats.csv", text)] == [3, 4]


def test_unknown_missing_and_double_columns_are_named() -> None:
    assert wrong("beats.csv", "district,numbr,district,x\n7,1,1,1\n") == [
        (1, "numbr", "This column is not known here. Did you mean number?"),
        (1, "district", "This column is there twice."),
        (1, "x", "This column is not known here."),
        (1, "number", "This column is missing."),
    ]


@pytest.mark.parametrize("content", ["", "\n", "\n\n7,0711\n"])
def test_a_file_without_a_header_is_named(content: str) -> None:
    ((line, _, message),) = wrong("beats.csv", content)
    assert line == 1
    assert message.startswith("This file has no header")


@pytest.mark.parametrize("mark", [";", "\t"])
def test_other_separators_are_named(mark: str) -> None:
    ((_, _, message),) = wrong("beats.csv", f"district{mark}number\n7{mark}0711\n")
    assert message == "The cells of this file are not separated by commas."


def test_windows_text_is_named_with_its_first_line() -> None:
    content = "code,name\na,Ada\nb,José\n".encode("cp1252")
    ((line, _, message),) = wrong("members.csv", content)
    assert line == 3
    assert "cp1252" in message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    ((_, _, message),) = wrong("members.csv", "code,name\na,Ada\n".encode(encoding))
    assert "UTF-16" in message


def test_an_unknown_file_is_named_with_the_nearest() -> None:
    assert wrong("beat.csv", "district,number\n7,0711\n") == [
        (None, "", "No file has this name. Did you mean beats.csv?")
    ]
    ((_, _, message),) = wrong("notes.csv", "a\n1\n")
    assert "docs/import.md" in message


def test_an_empty_cell_that_must_be_filled_is_named() -> None:
    assert wrong("beats.csv", "district,number\n,0711\n") == [
        (2, "district", "This cell is empty; it has to be filled.")
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("zh_hans", "“zh_hans” is not one of the words for this. Did you mean zh_Hans?"),
        ("fr", "“fr” is not one of the words for this: en, es, pl, zh_Hans."),
    ],
)
def test_an_unknown_word_is_named_with_what_would_be_right(written: str, said: str) -> None:
    assert wrong_cell("members.csv", code="a", name="A", preferred_language=written) == said


@pytest.mark.parametrize("written", ["x", "7.0", "1_0", "\uff11\uff12", "+7", "1 000"])
def test_a_whole_number_is_plain_digits(written: str) -> None:
    said = wrong_cell("beats.csv", number="0711", district=written)
    assert said == f"“{written}” is not a whole number. Write plain digits, such as 1200."


@pytest.mark.parametrize(("written", "limit"), [("-1", "0"), ("2147483648", "2147483647")])
def test_a_whole_number_fits_the_databases(written: str, limit: str) -> None:
    assert limit in wrong_cell("beats.csv", number="0711", district=written)


@pytest.mark.parametrize("written", ["1e3", "NaN", "Infinity", ".5", "5.", "1_0", "٣", "--1"])
def test_a_number_is_plain_digits_with_a_dot(written: str) -> None:
    said = wrong_cell("quarterly_targets.csv", indicator="i", quarter="2026-Q1", value=written)
    assert said == f"“{written}” is not a number. Write plain digits and a dot, such as 1200.5."


def test_a_number_has_six_decimals_at_most_and_a_limit() -> None:
    cells = {"indicator": "i", "quarter": "2026-Q1"}
    assert "six decimal" in wrong_cell("quarterly_targets.csv", **cells, value="0.1234567")
    assert "too large" in wrong_cell("quarterly_targets.csv", **cells, value="9000000000000")


def test_zeros_at_the_end_are_no_decimals() -> None:
    text = "indicator,quarter,value\ni,2026-Q1,0.12345600\n"
    ((_, point),), _ = read("quarterly_targets.csv", text)
    assert point.value == Decimal("0.123456")


@pytest.mark.parametrize("written", ["20261120", "2026-11-31", "2026-W47-5", "11/20/2026", "0"])
def test_a_day_is_year_month_and_day(written: str) -> None:
    cells = {"edition": "1", "source": "s", "published_on": written}
    assert "is not a day" in wrong_cell("theme_catalogue.csv", **cells)


@pytest.mark.parametrize("written", ["2026-Q5", "2026Q1", "Q1 2026", "1999-Q1", "2026-q1"])
def test_a_quarter_is_a_year_and_one_to_four(written: str) -> None:
    assert "is not a quarter" in wrong_cell(
        "relations.csv", goal="g", kind="confirm", quarter=written
    )


@pytest.mark.parametrize("written", ["true", "1", "Yes", "y"])
def test_yes_and_no_are_the_only_answers(written: str) -> None:
    assert "neither yes nor no" in wrong_cell("members.csv", code="a", name="A", active=written)


@pytest.mark.parametrize("written", ["a b", "a/b", "é", "-a", ""])
def test_a_code_has_no_spaces_or_strokes(written: str) -> None:
    ((_, column, _),) = wrong("members.csv", f"name,code\nA,{written}\n")
    assert column == "code"


def test_lists_stand_between_semicolons_each_once() -> None:
    cells = {"district": "7", "year": "2026", "position": "1", "kind": "problem", "title": "t"}
    ((_, priority),), _ = read(
        "priorities.csv",
        ",".join(cells) + ",sources\n" + ",".join(cells.values()) + ",crime_data; other\n",
    )
    assert priority.sources == ("crime_data", "other")
    for written, said in {
        "other;other": "The same value stands here twice.",
        "other;": "A value is missing between the semicolons.",
        "othr;crime_data": "“othr” is not one of the words for this. Did you mean other?",
    }.items():
        assert wrong_cell("priorities.csv", **cells, sources=written) == said


def test_texts_have_a_limit() -> None:
    cells = {"engagement": "e", "position": "1"}
    assert wrong_cell("questions.csv", **cells, text="x" * 10_001) == (
        "This text has 10001 characters; 10000 is the most."
    )
    assert not wrong("questions.csv", f"engagement,position,text\ne,1,{'x' * 10_000}\n")


def test_a_row_that_repeats_another_is_named_and_left_out() -> None:
    text = "district,number,\n".replace(",\n", "\n") + "7,0711\n7,0712\n8,0711\n"
    records, findings = read("beats.csv", text)
    assert [line for line, _ in records] == [2, 3]
    ((one,),) = (findings.listed(),)
    assert (one.line, one.column) == (4, "number")
    assert str(one.message) == "This row is there already, in line 2."


def test_every_bad_cell_of_a_row_is_named() -> None:
    text = "number,name,kind,area\nx,,districkt,-1\n"
    assert [column for _, column, _ in wrong("districts.csv", text)] == [
        "number",
        "name",
        "kind",
        "area",
    ]


def test_findings_are_listed_up_to_a_limit_and_all_counted() -> None:
    rows = MOST_LISTED + 50
    _, findings = read("beats.csv", "district,number\n" + "x,1\n" * rows)
    assert len(findings.listed()) == MOST_LISTED
    assert findings.count("beats.csv") >= rows


def test_lines_go_on_from_one_batch_to_the_next() -> None:
    rows = "".join(f"7,{number}\n" for number in range(BATCH + 2))
    records, findings = read("beats.csv", f"district,number\n{rows}x,last\n")
    assert len(records) == BATCH + 2
    assert [(one.line, one.column) for one in findings.listed()] == [(BATCH + 4, "district")]
