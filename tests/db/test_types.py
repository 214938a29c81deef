"""Columns keep the same value on both databases."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, StatementError

from db import tables as t
from db.engine import transaction
from tests import factories as make

MEASURED = st.decimals(
    min_value=Decimal(-9000000000000), max_value=Decimal(9000000000000), places=6
)


def round_trip(engine: Engine, value: Decimal) -> Decimal:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        plan = make.make_plan(session, make.make_district(session, city))
        indicator = make.make_indicator(
            session, make.make_goal(session, make.make_priority(session, plan))
        )
        row_id = make.make_measurement(session, indicator, 1, value=value).id
    with transaction(engine) as session:
        found = session.get_one(t.Measurement, row_id).value
    assert found is not None
    return found


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=MEASURED)
def test_decimals_survive_to_the_last_digit(engine: Engine, value: Decimal) -> None:
    assert round_trip(engine, value) == value


@pytest.mark.parametrize("value", ["0.1", "0.000001", "-0.3", "0", "8999999999999.999999"])
def test_known_troublemakers_of_floats_survive(engine: Engine, value: str) -> None:
    assert round_trip(engine, Decimal(value)) == Decimal(value)


@pytest.mark.parametrize("value", ["0.0000001", "99999999999999"])
def test_a_number_the_column_cannot_hold_is_refused(engine: Engine, value: str) -> None:
    with pytest.raises(StatementError):
        round_trip(engine, Decimal(value))


def test_moments_come_back_in_utc(engine: Engine) -> None:
    chicago = timezone(timedelta(hours=-6))
    moment = datetime(2026, 11, 20, 12, 0, 0, 123456, tzinfo=chicago)
    with transaction(engine, write=True) as session:
        job = t.Job(kind="x", once_key="x", payload="{}", run_after=moment)
        session.add(job)
        session.flush()
    with transaction(engine) as session:
        found = session.get_one(t.Job, job.id).run_after
    assert found == moment
    assert found.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(engine: Engine) -> None:
    naive = datetime(2026, 11, 20)  # noqa: DTZ001  (that is what is refused)
    job = t.Job(kind="x", once_key="x", payload="{}", run_after=naive)
    with pytest.raises(StatementError), transaction(engine, write=True) as session:
        make.add(session, job)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE measurement SET state = 'late'",
        "UPDATE measurement SET value = NULL",
        "UPDATE measurement SET quarter = 5",
        "UPDATE measurement SET version = 0",
        "UPDATE measurement SET denominator = 1, numerator = 1",
        "UPDATE goal SET due_on = start_on",
        "UPDATE plan SET stage = 'adopted'",
        "UPDATE indicator SET kind = 'coded_voices'",
        "UPDATE district SET kind = 'headquarters'",
    ],
)
def test_the_database_itself_guards_what_must_always_hold(engine: Engine, statement: str) -> None:
    round_trip(engine, Decimal(1))
    with pytest.raises(IntegrityError), transaction(engine, write=True) as session:
        session.execute(text(statement))


def test_a_reading_transaction_is_refused_every_write(engine: Engine) -> None:
    def write(statement: str) -> Any:
        with transaction(engine) as session:
            session.execute(text(statement))

    with pytest.raises(Exception, match=r"(?i)read-?only"):
        write("UPDATE job SET attempts = 1")
    with transaction(engine, write=True) as session:
        session.execute(text("UPDATE job SET attempts = 1"))
