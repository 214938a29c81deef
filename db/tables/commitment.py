"""What a district promised after it had heard people, and what came of it."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import Outcome

from ..types import word
from .base import Coded, InJurisdiction, Table, Versioned, Written, versioned_check


class Commitment(InJurisdiction, Coded, Written, Versioned, Table):
    """You said, we did: what was asked, what was promised by when, and what came of it."""

    __tablename__ = "commitment"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "code"),
        CheckConstraint("theme_id IS NULL OR local_demand_id IS NULL", name="one_demand"),
        CheckConstraint("review_on >= promised_on", name="dates_in_order"),
        CheckConstraint("(outcome = 'open') = (outcome_on IS NULL)", name="outcome_has_a_day"),
        CheckConstraint(
            "outcome IN ('open', 'done') OR outcome_reason <> ''", name="outcome_has_a_reason"
        ),
        versioned_check(),
    )

    district_id: Mapped[UUID] = mapped_column(ForeignKey("district.id"), index=True)
    engagement_id: Mapped[UUID | None] = mapped_column(ForeignKey("engagement.id"), index=True)
    goal_id: Mapped[UUID | None] = mapped_column(ForeignKey("goal.id"), index=True)
    theme_id: Mapped[UUID | None] = mapped_column(ForeignKey("theme.id"), index=True)
    local_demand_id: Mapped[UUID | None] = mapped_column(ForeignKey("local_demand.id"))
    you_said: Mapped[str]
    we_will: Mapped[str]
    promised_on: Mapped[date]
    review_on: Mapped[date]
    outcome: Mapped[Outcome] = mapped_column(word(Outcome, "outcome"), default=Outcome.OPEN)
    outcome_on: Mapped[date | None]
    outcome_reason: Mapped[str] = mapped_column(default="")
