"""What numbers and voices mean together, and the page that shows them side by side."""

from uuid import UUID

from .goal import GoalRow
from .progress import Standing
from .shape import QuarterNumber, Shape, Version, Words, Year
from .vocabulary import Language, RelationKind
from .voice import VoiceSummary


class RelationIn(Shape):
    """The meaning a person chose for a goal and quarter, with the rationale."""

    id: UUID
    goal_id: UUID
    year: Year
    quarter: QuarterNumber
    seen_version: Version
    kind: RelationKind
    rationale: Words = ""
    language: Language


class RelationRow(RelationIn):
    """A relation with who chose it."""

    chosen_by: str | None


class SideBySideQuarter(Shape):
    """One row of the page: what was measured, what it means together, what people said."""

    year: int
    quarter: int
    standing: Standing
    relation: RelationRow | None
    voices: VoiceSummary


class SideBySideRow(Shape):
    """The page of one goal, the latest quarter first."""

    goal: GoalRow
    quarters: tuple[SideBySideQuarter, ...]
