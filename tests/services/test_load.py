"""Load: many people at once lose nothing, and other cities' rows change no answer.

The short forms run with every test, the long ones with `make soak`.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine, func, select

from db import tables as t
from db.engine import transaction
from db.queries.many import insert_many
from planner.domain.quarters import Quarter
from planner.services import board, progress
from planner.services.door import begin
from planner.services.work import new_id
from schemas.errors import StaleError
from schemas.progress import ProgressIn
from schemas.vocabulary import Language, ReportingState, Role
from tests import factories as make
from tests.city import City, build_city

PEOPLE = 6
CHUNK = 10_000


def keep_recording(engine: Engine, city: City, role: Role, seconds: float) -> int:
    """Correct one measurement again and again, as one of several; return the saves that held."""
    held, seen, row_id = 0, 0, new_id()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        entry = ProgressIn(
            id=row_id,
            indicator_id=city.minutes,
            year=2026,
            quarter=3,
            seen_version=seen,
            value=Decimal(held) + Decimal("0.1"),
            note=f"{row_id} {held}",
            language=Language.EN,
        )
        try:
            with begin(engine, city.people[role], write=True, today=make.TODAY) as work:
                seen = progress.record_progress(work, entry).version
            held += 1
        except StaleError as stale:
            seen = stale.current
    return held


@pytest.mark.parametrize(
    "seconds", [4, pytest.param(180, marks=[pytest.mark.soak, pytest.mark.timeout(600)])]
)
def test_every_save_that_held_is_one_version_and_one_change(engine: Engine, seconds: int) -> None:
    city = build_city(engine)
    team = [Role.COMMANDER, Role.DELEGATE, Role.DISTRICT_STAFF] * (PEOPLE // 3)
    with ThreadPoolExecutor(PEOPLE) as pool:
        runs = [pool.submit(keep_recording, engine, city, role, seconds) for role in team]
        held = sum(run.result() for run in runs)
    with transaction(engine) as session:
        row = session.scalars(select(t.Measurement).where(t.Measurement.quarter == 3)).one()
        changes = session.scalar(
            select(func.count()).where(
                t.Change.entity == "measurement", t.Change.entity_id == row.id
            )
        )
    assert held > PEOPLE
    assert row.version == changes == held


def rows_elsewhere(indicator: t.Indicator, count: int) -> Iterator[list[dict[str, object]]]:
    """Yield measurements of another city's indicator in chunks, one a quarter from 2000 on."""
    for start in range(0, count, CHUNK):
        yield [
            {
                "id": new_id(),
                "jurisdiction_id": indicator.jurisdiction_id,
                "indicator_id": indicator.id,
                "year": number // 4,
                "quarter": number % 4 + 1,
                "state": ReportingState.REPORTED,
                "value": Decimal(1),
                "note": "",
                "reason": "",
                "language": Language.EN,
                "version": 1,
                "first_recorded_on": date(2026, 1, 1),
                "recorded_at": make.NOW,
            }
            for number in range(start, min(start + CHUNK, count))
        ]


@pytest.mark.parametrize(
    "count",
    [20_000, pytest.param(2_000_000, marks=[pytest.mark.soak, pytest.mark.timeout(1800)])],
)
def test_other_cities_rows_change_no_answer_of_the_board(engine: Engine, count: int) -> None:
    city = build_city(engine)
    with begin(engine, city.people[Role.COMMISSIONER], today=make.TODAY) as work:
        before = board.get_board(work, Quarter(2026, 3))
    with transaction(engine, write=True) as session:
        elsewhere = make.make_jurisdiction(session)
        plan = make.make_plan(session, make.make_district(session, elsewhere))
        goal = make.make_goal(session, make.make_priority(session, plan))
        indicator = make.make_indicator(session, goal)
        for rows in rows_elsewhere(indicator, count):
            insert_many(session, t.Measurement, rows)
    with begin(engine, city.people[Role.COMMISSIONER], today=make.TODAY) as work:
        assert board.get_board(work, Quarter(2026, 3)) == before
