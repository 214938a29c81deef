"""The board: counts with their denominator, goals by what needs attention."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine

from db import tables as t
from db.engine import transaction
from planner.domain.quarters import Quarter
from planner.services.board import get_board
from planner.services.door import begin
from schemas.board import Board
from schemas.vocabulary import RelationKind, ReportingState, Role, Status
from tests import factories as make
from tests.city import City, build_city, keep_standings

Q3 = Quarter(2026, 3)


@pytest.fixture
def city(engine: Engine) -> City:
    return build_city(engine)


def board(engine: Engine, city: City, quarter: Quarter = Q3, **choice: Any) -> Board:
    keep_standings(engine)
    with begin(engine, city.people[Role.COMMISSIONER], today=make.TODAY) as work:
        return get_board(work, quarter, **choice)


def add_goal(engine: Engine, city: City, value: str | None) -> Any:
    with transaction(engine, write=True) as session:
        plan = session.get_one(t.Plan, city.plan)
        priority = make.make_priority(session, plan, position=2)
        goal = make.make_goal(session, priority)
        indicator = make.make_indicator(session, goal)
        make.make_target(session, indicator)
        if value is not None:
            make.make_measurement(session, indicator, 3, value=Decimal(value))
        return goal.id


def test_counts_state_out_of_how_many(engine: Engine, city: City) -> None:
    add_goal(engine, city, "8")
    found = board(engine, city)
    assert (found.goals_total, found.goals_assessed, found.on_track_or_better) == (2, 1, 1)
    assert (found.districts_total, found.districts_with_goals) == (2, 1)
    assert found.districts_reported == 0


def test_a_district_has_reported_when_every_goal_has(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        minutes = session.get_one(t.Indicator, city.minutes)
        make.make_measurement(session, minutes, 3, value=Decimal("9.2"))
    found = board(engine, city)
    assert found.districts_reported == found.districts_with_goals == 1
    tile = next(one for one in found.districts if one.district.number == 7)
    assert (tile.goals, tile.reported, tile.statuses) == (1, 1, ((Status.ON_TRACK, 1),))


def test_goals_come_by_what_needs_attention(engine: Engine, city: City) -> None:
    reached, off_track = add_goal(engine, city, "8"), None
    with transaction(engine, write=True) as session:
        plan = session.get_one(t.Plan, city.plan)
        goal = make.make_goal(session, make.make_priority(session, plan, position=3))
        indicator = make.make_indicator(session, goal)
        make.make_target(session, indicator)
        make.make_measurement(session, indicator, 3, value=Decimal("12.5"))
        off_track = goal.id
    assert [goal.goal_id for goal in board(engine, city).goals] == [off_track, city.goal, reached]


def test_a_goal_that_went_silent_is_counted_as_such(engine: Engine, city: City) -> None:
    found = board(engine, city)
    assert (found.since.silent, found.since.slipped) == (1, 0)
    assert found.goals[0].mark.state is ReportingState.LATE


def test_slipping_is_told_against_the_quarter_before(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        minutes = session.get_one(t.Indicator, city.minutes)
        make.make_measurement(session, minutes, 3, value=Decimal("10.9"))
    found = board(engine, city)
    assert (found.since.slipped, found.since.better) == (1, 0)
    assert [mark.status for mark in found.goals[0].marks] == [
        Status.ON_TRACK,
        Status.ON_TRACK,
        Status.OFF_TRACK,
    ]


def test_a_target_revised_this_quarter_is_told(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        minutes = session.get_one(t.Indicator, city.minutes)
        make.make_target(session, minutes, revision=1, from_quarter=3, reason="Fewer cars")
    assert board(engine, city).goals[0].target_changed
    assert not board(engine, city, Quarter(2026, 2)).goals[0].target_changed


def test_a_relation_stands_on_its_own_quarter_only(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        goal = session.get_one(t.Goal, city.goal)
        session.add(
            t.Relation(
                jurisdiction_id=goal.jurisdiction_id,
                goal_id=goal.id,
                year=2026,
                quarter=3,
                kind=RelationKind.DISCORD,
                rationale="Faster on paper",
            )
        )
    assert board(engine, city).goals[0].relation is RelationKind.DISCORD
    assert board(engine, city, Quarter(2026, 2)).goals[0].relation is None


@pytest.mark.parametrize(
    ("choice", "goals"),
    [
        ({"theme_code": "RESPONSE"}, 1),
        ({"theme_code": "RESPONSE-04"}, 1),
        ({"theme_code": "RESP"}, 0),
        ({"area": 1}, 1),
        ({"area": 5}, 0),
    ],
)
def test_a_theme_or_an_area_leaves_its_goals(
    engine: Engine, city: City, choice: dict[str, Any], goals: int
) -> None:
    assert len(board(engine, city, **choice).goals) == goals


def test_a_year_without_plans_has_districts_and_no_goals(engine: Engine, city: City) -> None:
    found = board(engine, city, Quarter(2024, 3))
    assert (found.goals_total, len(found.districts)) == (0, 3)
