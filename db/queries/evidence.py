"""Evidence of action steps: files and links."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from db.tables import ActionStep, Evidence, Goal, Member, Plan

STEP = "action_step"


def of_goal(
    session: Session, jurisdiction_id: UUID, goal_id: UUID
) -> Sequence[Row[Evidence, str | None]]:
    """Return the evidence of a goal's steps with the names of who added it, oldest first."""
    return session.execute(
        _with_names(jurisdiction_id)
        .join(ActionStep, Evidence.entity_id == ActionStep.id)
        .where(ActionStep.goal_id == goal_id)
        .order_by(Evidence.added_at, Evidence.id)
    ).all()


def find_one(
    session: Session, jurisdiction_id: UUID, evidence_id: UUID
) -> Row[Evidence, str | None] | None:
    """Return a piece of evidence with the name of who added it, or None."""
    return session.execute(
        _with_names(jurisdiction_id).where(Evidence.id == evidence_id)
    ).one_or_none()


def find_file(session: Session, step_id: UUID, digest: str) -> Evidence | None:
    """Return the step's file with this content, or None."""
    return session.scalar(_of_step(step_id).where(Evidence.digest == digest))


def find_link(session: Session, step_id: UUID, url: str) -> Evidence | None:
    """Return the step's link to this address, or None."""
    return session.scalars(_of_step(step_id).where(Evidence.url == url)).first()


def count_by_step(
    session: Session, jurisdiction_id: UUID, step_ids: Collection[UUID]
) -> dict[UUID, int]:
    """Return how much evidence each step has that was not removed; steps without are left out."""
    rows = session.execute(
        select(Evidence.entity_id, func.count())
        .where(
            Evidence.jurisdiction_id == jurisdiction_id,
            Evidence.entity == STEP,
            Evidence.entity_id.in_(step_ids),
            Evidence.removed_at.is_(None),
        )
        .group_by(Evidence.entity_id)
    )
    return {row.entity_id: row[1] for row in rows}


def find_home(session: Session, jurisdiction_id: UUID, step_id: UUID) -> Row[UUID, UUID] | None:
    """Return the goal of a step and the district whose plan holds it, or None."""
    return session.execute(
        select(Goal.id, Plan.district_id)
        .join(Plan, Goal.plan_id == Plan.id)
        .join(ActionStep, ActionStep.goal_id == Goal.id)
        .where(ActionStep.jurisdiction_id == jurisdiction_id, ActionStep.id == step_id)
    ).one_or_none()


def _with_names(jurisdiction_id: UUID) -> Select[Evidence, str | None]:
    return (
        select(Evidence, Member.name)
        .outerjoin(Member, Evidence.added_by_id == Member.id)
        .where(Evidence.jurisdiction_id == jurisdiction_id, Evidence.entity == STEP)
    )


def _of_step(step_id: UUID) -> Select[Evidence]:
    return select(Evidence).where(Evidence.entity == STEP, Evidence.entity_id == step_id)
