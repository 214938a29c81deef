"""A city that listens, and what is kept of where its goals stand."""

from uuid import UUID

from sqlalchemy import Engine, select, update

from db import tables as t
from db.engine import transaction
from planner.services.progress.fill import sample_drift
from tests.city import City, build_city, keep_standings


def build_listening_city(engine: Engine) -> City:
    """Write a city whose goal owes the number and what callers say."""
    city = build_city(engine)
    with transaction(engine, write=True) as session:
        said = t.Indicator.id == city.voices
        session.execute(update(t.Indicator).where(said).values(required=True))
    keep_standings(engine)
    return city


def drifted(engine: Engine) -> list[UUID]:
    return sample_drift(engine, 1000)[1]


def kept(engine: Engine, goal_id: UUID) -> dict[tuple[int, int], t.GoalStanding]:
    with transaction(engine) as session:
        rows = session.scalars(select(t.GoalStanding).where(t.GoalStanding.goal_id == goal_id))
        return {(row.year, row.quarter): row for row in rows}
