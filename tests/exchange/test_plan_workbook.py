"""A plan's workbook: read by its keys or its headings, and every cell that is wrong is named."""

import tracemalloc
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from planner.exchange.plan_file import Names, make_template
from planner.exchange.plan_file.columns import SHEETS
from schemas.errors import FileError
from schemas.intake import GoalDraft, PlanDraft
from schemas.vocabulary import Direction, IndicatorKind, Language, PlaceKind, PrioritySource
from tests.exchange.plan_files import FIRST_ROW, fill, put, read, saved, template, told
from tests.real_plan import REAL_PLAN

PRIORITY = {
    "priority": "P1",
    "kind": "Problem to solve",
    "problem_type": "Violent crime",
    "title": "Robberies",
}
GOAL = {"goal": "G1", "priority": "P1", "title": "Fewer robberies"}
INDICATOR = {
    "indicator": "I1",
    "goal": "G1",
    "kind": "Count",
    "name": "Robberies",
    "direction": "Should fall",
}


def book(
    priority: dict[str, Any] | None = None,
    goal: dict[str, Any] | None = None,
    indicator: dict[str, Any] | None = None,
    **quarters: Any,
) -> Workbook:
    """Return a template with one row on each sheet."""
    made = template()
    put(made, "Priorities", FIRST_ROW, PRIORITY | (priority or {}))
    put(made, "Goals", FIRST_ROW, GOAL | (goal or {}))
    put(made, "Indicators", FIRST_ROW, INDICATOR | (indicator or {}))
    if quarters:
        put(made, "Quarters", FIRST_ROW, {"quarters_of": "I1"} | quarters)
    return made


def goal_of(draft: PlanDraft) -> GoalDraft:
    return draft.priorities[0].goals[0]


# --- what is read -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_a_filled_in_template_is_read_whole_in_every_language(language: Language) -> None:
    draft = read(saved(fill(REAL_PLAN, language)), language)
    assert told(draft) == []
    assert not draft.unplaced
    assert [len(each.goals) for each in draft.priorities] == [2, 2, 2]


@pytest.mark.parametrize("language", Language)
def test_an_empty_template_says_nothing(language: Language) -> None:
    draft = read(make_template(language, Names(["Ada"], [], ["0711"], [])), language)
    assert (draft.priorities, draft.notes, draft.unplaced) == ((), (), ())


def test_an_example_that_was_written_over_is_not_lost_silently() -> None:
    made = template()
    put(made, "Goals", FIRST_ROW - 1, {"title": "A goal of our own"})
    (note,) = told(read(saved(made)))
    assert note.startswith("Goals, 3: The short name of this row says that it is an example")


def test_headings_serve_where_the_keys_are_gone() -> None:
    made = book()
    for sheet in SHEETS:
        made[sheet.title].delete_rows(1)
    draft = read(saved(made))
    assert goal_of(draft).title == "Fewer robberies"
    assert told(draft) == []


def test_columns_may_stand_in_any_order_and_be_missing() -> None:
    made = Workbook()
    page, goals = made.create_sheet("our priorities"), made.create_sheet("what we will do")
    page.append(("title", "problem_type", "priority"))
    page.append(("Robberies", "violent_crime", "P1"))
    goals.append(("title", "goal"))
    goals.append(("  Fewer robberies  ", "G1"))
    draft = read(saved(made))
    # The only priority is the one that is meant.
    assert goal_of(draft).title == "Fewer robberies"


def test_numbers_and_days_come_as_such_or_as_people_write_them() -> None:
    draft = read(
        saved(
            book(
                goal={
                    "start_on": datetime(2027, 1, 4, 8, 30),  # noqa: DTZ001  (as a cell holds it)
                    "due_on": "2027-12-31",
                    "resource_hours": 104.5,
                    "resource_money": "18,500.50",
                    "resource_people": 4.0,
                },
                indicator={"baseline": 0.1 + 0.2, "target": "1"},
                q1=1,
            )
        )
    )
    goal = goal_of(draft)
    assert (goal.start_on, goal.due_on) == (date(2027, 1, 4), date(2027, 12, 31))
    assert (goal.resource_hours, goal.resource_people) == (Decimal("104.5"), 4)
    assert goal.resource_money == Decimal("18500.50")
    assert goal.indicators[0].targets[0].baseline == Decimal("0.3")


def test_numbers_are_written_as_the_language_does() -> None:
    draft = read(saved(book(indicator={"baseline": "1 234,5"})), Language.PL)
    assert goal_of(draft).indicators[0].targets[0].baseline == Decimal("1234.5")


def test_a_cell_that_shows_a_percentage_is_one() -> None:
    made = book(indicator={"kind": "Percent", "baseline": 0.315, "target": 0.7})
    keys = {cell.value: cell.column or 0 for cell in made["Indicators"][1]}
    for key in ("baseline", "target"):
        made["Indicators"].cell(row=FIRST_ROW, column=keys[key]).number_format = "0.0%"
    (indicator,) = goal_of(read(saved(made))).indicators
    assert indicator.unit == "%"
    assert (indicator.targets[0].baseline, indicator.targets[0].target) == (
        Decimal("31.5"),
        Decimal(70),
    )


def test_words_are_read_by_key_in_any_language_and_with_odd_spaces() -> None:
    made = book(
        priority={"sources": " crime_data ;Spotkania rewirowe\nReuniones de zona; Beat meetings"},
        indicator={"kind": "  COUNT ", "direction": "should  FALL"},
    )
    draft = read(saved(made))
    assert PrioritySource.CRIME_DATA in draft.priorities[0].sources
    assert PrioritySource.BEAT_MEETINGS in draft.priorities[0].sources
    (indicator,) = goal_of(draft).indicators
    assert (indicator.kind, indicator.direction) == (IndicatorKind.COUNT, Direction.DECREASE)


def test_chinese_and_curly_quotes_stay_as_they_are() -> None:
    title = "减少车站周边的抢劫 — “every night”"
    draft = read(saved(book(goal={"title": title, "action": "a\r\nb\rc"})))
    assert goal_of(draft).title == title
    assert goal_of(draft).action == "a\nb\nc"


def test_beats_keep_the_zero_that_a_spreadsheet_takes_and_make_the_place() -> None:
    goal = goal_of(read(saved(book(goal={"beats": 711}))))
    assert (goal.beats, goal.where) == (("711",), PlaceKind.BEATS)


def test_text_that_looks_like_a_formula_is_text() -> None:
    made = book()
    cell = made["Goals"].cell(row=FIRST_ROW, column=4)
    cell.value, cell.data_type = "=never a formula", "s"
    assert goal_of(read(saved(made))).action == "=never a formula"


def test_the_template_writes_names_as_text_whatever_they_begin_with() -> None:
    names = Names(["=HYPERLINK(1)", "+1", "-2", "@3"], [], [], [])
    made = load_workbook(BytesIO(make_template(Language.EN, names)))
    cells = [cell for page in made.worksheets for row in page.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "=HYPERLINK(1)" in [cell.value for cell in cells]


# --- what is wrong ------------------------------------------------------------------------------


def wrong(**parts: Any) -> list[str]:
    return told(read(saved(book(**parts))))


def test_every_cell_that_is_wrong_is_named_with_what_to_do() -> None:
    notes = wrong(
        goal={"due_on": "31.12.2027", "resource_people": 2.5, "place": "Beatz"},
        indicator={"baseline": "about 80", "decimals": 9, "required": "perhaps"},
    )
    assert sorted(notes) == [
        "Goals, F4: “Beatz” is not one of the words for this. Did you mean Beats?",
        "Goals, U4: “2.5” is not a whole number.",
        "Goals, Z4: “31.12.2027” is not a day. Write year, month and day, such as 2026-11-20.",
        "Indicators, L4: Digits after the point are none to six.",
        "Indicators, M4: “perhaps” is neither yes nor no.",
        "Indicators, P4: “about 80” is not a number. Write it like 1234.5.",
    ]


def test_a_row_that_leads_nowhere_is_kept_to_be_copied() -> None:
    draft = read(saved(book(goal={"priority": "P11"}, indicator={"goal": "other"})))
    assert any("“P11” is not there. Did you mean p1?" in note for note in told(draft))
    assert any("“other” is not there" in note for note in told(draft))
    assert any("Fewer robberies" in one.text for one in draft.unplaced)


def test_an_unknown_column_is_named_and_its_words_are_kept() -> None:
    made = book()
    page = made["Goals"]
    last = page.max_column + 1
    page.cell(row=1, column=last, value="actoin")
    page.cell(row=FIRST_ROW, column=last, value="Walk the blocks.")
    draft = read(saved(made))
    assert any(
        "The column “actoin” is not known. Did you mean action?" in one for one in told(draft)
    )
    assert draft.unplaced[0].text == "Walk the blocks."


def test_a_sheet_that_is_none_of_a_plan_is_named() -> None:
    made = book()
    for row in [("a", "b", "c"), ("1", "2", "3")]:
        (made["Budget"] if "Budget" in made.sheetnames else made.create_sheet("Budget")).append(row)
    assert any(
        note.startswith("Budget: This sheet is none of a plan's")
        for note in told(read(saved(made)))
    )


def test_a_missing_sheet_is_named() -> None:
    made = book()
    del made["Goals"]
    notes = told(read(saved(made)))
    assert "Goals: This sheet is missing." in notes


def test_merged_cells_are_named_and_count_once() -> None:
    made = book()
    put(made, "Goals", FIRST_ROW + 1, {"goal": "G2", "priority": "P1", "title": "Another"})
    keys = {cell.value: cell.column or 0 for cell in made["Goals"][1]}
    letter = get_column_letter(keys["population"])
    made["Goals"][f"{letter}{FIRST_ROW}"] = "Riders"
    made["Goals"].merge_cells(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + 1}")
    draft = read(saved(made))
    assert any("These cells are merged" in note for note in told(draft))
    assert [goal.population for goal in draft.priorities[0].goals] == ["Riders", ""]


def test_what_never_goes_together_is_left_out_and_said() -> None:
    notes = wrong(
        priority={"kind": "Community engagement"},
        indicator={"kind": "What people say", "target": 5},
        q1=1,
    )
    assert any("Only a problem to solve has a type of problem." in note for note in notes)
    assert sum("never has a direction or a target" in note for note in notes) == 2


def test_a_text_that_is_too_long_is_said_and_kept() -> None:
    draft = read(saved(book(goal={"population": "x" * 301})))
    assert any("This text has 301 characters; 300 is the most." in note for note in told(draft))
    assert draft.unplaced[0].text == "x" * 301


def test_rows_without_what_they_need_are_said_and_kept() -> None:
    made = template()
    put(made, "Priorities", FIRST_ROW, {"priority": "P1"})
    put(made, "Priorities", FIRST_ROW + 1, {"priority": "P1", "title": "Twice"})
    put(made, "Priorities", FIRST_ROW + 2, {"rationale": "Nobody knows of what."})
    put(made, "Goals", FIRST_ROW, {"goal": "G1", "priority": "P1"})
    put(made, "Indicators", FIRST_ROW, {"indicator": "I1", "goal": "G1", "kind": "Count"})
    draft = read(saved(made))
    notes = " ".join(told(draft))
    assert "This priority has no title" in notes
    assert "A row above has the same short name." in notes
    assert "neither a short name nor a title" in notes
    assert "This goal has no title" in notes
    assert [one.text for one in draft.unplaced if "Twice" in one.text]


def test_the_same_quarter_twice_counts_once() -> None:
    made = book(q1=10)
    put(made, "Quarters", FIRST_ROW + 1, {"quarters_of": "I1", "q1": 11, "q2": 9})
    draft = read(saved(made))
    (target,) = goal_of(draft).indicators[0].targets
    assert [point.value for point in target.path] == [10, 9]
    assert any("has a value above already" in note for note in told(draft))


def test_an_error_of_the_spreadsheet_is_said() -> None:
    made = book()
    cell = made["Goals"].cell(row=FIRST_ROW, column=4)
    cell.value = "#REF!"
    assert any(
        "“#REF!” is an error of the spreadsheet." in note for note in told(read(saved(made)))
    )


def test_formulas_are_refused_by_their_cells() -> None:
    made = book()
    made["Indicators"]["P4"] = "=SUM(1,2)"
    made["Goals"]["C4"] = "=A1"
    with pytest.raises(FileError, match=r"Goals C4, Indicators P4"):
        read(saved(made))


def test_more_rows_than_a_plan_has_are_refused() -> None:
    made = book()
    made["Goals"].cell(row=2_500, column=1, value="G9")
    with pytest.raises(FileError, match="more than 2000 rows"):
        read(saved(made))
    made = template()
    for row in range(FIRST_ROW, FIRST_ROW + 45):
        put(made, "Priorities", row, {"priority": f"P{row}", "title": f"Priority {row}"})
    with pytest.raises(FileError, match="more than 40 priorities"):
        read(saved(made))


def test_stray_cells_far_out_are_refused_and_cost_little_memory() -> None:
    made = book()
    for number in range(20):
        made.create_sheet(f"Stray {number}").cell(row=2_000, column=80, value="x")
    content = saved(made)
    tracemalloc.start()
    with pytest.raises(FileError, match="holds more than a plan does"):
        read(content)
    assert tracemalloc.get_traced_memory()[1] < 32 * 1024 * 1024
    tracemalloc.stop()


def test_a_stray_cell_makes_no_others() -> None:
    made = book()
    made["Goals"].cell(row=2_000, column=80, value="x")
    content = saved(made)
    tracemalloc.start()
    assert goal_of(read(content)).title == "Fewer robberies"
    assert tracemalloc.get_traced_memory()[1] < 16 * 1024 * 1024
    tracemalloc.stop()


def test_more_sheets_than_a_plan_has_are_refused() -> None:
    made = book()
    for number in range(30):
        made.create_sheet(f"Notes {number}")
    with pytest.raises(FileError, match="holds more than a plan does"):
        read(saved(made))
