"""What people said, with the speaker's consent, coded with themes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import Consent, Valence

from ..types import word
from .base import Coded, InJurisdiction, Table, Versioned, Written, versioned_check


class Voice(InJurisdiction, Coded, Written, Versioned, Table):
    """A quote or note from an engagement; a person codes its valence, never a program."""

    __tablename__ = "voice"
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "code"),
        CheckConstraint(
            "(approved_by_id IS NULL) = (approved_at IS NULL)", name="approval_is_whole"
        ),
        versioned_check(),
    )

    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True)
    text: Mapped[str]
    consent: Mapped[Consent] = mapped_column(word(Consent, "consent"))
    valence: Mapped[Valence | None] = mapped_column(word(Valence, "valence"))
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    approved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    approved_at: Mapped[datetime | None]


class VoiceTheme(InJurisdiction, Table):
    """A theme or local demand that a person found in the voice."""

    __tablename__ = "voice_theme"
    __table_args__ = (
        UniqueConstraint("voice_id", "theme_id"),
        UniqueConstraint("voice_id", "local_demand_id"),
        CheckConstraint(
            "(theme_id IS NULL) <> (local_demand_id IS NULL)", name="theme_or_local_demand"
        ),
    )

    voice_id: Mapped[UUID] = mapped_column(ForeignKey("voice.id"), index=True)
    theme_id: Mapped[UUID | None] = mapped_column(ForeignKey("theme.id"), index=True)
    local_demand_id: Mapped[UUID | None] = mapped_column(ForeignKey("local_demand.id"))
    coded_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
