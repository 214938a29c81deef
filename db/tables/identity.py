"""Whom providers of single sign-on know as members."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import InJurisdiction, Table


class Identity(InJurisdiction, Table):
    """Who a member is at a provider: its own name for them stays when their mail address changes.

    A member is one person at a provider, so that whoever gets a former colleague's mail address
    there does not come in as them here.
    """

    __tablename__ = "identity"
    __table_args__ = (
        UniqueConstraint("issuer", "subject"),
        UniqueConstraint("issuer", "member_id"),
    )

    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"), index=True)
    issuer: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(255))
    linked_at: Mapped[datetime]
