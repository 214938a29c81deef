"""What numbers and voices mean together for a goal and quarter, in a person's words."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import RelationKind

from ..types import word
from .base import InJurisdiction, Table, Versioned, Written, versioned_check


class Relation(InJurisdiction, Written, Versioned, Table):
    """The meaning a person chose, with the rationale."""

    __tablename__ = "relation"
    __table_args__ = (
        UniqueConstraint("goal_id", "year", "quarter"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
        CheckConstraint("kind = 'no_voices' OR rationale <> ''", name="has_a_rationale"),
        versioned_check(),
    )

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"), index=True)
    year: Mapped[int]
    quarter: Mapped[int]
    kind: Mapped[RelationKind] = mapped_column(word(RelationKind, "kind"))
    rationale: Mapped[str] = mapped_column(default="")
    chosen_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
