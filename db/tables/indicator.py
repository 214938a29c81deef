"""How a goal is measured: indicator, rubric levels, targets with revisions, quarterly path."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import Accumulation, Direction, Frequency, IndicatorKind

from ..types import Scaled, word
from .base import Coded, InJurisdiction, Table, Written


class Indicator(InJurisdiction, Coded, Written, Table):
    """One measure of a goal; part of the goal's aggregate and of its version.

    `per` is what a ratio is multiplied by: 100 for a percent, 1000 for a rate in a thousand.
    `continues_id` is the indicator of an earlier goal whose values are this one's past.
    """

    __tablename__ = "indicator"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "code"),
        UniqueConstraint("goal_id", "position"),
        CheckConstraint(
            "(kind = 'coded_voices') = (direction IS NULL)", name="numbers_have_a_direction"
        ),
        CheckConstraint(
            "kind NOT IN ('rubric', 'coded_voices') OR accumulation = 'level'",
            name="words_do_not_add_up",
        ),
        CheckConstraint("decimals BETWEEN 0 AND 6", name="decimals"),
        CheckConstraint("per >= 1", name="per"),
        CheckConstraint("position >= 1", name="position"),
    )

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"), index=True)
    position: Mapped[int]
    kind: Mapped[IndicatorKind] = mapped_column(word(IndicatorKind, "kind"))
    name: Mapped[str]
    definition: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    numerator: Mapped[str] = mapped_column(default="")
    denominator: Mapped[str] = mapped_column(default="")
    direction: Mapped[Direction | None] = mapped_column(word(Direction, "direction"))
    accumulation: Mapped[Accumulation] = mapped_column(
        word(Accumulation, "accumulation"), default=Accumulation.LEVEL
    )
    required: Mapped[bool] = mapped_column(default=True)
    library_version_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("library_version.id"), index=True
    )
    per: Mapped[int] = mapped_column(default=100)
    decimals: Mapped[int] = mapped_column(default=0)
    source: Mapped[str] = mapped_column(default="")
    frequency: Mapped[Frequency | None] = mapped_column(word(Frequency, "frequency"))
    continues_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("indicator.id", ondelete="SET NULL")
    )


class RubricLevel(InJurisdiction, Written, Table):
    """One described level of a rubric."""

    __tablename__ = "rubric_level"
    __table_args__ = (
        UniqueConstraint("indicator_id", "level"),
        CheckConstraint("level BETWEEN 1 AND 9", name="level"),
    )

    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("indicator.id"), index=True)
    level: Mapped[int]
    description: Mapped[str]


class Target(InJurisdiction, Written, Table):
    """Baseline and target in force from a quarter; revision 0 is the original.

    `low` and `high` bound a range, `margin` is how far outside still counts as near. A baseline
    of an increase or decrease never equals its target (also guarded by the domain's rules).
    """

    __tablename__ = "target"
    __table_args__ = (
        UniqueConstraint("indicator_id", "revision"),
        CheckConstraint("revision >= 0", name="revision"),
        CheckConstraint("revision = 0 OR reason <> ''", name="revisions_have_a_reason"),
        CheckConstraint("low IS NULL OR high IS NULL OR low < high", name="range_in_order"),
        CheckConstraint("margin IS NULL OR margin >= 0", name="margin"),
        CheckConstraint("from_quarter BETWEEN 1 AND 4", name="from_quarter"),
        CheckConstraint(
            "(baseline_numerator IS NULL) = (baseline_denominator IS NULL)"
            " AND (target_numerator IS NULL) = (target_denominator IS NULL)",
            name="counts_in_pairs",
        ),
        CheckConstraint(
            "(baseline_denominator IS NULL OR baseline_denominator > 0)"
            " AND (target_denominator IS NULL OR target_denominator > 0)",
            name="out_of_some",
        ),
    )

    indicator_id: Mapped[UUID] = mapped_column(ForeignKey("indicator.id"), index=True)
    revision: Mapped[int] = mapped_column(default=0)
    from_year: Mapped[int]
    from_quarter: Mapped[int]
    baseline: Mapped[Decimal | None] = mapped_column(Scaled)
    baseline_on: Mapped[date | None]
    baseline_source: Mapped[str] = mapped_column(default="")
    baseline_numerator: Mapped[Decimal | None] = mapped_column(Scaled)
    baseline_denominator: Mapped[Decimal | None] = mapped_column(Scaled)
    target: Mapped[Decimal | None] = mapped_column(Scaled)
    target_numerator: Mapped[Decimal | None] = mapped_column(Scaled)
    target_denominator: Mapped[Decimal | None] = mapped_column(Scaled)
    low: Mapped[Decimal | None] = mapped_column(Scaled)
    high: Mapped[Decimal | None] = mapped_column(Scaled)
    margin: Mapped[Decimal | None] = mapped_column(Scaled)
    straight_line: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")
    agreed_by: Mapped[str] = mapped_column(default="")
    agreed_on: Mapped[date | None]


class QuarterlyTarget(InJurisdiction, Table):
    """The plan's own point for a quarter: an increment for sums, else the value to reach."""

    __tablename__ = "quarterly_target"
    __table_args__ = (
        UniqueConstraint("target_id", "year", "quarter"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
    )

    target_id: Mapped[UUID] = mapped_column(ForeignKey("target.id"), index=True)
    year: Mapped[int]
    quarter: Mapped[int]
    value: Mapped[Decimal] = mapped_column(Scaled)
