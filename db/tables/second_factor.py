"""A second step of signing in: the secret shared with a member's app, and recovery codes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from .base import InJurisdiction, Table


class SecondFactor(InJurisdiction, Table):
    """What a member's app makes codes from; it counts from when a first code confirmed it.

    The secret is encrypted with the installation's key: the table alone makes no code.
    """

    __tablename__ = "second_factor"
    __table_args__ = (UniqueConstraint("member_id"),)

    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    locked_secret: Mapped[str]
    started_at: Mapped[datetime]
    # The session that turns it on; no foreign key, because sessions are forgotten before.
    started_in_id: Mapped[UUID | None]
    confirmed_at: Mapped[datetime | None]
    # The step of time whose code was taken last: it and the ones before are good for nothing.
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)


class RecoveryCode(InJurisdiction, Table):
    """A code that stands in once for one of the app's; the member holds it, this its digest.

    The digest is keyed, because a code is short enough to be typed and so to be tried out.
    """

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("member_id", "code_digest"),)

    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    code_digest: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]
