"""How far the history has come."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables import Change


def count_changes(
    session: Session, jurisdiction_id: UUID, since: datetime
) -> tuple[int, datetime | None]:
    """Return how many changes there were since a moment, and when the last of them began."""
    count, last = session.execute(
        select(func.count(), func.max(Change.at)).where(
            Change.jurisdiction_id == jurisdiction_id, Change.at >= since
        )
    ).one()
    return count, last
