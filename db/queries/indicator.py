"""Indicators of goals with their levels, targets and recorded values."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Row, Select, delete, select
from sqlalchemy.orm import Session

from db.tables import (
    Goal,
    Indicator,
    Measurement,
    MonthlyValue,
    Plan,
    QuarterlyTarget,
    RubricLevel,
    Target,
)
from schemas.vocabulary import IndicatorKind, ReportingState


def get_indicators(session: Session, goal_ids: Collection[UUID]) -> Sequence[Indicator]:
    """Return the indicators of goals in their order."""
    return session.scalars(
        select(Indicator).where(Indicator.goal_id.in_(goal_ids)).order_by(Indicator.position)
    ).all()


def get_levels(session: Session, goal_ids: Collection[UUID]) -> Sequence[RubricLevel]:
    """Return the levels of goals' rubrics, lowest first."""
    return session.scalars(
        select(RubricLevel)
        .where(RubricLevel.indicator_id.in_(_of_goals(goal_ids)))
        .order_by(RubricLevel.level)
    ).all()


def get_targets(session: Session, goal_ids: Collection[UUID]) -> Sequence[Target]:
    """Return the targets of goals' indicators, oldest first."""
    return session.scalars(
        select(Target).where(Target.indicator_id.in_(_of_goals(goal_ids))).order_by(Target.revision)
    ).all()


def get_quarterly(session: Session, goal_ids: Collection[UUID]) -> Sequence[QuarterlyTarget]:
    """Return the quarterly values of goals' targets, in the order of the quarters."""
    return session.scalars(
        select(QuarterlyTarget)
        .join(Target, QuarterlyTarget.target_id == Target.id)
        .where(Target.indicator_id.in_(_of_goals(goal_ids)))
        .order_by(QuarterlyTarget.year, QuarterlyTarget.quarter)
    ).all()


def get_owners(
    session: Session, jurisdiction_id: UUID, indicator_ids: Collection[UUID]
) -> dict[UUID, UUID]:
    """Return which goal holds each of some indicators."""
    rows = session.execute(
        select(Indicator.id, Indicator.goal_id).where(
            Indicator.jurisdiction_id == jurisdiction_id, Indicator.id.in_(indicator_ids)
        )
    )
    return {row.id: row.goal_id for row in rows}


def get_measured(session: Session, goal_id: UUID) -> frozenset[UUID]:
    """Return those indicators of a goal that something was recorded for."""
    return frozenset(
        session.scalars(
            select(Measurement.indicator_id)
            .where(Measurement.indicator_id.in_(_of_goals([goal_id])))
            .distinct()
        )
    )


def get_history(session: Session, indicator_ids: Collection[UUID]) -> Sequence[Measurement]:
    """Return the reported values of indicators, oldest quarter first."""
    return session.scalars(
        select(Measurement)
        .where(
            Measurement.indicator_id.in_(indicator_ids),
            Measurement.state == ReportingState.REPORTED,
        )
        .order_by(Measurement.year, Measurement.quarter)
    ).all()


def get_year(  # noqa: PLR0913, PLR0917  (what makes an indicator another's twin)
    session: Session,
    jurisdiction_id: UUID,
    district_id: UUID,
    kind: IndicatorKind,
    unit: str,
    year: int,
) -> Sequence[Row[Measurement, UUID, str]]:
    """Return a year's reported values of a district's indicators of a kind, newest plan first.

    Each comes with its indicator's identifier and name.
    """
    return session.execute(
        select(Measurement, Indicator.id, Indicator.name)
        .join(Indicator, Measurement.indicator_id == Indicator.id)
        .join(Goal, Indicator.goal_id == Goal.id)
        .join(Plan, Goal.plan_id == Plan.id)
        .where(
            Indicator.jurisdiction_id == jurisdiction_id,
            Plan.district_id == district_id,
            Indicator.kind == kind,
            Indicator.unit == unit,
            Measurement.year == year,
            Measurement.state == ReportingState.REPORTED,
        )
        .order_by(Plan.year.desc(), Indicator.code, Measurement.quarter)
    ).all()


def get_continued(
    session: Session, jurisdiction_id: UUID, indicator_ids: Collection[UUID]
) -> dict[UUID, UUID | None]:
    """Return those of some indicators that the jurisdiction has, with the one each goes on from."""
    rows = session.execute(
        select(Indicator.id, Indicator.continues_id).where(
            Indicator.jurisdiction_id == jurisdiction_id, Indicator.id.in_(indicator_ids)
        )
    )
    return {row.id: row.continues_id for row in rows}


def get_months(
    session: Session, jurisdiction_id: UUID, goal_ids: Collection[UUID]
) -> Sequence[Row[MonthlyValue, int]]:
    """Return what was published each month for goals' indicators, with what a ratio counts per."""
    return session.execute(
        select(MonthlyValue, Indicator.per)
        .join(Indicator, MonthlyValue.indicator_id == Indicator.id)
        .where(Indicator.jurisdiction_id == jurisdiction_id, Indicator.goal_id.in_(goal_ids))
        .order_by(Indicator.position, MonthlyValue.month)
    ).all()


def remove_indicators(session: Session, ids: Collection[UUID]) -> None:
    """Remove indicators with all that hangs from them; recorded values must not."""
    targets = select(Target.id).where(Target.indicator_id.in_(ids))
    session.execute(delete(QuarterlyTarget).where(QuarterlyTarget.target_id.in_(targets)))
    session.execute(delete(Target).where(Target.indicator_id.in_(ids)))
    session.execute(delete(RubricLevel).where(RubricLevel.indicator_id.in_(ids)))
    session.execute(delete(MonthlyValue).where(MonthlyValue.indicator_id.in_(ids)))
    session.execute(delete(Indicator).where(Indicator.id.in_(ids)))


def remove_targets(session: Session, ids: Collection[UUID]) -> None:
    """Remove targets with their quarterly values."""
    session.execute(delete(QuarterlyTarget).where(QuarterlyTarget.target_id.in_(ids)))
    session.execute(delete(Target).where(Target.id.in_(ids)))


def _of_goals(goal_ids: Collection[UUID]) -> Select[UUID]:
    return select(Indicator.id).where(Indicator.goal_id.in_(goal_ids))
