"""Anchors and the outcome of checking the history, as they leave the services."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from .change import ThingRow
from .shape import Shape
from .vocabulary import ActorKind


class Fault(StrEnum):
    """What can be wrong with a change."""

    ROW = "row"
    """What the change says of itself is not what was written."""
    GAP = "gap"
    """A change before it is missing."""
    PLACE = "place"
    """It does not follow the change before it: one of the two was put in another's place."""
    WORDS = "words"
    """The words kept with it are not those that were written."""
    TAIL = "tail"
    """Newer changes of the same thing are missing: the thing itself has moved on."""


class AnchorRow(Shape):
    """What one day's anchor says; `heads` counts the chains that grew since the one before."""

    day: date
    heads: int
    digest: str


class BrokenRow(Shape):
    """One change that does not hold: what is wrong, of which thing, which version, when and whose.

    For a missing end `id`, `at` and the actor are those of the last change that is left, or None
    where none is, and `version` is the one that the thing itself has.
    """

    fault: Fault
    id: UUID | None
    entity: str
    entity_id: UUID
    thing: ThingRow
    version: int
    at: datetime | None
    actor_kind: ActorKind | None
    actor_name: str | None


class ChainMark(Shape):
    """How far the chains were checked: the last change, and what stands at the end of it."""

    entity: str
    entity_id: UUID
    version: int


class ChainPart(Shape):
    """What checking some changes found; `mark` is where to go on, None when all were checked."""

    changes: int
    broken: tuple[BrokenRow, ...]
    mark: ChainMark | None


class EndsRow(Shape):
    """What anchors and the things themselves tell of changes that are not there any more."""

    anchors: int
    broken_anchors: tuple[date, ...]
    missing: tuple[BrokenRow, ...]
    newest: AnchorRow | None


class HistoryRow(Shape):
    """How much was checked, and what was found broken: changes and days of anchors.

    `newest` is the anchor to keep a copy of elsewhere.
    """

    changes: int
    anchors: int
    broken: tuple[BrokenRow, ...]
    broken_anchors: tuple[date, ...]
    newest: AnchorRow | None

    @classmethod
    def of(cls, changes: int, broken: Iterable[BrokenRow], ends: EndsRow) -> Self:
        """Put together what checking part after part has found, and what the ends tell."""
        return cls(
            changes=changes,
            anchors=ends.anchors,
            broken=(*broken, *ends.missing),
            broken_anchors=ends.broken_anchors,
            newest=ends.newest,
        )

    @property
    def holds(self) -> bool:
        """Whether nothing is broken."""
        return not self.broken and not self.broken_anchors

    @property
    def first(self) -> BrokenRow | None:
        """The broken change that was written first; those whose moment is unknown come last."""
        unknown = [one for one in self.broken if one.at is None]
        known = sorted(
            (one for one in self.broken if one.at is not None),
            key=lambda one: (one.at, one.version),
        )
        return next(iter([*known, *unknown]), None)
