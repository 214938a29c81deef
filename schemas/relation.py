"""What numbers and voices mean together, and the page that shows them side by side."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from .goal import GoalRow, GoalTitle
from .message import Message
from .progress import Standing
from .shape import QuarterNumber, Shape, Version, Words, Year
from .text import TranslatedField
from .vocabulary import EngagementKind, Language, RelationKind
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
    """A relation with who chose it, and the rationale in the reader's language where there is."""

    chosen_by: str | None
    translation: TranslatedField | None = None


class MeetingRow(Shape):
    """A meeting of the goal's district, and how many voices from it speak of the goal."""

    title: str
    kind: EngagementKind
    held_on: date
    voices: int


class SideBySideQuarter(Shape):
    """One row of the page: what was measured, what it means together, what people said.

    `meetings` are all that the district held in the quarter; `unheard` are the codes of the
    goal's ties that nobody spoke of.
    """

    year: int
    quarter: int
    standing: Standing
    relation: RelationRow | None
    voices: VoiceSummary
    meetings: tuple[MeetingRow, ...]
    unheard: tuple[str, ...]


class SideBySideRow(Shape):
    """The page of one goal, the latest quarter first; `statements` words each demand by code."""

    goal: GoalRow
    quarters: tuple[SideBySideQuarter, ...]
    statements: Mapping[str, str]


class GoalGlimpse(Shape):
    """A goal to pick: where it stood in the last quarter it had, and what that meant together."""

    goal: GoalTitle
    standing: Standing
    relation: RelationRow | None


class RangePoint(Shape):
    """What an indicator was in a month or a quarter; `note` says why it stands out.

    `value` is None in a gap between values.
    """

    year: int
    part: int
    value: Decimal | None
    note: Message | None = None


class UsualRange(Shape):
    """What is usual for an indicator, from its own history, and where the target lies in it.

    `lowest` and `highest` bound what is usual, in the indicator's unit; None while too little is
    known. `targets` are the target, or both ends of the range to stay in; none where it can't be
    compared with the values of single months or quarters.
    """

    monthly: bool
    points: tuple[RangePoint, ...]
    mean: Decimal | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    targets: tuple[Decimal, ...] = ()
    says: tuple[Message, ...]
