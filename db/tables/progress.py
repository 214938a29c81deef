"""Measurements: one indicator, one quarter, one value or the reason why there is none."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import RECORDABLE_STATES, ReportingState

from ..types import Scaled, word
from .base import InJurisdiction, Table, Versioned, Written, versioned_check

_RECORDABLE = ", ".join(f"'{state.value}'" for state in RECORDABLE_STATES)


class Measurement(InJurisdiction, Written, Versioned, Table):
    """What was recorded for an indicator and quarter. Zero is a value; missing is never zero."""

    __tablename__ = "measurement"
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

    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("indicator.id"), index=True)
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
