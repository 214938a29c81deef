"""What an indicator was before: its own values, and those of the same indicator elsewhere."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, or_, select
from sqlalchemy.orm import Session, load_only

from db.tables import District, Goal, GoalBeat, Indicator, Measurement, MonthlyValue, Plan
from schemas.indicator import Measure
from schemas.vocabulary import DistrictKind, PlaceKind, ReportingState

Alike = Row[Indicator, UUID, int, PlaceKind, str]
"""An indicator with its district and year, and the kind and name of the place it is about."""


def get_alike(
    session: Session,
    jurisdiction_id: UUID,
    measures: Collection[Measure],
    district_ids: Collection[UUID],
    *,
    elsewhere: bool,
) -> Sequence[Alike]:
    """Return the indicators that measure the same in some districts, earliest plan first.

    With `elsewhere`, those of all other districts come too; headquarters is none of them.
    """
    here = Plan.district_id.in_(district_ids)
    return session.execute(
        select(Indicator, Plan.district_id, Plan.year, Goal.place, Goal.area_name)
        .join(Goal, Indicator.goal_id == Goal.id)
        .join(Plan, Goal.plan_id == Plan.id)
        .join(District, Plan.district_id == District.id)
        .where(
            Indicator.jurisdiction_id == jurisdiction_id,
            or_(*(_measures(each) for each in measures)),
            or_(here, District.kind == DistrictKind.DISTRICT) if elsewhere else here,
        )
        .order_by(Plan.year, Indicator.id)
    ).all()


def get_by_id(
    session: Session, jurisdiction_id: UUID, indicator_ids: Collection[UUID]
) -> Sequence[Indicator]:
    """Return indicators of a jurisdiction."""
    return session.scalars(
        select(Indicator).where(
            Indicator.jurisdiction_id == jurisdiction_id, Indicator.id.in_(indicator_ids)
        )
    ).all()


def get_beats_of(session: Session, indicator_ids: Collection[UUID]) -> Sequence[Row[UUID, UUID]]:
    """Return indicators with each beat that their goal is about."""
    return session.execute(
        select(Indicator.id, GoalBeat.beat_id)
        .join(GoalBeat, GoalBeat.goal_id == Indicator.goal_id)
        .where(Indicator.id.in_(indicator_ids))
    ).all()


def get_recorded(
    session: Session, jurisdiction_id: UUID, indicator_ids: Collection[UUID]
) -> Sequence[Measurement]:
    """Return the reported values of indicators, without their words, earliest first."""
    return session.scalars(
        select(Measurement)
        .options(
            load_only(
                Measurement.indicator_id,
                Measurement.year,
                Measurement.quarter,
                Measurement.state,
                Measurement.value,
                Measurement.numerator,
                Measurement.denominator,
            )
        )
        .where(
            Measurement.jurisdiction_id == jurisdiction_id,
            Measurement.indicator_id.in_(indicator_ids),
            Measurement.state == ReportingState.REPORTED,
        )
        .order_by(Measurement.year, Measurement.quarter)
    ).all()


def get_months_of(
    session: Session, jurisdiction_id: UUID, indicator_ids: Collection[UUID]
) -> Sequence[MonthlyValue]:
    """Return what was published each month for indicators, earliest first."""
    return session.scalars(
        select(MonthlyValue)
        .where(
            MonthlyValue.jurisdiction_id == jurisdiction_id,
            MonthlyValue.indicator_id.in_(indicator_ids),
        )
        .order_by(MonthlyValue.month)
    ).all()


def _measures(measure: Measure) -> ColumnElement[bool]:
    return and_(
        Indicator.name == measure.name,
        Indicator.unit == measure.unit,
        Indicator.kind == measure.kind,
        Indicator.accumulation == measure.accumulation,
        Indicator.per == measure.per,
    )
