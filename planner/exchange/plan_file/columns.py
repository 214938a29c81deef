"""The sheets of a plan's workbook: their columns, and how each is written.

A column's key stands in the hidden first row and never changes; what people read above it is in
their language. One table serves the template and the reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from schemas.errors import N_
from schemas.vocabulary import (
    Accumulation,
    Direction,
    Frequency,
    IndicatorKind,
    PartnerKind,
    PlaceKind,
    PriorityKind,
    PrioritySource,
    ProblemType,
    Role,
)


class Cell(StrEnum):
    """How a cell is written."""

    LINE = "line"
    WORDS = "words"
    LIST = "list"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    YES_NO = "yes_no"
    WORD = "word"
    WORD_LIST = "word_list"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `words` are the vocabulary it takes, `names` the list of names."""

    key: str
    label: str
    cell: Cell = Cell.LINE
    words: type[StrEnum] | None = None
    names: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet by the name people read, and its columns."""

    key: str
    title: str
    columns: tuple[Column, ...]

    @property
    def by_key(self) -> Mapping[str, Column]:
        """The columns by their keys."""
        return {column.key: column for column in self.columns}


LEVELS = 5
"""Levels of a rubric that the template has room for; the reader takes nine."""
MOST_LEVELS = 9
TIES = 3
"""Demands that a goal can name in the workbook."""

YES, NO = N_("Yes"), N_("No")
WHY = N_("Why the goal answers it")

PRIORITIES = Sheet(
    "priorities",
    N_("Priorities"),
    (
        Column("priority", N_("Short name of the priority, such as P1"), required=True),
        Column("kind", N_("What it is"), Cell.WORD, PriorityKind, required=True),
        Column("problem_type", N_("Type of problem"), Cell.WORD, ProblemType),
        Column("title", N_("Title"), required=True),
        Column("sources", N_("What it is drawn from"), Cell.WORD_LIST, PrioritySource),
        Column("cites_evidence", N_("It cites numbers or a conversation"), Cell.YES_NO),
        Column("rationale", N_("Why this is a priority, with numbers"), Cell.WORDS),
        Column("who_is_affected", N_("Who is affected"), Cell.WORDS),
        Column("how_it_happens", N_("How it happens"), Cell.WORDS),
        Column("where_and_when", N_("Where and when"), Cell.WORDS),
        Column("response", N_("What will be done"), Cell.WORDS),
        Column("assessment", N_("How we will know that it worked"), Cell.WORDS),
    ),
)

_TIE_COLUMNS = tuple(
    column
    for place in range(1, TIES + 1)
    for column in (
        Column(f"demand_{place}", N_("Demand it answers, by its code"), names="demands"),
        Column(f"why_{place}", WHY, Cell.WORDS),
    )
)

GOALS = Sheet(
    "goals",
    N_("Goals"),
    (
        Column("goal", N_("Short name of the goal, such as G1"), required=True),
        Column("priority", N_("Priority it belongs to"), required=True),
        Column("title", N_("The goal in one sentence"), required=True),
        Column("action", N_("What will be done, beginning with a verb"), Cell.WORDS),
        Column("population", N_("Who or what it is about")),
        Column("place", N_("Where"), Cell.WORD, PlaceKind),
        Column("beats", N_("Beats"), Cell.LIST),
        Column("area_name", N_("Name of the area")),
        Column("owner", N_("Who is responsible"), names="people"),
        Column("owner_role", N_("Role of who is responsible"), Cell.WORD, Role),
        Column("caps_owner", N_("Who helps from the community policing office"), names="people"),
        Column("partners", N_("Partners"), Cell.LIST),
        Column("partner_kind", N_("What kind of partner could help"), Cell.WORD, PartnerKind),
        *_TIE_COLUMNS,
        Column("resources", N_("What it takes"), Cell.WORDS),
        Column("resource_people", N_("People"), Cell.WHOLE),
        Column("resource_hours", N_("Hours"), Cell.NUMBER),
        Column("resource_money", N_("Money"), Cell.NUMBER),
        Column("ambition_reason", N_("Why so much can be reached"), Cell.WORDS),
        Column("start_on", N_("Start date"), Cell.DAY),
        Column("due_on", N_("Due date"), Cell.DAY),
        Column("horizon_reason", N_("Why it is due outside the plan's year"), Cell.WORDS),
        Column("review_on", N_("Day to look back"), Cell.DAY),
    ),
)

_LEVEL_COLUMNS = tuple(
    Column(f"level_{level}", N_("Level {level}: what one would see"), Cell.WORDS)
    for level in range(1, MOST_LEVELS + 1)
)

INDICATORS = Sheet(
    "indicators",
    N_("Indicators"),
    (
        Column("indicator", N_("Short name of the indicator, such as I1"), required=True),
        Column("goal", N_("Goal it belongs to"), required=True),
        Column("kind", N_("What it is made of"), Cell.WORD, IndicatorKind, required=True),
        Column("name", N_("What is measured"), required=True),
        Column("definition", N_("How it is counted"), Cell.WORDS),
        Column("unit", N_("Unit")),
        Column("numerator", N_("What is counted")),
        Column("denominator", N_("Out of how many")),
        Column("per", N_("In how many"), Cell.WHOLE),
        Column("direction", N_("Which way"), Cell.WORD, Direction),
        Column("accumulation", N_("How quarters fit together"), Cell.WORD, Accumulation),
        Column("decimals", N_("Digits after the point"), Cell.WHOLE),
        Column("required", N_("It counts for where the goal stands"), Cell.YES_NO),
        Column("source", N_("Where the numbers come from")),
        Column("frequency", N_("How often they come"), Cell.WORD, Frequency),
        Column("baseline", N_("Value to start from"), Cell.NUMBER),
        Column("baseline_on", N_("On the day"), Cell.DAY),
        Column("baseline_source", N_("Found in")),
        Column("target", N_("Value to reach"), Cell.NUMBER),
        Column("low", N_("Lowest value that is fine"), Cell.NUMBER),
        Column("high", N_("Highest value that is fine"), Cell.NUMBER),
        Column("margin", N_("How far outside is still only a risk"), Cell.NUMBER),
        Column("straight_line", N_("A straight line from start to target"), Cell.YES_NO),
        *_LEVEL_COLUMNS,
    ),
)

QUARTERS = Sheet(
    "quarters",
    N_("Quarters"),
    (
        Column("quarters_of", N_("Indicator it belongs to"), required=True),
        Column("year", N_("Year"), Cell.WHOLE),
        *(
            Column(f"q{number}", N_("What we want to see in quarter {number}"), Cell.NUMBER)
            for number in range(1, 5)
        ),
    ),
)

SHEETS = (PRIORITIES, GOALS, INDICATORS, QUARTERS)

README, LISTS = N_("Read me"), N_("Lists")
"""Sheets that explain, and are never read."""

EXAMPLE = "example"
"""How the short name of a row begins that only shows how it is done."""


EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "priorities": {
        "priority": EXAMPLE,
        "kind": "problem",
        "problem_type": "quality_of_life",
        "title": N_("Calls that nobody returns"),
        "sources": "community_conversations",
        "cites_evidence": "yes",
        "rationale": N_("In 2026, 41 of 100 callers said that nobody called them back."),
    },
    "goals": {
        "goal": EXAMPLE,
        "priority": EXAMPLE,
        "title": N_("Call back within fourteen days"),
        "action": N_("Call everybody back who left a number."),
        "place": "district",
        "demand_1": "FOLLOWUP-01",
        "start_on": "2027-01-04",
        "due_on": "2027-12-31",
    },
    "indicators": {
        "indicator": EXAMPLE,
        "goal": EXAMPLE,
        "kind": "percent",
        "name": N_("Callers who were called back within fourteen days"),
        "direction": "increase",
        "baseline": "41",
        "target": "80",
    },
    "quarters": {"quarters_of": EXAMPLE, "q1": "50", "q2": "60", "q3": "70", "q4": "80"},
}
"""The row of each sheet that shows how it is done, by column."""

EXAMPLE_MARKS = {"priorities": "title", "goals": "title", "indicators": "name", "quarters": "q1"}
"""The column that tells whether somebody wrote over an example."""


def label_params(column: Column) -> dict[str, int]:
    """Return what fills the places of a column's label: the number at the end of its key."""
    digits = "".join(one for one in column.key if one.isdigit())
    return {"level": int(digits), "number": int(digits)} if digits else {}
