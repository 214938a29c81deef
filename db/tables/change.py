"""The history: one row a write, chained by digests; its words apart, so that they can be erased."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import ActorKind

from ..types import word
from .base import InJurisdiction, Table


class Change(InJurisdiction, Table):
    """Who did what to which aggregate, when and why.

    `words_digest` is the salted digest of the aggregate after the write, `digest` that of this
    row and the one before it in the same aggregate's chain.
    """

    __tablename__ = "change"
    indexed_by_jurisdiction = False
    __table_args__ = (
        UniqueConstraint("entity", "entity_id", "version"),
        # By moment, by kind of thing and by person, each in the order in which they are shown.
        Index("ix_change_jurisdiction_at_id", "jurisdiction_id", "at", "id"),
        Index("ix_change_jurisdiction_entity_at_id", "jurisdiction_id", "entity", "at", "id"),
        Index("ix_change_actor_at_id", "actor_id", "at", "id"),
    )

    entity: Mapped[str] = mapped_column(String(32))
    entity_id: Mapped[UUID]
    version: Mapped[int]
    action: Mapped[str] = mapped_column(String(64))
    actor_kind: Mapped[ActorKind] = mapped_column(word(ActorKind, "actor_kind"))
    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    at: Mapped[datetime]
    request_id: Mapped[str] = mapped_column(String(64))
    words_digest: Mapped[str] = mapped_column(String(64))
    previous_digest: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


class ChangeWords(Table):
    """The aggregate after the write and the reason given; gone when a person asks for erasure."""

    __tablename__ = "change_words"

    change_id: Mapped[UUID] = mapped_column(ForeignKey("change.id"), unique=True)
    salt: Mapped[str] = mapped_column(String(32))
    body: Mapped[str]


class Anchor(InJurisdiction, Table):
    """The heads of all chains on one day, and the anchor before it."""

    __tablename__ = "anchor"
    __table_args__ = (UniqueConstraint("jurisdiction_id", "day"),)

    day: Mapped[date]
    heads: Mapped[int]
    heads_digest: Mapped[str] = mapped_column(String(64))
    previous_digest: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
