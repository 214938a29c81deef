"""What the board shows: every district's plan and goals of a year."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.tables import (
    District,
    Goal,
    GoalTheme,
    Indicator,
    LocalDemand,
    Plan,
    Priority,
    Relation,
    Target,
    Theme,
)


def districts_with_plans(
    session: Session, jurisdiction_id: UUID, year: int
) -> Sequence[Row[District, Plan | None]]:
    """Return all districts in their own order, each with its plan for the year or None."""
    return session.execute(
        select(District, Plan)
        .outerjoin(Plan, (Plan.district_id == District.id) & (Plan.year == year))
        .where(District.jurisdiction_id == jurisdiction_id)
        .order_by(District.number)
    ).all()


def goals(session: Session, jurisdiction_id: UUID, year: int) -> Sequence[Row[Goal, District]]:
    """Return the goals of a year's plans with their districts, in the plans' order."""
    return session.execute(
        select(Goal, District)
        .join(Plan, Goal.plan_id == Plan.id)
        .join(District, Plan.district_id == District.id)
        .join(Priority, Goal.priority_id == Priority.id)
        .where(Plan.jurisdiction_id == jurisdiction_id, Plan.year == year)
        .order_by(District.number, Priority.position, Goal.position)
    ).all()


def theme_codes(session: Session, jurisdiction_id: UUID, year: int) -> Sequence[Row[UUID, str]]:
    """Return goal ids with the codes of the demands they are tied to.

    A local demand counts under the demand of the catalogue that a reviewer mapped it to.
    """
    of_year = (Plan.jurisdiction_id == jurisdiction_id, Plan.year == year)
    direct = (
        select(GoalTheme.goal_id, Theme.code)
        .join(Theme, GoalTheme.theme_id == Theme.id)
        .join(Goal, GoalTheme.goal_id == Goal.id)
        .join(Plan, Goal.plan_id == Plan.id)
        .where(*of_year)
    )
    mapped = (
        select(GoalTheme.goal_id, Theme.code)
        .join(LocalDemand, GoalTheme.local_demand_id == LocalDemand.id)
        .join(Theme, LocalDemand.mapped_theme_id == Theme.id)
        .join(Goal, GoalTheme.goal_id == Goal.id)
        .join(Plan, Goal.plan_id == Plan.id)
        .where(*of_year)
    )
    return session.execute(direct.union(mapped)).all()


def relations(
    session: Session, jurisdiction_id: UUID, year: int, quarter: int
) -> Sequence[Relation]:
    """Return what people said numbers and voices mean together in a quarter."""
    return session.scalars(
        select(Relation).where(
            Relation.jurisdiction_id == jurisdiction_id,
            Relation.year == year,
            Relation.quarter == quarter,
        )
    ).all()


def goals_with_changed_targets(
    session: Session, jurisdiction_id: UUID, year: int, quarter: int
) -> set[UUID]:
    """Return the goals one of whose targets was revised from this quarter on."""
    return set(
        session.scalars(
            select(Indicator.goal_id)
            .join(Target, Target.indicator_id == Indicator.id)
            .where(
                Target.jurisdiction_id == jurisdiction_id,
                Target.revision > 0,
                Target.from_year == year,
                Target.from_quarter == quarter,
            )
        )
    )
