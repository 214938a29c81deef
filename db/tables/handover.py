"""Changes of command: the note that is left, and that both sides say it is done.

Each belongs to one command of one person, by its first day: the day of the change may still move.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from schemas.vocabulary import HandoverSide

from ..types import word
from .base import InJurisdiction, Table, Versioned, Written, versioned_check


class OfCommand(InJurisdiction):
    """Belongs to a commander's command of a district, which began on a day."""

    indexed_by_jurisdiction = False

    @declared_attr
    def district_id(cls) -> Mapped[UUID]:  # noqa: N805
        """The district that is commanded."""
        return mapped_column(ForeignKey("district.id"))

    @declared_attr
    def commander_id(cls) -> Mapped[UUID]:  # noqa: N805
        """Whose command it is."""
        return mapped_column(ForeignKey("member.id"))

    began_on: Mapped[date]


class HandoverNote(OfCommand, Written, Versioned, Table):
    """What a commander leaves for the next one; for the team, its chair and reviewers alone."""

    __tablename__ = "handover_note"
    __table_args__ = (
        UniqueConstraint("district_id", "commander_id", "began_on"),
        versioned_check(),
    )

    note: Mapped[str]
    written_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    written_at: Mapped[datetime]


class HandoverMark(OfCommand, Versioned, Table):
    """That a commander handed over or took over, once, and what the page showed then.

    `reason` says why a reviewer wrote it for them. `last_change_id` is the newest change of what
    was shown; no foreign key, since it only tells how far the reader had come.
    """

    __tablename__ = "handover_mark"
    __table_args__ = (
        UniqueConstraint("district_id", "commander_id", "began_on", "side"),
        CheckConstraint("goals >= 0 AND steps >= 0 AND promises >= 0", name="counts"),
        CheckConstraint("partners >= 0 AND waiting >= 0", name="more_counts"),
        versioned_check(),
    )

    side: Mapped[HandoverSide] = mapped_column(word(HandoverSide, "side"))
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    made_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    goals: Mapped[int]
    steps: Mapped[int]
    promises: Mapped[int]
    partners: Mapped[int]
    waiting: Mapped[int]
    note_version: Mapped[int]
    last_change_id: Mapped[UUID | None]
