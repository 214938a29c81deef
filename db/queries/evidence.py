"""Evidence files of a goal."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.tables import Evidence, Member

GOAL = "goal"


def of_goal(session: Session, goal_id: UUID) -> Sequence[Row[Evidence, str | None]]:
    """Return a goal's files with the names of who added them, oldest first."""
    return session.execute(
        select(Evidence, Member.name)
        .outerjoin(Member, Evidence.added_by_id == Member.id)
        .where(Evidence.entity == GOAL, Evidence.entity_id == goal_id)
        .order_by(Evidence.added_at, Evidence.id)
    ).all()


def find_same(session: Session, goal_id: UUID, digest: str) -> Evidence | None:
    """Return the goal's file with this content, or None."""
    return session.scalar(
        select(Evidence).where(
            Evidence.entity == GOAL, Evidence.entity_id == goal_id, Evidence.digest == digest
        )
    )
