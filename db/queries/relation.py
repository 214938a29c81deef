"""What people said that numbers and voices mean together."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import Member, Relation


def relations(
    session: Session, jurisdiction_id: UUID, goal_ids: Collection[UUID], years: Collection[int]
) -> Sequence[tuple[Relation, str | None]]:
    """Return the relations of goals in some years, with the name of who chose each."""
    rows = session.execute(
        select(Relation, Member.name)
        .outerjoin(Member, Relation.chosen_by_id == Member.id)
        .where(
            Relation.jurisdiction_id == jurisdiction_id,
            Relation.goal_id.in_(goal_ids),
            Relation.year.in_(years),
        )
        .order_by(Relation.year, Relation.quarter)
    )
    return [(row, name) for row, name in rows]
