"""Plans as files: the template filled in as a district would, and the district's form in Word."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Any
from uuid import UUID

import uuid_utils
from docx import Document
from docx.document import Document as WordFile
from openpyxl import Workbook, load_workbook

from planner.exchange.plan_file import Names, make_template, read_document, read_workbook
from planner.i18n import translator, word_of
from schemas.intake import PlanDraft
from schemas.vocabulary import Language
from tests.real_plan import YEAR, RealGoal, RealIndicator, RealPlan

FIRST_ROW = 4
"""The first row of a sheet below keys, headings and the example."""


def new_id() -> UUID:
    return UUID(int=uuid_utils.uuid7().int)


def read(content: bytes, language: Language = Language.EN) -> PlanDraft:
    return read_workbook(content, "plan.xlsx", language, YEAR, new_id)


def read_form(content: bytes, language: Language = Language.EN) -> PlanDraft:
    return read_document(content, "form.docx", language, YEAR, new_id)


def told(draft: PlanDraft) -> list[str]:
    """Return what was noted of a file."""
    return [f"{note.place}: {note.message}" for note in draft.notes]


def saved(book: Workbook) -> bytes:
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def template(language: Language = Language.EN, names: Names | None = None) -> Workbook:
    return load_workbook(BytesIO(make_template(language, names) if names else _made(language)))


@cache
def blank() -> bytes:
    """Return the template as a program saves it that changed nothing."""
    return saved(template())


@cache
def _made(language: Language) -> bytes:
    return make_template(language, Names())


def put(book: Workbook, sheet: str, row: int, values: Mapping[str, Any]) -> None:
    """Write values into a row of a sheet by its keys; the sheet is named in English."""
    page = _page(book, sheet)
    keys = {str(cell.value): cell.column for cell in page[1]}
    for key, value in values.items():
        if value is not None and value != "":
            page.cell(row=row, column=keys[key], value=value)


def _page(book: Workbook, sheet: str) -> Any:
    titles = [translator(language)(sheet) for language in Language]
    return next(book[title] for title in titles if title in book.sheetnames)


def fill(plan: RealPlan, language: Language = Language.EN) -> Workbook:
    """Fill the template in as a district would: words as they read, numbers as numbers."""
    book = template(language)

    def say(word: Any) -> Any:
        return translator(language)(word_of(word)) if word is not None else None

    goal_row = indicator_row = quarter_row = FIRST_ROW
    for number, priority in enumerate(plan.priorities, 1):
        put(
            book,
            "Priorities",
            FIRST_ROW + number - 1,
            {
                "priority": f"P{number}",
                "kind": say(priority.kind),
                "problem_type": say(priority.problem_type),
                "title": priority.title,
                "sources": "; ".join(say(one) for one in sorted(priority.sources)),
                "cites_evidence": translator(language)("Yes" if priority.cites_evidence else "No"),
                **vars(priority.words),
            },
        )
        for goal in priority.goals:
            key = f"G{goal_row}"
            put(book, "Goals", goal_row, _goal(goal, say) | {"goal": key, "priority": f"P{number}"})
            goal_row += 1
            for indicator in goal.indicators:
                name = f"I{indicator_row}"
                values = _indicator(indicator, say, translator(language))
                put(book, "Indicators", indicator_row, values | {"indicator": name, "goal": key})
                indicator_row += 1
                if indicator.path:
                    path = {
                        f"q{quarter}": float(one) for quarter, one in enumerate(indicator.path, 1)
                    }
                    put(book, "Quarters", quarter_row, path | {"quarters_of": name})
                    quarter_row += 1
    return book


def _goal(goal: RealGoal, say: Any) -> dict[str, Any]:
    ties: dict[str, str] = {}
    for number, tie in enumerate(sorted(goal.ties, key=lambda tie: tie.demand), 1):
        ties |= {f"demand_{number}": tie.demand, f"why_{number}": tie.why}
    same = ["title", "action", "population", "area_name", "owner", "caps_owner", "resources"]
    same += ["resource_people", "ambition_reason", "start_on", "due_on", "review_on"]
    return {
        **{name: getattr(goal, name) for name in same},
        **{name: getattr(goal, name) for name in ("resource_hours", "resource_money")},
        "place": say(goal.place),
        "beats": "; ".join(sorted(goal.beats)),
        "partners": "; ".join(sorted(goal.partners)),
        **ties,
    }


def _indicator(indicator: RealIndicator, say: Any, translate: Any) -> dict[str, Any]:
    same = ["name", "definition", "unit", "numerator", "denominator", "decimals", "source"]
    same += ["baseline", "baseline_on", "baseline_source", "target"]
    voices = indicator.direction is None
    return {
        **{name: getattr(indicator, name) for name in same},
        "kind": say(indicator.kind),
        "direction": say(indicator.direction),
        "accumulation": None if voices else say(indicator.accumulation),
        "frequency": say(indicator.frequency),
        "required": translate("Yes" if indicator.required else "No"),
        "straight_line": translate("Yes") if indicator.straight_line else None,
        **{f"level_{level}": words for level, words in enumerate(indicator.levels, 1)},
    }


# --- Word ---------------------------------------------------------------------------------------

BOXES = {True: "\N{BALLOT BOX WITH X}", False: "\N{BALLOT BOX}"}
SOURCE_WORDS = {
    "calls_for_service": "Calls for service",
    "community_conversations": "Community conversations",
    "dac_meetings": "DAC meetings",
    "resident_survey": "Resident survey data",
    "crime_data": "Crime data",
    "community_interactions": "Community interactions",
    "beat_meetings": "Beat meetings",
    "other": "Other",
}
TYPE_WORDS = {
    "violent_crime": "Violent crime",
    "property_crime": "Property crime",
    "quality_of_life": "Quality of life",
}


def ticks(words: Mapping[str, str], chosen: Any) -> str:
    return "   ".join(f"{BOXES[key in chosen]} {said}" for key, said in words.items())


def form_with_headings(plan: RealPlan) -> WordFile:
    """Return the district's form with headings and paragraphs."""
    file = Document()
    file.add_heading(f"District 7 strategic plan {plan.year}", 0)
    for number, priority in enumerate(plan.priorities, 1):
        is_problem = priority.problem_type is not None
        heading = "Problem-solving priority" if is_problem else "Community engagement priority"
        file.add_heading(f"{heading} {number}", 1)
        file.add_heading("Scanning", 2)
        file.add_paragraph(f"Title: {priority.title}")
        if priority.problem_type:
            file.add_paragraph(f"Type: {ticks(TYPE_WORDS, {priority.problem_type})}")
        file.add_paragraph("Source (check all that apply):")
        file.add_paragraph(ticks(SOURCE_WORDS, priority.sources))
        for label, text in _sections(vars(priority.words)):
            file.add_heading(label, 2)
            for paragraph in text.split("\n\n"):
                file.add_paragraph(paragraph)
    return file


def form_with_tables(plan: RealPlan) -> WordFile:
    """Return the district's form as one table a priority: label on the left, text on the right."""
    file = Document()
    for priority in plan.priorities:
        file.add_heading(
            "Problem-Solving Priority" if priority.problem_type else "Engagement Priorities", 1
        )
        rows = [
            ("Title", priority.title),
            ("Type", ticks(TYPE_WORDS, {priority.problem_type})),
            ("Sources", ticks(SOURCE_WORDS, priority.sources)),
            *_sections(vars(priority.words)),
        ]
        table = file.add_table(rows=0, cols=2)
        for label, text in rows:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, text
    return file


def _sections(words: Mapping[str, str]) -> list[tuple[str, str]]:
    labels = {
        "rationale": "Rationale",
        "who_is_affected": "Who is affected?",
        "how_it_happens": "How is it done (no demographics)",
        "where_and_when": "Where and when",
        "response": "Response",
        "assessment": "Assessment",
    }
    return [(labels[name], text) for name, text in words.items() if text]


def written(file: WordFile) -> bytes:
    made = BytesIO()
    file.save(made)
    return made.getvalue()
