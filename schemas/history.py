"""Anchors and the outcome of checking the history, as they leave the services."""

from datetime import date
from uuid import UUID

from .shape import Shape


class AnchorRow(Shape):
    """What one day's anchor says; `heads` counts the chains that grew since the one before."""

    day: date
    heads: int
    digest: str


class HistoryRow(Shape):
    """How much was checked, and what was found broken: ids of changes, days of anchors.

    `newest` is the anchor to keep a copy of elsewhere.
    """

    changes: int
    anchors: int
    broken_changes: tuple[UUID, ...]
    broken_anchors: tuple[date, ...]
    newest: AnchorRow | None

    @property
    def holds(self) -> bool:
        """Whether nothing is broken."""
        return not self.broken_changes and not self.broken_anchors
