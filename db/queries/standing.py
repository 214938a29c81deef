"""Kept standings, and what they follow from."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, func, or_, select, tuple_
from sqlalchemy.orm import Session

from db.tables import (
    Engagement,
    Goal,
    GoalStanding,
    GoalTheme,
    Indicator,
    Plan,
    Voice,
    VoiceTheme,
)
from schemas.vocabulary import IndicatorKind


def hold_goals(session: Session, goal_ids: Collection[UUID]) -> None:
    """Let one transaction at a time write some goals and what hangs from them.

    Always in the order of their ids, so that no two transactions wait for each other.
    """
    session.execute(
        select(Goal.id).where(Goal.id.in_(goal_ids)).order_by(Goal.id).with_for_update()
    ).all()


def goals_with_years(
    session: Session, jurisdiction_id: UUID, goal_ids: Collection[UUID]
) -> Sequence[Row[Goal, int]]:
    """Return goals with the years of their plans."""
    return session.execute(
        select(Goal, Plan.year)
        .join(Plan, Goal.plan_id == Plan.id)
        .where(Goal.jurisdiction_id == jurisdiction_id, Goal.id.in_(goal_ids))
    ).all()


def standings(session: Session, goal_ids: Collection[UUID]) -> list[dict[str, Any]]:
    """Return what is kept of some goals."""
    columns = GoalStanding.__table__.c
    found = session.execute(select(*columns).where(columns.goal_id.in_(goal_ids)))
    return [dict(row) for row in found.mappings()]


def remove_standings(session: Session, goal_ids: Collection[UUID]) -> None:
    """Remove what is kept of some goals."""
    session.execute(
        delete(GoalStanding)
        .where(GoalStanding.goal_id.in_(goal_ids))
        .execution_options(synchronize_session=False)
    )


def goals_without(session: Session, jurisdiction_id: UUID) -> Sequence[UUID]:
    """Return the goals that nothing is kept of."""
    kept = select(GoalStanding.id).where(GoalStanding.goal_id == Goal.id)
    return session.scalars(
        select(Goal.id).where(Goal.jurisdiction_id == jurisdiction_id, ~kept.exists())
    ).all()


def goal_ids(session: Session, jurisdiction_id: UUID) -> Sequence[UUID]:
    """Return all goals of a jurisdiction."""
    return session.scalars(select(Goal.id).where(Goal.jurisdiction_id == jurisdiction_id)).all()


def some_goals(session: Session, jurisdiction_id: UUID, most: int) -> Sequence[UUID]:
    """Return goals of a jurisdiction, others every time."""
    return session.scalars(
        select(Goal.id)
        .where(Goal.jurisdiction_id == jurisdiction_id)
        .order_by(func.random())
        .limit(most)
    ).all()


def listening_goals(
    session: Session,
    district_id: UUID,
    quarters: Collection[tuple[int, int]],
    theme_ids: Collection[UUID],
    local_demand_ids: Collection[UUID],
) -> Sequence[UUID]:
    """Return a district's goals that count voices on some demands in some quarters."""
    tied = or_(GoalTheme.theme_id.in_(theme_ids), GoalTheme.local_demand_id.in_(local_demand_ids))
    return session.scalars(
        select(GoalStanding.goal_id)
        .join(Goal, GoalStanding.goal_id == Goal.id)
        .join(Plan, Goal.plan_id == Plan.id)
        .join(Indicator, Indicator.goal_id == Goal.id)
        .join(GoalTheme, GoalTheme.goal_id == Goal.id)
        .where(
            Plan.district_id == district_id,
            Indicator.kind == IndicatorKind.CODED_VOICES,
            tuple_(GoalStanding.year, GoalStanding.quarter).in_(quarters),
            tied,
        )
        .distinct()
    ).all()


def demands_of_meeting(
    session: Session, engagement_id: UUID
) -> Sequence[Row[UUID | None, UUID | None]]:
    """Return what the voices of a meeting are coded with: themes and local demands."""
    return session.execute(
        select(VoiceTheme.theme_id, VoiceTheme.local_demand_id)
        .join(Voice, VoiceTheme.voice_id == Voice.id)
        .join(Engagement, Voice.engagement_id == Engagement.id)
        .where(Engagement.id == engagement_id)
        .distinct()
    ).all()
