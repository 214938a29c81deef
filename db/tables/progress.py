"""Measurements, the months between them, and where goals stand by them."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import RECORDABLE_STATES, Ambition, ReportingState, Status

from ..types import Scaled, word
from .base import InJurisdiction, Table, Versioned, Written, versioned_check

_RECORDABLE = ", ".join(f"'{state.value}'" for state in RECORDABLE_STATES)


class Measurement(InJurisdiction, Written, Versioned, Table):
    """What was recorded for an indicator and quarter. Zero is a value; missing is never zero."""

    __tablename__ = "measurement"
    indexed_by_jurisdiction = False
    __table_args__ = (
        UniqueConstraint("indicator_id", "year", "quarter"),
        Index("ix_measurement_jurisdiction_quarter", "jurisdiction_id", "year", "quarter"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
        CheckConstraint(f"state IN ({_RECORDABLE})", name="recordable_state"),
        CheckConstraint(
            "(state = 'reported') = (value IS NOT NULL OR denominator IS NOT NULL)",
            name="reported_has_a_value",
        ),
        CheckConstraint("value IS NULL OR denominator IS NULL", name="value_or_ratio"),
        CheckConstraint("(numerator IS NULL) = (denominator IS NULL)", name="ratio_has_both_parts"),
        CheckConstraint("denominator IS NULL OR denominator >= 0", name="denominator"),
        CheckConstraint("state = 'reported' OR reason <> ''", name="no_value_has_a_reason"),
        versioned_check(),
    )

    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("indicator.id"))
    year: Mapped[int]
    quarter: Mapped[int]
    state: Mapped[ReportingState] = mapped_column(word(ReportingState, "state"))
    value: Mapped[Decimal | None] = mapped_column(Scaled)
    numerator: Mapped[Decimal | None] = mapped_column(Scaled)
    denominator: Mapped[Decimal | None] = mapped_column(Scaled)
    data_as_of: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    first_recorded_on: Mapped[date]
    recorded_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    recorded_at: Mapped[datetime]


class MonthlyValue(InJurisdiction, Table):
    """What a source published for one month: it shows the usual range, and never a status."""

    __tablename__ = "monthly_value"
    indexed_by_jurisdiction = False
    __table_args__ = (
        UniqueConstraint("indicator_id", "month"),
        CheckConstraint("value IS NULL OR denominator IS NULL", name="value_or_ratio"),
        CheckConstraint("value IS NOT NULL OR denominator IS NOT NULL", name="has_a_value"),
        CheckConstraint("(numerator IS NULL) = (denominator IS NULL)", name="ratio_has_both_parts"),
        CheckConstraint("denominator IS NULL OR denominator >= 0", name="denominator"),
    )

    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("indicator.id"))
    month: Mapped[date]
    value: Mapped[Decimal | None] = mapped_column(Scaled)
    numerator: Mapped[Decimal | None] = mapped_column(Scaled)
    denominator: Mapped[Decimal | None] = mapped_column(Scaled)


class GoalStanding(InJurisdiction, Table):
    """Where a goal stands in a quarter, kept so that a board needs no sums.

    Written in the transaction of every write that it follows from. `state` speaks for what was
    recorded; whether what is `open` is due or late depends on the day and is told when it is read.
    `indicator_id` is the indicator that decides, or else the first required number; `asked_from`,
    `asked_to` and `ambition` say what its target asks for.
    """

    __tablename__ = "goal_standing"
    indexed_by_jurisdiction = False
    __table_args__ = (
        UniqueConstraint("goal_id", "year", "quarter"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
        CheckConstraint("assessed >= 0 AND assessed <= required", name="assessed_of_required"),
    )

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"))
    year: Mapped[int]
    quarter: Mapped[int]
    status: Mapped[Status | None] = mapped_column(word(Status, "status"))
    state: Mapped[ReportingState | None] = mapped_column(word(ReportingState, "state"))
    open: Mapped[bool]
    recorded: Mapped[bool]
    entered_late: Mapped[bool]
    assessed: Mapped[int]
    required: Mapped[int]
    attainment: Mapped[Decimal | None] = mapped_column(Scaled)
    indicator_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("indicator.id", ondelete="SET NULL")
    )
    asked_from: Mapped[Decimal | None] = mapped_column(Scaled)
    asked_to: Mapped[Decimal | None] = mapped_column(Scaled)
    ambition: Mapped[Ambition | None] = mapped_column(word(Ambition, "ambition"))
