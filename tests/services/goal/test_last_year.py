"""What an indicator was the year before: its own values, or its twin's in the district."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine

from db import tables as t
from db.engine import transaction
from planner.domain.quarters import Quarter
from planner.services.door import begin
from planner.services.goal.last_year import get_past_year
from planner.services.work import new_id
from schemas.indicator import IndicatorIn
from schemas.vocabulary import Direction, IndicatorKind, Language, ReportingState, Role
from tests import factories as make
from tests.city import City, build_city


@pytest.fixture
def city(engine: Engine) -> City:
    return build_city(engine)


def known(
    engine: Engine, city: City, indicator_id: UUID | None = None, **fields: Any
) -> dict[str, Decimal]:
    asked: dict[str, Any] = {
        "id": indicator_id or new_id(),
        "kind": IndicatorKind.DURATION,
        "name": "Minutes to answer",
        "unit": "minutes",
        "direction": Direction.DECREASE,
        "language": Language.EN,
    } | fields
    with begin(engine, city.people[Role.COMMANDER]) as work:
        found = get_past_year(work, city.district, IndicatorIn(**asked), 2025)
    return {str(quarter): value for quarter, value in found.items()}


def record(engine: Engine, indicator_id: UUID, **values: Any) -> None:
    with transaction(engine, write=True) as rows:
        row = rows.get_one(t.Indicator, indicator_id)
        for quarter, fields in values.items():
            held = fields if isinstance(fields, dict) else {"value": Decimal(fields)}
            make.make_measurement(rows, row, int(quarter[1]), year=2025, **held)


def test_the_own_values_come_first(engine: Engine, city: City) -> None:
    record(engine, city.minutes, q1=11, q2=12)
    assert known(engine, city, city.minutes) == {"2025-Q1": 11, "2025-Q2": 12}


def test_a_new_indicator_has_those_of_its_twin(engine: Engine, city: City) -> None:
    record(engine, city.minutes, q4=9)
    assert known(engine, city, name="MINUTES to answer") == {"2025-Q4": 9}


@pytest.mark.parametrize(
    "other", [{"name": "Something else"}, {"unit": "hours"}, {"kind": IndicatorKind.INDEX}]
)
def test_what_is_measured_otherwise_is_no_twin(
    engine: Engine, city: City, other: dict[str, Any]
) -> None:
    record(engine, city.minutes, q1=9)
    assert known(engine, city, **other) == {}


def test_another_districts_values_are_not_taken(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as rows:
        other = rows.get_one(t.District, city.other_district)
        goal = make.make_goal(rows, make.make_priority(rows, make.make_plan(rows, other)))
        theirs = make.make_indicator(rows, goal).id
    record(engine, theirs, q1=9)
    assert known(engine, city) == {}


def test_a_ratio_counts_as_its_value_and_out_of_none_as_nothing(engine: Engine, city: City) -> None:
    record(
        engine,
        city.share,
        q1={"numerator": Decimal(7), "denominator": Decimal(12)},
        q2={"numerator": Decimal(0), "denominator": Decimal(0)},
        q3={"state": ReportingState.NOT_APPLICABLE, "reason": "Nobody called"},
    )
    asked = {"kind": IndicatorKind.PERCENT, "unit": "%", "name": "Share answered in time"}
    found = known(engine, city, city.share, **asked)
    assert found == {str(Quarter(2025, 1)): Decimal("58.333333")}
