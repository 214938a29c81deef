"""The library of indicators: entries, their definitions in versions, and their words."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import (
    Accumulation,
    AnswerableAt,
    Direction,
    Frequency,
    IndicatorKind,
    Language,
    LibraryState,
)

from ..types import word
from .base import Coded, InJurisdiction, Table, Versioned, Written, versioned_check


class LibraryIndicator(InJurisdiction, Coded, Versioned, Table):
    """One indicator that districts share; its version covers all that hangs from it.

    `district_id` is the district that proposed it, `note` the reason of the last decision.
    """

    __tablename__ = "library_indicator"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "code"),
        CheckConstraint(
            "(state = 'merged') = (merged_into_id IS NOT NULL)", name="merged_into_another"
        ),
        versioned_check(),
    )

    state: Mapped[LibraryState] = mapped_column(word(LibraryState, "state"))
    district_id: Mapped[UUID | None] = mapped_column(ForeignKey("district.id"))
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("library_indicator.id"))
    note: Mapped[str] = mapped_column(default="")


class LibraryTheme(InJurisdiction, Table):
    """A demand of the catalogue that the indicator helps to answer."""

    __tablename__ = "library_theme"
    __table_args__ = (UniqueConstraint("library_id", "theme_id"),)

    library_id: Mapped[UUID] = mapped_column(ForeignKey("library_indicator.id"), index=True)
    theme_id: Mapped[UUID] = mapped_column(ForeignKey("theme.id"), index=True)


class LibraryAnswerable(InJurisdiction, Table):
    """Who can move the indicator."""

    __tablename__ = "library_answerable"
    __table_args__ = (UniqueConstraint("library_id", "answerable_at"),)

    library_id: Mapped[UUID] = mapped_column(ForeignKey("library_indicator.id"), index=True)
    answerable_at: Mapped[AnswerableAt] = mapped_column(word(AnswerableAt, "answerable_at"))


class LibraryVersion(InJurisdiction, Written, Table):
    """A definition as it was from a day on; goals keep the one they were written with."""

    __tablename__ = "library_version"
    __table_args__ = (
        UniqueConstraint("library_id", "number"),
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("number = 1 OR reason <> ''", name="changes_have_a_reason"),
        CheckConstraint(
            "(kind = 'coded_voices') = (direction IS NULL)", name="numbers_have_a_direction"
        ),
        CheckConstraint(
            "kind NOT IN ('rubric', 'coded_voices') OR accumulation = 'level'",
            name="words_do_not_add_up",
        ),
        CheckConstraint("decimals BETWEEN 0 AND 6", name="decimals"),
        CheckConstraint("per >= 1", name="per"),
    )

    library_id: Mapped[UUID] = mapped_column(ForeignKey("library_indicator.id"), index=True)
    number: Mapped[int]
    valid_from: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    kind: Mapped[IndicatorKind] = mapped_column(word(IndicatorKind, "kind"))
    direction: Mapped[Direction | None] = mapped_column(word(Direction, "direction"))
    accumulation: Mapped[Accumulation] = mapped_column(
        word(Accumulation, "accumulation"), default=Accumulation.LEVEL
    )
    per: Mapped[int] = mapped_column(default=100)
    decimals: Mapped[int] = mapped_column(default=0)
    frequency: Mapped[Frequency | None] = mapped_column(word(Frequency, "frequency"))


class LibraryText(InJurisdiction, Table):
    """The words of a definition in one language, its own or another."""

    __tablename__ = "library_text"
    __table_args__ = (UniqueConstraint("version_id", "language"),)

    version_id: Mapped[UUID] = mapped_column(ForeignKey("library_version.id"), index=True)
    language: Mapped[Language] = mapped_column(word(Language, "language"))
    name: Mapped[str]
    definition: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    numerator: Mapped[str] = mapped_column(default="")
    denominator: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    caveats: Mapped[str] = mapped_column(default="")
    question: Mapped[str] = mapped_column(default="")
    coding: Mapped[str] = mapped_column(default="")


class LibraryLevel(InJurisdiction, Table):
    """One described level of a rubric, in the language of its text."""

    __tablename__ = "library_level"
    __table_args__ = (
        UniqueConstraint("text_id", "level"),
        CheckConstraint("level BETWEEN 1 AND 9", name="level"),
    )

    text_id: Mapped[UUID] = mapped_column(ForeignKey("library_text.id"), index=True)
    level: Mapped[int]
    description: Mapped[str]
