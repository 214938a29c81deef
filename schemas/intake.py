"""What a plan is made from when much of it exists already: a file, or goals from elsewhere.

A draft names people, partners, beats and demands by their words, as files do. A review says what
became of those words, and what would be written; only what a person leaves ticked is.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from .account import DistrictRow
from .goal import FindingRow, GoalTitle
from .indicator import IndicatorIn
from .message import Message
from .progress import Standing
from .shape import Line, Measured, Required, Shape, Version, Words, Year
from .vocabulary import (
    Language,
    PartnerKind,
    PlaceKind,
    PlanStage,
    PriorityKind,
    PrioritySource,
    ProblemType,
    RelationKind,
    Role,
)

MOST_PRIORITIES, MOST_GOALS, MOST_NOTES = 40, 200, 300


class IntakeSource(StrEnum):
    """Where the makings of a plan come from."""

    LAST_YEAR = "last_year"
    DISTRICT = "district"
    THEME = "theme"
    SPREADSHEET = "spreadsheet"
    FORM = "form"


class IntakeChoice(StrEnum):
    """What a person decides about one thing of a draft."""

    MAKE = "make"
    REPLACE = "replace"
    SKIP = "skip"


class Note(Shape):
    """Something that was not understood, or left out, and where it stands."""

    place: Line
    message: Message


class Unplaced(Shape):
    """Words of a file that belong nowhere: to be copied by hand."""

    place: Line
    text: Words


class TieDraft(Shape):
    """A tie by the code or the words of its demand."""

    demand: Line
    why: Words = ""


class GoalDraft(Shape):
    """A goal whose people, partners, beats and demands are still words.

    `suggested` marks one that stands for a sentence of a text: it is made only when somebody
    ticks it. `copied_from` is the goal it was copied from.
    """

    id: UUID
    place: Line = ""
    title: Required
    action: Words = ""
    population: Line = ""
    where: PlaceKind = PlaceKind.DISTRICT
    beats: tuple[Line, ...] = ()
    area_name: Line = ""
    owner: Line = ""
    owner_role: Role | None = None
    caps_owner: Line = ""
    partners: tuple[Line, ...] = ()
    partner_kind: PartnerKind | None = None
    resources: Words = ""
    resource_people: int | None = None
    resource_hours: Measured | None = None
    resource_money: Measured | None = None
    ambition_reason: Words = ""
    start_on: date | None = None
    due_on: date | None = None
    horizon_reason: Words = ""
    review_on: date | None = None
    ties: tuple[TieDraft, ...] = ()
    indicators: tuple[IndicatorIn, ...] = ()
    suggested: bool = False
    copied_from: UUID | None = None
    language: Language | None = None


class PriorityDraft(Shape):
    """A priority with its goals."""

    id: UUID
    place: Line = ""
    kind: PriorityKind = PriorityKind.PROBLEM
    problem_type: ProblemType | None = None
    title: Required
    sources: frozenset[PrioritySource] = frozenset()
    cites_evidence: bool = False
    rationale: Words = ""
    who_is_affected: Words = ""
    how_it_happens: Words = ""
    where_and_when: Words = ""
    response: Words = ""
    assessment: Words = ""
    language: Language | None = None
    goals: tuple[GoalDraft, ...] = Field(default=(), max_length=MOST_GOALS)


class PlanDraft(Shape):
    """All that was read or copied; `id` makes a writing that arrives twice count once."""

    id: UUID
    source: IntakeSource
    name: Line = ""
    digest: Line = ""
    language: Language
    priorities: tuple[PriorityDraft, ...] = Field(default=(), max_length=MOST_PRIORITIES)
    notes: tuple[Note, ...] = Field(default=(), max_length=MOST_NOTES)
    more_notes: int = 0
    """How much more there was to note than is listed."""
    unplaced: tuple[Unplaced, ...] = Field(default=(), max_length=MOST_NOTES)


class Existing(Shape):
    """What a plan has under the same title, and the version that was seen."""

    id: UUID
    version: Version


class GoalReview(Shape):
    """What a goal would be: what the SMART check says, what it breaks, what it would replace."""

    draft: GoalDraft
    findings: tuple[FindingRow, ...]
    notes: tuple[Note, ...]
    broken: Message | None
    existing: Existing | None


class PriorityReview(Shape):
    """What a priority would be, with its goals."""

    draft: PriorityDraft
    broken: Message | None
    existing: Existing | None
    goals: tuple[GoalReview, ...]


class IntakeReview(Shape):
    """What writing a draft into a district's plan would make; nothing is written yet."""

    stage: PlanStage | None
    priorities: tuple[PriorityReview, ...]


class IntakeIn(Shape):
    """What is to be written of a draft; what `choices` doesn't name is left out.

    `seen` holds the version of each row that a choice replaces.
    """

    district_id: UUID
    year: Year
    draft: PlanDraft
    choices: Mapping[UUID, IntakeChoice]
    problem_types: Mapping[UUID, ProblemType] = {}
    seen: Mapping[UUID, Version] = {}


class IntakeDone(Shape):
    """What was written."""

    plan_id: UUID
    priorities: int
    goals: int


class Precedent(Shape):
    """A goal of another year or district, and what came of it."""

    goal: GoalTitle
    district: DistrictRow
    standing: Standing
    relation: RelationKind | None
    rationale: Words
    theme_codes: tuple[str, ...]


class Credit(Shape):
    """The goal that another was written after."""

    id: UUID
    code: str
    title: str
    year: int
    district: DistrictRow
