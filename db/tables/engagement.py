"""Meetings, focus groups and surveys: who was there (pooled) and what was asked."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import EngagementKind

from ..types import Scaled, word
from .base import Coded, InJurisdiction, Table, Versioned, Written, versioned_check


class Engagement(InJurisdiction, Coded, Written, Versioned, Table):
    """One meeting; `rating` is what residents gave it, from 1 to 5."""

    __tablename__ = "engagement"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "code"),
        CheckConstraint("residents IS NULL OR residents >= 0", name="residents"),
        CheckConstraint(
            "first_timers IS NULL OR (first_timers >= 0 AND first_timers <= residents)",
            name="first_timers_are_residents",
        ),
        CheckConstraint("rating IS NULL OR rating BETWEEN 1000000 AND 5000000", name="rating"),
        versioned_check(),
    )

    district_id: Mapped[UUID] = mapped_column(ForeignKey("district.id"), index=True)
    priority_id: Mapped[UUID | None] = mapped_column(ForeignKey("priority.id"), index=True)
    kind: Mapped[EngagementKind] = mapped_column(word(EngagementKind, "kind"))
    held_on: Mapped[date]
    title: Mapped[str]
    residents: Mapped[int | None]
    first_timers: Mapped[int | None]
    media_present: Mapped[bool] = mapped_column(default=False)
    rating: Mapped[Decimal | None] = mapped_column(Scaled)


class Attendance(InJurisdiction, Table):
    """How many officers of a rank and unit were there."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("engagement_id", "rank", "unit"),
        CheckConstraint("people >= 0", name="people"),
    )

    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True)
    rank: Mapped[str]
    unit: Mapped[str]
    people: Mapped[int]


class Question(InJurisdiction, Written, Table):
    """A question that was put to people at an engagement."""

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("engagement_id", "position"),)

    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]
