"""What a plan's goals are tied to and lack, what was voiced in its district, and where none is."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Nullable, Row, exists, func, select
from sqlalchemy.orm import Session, aliased

from db.tables import (
    Engagement,
    Goal,
    GoalPartner,
    GoalTheme,
    Indicator,
    LocalDemand,
    Member,
    Plan,
    Theme,
    Voice,
    VoiceTheme,
)
from schemas.vocabulary import IndicatorKind

_IN_WORDS = [kind for kind in IndicatorKind if kind.is_qualitative]


class Aim(NamedTuple):
    """A goal with who owns it, and whether it has a partner and an indicator in words."""

    goal: Goal
    owner: str | None
    has_partner: bool
    has_words: bool


def aims(session: Session, plan_id: UUID) -> list[Aim]:
    """Return a plan's goals, by code."""
    partner = exists().where(GoalPartner.goal_id == Goal.id)
    words = exists().where(Indicator.goal_id == Goal.id, Indicator.kind.in_(_IN_WORDS))
    rows = session.execute(
        select(Goal, Nullable(Member.name), partner, words)
        .outerjoin(Member, Goal.owner_id == Member.id)
        .where(Goal.plan_id == plan_id)
        .order_by(Goal.code)
    )
    return [Aim(*row) for row in rows]


def ties(session: Session, plan_id: UUID) -> Sequence[Row[UUID, str | None, str | None]]:
    """Return the goals of a plan with each demand: its code, and that of a local one."""
    theme_id = func.coalesce(GoalTheme.theme_id, LocalDemand.mapped_theme_id)
    return session.execute(
        select(GoalTheme.goal_id, Nullable(Theme.code), Nullable(LocalDemand.code))
        .join(Goal, GoalTheme.goal_id == Goal.id)
        .outerjoin(LocalDemand, GoalTheme.local_demand_id == LocalDemand.id)
        .outerjoin(Theme, theme_id == Theme.id)
        .where(Goal.plan_id == plan_id)
    ).all()


def voiced(
    session: Session, district_id: UUID, first: date, last: date
) -> Sequence[Row[UUID, str | None, str | None]]:
    """Return each voice that a district heard between two days with each demand it touches."""
    theme_id = func.coalesce(VoiceTheme.theme_id, LocalDemand.mapped_theme_id)
    return session.execute(
        select(Voice.id, Nullable(Theme.code), Nullable(LocalDemand.code))
        .join(VoiceTheme, VoiceTheme.voice_id == Voice.id)
        .join(Engagement, Voice.engagement_id == Engagement.id)
        .outerjoin(LocalDemand, VoiceTheme.local_demand_id == LocalDemand.id)
        .outerjoin(Theme, theme_id == Theme.id)
        .where(Engagement.district_id == district_id, Engagement.held_on.between(first, last))
    ).all()


def answered_headlines(session: Session, jurisdiction_id: UUID, year: int) -> frozenset[str]:
    """Return the codes of headline themes that a goal of any plan of a year answers."""
    theme_id = func.coalesce(GoalTheme.theme_id, LocalDemand.mapped_theme_id)
    headline = aliased(Theme)
    return frozenset(
        session.scalars(
            select(func.coalesce(headline.code, Theme.code))
            .select_from(GoalTheme)
            .outerjoin(LocalDemand, GoalTheme.local_demand_id == LocalDemand.id)
            .join(Theme, theme_id == Theme.id)
            .outerjoin(headline, Theme.parent_id == headline.id)
            .join(Goal, GoalTheme.goal_id == Goal.id)
            .join(Plan, Goal.plan_id == Plan.id)
            .where(Plan.jurisdiction_id == jurisdiction_id, Plan.year == year)
            .distinct()
        )
    )
