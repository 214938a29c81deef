"""A SMART goal under a priority, and what it is tied to."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import HintKind, PartnerKind, PlaceKind, Role

from ..types import Scaled, word
from .base import Coded, InJurisdiction, Table, Versioned, Written, versioned_check


class Goal(InJurisdiction, Coded, Written, Versioned, Table):
    """A goal by its SMART fields; its version covers its indicators, targets and ties too."""

    __tablename__ = "goal"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "code"),
        UniqueConstraint("priority_id", "position"),
        CheckConstraint("due_on IS NULL OR start_on IS NULL OR start_on < due_on", name="dates"),
        CheckConstraint("position >= 1", name="position"),
        versioned_check(),
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id"), index=True)
    priority_id: Mapped[UUID] = mapped_column(ForeignKey("priority.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    action: Mapped[str] = mapped_column(default="")
    population: Mapped[str] = mapped_column(default="")
    place: Mapped[PlaceKind] = mapped_column(word(PlaceKind, "place"), default=PlaceKind.DISTRICT)
    area_name: Mapped[str] = mapped_column(default="")
    owner_role: Mapped[Role | None] = mapped_column(word(Role, "owner_role"))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"), index=True)
    caps_owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    partner_kind: Mapped[PartnerKind | None] = mapped_column(word(PartnerKind, "partner_kind"))
    resources: Mapped[str] = mapped_column(default="")
    resource_people: Mapped[int | None]
    resource_hours: Mapped[Decimal | None] = mapped_column(Scaled)
    resource_money: Mapped[Decimal | None] = mapped_column(Scaled)
    ambition_reason: Mapped[str] = mapped_column(default="")
    start_on: Mapped[date | None]
    due_on: Mapped[date | None]
    horizon_reason: Mapped[str] = mapped_column(default="")
    review_on: Mapped[date | None]
    polished: Mapped[str] = mapped_column(default="")
    polished_for: Mapped[str] = mapped_column(default="")
    copied_from_id: Mapped[UUID | None] = mapped_column(ForeignKey("goal.id"))


class GoalTheme(InJurisdiction, Written, Table):
    """The tie of a goal to what respondents asked for, and why it answers it."""

    __tablename__ = "goal_theme"
    __table_args__ = (
        UniqueConstraint("goal_id", "theme_id"),
        UniqueConstraint("goal_id", "local_demand_id"),
        CheckConstraint(
            "(theme_id IS NULL) <> (local_demand_id IS NULL)", name="theme_or_local_demand"
        ),
    )

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"), index=True)
    theme_id: Mapped[UUID | None] = mapped_column(ForeignKey("theme.id"), index=True)
    local_demand_id: Mapped[UUID | None] = mapped_column(ForeignKey("local_demand.id"))
    why: Mapped[str] = mapped_column(default="")


class GoalBeat(InJurisdiction, Table):
    """A beat where the goal applies."""

    __tablename__ = "goal_beat"
    __table_args__ = (UniqueConstraint("goal_id", "beat_id"),)

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"), index=True)
    beat_id: Mapped[UUID] = mapped_column(ForeignKey("beat.id"))


class GoalPartner(InJurisdiction, Table):
    """A partner who takes part in the goal."""

    __tablename__ = "goal_partner"
    __table_args__ = (UniqueConstraint("goal_id", "partner_id"),)

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"), index=True)
    partner_id: Mapped[UUID] = mapped_column(ForeignKey("partner.id"), index=True)


class ActionStep(InJurisdiction, Written, Versioned, Table):
    """What is to be done under a goal, by whom and by when; `done_on` says that it was."""

    __tablename__ = "action_step"
    __table_args__ = (
        UniqueConstraint("goal_id", "position"),
        CheckConstraint("position >= 1", name="position"),
        versioned_check(),
    )

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"), index=True)
    position: Mapped[int]
    what: Mapped[str]
    who: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"), index=True)
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]


class DismissedHint(InJurisdiction, Versioned, Table):
    """A hint on a goal's words that somebody set aside, or shows again.

    It holds for the text it was set aside for: `digest` is that of the text, and of what the hint
    says; when either moves on, the hint is back.
    """

    __tablename__ = "dismissed_hint"
    __table_args__ = (UniqueConstraint("goal_id", "kind", "field"), versioned_check())

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"))
    kind: Mapped[HintKind] = mapped_column(word(HintKind, "kind"))
    field: Mapped[str] = mapped_column(String(32))
    digest: Mapped[str] = mapped_column(String(64))
    shown_again: Mapped[bool] = mapped_column(default=False)
    dismissed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    dismissed_at: Mapped[datetime]
