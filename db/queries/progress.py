"""What progress is worked out from: indicators, targets, paths and measurements of some goals."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import Session

from db.tables import (
    Engagement,
    Goal,
    GoalTheme,
    Indicator,
    Measurement,
    Member,
    Plan,
    Priority,
    QuarterlyTarget,
    Relation,
    RubricLevel,
    Target,
    Voice,
    VoiceTheme,
)


def goals(session: Session, goal_ids: Collection[UUID], jurisdiction_id: UUID) -> Sequence[Goal]:
    """Return the goals."""
    return session.scalars(
        select(Goal).where(Goal.id.in_(goal_ids), Goal.jurisdiction_id == jurisdiction_id)
    ).all()


def goals_of_plan(session: Session, district_id: UUID, year: int) -> Sequence[Goal]:
    """Return the goals of a district's plan for a year, in the plan's order."""
    return session.scalars(
        select(Goal)
        .join(Plan, Goal.plan_id == Plan.id)
        .join(Priority, Goal.priority_id == Priority.id)
        .where(Plan.district_id == district_id, Plan.year == year)
        .order_by(Priority.position, Goal.position)
    ).all()


def indicators(session: Session, goal_ids: Collection[UUID]) -> Sequence[Any]:
    """Return the indicators of goals, in their order, in columns."""
    return session.execute(
        select(*Indicator.__table__.c)
        .where(Indicator.goal_id.in_(goal_ids))
        .order_by(Indicator.goal_id, Indicator.position)
    ).all()


def targets(session: Session, goal_ids: Collection[UUID]) -> Sequence[Any]:
    """Return the targets of goals' indicators, originals before revisions, in columns."""
    return session.execute(
        select(*Target.__table__.c)
        .where(Target.indicator_id.in_(_of(goal_ids)))
        .order_by(Target.revision)
    ).all()


def quarterly_targets(session: Session, goal_ids: Collection[UUID]) -> Sequence[QuarterlyTarget]:
    """Return the quarterly paths of goals' targets."""
    return session.scalars(
        select(QuarterlyTarget)
        .join(Target, QuarterlyTarget.target_id == Target.id)
        .where(Target.indicator_id.in_(_of(goal_ids)))
    ).all()


def rubric_levels(session: Session, goal_ids: Collection[UUID]) -> Sequence[RubricLevel]:
    """Return the described levels of goals' rubrics, lowest first."""
    return session.scalars(
        select(RubricLevel)
        .where(RubricLevel.indicator_id.in_(_of(goal_ids)))
        .order_by(RubricLevel.level)
    ).all()


def measurements(session: Session, goal_ids: Collection[UUID]) -> Sequence[Any]:
    """Return all of the measurements of goals' indicators, with the names of who recorded them."""
    return session.execute(
        select(*Measurement.__table__.c, Member.name.label("recorded_by"))
        .outerjoin(Member, Measurement.recorded_by_id == Member.id)
        .where(Measurement.indicator_id.in_(_of(goal_ids)))
    ).all()


def measured_values(session: Session, goal_ids: Collection[UUID]) -> Sequence[Any]:
    """Return of the measurements of goals' indicators what is judged, and when it came in."""
    columns = Measurement.__table__.c
    judged = ("indicator_id", "year", "quarter", "state", "value", "numerator", "denominator")
    return session.execute(
        select(*(columns[name] for name in judged), columns.first_recorded_on).where(
            columns.indicator_id.in_(_of(goal_ids))
        )
    ).all()


def days_with_voices(session: Session, goal_ids: Collection[UUID]) -> Sequence[Row[UUID, date]]:
    """Return the days on which the goals' districts heard voices coded with the goals' ties."""
    same_tie = or_(
        VoiceTheme.theme_id == GoalTheme.theme_id,
        VoiceTheme.local_demand_id == GoalTheme.local_demand_id,
    )
    return session.execute(
        select(GoalTheme.goal_id, Engagement.held_on)
        .join(VoiceTheme, same_tie)
        .join(Voice, VoiceTheme.voice_id == Voice.id)
        .join(Engagement, Voice.engagement_id == Engagement.id)
        .join(Goal, GoalTheme.goal_id == Goal.id)
        .join(Plan, Goal.plan_id == Plan.id)
        .where(GoalTheme.goal_id.in_(goal_ids), Plan.district_id == Engagement.district_id)
        .distinct()
    ).all()


def quarters_with_relation(
    session: Session, goal_ids: Collection[UUID]
) -> Sequence[Row[UUID, int, int]]:
    """Return the goals with the years and quarters for which a person chose a relation."""
    return session.execute(
        select(Relation.goal_id, Relation.year, Relation.quarter).where(
            Relation.goal_id.in_(goal_ids)
        )
    ).all()


def find_place(
    session: Session, indicator_id: UUID, jurisdiction_id: UUID
) -> Row[UUID, UUID] | None:
    """Return the ids of the goal and the district that an indicator belongs to, or None."""
    return session.execute(
        select(Indicator.goal_id, Plan.district_id)
        .join(Goal, Indicator.goal_id == Goal.id)
        .join(Plan, Goal.plan_id == Plan.id)
        .where(Indicator.id == indicator_id, Indicator.jurisdiction_id == jurisdiction_id)
    ).one_or_none()


def find_indicator(
    session: Session, indicator_id: UUID, jurisdiction_id: UUID
) -> Row[Indicator, Goal] | None:
    """Return an indicator with its goal, or None."""
    return session.execute(
        select(Indicator, Goal)
        .join(Goal, Indicator.goal_id == Goal.id)
        .where(Indicator.id == indicator_id, Indicator.jurisdiction_id == jurisdiction_id)
    ).one_or_none()


def find_measurement(
    session: Session, indicator_id: UUID, year: int, quarter: int
) -> Measurement | None:
    """Return what was recorded for an indicator and quarter, or None."""
    return session.scalar(
        select(Measurement).where(
            Measurement.indicator_id == indicator_id,
            Measurement.year == year,
            Measurement.quarter == quarter,
        )
    )


def levels_of(session: Session, indicator_id: UUID) -> Sequence[int]:
    """Return the described levels of a rubric."""
    return session.scalars(
        select(RubricLevel.level).where(RubricLevel.indicator_id == indicator_id)
    ).all()


def _of(goal_ids: Collection[UUID]) -> Select[UUID]:
    return select(Indicator.id).where(Indicator.goal_id.in_(goal_ids))
