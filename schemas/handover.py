"""A change of command, as it enters and leaves the services."""

from datetime import date
from uuid import UUID

from pydantic import Field

from .account import DistrictRow
from .commitment import CommitmentRow
from .goal import StepRow
from .message import Message
from .progress import Standing
from .shape import Line, Shape, Version, Words
from .vocabulary import (
    DueKind,
    HandoverSide,
    Language,
    OwnedAs,
    PartnerKind,
    PlanStage,
    Role,
    WaitingKind,
)

MOST_MOVES = 500
"""Things that one person can be responsible for in one district, and more."""


class NoteIn(Shape):
    """The note of an outgoing commander as its form hands it in."""

    id: UUID
    district_id: UUID
    changes_on: date
    seen_version: Version
    note: Words
    language: Language


class Pinned(Shape):
    """What a page showed: counts, the note's version, and the newest change of what it shows."""

    goals: int
    steps: int
    promises: int
    partners: int
    waiting: int
    note_version: int
    last_change_id: UUID | None


class MarkIn(Shape):
    """Somebody says that they handed over or took over, or a reviewer why they can't."""

    id: UUID
    district_id: UUID
    changes_on: date
    side: HandoverSide
    reason: Line = ""
    seen: Pinned


class CommanderRow(Shape):
    """One side of a change of command; `ends_on` is empty where no end is known."""

    member_id: UUID
    name: str
    starts_on: date
    ends_on: date | None


class TurnRow(Shape):
    """A change of command: the first day of the next command, and who stands on each side.

    Nobody goes where the district had no commander before; nobody comes where none is named yet.
    """

    changes_on: date
    outgoing: CommanderRow | None
    incoming: CommanderRow | None
    has_come: bool
    is_near: bool
    """Whether it is so close that the commander is told of it without asking."""


class MarkRow(Shape):
    """That somebody handed over or took over; `by` wrote it down, for `reason` where it differs."""

    side: HandoverSide
    name: str
    by: str
    made_on: date
    reason: str
    moved: tuple[Message, ...]
    """What is different since, until the other side said so too."""
    outdated: bool


class OpenGoalRow(Shape):
    """An open goal with who looks after it, where it stands, and what is due next."""

    id: UUID
    code: str
    title: str
    owner_name: str | None
    caps_owner_name: str | None
    standing: Standing
    due_on: date | None
    next_step: StepRow | None
    overdue_steps: int


class ContactRow(Shape):
    """A partner with the goals they take part in, and the last meeting about one of these."""

    name: str
    kind: PartnerKind
    goal_codes: tuple[str, ...]
    last_on: date | None
    last_title: str


class DueRow(Shape):
    """Something with a day: overdue, or due within the next months.

    `what` are a person's own words, `code` is that of the goal or promise, `count` how many values
    a quarter waits for, `missing` that a conversation has no date yet.
    """

    day: date
    kind: DueKind
    overdue: bool = False
    what: str = ""
    code: str = ""
    goal_id: UUID | None = None
    who: str = ""
    role: Role | None = None
    year: int | None = None
    quarter: int | None = None
    count: int = 0
    missing: bool = False


class WaitingRow(Shape):
    """What somebody waits for: how many, of which plan or quarter, and of which goals."""

    kind: WaitingKind
    count: int
    year: int | None = None
    quarter: int | None = None
    stage: PlanStage | None = None
    lacks: tuple[Role, ...] = ()
    """Whose signature a plan has not."""
    goals: tuple[tuple[UUID, str], ...] = ()


class HandoverRow(Shape):
    """Everything that a change of command hands over, as it stands today."""

    district: DistrictRow
    today: date
    turn: TurnRow
    turns: tuple[date, ...]
    """The days of all changes of command that are known, the latest first."""
    note_id: UUID | None
    note_version: int
    note: str
    language: Language
    written_by: str | None
    written_on: date | None
    given: MarkRow | None
    taken: MarkRow | None
    pinned: Pinned
    goals: tuple[OpenGoalRow, ...]
    promises: tuple[CommitmentRow, ...]
    contacts: tuple[ContactRow, ...]
    due: tuple[DueRow, ...]
    waiting: tuple[WaitingRow, ...]


class PersonOption(Shape):
    """Somebody who is, or can be, responsible for something in a district."""

    id: UUID
    name: str
    roles: tuple[Role, ...] = ()


class OwnedRow(Shape):
    """Something that a person is responsible for; `version` is that of the goal or the step."""

    kind: OwnedAs
    id: UUID
    code: str
    title: str
    version: int


class OwnedRows(Shape):
    """What somebody is responsible for in a district, and who could take it over."""

    owners: tuple[PersonOption, ...]
    """Everybody who is responsible for something here."""
    rows: tuple[OwnedRow, ...]
    people: tuple[PersonOption, ...]


class MoveIn(Shape):
    """One thing that one person was responsible for, and another is from now on."""

    kind: OwnedAs
    id: UUID
    seen_version: Version
    from_id: UUID
    to_id: UUID


class ReassignIn(Shape):
    """Things of one district that somebody else becomes responsible for, all at once."""

    district_id: UUID
    moves: tuple[MoveIn, ...] = Field(min_length=1, max_length=MOST_MOVES)
    why: Words = ""
    """Why goals of a plan that was signed change; other plans don't ask."""
