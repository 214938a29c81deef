"""Changes as administrators look for them, and exports as they are noted."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from .shape import Line, Shape
from .vocabulary import ActorKind

FieldValue = str | int | float | bool | tuple[str, ...] | None


class ChangeQuery(Shape):
    """What is looked for: days count in the jurisdiction's own time; all that is given must fit.

    `member_id` is who did it, `actor_kind` tells the planner itself and whoever is not signed in.
    `text` stands in the name of the thing.
    """

    since: date | None = None
    until: date | None = None
    member_id: UUID | None = None
    actor_kind: ActorKind | None = None
    entity: Line = ""
    action: Line = ""
    text: Line = ""


class ChangeMark(Shape):
    """Where a page of changes ended, so that the next one goes on from there."""

    at: datetime
    id: UUID


class ThingRow(Shape):
    """What a thing is called; all of it empty for what has no name, or is gone."""

    code: str = ""
    name: str = ""
    place_number: int | None = None
    place_name: str | None = None
    year: int | None = None
    quarter: int | None = None


class ChangeRow(Shape):
    """One change in a list; `at` is in the jurisdiction's own time.

    `refused` is the action that was refused, `about` the person whose account it was, `taken` what
    left as a file with so many `rows`.
    """

    id: UUID
    at: datetime
    entity: str
    version: int
    action: str
    actor_kind: ActorKind
    actor_name: str | None
    thing: ThingRow
    erased: bool
    refused: str = ""
    about: str = ""
    taken: str = ""
    rows: int = 0


class ChangePage(Shape):
    """Changes, the newest first, and from where older ones follow, if any do."""

    rows: tuple[ChangeRow, ...]
    older: ChangeMark | None


class Withheld(StrEnum):
    """Why a field is not shown."""

    ORIGINAL_VOICE = "original_voice"
    MAIL_ADDRESS = "mail_address"


class FieldRow(Shape):
    """One field that differs from the version before; `path` leads to it from the outside in.

    What stands for another thing comes with that thing's name.
    """

    path: tuple[str, ...]
    before: FieldValue
    after: FieldValue
    withheld: Withheld | None = None


class ChangeDetail(Shape):
    """One change: what is different after it. `compared` says that the version before is known."""

    row: ChangeRow
    why: str
    fields: tuple[FieldRow, ...]
    compared: bool
    untold: int
    """How many more fields differ that no page shows."""


class PersonName(Shape):
    """Somebody who may have changed something."""

    id: UUID
    name: str
    active: bool


class ExportIn(Shape):
    """What left as a file: from which page, with which filter, and how many rows of it."""

    what: Line
    filters: dict[Line, Line] = Field(default_factory=dict, max_length=20)
    rows: int = Field(ge=0)
    format: Line = "csv"
