"""A plan's way: its editions, the steps it took, reviews with answers, signatures, the account."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import (
    PlanMove,
    ReportingState,
    ReviewSays,
    Role,
    SignatureAct,
    Status,
)

from ..types import word
from .base import InJurisdiction, Table, Versioned, Written, versioned_check


class Edition(InJurisdiction, Table):
    """A plan's priorities and goals at one moment, by the versions that the history holds.

    `digest` covers the digests of their words, so that whoever signs it signs these very words.
    An adopted one has no day where that was before the planner knew of it.
    """

    __tablename__ = "edition"
    indexed_by_jurisdiction = False
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        CheckConstraint("number >= 1", name="number"),
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    adopted: Mapped[bool] = mapped_column(default=False)
    adopted_on: Mapped[date | None]


class EditionPart(InJurisdiction, Table):
    """A priority or goal of an edition, in the version it had."""

    __tablename__ = "edition_part"
    indexed_by_jurisdiction = False
    __table_args__ = (
        UniqueConstraint("edition_id", "entity", "entity_id"),
        CheckConstraint("version >= 1", name="version_from_one"),
    )

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id"))
    entity: Mapped[str] = mapped_column(String(32))
    entity_id: Mapped[UUID]
    version: Mapped[int]


class PlanStep(InJurisdiction, Written, Table):
    """A step that a plan took, by whom and why; part of the plan, whose version covers it."""

    __tablename__ = "plan_step"
    indexed_by_jurisdiction = False
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        CheckConstraint("number >= 1", name="number"),
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    move: Mapped[PlanMove] = mapped_column(word(PlanMove, "move"))
    edition_id: Mapped[UUID | None] = mapped_column(ForeignKey("edition.id"))
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    made_on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")


class ReturnReason(InJurisdiction, Table):
    """One reason for which headquarters returned a plan."""

    __tablename__ = "return_reason"
    indexed_by_jurisdiction = False
    __table_args__ = (
        UniqueConstraint("step_id", "position"),
        CheckConstraint("position >= 1", name="position"),
    )

    step_id: Mapped[UUID] = mapped_column(ForeignKey("plan_step.id"))
    position: Mapped[int]
    goal_id: Mapped[UUID | None] = mapped_column(ForeignKey("goal.id"))
    text: Mapped[str]


class PlanReview(InJurisdiction, Written, Versioned, Table):
    """A community review: from when to when, and who else was asked, in words."""

    __tablename__ = "plan_review"
    indexed_by_jurisdiction = False
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        CheckConstraint("closes_on > opened_on", name="days_in_order"),
        CheckConstraint("number >= 1", name="number"),
        versioned_check(),
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    opened_on: Mapped[date]
    closes_on: Mapped[date]
    ended_on: Mapped[date | None]
    invited: Mapped[str] = mapped_column(default="")


class ReviewAnswer(InJurisdiction, Written, Versioned, Table):
    """What one person said of a plan in a review, and of which edition, where that is known."""

    __tablename__ = "review_answer"
    indexed_by_jurisdiction = False
    __table_args__ = (UniqueConstraint("review_id", "member_id"), versioned_check())

    review_id: Mapped[UUID] = mapped_column(ForeignKey("plan_review.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    role: Mapped[Role] = mapped_column(word(Role, "role"))
    edition_id: Mapped[UUID | None] = mapped_column(ForeignKey("edition.id"))
    says: Mapped[ReviewSays] = mapped_column(word(ReviewSays, "says"))
    words: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date]


class Signature(InJurisdiction, Written, Versioned, Table):
    """A signature for a post under one edition, or why it is refused.

    Whoever acts for the commander is named with the member they stand in for.
    """

    __tablename__ = "signature"
    indexed_by_jurisdiction = False
    __table_args__ = (
        UniqueConstraint("edition_id", "post"),
        CheckConstraint("act = 'signed' OR reason <> ''", name="refused_with_reason"),
        versioned_check(),
    )

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("edition.id"))
    post: Mapped[Role] = mapped_column(word(Role, "post"))
    act: Mapped[SignatureAct] = mapped_column(word(SignatureAct, "act"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    acting_for_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    reason: Mapped[str] = mapped_column(default="")
    acted_on: Mapped[date]


class YearEnd(InJurisdiction, Written, Versioned, Table):
    """The account with which a plan was closed."""

    __tablename__ = "year_end"
    indexed_by_jurisdiction = False
    __table_args__ = (UniqueConstraint("plan_id"), versioned_check())

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"))
    reached: Mapped[str]
    missed: Mapped[str] = mapped_column(default="")
    learned: Mapped[str]
    closed_on: Mapped[date]
    closed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))


class YearEndGoal(InJurisdiction, Table):
    """How a goal stood when its plan was closed."""

    __tablename__ = "year_end_goal"
    indexed_by_jurisdiction = False
    __table_args__ = (UniqueConstraint("year_end_id", "goal_id"),)

    year_end_id: Mapped[UUID] = mapped_column(ForeignKey("year_end.id"))
    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"))
    status: Mapped[Status | None] = mapped_column(word(Status, "status"))
    state: Mapped[ReportingState] = mapped_column(word(ReportingState, "state"))
