"""Commitments with what they answer."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from db.tables import (
    Commitment,
    District,
    Engagement,
    Goal,
    GoalTheme,
    LocalDemand,
    Plan,
    Theme,
)

from .theme import coded


class Promised(NamedTuple):
    """A commitment with the district that made it and the names of what it answers."""

    commitment: Commitment
    district: District
    theme_code: str | None
    local_code: str | None
    goal_code: str | None
    goal_title: str | None
    engagement_title: str | None


def commitments(
    session: Session, jurisdiction_id: UUID, *conditions: ColumnElement[bool]
) -> list[Promised]:
    """Return the commitments that fit, by the day they were promised."""
    rows = session.execute(
        select(
            Commitment,
            District,
            Theme.code,
            LocalDemand.code,
            Goal.code,
            Goal.title,
            Engagement.title,
        )
        .join(District, Commitment.district_id == District.id)
        .outerjoin(Theme, Commitment.theme_id == Theme.id)
        .outerjoin(LocalDemand, Commitment.local_demand_id == LocalDemand.id)
        .outerjoin(Goal, Commitment.goal_id == Goal.id)
        .outerjoin(Engagement, Commitment.engagement_id == Engagement.id)
        .where(Commitment.jurisdiction_id == jurisdiction_id, *conditions)
        .order_by(Commitment.promised_on, Commitment.id)
    )
    return [Promised(*row) for row in rows]


def made_on(code: str) -> ColumnElement[bool]:
    """Choose commitments made on a demand, on one under a headline, or on a local one.

    What is made on a goal that answers the demand counts, whatever demand it names itself.
    """
    named = coded(select(Commitment.id), Commitment.theme_id, Commitment.local_demand_id, code)
    tied = coded(select(GoalTheme.goal_id), GoalTheme.theme_id, GoalTheme.local_demand_id, code)
    return or_(Commitment.id.in_(named), Commitment.goal_id.in_(tied))


def find_district(session: Session, jurisdiction_id: UUID, commitment_id: UUID) -> UUID | None:
    """Return the district that made a commitment."""
    return session.scalar(
        select(Commitment.district_id).where(
            Commitment.id == commitment_id, Commitment.jurisdiction_id == jurisdiction_id
        )
    )


def has_theme(session: Session, jurisdiction_id: UUID, theme_id: UUID) -> bool:
    """Say whether a theme is of this jurisdiction."""
    return _is_there(
        session,
        select(Theme.id).where(Theme.id == theme_id, Theme.jurisdiction_id == jurisdiction_id),
    )


def has_local_demand(session: Session, district_id: UUID, demand_id: UUID) -> bool:
    """Say whether a local demand is of this district."""
    return _is_there(
        session,
        select(LocalDemand.id).where(
            LocalDemand.id == demand_id, LocalDemand.district_id == district_id
        ),
    )


def has_goal(session: Session, district_id: UUID, goal_id: UUID) -> bool:
    """Say whether a goal is of this district's plans."""
    return _is_there(
        session,
        select(Goal.id)
        .join(Plan, Goal.plan_id == Plan.id)
        .where(Goal.id == goal_id, Plan.district_id == district_id),
    )


def has_engagement(session: Session, district_id: UUID, engagement_id: UUID) -> bool:
    """Say whether a meeting is of this district."""
    return _is_there(
        session,
        select(Engagement.id).where(
            Engagement.id == engagement_id, Engagement.district_id == district_id
        ),
    )


def _is_there(session: Session, chosen: Select[UUID]) -> bool:
    return session.scalar(chosen) is not None
