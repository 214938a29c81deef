"""What is kept of where a goal stands: what its target asks for, and how ambitious that is."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine, update

from db import tables as t
from db.engine import transaction
from planner.domain.quarters import Quarter
from planner.services.progress.facts import IndicatorFacts
from planner.services.progress.fill import fill_standings
from planner.services.work import new_id
from schemas.vocabulary import Ambition, Direction, IndicatorKind, ReportingState, Status
from tests import factories as make
from tests.city import City, keep_standings
from tests.kept import build_listening_city, drifted, kept


@pytest.fixture
def city(engine: Engine) -> City:
    return build_listening_city(engine)


def test_a_row_says_what_the_deciding_target_asks(engine: Engine, city: City) -> None:
    row = kept(engine, city.goal)[2026, 2]
    assert (row.indicator_id, row.asked_from, row.asked_to) == (
        city.minutes,
        Decimal("11.2"),
        Decimal(8),
    )
    assert (row.status, row.ambition) == (Status.ON_TRACK, Ambition.NOT_JUDGED)


def test_an_ambition_is_read_against_the_quarters_before(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        minutes = session.get_one(t.Indicator, city.minutes)
        for quarter, value in enumerate(("11", "12", "11", "12"), 1):
            for year in (2024, 2025):
                make.make_measurement(session, minutes, quarter, year=year, value=Decimal(value))
    keep_standings(engine)
    assert kept(engine, city.goal)[2026, 2].ambition is Ambition.UNSEEN


def test_goals_without_standings_are_filled_and_others_left(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        session.execute(update(t.GoalStanding).values(assessed=0, required=0))
        other = make.make_goal(session, session.get_one(t.Priority, city.priority))
    fill_standings(engine)
    assert drifted(engine) == [city.goal]
    assert len(kept(engine, other.id)) == 4
    fill_standings(engine, anew=True)
    assert drifted(engine) == []


def seasons(starts: date, baseline_on: date, measured: range) -> dict[int, Decimal]:
    """Return the seasons of a target, with a value for each quarter of some years."""
    goal = t.Goal(id=new_id(), start_on=starts, due_on=date(2027, 12, 31), title="-")
    row = t.Indicator(
        id=new_id(),
        goal_id=goal.id,
        kind=IndicatorKind.COUNT,
        direction=Direction.DECREASE,
        accumulation="sum",
        per=100,
    )
    facts = IndicatorFacts(goal, row, 1)
    facts.targets = [
        t.Target(
            id=new_id(),
            revision=0,
            from_year=2026,
            from_quarter=1,
            baseline=Decimal(40),
            baseline_on=baseline_on,
            target=Decimal(20),
        )
    ]
    facts.recorded = {
        Quarter(year, number): t.Measurement(state=ReportingState.REPORTED, value=Decimal(number))
        for year in measured
        for number in (1, 2, 3, 4)
    }
    return dict(facts.asked[0].path.season)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("starts", "baseline_on", "numbers"),
    [
        (date(2026, 1, 1), date(2025, 12, 31), {1, 2, 3, 4}),
        (date(2026, 1, 1), date(2025, 11, 15), {1, 2, 3, 4}),
        (date(2026, 1, 1), date(2025, 6, 30), {1, 2}),
        (date(2026, 4, 1), date(2026, 3, 31), {1}),
        (date(2026, 1, 1), date(2026, 2, 10), set()),
    ],
)
def test_a_season_lies_before_the_goal_and_not_after_the_day_of_the_baseline(
    starts: date, baseline_on: date, numbers: set[int]
) -> None:
    assert set(seasons(starts, baseline_on, range(2025, 2028))) == numbers
