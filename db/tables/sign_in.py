"""How members come in: accounts, links handed out, sessions, and attempts that failed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from schemas.vocabulary import EntryWay, LinkPurpose

from ..types import word
from .base import InJurisdiction, Table


class Account(InJurisdiction, Table):
    """What a member signs in with; no password while the invitation was not taken up."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("member_id"), UniqueConstraint("email"))

    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    email: Mapped[str] = mapped_column(String(254))
    password_hash: Mapped[str] = mapped_column(default="")
    password_set_at: Mapped[datetime | None]


class EntryLink(InJurisdiction, Table):
    """A link that lets one person set a password, once and for a while.

    Its token is the row's id, signed with the installation's key: the table alone opens nothing.
    """

    __tablename__ = "entry_link"
    __table_args__ = (CheckConstraint("expires_at > made_at", name="moments_in_order"),)

    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(word(LinkPurpose, "purpose"))
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class WebSession(InJurisdiction, Table):
    """A member signed in at one browser; the browser holds the token, this its digest."""

    __tablename__ = "web_session"
    __table_args__ = (
        UniqueConstraint("token_digest"),
        CheckConstraint("expires_at > began_at", name="moments_in_order"),
    )

    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"), index=True)
    token_digest: Mapped[str] = mapped_column(String(64))
    way: Mapped[EntryWay] = mapped_column(word(EntryWay, "way"))
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    browser: Mapped[str] = mapped_column(String(200), default="")


class Guess(Table):
    """How often signing in failed lately for an account or from an address, and when it is free.

    Kept under a digest, so that the table names nobody.
    """

    __tablename__ = "guess"
    __table_args__ = (
        UniqueConstraint("key_digest"),
        CheckConstraint("failures >= 0", name="failures"),
    )

    key_digest: Mapped[str] = mapped_column(String(64))
    failures: Mapped[int]
    failed_at: Mapped[datetime]
    free_at: Mapped[datetime]
