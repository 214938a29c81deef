"""Jurisdiction, district, beat, member, dated role, partner."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import DistrictKind, Language, PartnerKind, Role

from ..types import Scaled, word
from .base import Coded, InJurisdiction, Table, Versioned, versioned_check


class Jurisdiction(Coded, Table):
    """The city or county that runs the planner, with the settings of its rules."""

    __tablename__ = "jurisdiction"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("fiscal_start_month BETWEEN 1 AND 12", name="fiscal_start_month"),
        CheckConstraint("due_days >= 0", name="due_days"),
        CheckConstraint("on_track_limit < at_risk_limit", name="limits_in_order"),
    )

    name: Mapped[str]
    made_up: Mapped[bool]
    time_zone: Mapped[str] = mapped_column(String(64))
    holiday_country: Mapped[str] = mapped_column(String(2))
    holiday_subdivision: Mapped[str] = mapped_column(String(8), default="")
    fiscal_start_month: Mapped[int] = mapped_column(default=1)
    due_days: Mapped[int] = mapped_column(default=21)
    on_track_limit: Mapped[Decimal] = mapped_column(Scaled, default=Decimal("0.10"))
    at_risk_limit: Mapped[Decimal] = mapped_column(Scaled, default=Decimal("0.40"))


class District(InJurisdiction, Versioned, Table):
    """A police district or headquarters; `tile_row` and `tile_column` place it on the tile map."""

    __tablename__ = "district"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "number"),
        CheckConstraint("number >= 0", name="number"),
        CheckConstraint("(kind = 'headquarters') = (number = 0)", name="headquarters_is_zero"),
        versioned_check(),
    )

    kind: Mapped[DistrictKind] = mapped_column(word(DistrictKind, "kind"))
    number: Mapped[int]
    name: Mapped[str]
    area: Mapped[int | None]
    tile_row: Mapped[int | None]
    tile_column: Mapped[int | None]
    council_member_listed: Mapped[bool] = mapped_column(default=False)


class Beat(InJurisdiction, Table):
    """The smallest area with its own officers; four digits, the district first."""

    __tablename__ = "beat"
    __table_args__ = (UniqueConstraint("jurisdiction_id", "number"),)

    district_id: Mapped[UUID] = mapped_column(ForeignKey("district.id"), index=True)
    number: Mapped[str] = mapped_column(String(8))


class Member(InJurisdiction, Coded, Versioned, Table):
    """A person who works with the planner; the name is public only by their own choice."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("jurisdiction_id", "code"), versioned_check())

    name: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    preferred_language: Mapped[Language] = mapped_column(
        word(Language, "preferred_language"), default=Language.EN
    )
    name_is_public: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)


class MemberRole(InJurisdiction, Table):
    """What a member is, where, from when to when; no district means the whole jurisdiction.

    What the provider of single sign-on says (`from_provider`) is its own: the member may hold the
    same role by hand beside it.
    """

    __tablename__ = "member_role"
    __table_args__ = (
        # Named, because PostgreSQL cuts the name that all these columns make.
        UniqueConstraint(
            "member_id",
            "role",
            "district_id",
            "starts_on",
            "from_provider",
            name="uq_member_role_once",
        ),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates_in_order"),
        CheckConstraint("role <> 'delegate' OR delegate_of_id IS NOT NULL", name="delegate_of"),
    )

    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"), index=True)
    role: Mapped[Role] = mapped_column(word(Role, "role"))
    district_id: Mapped[UUID | None] = mapped_column(ForeignKey("district.id"), index=True)
    delegate_of_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    from_provider: Mapped[bool] = mapped_column(default=False)


class Partner(InJurisdiction, Coded, Versioned, Table):
    """A community group that takes part in a district's goals."""

    __tablename__ = "partner"
    __table_args__ = (UniqueConstraint("jurisdiction_id", "code"), versioned_check())

    district_id: Mapped[UUID] = mapped_column(ForeignKey("district.id"), index=True)
    kind: Mapped[PartnerKind] = mapped_column(word(PartnerKind, "kind"))
    name: Mapped[str]
