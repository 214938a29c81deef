"""What members have read and need not see again."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.tables import ReadMark, new_id

from .upsert import insert_into


def marks_of(session: Session, member_id: UUID | None) -> Sequence[str]:
    """Return what a member has marked as read."""
    return session.scalars(select(ReadMark.mark).where(ReadMark.member_id == member_id)).all()


def mark(
    session: Session, jurisdiction_id: UUID, member_id: UUID | None, name: str, read_at: datetime
) -> None:
    """Mark something as read; two windows at once don't collide."""
    session.execute(
        insert_into(session, ReadMark)
        .values(
            id=new_id(),
            jurisdiction_id=jurisdiction_id,
            member_id=member_id,
            mark=name,
            read_at=read_at,
        )
        .on_conflict_do_nothing(index_elements=[ReadMark.member_id, ReadMark.mark])
    )


def unmark_all(session: Session, member_id: UUID | None) -> None:
    """Forget everything that a member has marked as read."""
    session.execute(delete(ReadMark).where(ReadMark.member_id == member_id))
