"""Engagements, as they enter and leave the services."""

from datetime import date
from uuid import UUID

from pydantic import Field

from .shape import Measured, Required, Shape, Version, Words
from .vocabulary import EngagementKind, Language


class AttendanceIn(Shape):
    """Officers of one rank and unit."""

    rank: Required
    unit: Required
    people: int = Field(ge=0)


class EngagementIn(Shape):
    """A meeting as its form hands it in."""

    id: UUID
    district_id: UUID
    seen_version: Version = 0
    kind: EngagementKind
    held_on: date
    title: Required
    priority_id: UUID | None = None
    residents: int | None = Field(default=None, ge=0)
    first_timers: int | None = Field(default=None, ge=0)
    media_present: bool = False
    rating: Measured | None = Field(default=None, ge=1, le=5)
    questions: tuple[Words, ...] = ()
    attendance: tuple[AttendanceIn, ...] = ()
    language: Language


class EngagementRow(EngagementIn):
    """A meeting with how many voices came from it, and how many of them are dealt with."""

    code: str
    voices: int
    coded: int = 0
    """Voices that somebody found a theme in."""
    approved: int = 0
    """Voices whose wording was approved."""


class PriorityTitle(Shape):
    """A priority that a meeting can be about."""

    id: UUID
    year: int
    position: int
    title: str
