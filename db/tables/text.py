"""Translations of what people wrote, beside the original."""

from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import Language

from ..types import word
from .base import InJurisdiction, Table, Versioned, versioned_check


class Translation(InJurisdiction, Versioned, Table):
    """One field of one row in another language.

    `original_digest` is the digest of the original when it was translated: when the original
    moved on, they differ and the translation is marked.
    """

    __tablename__ = "translation"
    __table_args__ = (
        UniqueConstraint("entity", "entity_id", "field", "language"),
        versioned_check(),
    )

    entity: Mapped[str] = mapped_column(String(32))
    entity_id: Mapped[UUID]
    field: Mapped[str] = mapped_column(String(32))
    language: Mapped[Language] = mapped_column(word(Language, "language"))
    text: Mapped[str]
    original_digest: Mapped[str] = mapped_column(String(64))
    translated_by: Mapped[str]
    translated_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
