"""Plans and priorities, as they enter and leave the services."""

from datetime import date
from uuid import UUID

from .account import DistrictRow
from .goal import GoalOutline, StepRow
from .progress import Reading, Standing
from .shape import Line, Required, Shape, Version, Words, Year
from .text import TranslatedField
from .vocabulary import Language, PlanStage, PriorityKind, PrioritySource, ProblemType


class PlanIn(Shape):
    """Starts a district's plan for a year."""

    district_id: UUID
    year: Year


class PriorityIn(Shape):
    """A priority as its form hands it in; `id` is made by the form, so a repeat is recognised."""

    id: UUID
    plan_id: UUID
    seen_version: Version
    kind: PriorityKind
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
    language: Language


class GoalGlance(Shape):
    """A goal as the plan page lists it."""

    id: UUID
    code: str
    title: str
    language: Language
    translations: tuple[TranslatedField, ...] = ()
    standing: Standing
    outline: GoalOutline
    readings: tuple[Reading, ...]
    """Of all indicators, in each quarter of the plan's year that the goal runs in."""
    next_step: StepRow | None
    overdue_steps: int
    theme_codes: tuple[str, ...]


class PriorityRow(PriorityIn):
    """A priority with its goals."""

    position: int
    translations: tuple[TranslatedField, ...] = ()
    goals: tuple[GoalGlance, ...] = ()


class OwedRow(Shape):
    """Values of a plan's goals that are waited for in one quarter, and the day they are due."""

    year: int
    quarter: int
    count: int
    due_on: date
    late: bool


class PlanRow(Shape):
    """A district's plan for a year."""

    id: UUID
    district: DistrictRow
    year: int
    quarter: int
    """The quarter of that year whose standings the goals show."""
    stage: PlanStage
    version: int
    commander_signed_by: Line | None
    dac_chair_signed_by: Line | None
    unsigned_reason: Words
    owed: tuple[OwedRow, ...]
    """Quarters whose values are due or late, the earliest first."""
    priorities: tuple[PriorityRow, ...]
