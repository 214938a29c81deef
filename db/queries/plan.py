"""Plans with who signed them, their priorities and goals."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Nullable, Row, func, select
from sqlalchemy.orm import Session, aliased

from db.tables import (
    District,
    Goal,
    GoalTheme,
    LocalDemand,
    Member,
    Plan,
    Priority,
    PriorityDrawnFrom,
    Theme,
)
from schemas.vocabulary import PrioritySource


def find_district(
    session: Session, jurisdiction_id: UUID, district_id: UUID, *, lock: bool = False
) -> District | None:
    """Return a district; locked, it makes others who add to it wait their turn."""
    query = select(District).where(
        District.jurisdiction_id == jurisdiction_id, District.id == district_id
    )
    return session.scalar(query.with_for_update() if lock else query)


def find_plan_id(
    session: Session, jurisdiction_id: UUID, district_id: UUID, year: int
) -> UUID | None:
    """Return the plan of a district and year."""
    return session.scalar(
        select(Plan.id).where(
            Plan.jurisdiction_id == jurisdiction_id,
            Plan.district_id == district_id,
            Plan.year == year,
        )
    )


def find_plan(
    session: Session, jurisdiction_id: UUID, plan_id: UUID, *, lock: bool = False
) -> Plan | None:
    """Return a plan; locked, it makes others who add to it wait their turn."""
    query = select(Plan).where(Plan.jurisdiction_id == jurisdiction_id, Plan.id == plan_id)
    return session.scalar(query.with_for_update() if lock else query)


def find_signed_plan(
    session: Session, jurisdiction_id: UUID, plan_id: UUID
) -> Row[Plan, District, str | None, str | None] | None:
    """Return a plan with its district and the names of the commander and chair who signed it."""
    commander, chair = aliased(Member), aliased(Member)
    return session.execute(
        select(Plan, District, Nullable(commander.name), Nullable(chair.name))
        .join(District, Plan.district_id == District.id)
        .outerjoin(commander, Plan.commander_signed_by_id == commander.id)
        .outerjoin(chair, Plan.dac_chair_signed_by_id == chair.id)
        .where(Plan.jurisdiction_id == jurisdiction_id, Plan.id == plan_id)
    ).one_or_none()


def get_plan_years(session: Session, jurisdiction_id: UUID, district_id: UUID) -> Sequence[int]:
    """Return the years a district has a plan for, the latest first."""
    return session.scalars(
        select(Plan.year)
        .where(Plan.jurisdiction_id == jurisdiction_id, Plan.district_id == district_id)
        .order_by(Plan.year.desc())
    ).all()


def get_priorities(session: Session, plan_id: UUID) -> Sequence[Priority]:
    """Return a plan's priorities in their order."""
    return session.scalars(
        select(Priority).where(Priority.plan_id == plan_id).order_by(Priority.position)
    ).all()


def find_priority(session: Session, plan_id: UUID, priority_id: UUID) -> Priority | None:
    """Return a priority of a plan."""
    return session.scalar(
        select(Priority).where(Priority.plan_id == plan_id, Priority.id == priority_id)
    )


def next_position(session: Session, plan_id: UUID) -> int:
    """Return the first free place after a plan's priorities."""
    last = session.scalar(select(func.max(Priority.position)).where(Priority.plan_id == plan_id))
    return (last or 0) + 1


def get_sources(session: Session, plan_id: UUID) -> Sequence[Row[UUID, PrioritySource]]:
    """Return the ids of a plan's priorities with each source ticked."""
    return session.execute(
        select(PriorityDrawnFrom.priority_id, PriorityDrawnFrom.source)
        .join(Priority, PriorityDrawnFrom.priority_id == Priority.id)
        .where(Priority.plan_id == plan_id)
    ).all()


def get_goals(session: Session, plan_id: UUID) -> Sequence[Goal]:
    """Return a plan's goals, by the priorities' and their own order."""
    return session.scalars(
        select(Goal)
        .join(Priority, Goal.priority_id == Priority.id)
        .where(Goal.plan_id == plan_id)
        .order_by(Priority.position, Goal.position)
    ).all()


def get_theme_codes(session: Session, plan_id: UUID) -> Sequence[Row[UUID, str]]:
    """Return goal ids with the code of each theme or local demand the goal is tied to."""
    code = func.coalesce(Theme.code, LocalDemand.code)
    return session.execute(
        select(GoalTheme.goal_id, code)
        .join(Goal, GoalTheme.goal_id == Goal.id)
        .outerjoin(Theme, GoalTheme.theme_id == Theme.id)
        .outerjoin(LocalDemand, GoalTheme.local_demand_id == LocalDemand.id)
        .where(Goal.plan_id == plan_id)
        .order_by(code)
    ).all()
