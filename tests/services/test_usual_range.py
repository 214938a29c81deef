"""The usual range: months before quarters, gaps kept, and the target read on its own footing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.services.usual_range import get_usual_range
from planner.services.work import new_id
from schemas.errors import NotFoundError
from schemas.relation import UsualRange
from schemas.vocabulary import Accumulation, Direction, IndicatorKind, ReportingState
from tests import factories as make


@dataclass
class Place:
    """A goal with one indicator that should fall from 11.2 to 8.0."""

    session: Session
    goal: t.Goal
    indicator: t.Indicator
    target: t.Target

    def quarters(self, values: Sequence[object], year: int = 2024) -> None:
        for place, value in enumerate(values):
            if value is not None:
                make.make_measurement(
                    self.session,
                    self.indicator,
                    place % 4 + 1,
                    year=year + place // 4,
                    value=Decimal(str(value)),
                )

    def month(self, day: date, **fields: Any) -> None:
        make.add(
            self.session,
            t.MonthlyValue(
                jurisdiction_id=self.goal.jurisdiction_id,
                indicator_id=self.indicator.id,
                month=day,
                **fields,
            ),
        )

    def read(self) -> UsualRange:
        self.session.flush()
        work = make.work_for(self.session)
        return get_usual_range(work, self.goal.id, self.indicator.id)

    def says(self) -> str:
        return " ".join(map(str, self.read().says))


@pytest.fixture
def place(engine: Engine) -> Iterator[Place]:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        plan = make.make_plan(session, make.make_district(session, city))
        goal = make.make_goal(session, make.make_priority(session, plan))
        indicator = make.make_indicator(session, goal, decimals=1)
        target = make.make_target(session, indicator, baseline=Decimal("11.2"), target=Decimal(8))
        yield Place(session, goal, indicator, target)


def test_the_limits_are_those_of_the_rules_of_xmr(place: Place) -> None:
    # Worked out by hand: mean 28.4167, screened limits 24.6927 and 32.1407.
    place.quarters((10, 12, 11, 13, 12, 40, 41, 39, 40, 41, 40, 42))
    found = place.read()
    assert not found.monthly
    limits = (found.mean, found.lowest, found.highest)
    assert limits == (Decimal("28.4"), Decimal("24.7"), Decimal("32.1"))
    assert "Most quarters lie between 24.7 and 32.1." in place.says()
    assert "may still change" not in place.says()
    assert str(found.points[0].note) == "Outside what is usual"


def test_months_come_before_quarters_and_a_gap_stays_a_gap(place: Place) -> None:
    place.quarters((9, 10, 11, 10))
    for day, value in (
        (date(2025, 11, 1), 10),
        (date(2025, 12, 1), 11),
        (date(2026, 2, 1), 10),
    ):
        place.month(day, value=Decimal(value))
    found = place.read()
    assert found.monthly
    points = [(one.year, one.part, one.value) for one in found.points]
    assert points == [(2025, 11, 10), (2025, 12, 11), (2026, 1, None), (2026, 2, 10)]
    assert "This rests on 3 values" in place.says()


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("5", "The target, 5.0, is better than anything seen so far."),
        ("9.5", "The target, 9.5, asks for no more than what is usual."),
    ],
)
def test_the_target_is_read_against_what_was_seen(place: Place, target: str, sentence: str) -> None:
    place.quarters((10, 11, 10, 11, 10, 11))
    place.target.target = Decimal(target)
    assert sentence in place.says()
    assert place.read().targets == (Decimal(target),)


def test_with_few_values_the_target_is_not_compared(place: Place) -> None:
    place.quarters((10, 11, 10))
    assert "too few values yet to compare" in place.says()


@pytest.mark.parametrize(("last", "word"), [("2", "better"), ("30", "worse")])
def test_a_latest_value_that_stands_out_says_to_which_side(
    place: Place, last: str, word: str
) -> None:
    place.quarters((10, 11, 10, 11, 10, 11, 10, last))
    assert f"The latest value stands out: {word} than chance alone explains." in place.says()


def test_a_years_target_is_not_drawn_beside_single_quarters(place: Place) -> None:
    place.indicator.accumulation = Accumulation.SUM
    place.quarters((10, 11, 10, 11, 10))
    assert place.read().targets == ()
    assert "The target, 8.0, is for the whole year" in place.says()


def test_running_totals_have_no_usual_range(place: Place) -> None:
    place.indicator.accumulation = Accumulation.TO_DATE
    place.quarters((1, 2, 3, 4, 1, 2))
    found = place.read()
    assert (found.lowest, found.highest) == (None, None)
    assert len(found.points) == 6
    assert "already includes the earlier ones" in place.says()


def test_a_range_to_stay_in_has_both_ends(place: Place) -> None:
    place.indicator.direction = Direction.IN_RANGE
    place.target.baseline = place.target.target = None
    place.target.low, place.target.high = Decimal(9), Decimal(12)
    place.target.margin = Decimal(1)
    place.quarters((10, 11, 10, 11, 10))
    assert place.read().targets == (Decimal(9), Decimal(12))
    assert "It should stay between 9.0 and 12.0." in place.says()


def test_what_can_not_fall_below_zero_or_rise_above_a_hundred_ends_there(place: Place) -> None:
    place.indicator.kind, place.indicator.unit = IndicatorKind.PERCENT, "%"
    for month, part in enumerate((0, 10, 1, 9), start=1):
        place.month(date(2026, month, 1), numerator=Decimal(part), denominator=Decimal(10))
    found = place.read()
    assert (found.lowest, found.highest) == (Decimal(0), Decimal(100))
    assert [one.value for one in found.points] == [0, 100, 10, 90]


@pytest.mark.parametrize("values", [(), (10,), (10, None, 11)], ids=["none", "one", "apart"])
def test_without_neighbours_nothing_is_called_usual(
    place: Place, values: tuple[int | None, ...]
) -> None:
    place.quarters(values)
    found = place.read()
    assert (found.lowest, found.targets) == (None, ())
    assert len(found.points) == len(values)
    assert "too few values yet to say what is usual" in place.says()


def test_reported_ratios_are_worked_out_and_the_rest_is_left_out(place: Place) -> None:
    place.indicator.kind, place.indicator.unit = IndicatorKind.PERCENT, "%"
    for quarter, whole in ((1, 4), (2, 0)):
        counted = {"numerator": Decimal(min(whole, 1)), "denominator": Decimal(whole)}
        make.make_measurement(place.session, place.indicator, quarter, **counted)
    state = ReportingState.UNABLE_TO_ASSESS
    make.make_measurement(place.session, place.indicator, 3, state=state, reason="Lost sheets.")
    assert [one.value for one in place.read().points] == [25]


def test_an_indicator_that_is_not_there_is_said_so(place: Place) -> None:
    work = make.work_for(place.session)
    with pytest.raises(NotFoundError):
        get_usual_range(work, place.goal.id, new_id())
    with pytest.raises(NotFoundError):
        get_usual_range(work, new_id(), place.indicator.id)
