"""Meetings: who was there, and what was asked."""

from typing import ClassVar

from schemas.vocabulary import EngagementKind, Language

from ..cells import Code, Day, Line, Number, Place, Text, Whole, Year, YesNo
from .base import Record


class EngagementRecord(Record):
    """A meeting, focus group or survey; its priority is named by the year and place."""

    key: ClassVar = ("code",)

    code: Code
    district: Whole
    kind: EngagementKind
    held_on: Day
    title: Line
    year: Year | None = None
    priority: Place | None = None
    residents: Whole | None = None
    first_timers: Whole | None = None
    media_present: YesNo = False
    rating: Number | None = None
    language: Language = Language.EN


class AttendanceRecord(Record):
    """Officers of one rank and unit who were there."""

    key: ClassVar = ("engagement", "rank", "unit")

    engagement: Code
    rank: Line
    unit: Line
    people: Whole


class QuestionRecord(Record):
    """A question that was put to people."""

    key: ClassVar = ("engagement", "position")

    engagement: Code
    position: Place
    text: Text
