"""The theme catalogue in versions, its citations and texts, and local demands."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import AnswerableAt, Language, RespondentGroup, Stance

from ..types import word
from .base import Coded, InJurisdiction, Table, Versioned, Written, versioned_check


class ThemeCatalogue(InJurisdiction, Table):
    """One version of the catalogue, with the report it was drawn from."""

    __tablename__ = "theme_catalogue"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "edition"),
        CheckConstraint("edition >= 1", name="edition_from_one"),
    )

    edition: Mapped[int]
    source: Mapped[str]
    published_on: Mapped[date]


class Theme(InJurisdiction, Coded, Table):
    """A headline theme (no parent, no stance) or a demand under it."""

    __tablename__ = "theme"
    __table_args__ = (
        UniqueConstraint("catalogue_id", "code"),
        CheckConstraint("(parent_id IS NULL) = (stance IS NULL)", name="demands_have_a_stance"),
    )

    catalogue_id: Mapped[UUID] = mapped_column(ForeignKey("theme_catalogue.id"), index=True)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("theme.id"), index=True)
    stance: Mapped[Stance | None] = mapped_column(word(Stance, "stance"))
    position: Mapped[int]


class ThemeCitation(InJurisdiction, Table):
    """Which pooled group said it, and in which part of the report."""

    __tablename__ = "theme_citation"
    __table_args__ = (UniqueConstraint("theme_id", "respondent_group"),)

    theme_id: Mapped[UUID] = mapped_column(ForeignKey("theme.id"), index=True)
    respondent_group: Mapped[RespondentGroup] = mapped_column(
        word(RespondentGroup, "respondent_group")
    )
    report_part: Mapped[int]


class ThemeAnswerable(InJurisdiction, Table):
    """A place where the demand can be answered."""

    __tablename__ = "theme_answerable"
    __table_args__ = (UniqueConstraint("theme_id", "answerable_at"),)

    theme_id: Mapped[UUID] = mapped_column(ForeignKey("theme.id"), index=True)
    answerable_at: Mapped[AnswerableAt] = mapped_column(word(AnswerableAt, "answerable_at"))


class ThemeText(InJurisdiction, Table):
    """The theme in one language, and what answers it."""

    __tablename__ = "theme_text"
    __table_args__ = (UniqueConstraint("theme_id", "language"),)

    theme_id: Mapped[UUID] = mapped_column(ForeignKey("theme.id"), index=True)
    language: Mapped[Language] = mapped_column(word(Language, "language"))
    statement: Mapped[str]
    answered_by: Mapped[str] = mapped_column(default="")
    reviewed: Mapped[bool] = mapped_column(default=False)


class LocalDemand(InJurisdiction, Coded, Written, Versioned, Table):
    """A demand from a district's own conversations; a reviewer maps it where it fits."""

    __tablename__ = "local_demand"
    __table_args__ = (UniqueConstraint("jurisdiction_id", "code"), versioned_check())

    district_id: Mapped[UUID] = mapped_column(ForeignKey("district.id"), index=True)
    statement: Mapped[str]
    citation: Mapped[str]
    stance: Mapped[Stance] = mapped_column(word(Stance, "stance"))
    mapped_theme_id: Mapped[UUID | None] = mapped_column(ForeignKey("theme.id"))
