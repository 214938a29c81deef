"""A plan's way: the steps it took, its community reviews, and what people answered."""

from typing import ClassVar

from schemas.vocabulary import Language, PlanMove, ReviewSays, Role

from ..cells import Code, Day, Place, Text, Whole, Year
from .base import Record


class PlanStepRecord(Record):
    """A step that a plan took; the reason of a return is what has to change."""

    key: ClassVar = ("district", "year", "number")

    district: Whole
    year: Year
    number: Place
    move: PlanMove
    made_by: Code | None = None
    made_on: Day
    reason: Text = ""
    language: Language = Language.EN


class PlanReviewRecord(Record):
    """A community review of a plan."""

    key: ClassVar = ("district", "year", "number")

    district: Whole
    year: Year
    number: Place
    opened_on: Day
    closes_on: Day
    ended_on: Day | None = None
    invited: Text = ""
    language: Language = Language.EN


class ReviewAnswerRecord(Record):
    """What one person answered in a community review."""

    key: ClassVar = ("district", "year", "review", "member")

    district: Whole
    year: Year
    review: Place
    member: Code
    role: Role
    says: ReviewSays
    words: Text = ""
    answered_on: Day
    language: Language = Language.EN
