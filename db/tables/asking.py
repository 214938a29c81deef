"""Questions that somebody without an account is asked by a link that works once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import Language

from ..types import word
from .base import InJurisdiction, Table, Versioned, Written, versioned_check


class Asked(InJurisdiction, Written, Versioned, Table):
    """One question to one volunteer, about a meeting; its answer is a voice of that meeting.

    The link's token is the row's id, signed with the installation's key: the table alone opens
    nothing. Name and mail address are emptied when the link has been over for a while.
    """

    __tablename__ = "asked"
    __table_args__ = (
        UniqueConstraint("voice_id"),
        CheckConstraint("expires_at > made_at", name="moments_in_order"),
        CheckConstraint("(answered_at IS NULL) = (voice_id IS NULL)", name="answer_is_whole"),
        CheckConstraint("answered_at IS NULL OR withdrawn_at IS NULL", name="ends_one_way"),
        versioned_check(),
    )

    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("engagement.id"), index=True)
    goal_id: Mapped[UUID | None] = mapped_column(ForeignKey("goal.id"))
    question: Mapped[str]
    name: Mapped[str]
    email: Mapped[str] = mapped_column(String(254))
    reads: Mapped[Language] = mapped_column(word(Language, "reads"))
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"), index=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    voice_id: Mapped[UUID | None] = mapped_column(ForeignKey("voice.id"))
