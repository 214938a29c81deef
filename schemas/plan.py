"""Plans and priorities, as they enter and leave the services."""

from uuid import UUID

from .account import DistrictRow
from .progress import Standing
from .shape import Line, Required, Shape, Version, Words, Year
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
    standing: Standing
    missing: int
    """How many required SMART rules have nothing yet."""
    theme_codes: tuple[str, ...]


class PriorityRow(PriorityIn):
    """A priority with its goals."""

    position: int
    goals: tuple[GoalGlance, ...] = ()


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
    unsigned_reason: Line
    priorities: tuple[PriorityRow, ...]
