"""Commitments, as they enter and leave the services: you said, we did."""

from datetime import date
from uuid import UUID

from .shape import RequiredWords, Shape, Version, Words
from .text import TranslatedField
from .vocabulary import Language, Outcome


class CommitmentIn(Shape):
    """A commitment as its form hands it in; it answers one demand, a goal, a meeting, or none."""

    id: UUID
    district_id: UUID
    seen_version: Version
    you_said: RequiredWords
    we_will: RequiredWords
    promised_on: date
    review_on: date
    engagement_id: UUID | None = None
    goal_id: UUID | None = None
    theme_id: UUID | None = None
    local_demand_id: UUID | None = None
    outcome: Outcome = Outcome.OPEN
    outcome_on: date | None = None
    outcome_reason: Words = ""
    language: Language


class CommitmentRow(CommitmentIn):
    """A commitment with what it answers; `overdue` where the review day passed unanswered."""

    code: str
    district_number: int
    district_name: str
    demand_code: str | None
    goal_code: str | None
    goal_title: str | None
    engagement_title: str | None
    overdue: bool
    translations: tuple[TranslatedField, ...] = ()
