"""A district's plan for a year and its priorities."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import PlanStage, PriorityKind, PrioritySource, ProblemType

from ..types import word
from .base import InJurisdiction, Table, Versioned, Written, versioned_check


class Plan(InJurisdiction, Versioned, Table):
    """One district or headquarters, one year.

    Adopted without a signature only with the reason shown.
    """

    __tablename__ = "plan"
    indexed_by_jurisdiction = False
    __table_args__ = (
        UniqueConstraint("district_id", "year"),
        Index("ix_plan_jurisdiction_year", "jurisdiction_id", "year"),
        CheckConstraint("year BETWEEN 2000 AND 2200", name="year"),
        CheckConstraint(
            "stage NOT IN ('adopted', 'closed') OR (commander_signed_by_id IS NOT NULL"
            " AND dac_chair_signed_by_id IS NOT NULL) OR unsigned_reason <> ''",
            name="signed_or_reason",
        ),
        versioned_check(),
    )

    district_id: Mapped[UUID] = mapped_column(ForeignKey("district.id"), index=True)
    year: Mapped[int]
    stage: Mapped[PlanStage] = mapped_column(word(PlanStage, "stage"), default=PlanStage.DRAFTING)
    commander_signed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    dac_chair_signed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    unsigned_reason: Mapped[str] = mapped_column(default="")


class Priority(InJurisdiction, Written, Versioned, Table):
    """A problem to solve in SARA form, or a way to engage."""

    __tablename__ = "priority"
    __table_args__ = (
        UniqueConstraint("plan_id", "position"),
        CheckConstraint(
            "(kind = 'problem') = (problem_type IS NOT NULL)", name="problems_have_a_type"
        ),
        CheckConstraint("position >= 1", name="position"),
        versioned_check(),
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[int]
    kind: Mapped[PriorityKind] = mapped_column(word(PriorityKind, "kind"))
    problem_type: Mapped[ProblemType | None] = mapped_column(word(ProblemType, "problem_type"))
    title: Mapped[str]
    rationale: Mapped[str] = mapped_column(default="")
    who_is_affected: Mapped[str] = mapped_column(default="")
    how_it_happens: Mapped[str] = mapped_column(default="")
    where_and_when: Mapped[str] = mapped_column(default="")
    response: Mapped[str] = mapped_column(default="")
    assessment: Mapped[str] = mapped_column(default="")
    cites_evidence: Mapped[bool] = mapped_column(default=False)


class PriorityDrawnFrom(InJurisdiction, Table):
    """A source ticked on the district's form."""

    __tablename__ = "priority_source"
    __table_args__ = (UniqueConstraint("priority_id", "source"),)

    priority_id: Mapped[UUID] = mapped_column(ForeignKey("priority.id"), index=True)
    source: Mapped[PrioritySource] = mapped_column(word(PrioritySource, "source"))
