"""An indicator's past: its own, its predecessor's here, and the same one's elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.domain.achievable import Footing
from planner.services import goal
from planner.services.goal import achievable, past
from planner.services.work import new_id
from schemas.achievable import AchievableRow
from schemas.goal import GoalIn
from schemas.vocabulary import Accumulation, DistrictKind, IndicatorKind, PlaceKind, Role
from tests import factories as make

STEADY = ("10", "9.8", "9.2", "9.5", "10", "9.9", "10", "10")
STEEP = ("10", "9", "7", "7", "7", "7", "7", "7")


@dataclass
class Place:
    """District 7 with a goal of 2026 whose minutes should fall from 11.2 to 8.0."""

    session: Session
    city: t.Jurisdiction
    district: t.District
    member: t.Member
    goal: t.Goal
    minutes: t.Indicator

    def read(self) -> GoalIn:
        self.session.expire_all()
        return goal.get_goal(make.work_for(self.session, self.member), self.goal.id).goal

    def look(self) -> past.Past:
        return self.of(self.read())

    def of(self, entry: GoalIn) -> past.Past:
        work = make.work_for(self.session, self.member)
        return past.get_pasts(work, past.get_wanted(work, entry))[self.minutes.id]

    def row(self) -> AchievableRow:
        work, entry = make.work_for(self.session, self.member), self.read()
        pasts = past.get_pasts(work, past.get_wanted(work, entry))
        (found,) = achievable.preview_achievable(work, entry, pasts)
        return found

    def said(self) -> str:
        return " ".join(map(str, self.row().says))

    def a2(self) -> tuple[int, str]:
        work = make.work_for(self.session, self.member)
        found = goal.get_goal(work, self.goal.id).findings
        return next((one.points, one.field) for one in found if one.rule == "A2")

    def elsewhere(
        self, district: t.District | None = None, year: int = 2025, **fields: Any
    ) -> t.Indicator:
        """Add the same indicator in another district, or in this one's earlier plan."""
        home = district or make.make_district(self.session, self.city)
        place = {key: fields.pop(key) for key in ("place", "area_name") if key in fields}
        made = make.make_plan(self.session, home, year=year)
        held = make.make_goal(self.session, make.make_priority(self.session, made), **place)
        same = {"name": self.minutes.name, "unit": self.minutes.unit, "kind": self.minutes.kind}
        return make.make_indicator(self.session, held, **same | fields)


def record(
    session: Session, indicator: t.Indicator, values: tuple[str, ...], year: int = 2024
) -> None:
    for place, value in enumerate(values):
        make.make_measurement(
            session, indicator, place % 4 + 1, year=year + place // 4, value=Decimal(value)
        )


@pytest.fixture
def place(engine: Engine) -> Iterator[Place]:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city, number=7)
        member = make.make_member(session, city, Role.COMMANDER, district)
        priority = make.make_priority(session, make.make_plan(session, district))
        held = make.make_goal(session, priority, place=PlaceKind.DISTRICT)
        minutes = make.make_indicator(session, held)
        make.make_target(session, minutes, baseline=Decimal("11.2"), target=Decimal(8))
        yield Place(session, city, district, member, held, minutes)


def test_only_what_was_before_the_target_is_its_past(place: Place) -> None:
    record(place.session, place.minutes, STEADY)
    make.make_measurement(place.session, place.minutes, 1, value=Decimal(1))
    assert place.look().own.series() == tuple(map(Decimal, STEADY))


def test_last_years_indicator_of_the_same_name_and_place_is_the_past_of_this_one(
    place: Place,
) -> None:
    before = place.elsewhere(place.district)
    record(place.session, before, STEADY)
    # What was recorded for the indicator itself stands over what was for the one before it.
    make.make_measurement(place.session, place.minutes, 4, year=2025, value=Decimal(9))
    assert place.look().own.series() == (*map(Decimal, STEADY[:-1]), 9)


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Hours to answer"},
        {"unit": "hours"},
        {"kind": IndicatorKind.INDEX},
        {"per": 1000},
        {"accumulation": Accumulation.TO_DATE, "kind": IndicatorKind.COUNT},
        {"place": PlaceKind.AREA, "area_name": "63rd Street"},
        {"place": PlaceKind.BEATS},
    ],
    ids="-".join,
)
def test_what_measures_something_else_or_elsewhere_is_not_its_past(
    place: Place, other: Mapping[str, Any]
) -> None:
    record(place.session, place.elsewhere(place.district, **other), STEADY)
    assert place.look().own.points == 0


def test_goals_for_the_same_beats_share_a_past(place: Place) -> None:
    session = place.session
    beat, next_beat = (make.make_beat(session, place.district, number=n) for n in ("0712", "0713"))
    before = place.elsewhere(place.district, place=PlaceKind.BEATS)
    record(session, before, STEADY)
    place.goal.place = PlaceKind.BEATS
    common = {"jurisdiction_id": place.city.id}
    make.add(session, t.GoalBeat(goal_id=before.goal_id, beat_id=beat.id, **common))
    make.add(session, t.GoalBeat(goal_id=place.goal.id, beat_id=beat.id, **common))
    assert place.look().own.points == len(STEADY)
    make.add(session, t.GoalBeat(goal_id=place.goal.id, beat_id=next_beat.id, **common))
    assert place.look().own.points == 0


def test_months_are_read_where_quarters_are_too_few(place: Place) -> None:
    for month in range(1, 13):
        make.add(
            place.session,
            t.MonthlyValue(
                jurisdiction_id=place.city.id,
                indicator_id=place.minutes.id,
                month=date(2025, month, 1),
                value=Decimal(month),
            ),
        )
    record(place.session, place.minutes, STEADY[:4])
    assert place.look().own.footing is Footing.MONTHS
    assert place.row().past.monthly
    record(place.session, place.minutes, STEADY[4:], year=2025)
    assert place.look().own.footing is Footing.QUARTERS


def test_what_is_typed_may_be_called_otherwise_than_what_is_saved(place: Place) -> None:
    record(place.session, place.minutes, STEADY)
    entry = place.read()
    renamed = entry.indicators[0].model_copy(update={"name": "Wait"})
    assert place.of(entry.model_copy(update={"indicators": (renamed,)})).own.points == len(STEADY)


def test_other_districts_are_counted_once_each_and_headquarters_is_none(place: Place) -> None:
    session = place.session
    record(session, place.minutes, STEADY)
    ninth, eleventh = (make.make_district(session, place.city) for _ in range(2))
    record(session, place.elsewhere(ninth), STEEP)
    record(session, place.elsewhere(ninth, place=PlaceKind.AREA, year=2024), STEADY)
    record(session, place.elsewhere(eleventh), STEADY)
    record(session, place.elsewhere(), STEEP[:4])
    nowhere = dict.fromkeys(("area", "tile_row", "tile_column"))
    kind = DistrictKind.HEADQUARTERS
    headquarters = make.make_district(session, place.city, kind=kind, number=0, **nowhere)
    record(session, place.elsewhere(headquarters), STEEP)
    assert place.said() == (
        "It asks for a fall of 28.6% within 4 quarters. So far it never fell within 4 quarters."
        " That is more than was ever seen here."
        " In 2 other districts the largest fall within 4 quarters was 30%."
    )


def test_another_city_is_never_looked_at(place: Place) -> None:
    city = make.make_jurisdiction(place.session)
    foreign = make.make_district(place.session, city, number=9)
    record(place.session, place.elsewhere(foreign), STEEP)
    assert place.look().others == ()


def test_a_change_beyond_any_here_needs_a_reason_whatever_others_did(place: Place) -> None:
    record(place.session, place.minutes, STEADY)
    record(place.session, place.elsewhere(), STEEP)
    assert place.row().needs_reason
    assert place.a2() == (0, "ambition_reason")
    place.goal.ambition_reason = "A second car from May"
    assert place.a2() == (2, "ambition_reason")


def test_an_indicator_without_a_target_shows_its_past_and_asks_for_nothing(place: Place) -> None:
    record(place.session, place.minutes, STEADY)
    place.session.delete(place.session.query(t.Target).one())
    row = place.row()
    assert (row.needs_reason, row.past.targets, len(row.past.points)) == (False, (), 8)
    assert "It asks" not in place.said()


def test_the_strip_has_limits_once_five_values_are_known(place: Place) -> None:
    record(place.session, place.minutes, STEADY[:4])
    assert place.row().past.lowest is None
    record(place.session, place.minutes, STEADY[4:], year=2025)
    strip = place.row().past
    assert strip.targets == (Decimal(8),)
    usual = (strip.lowest, strip.mean, strip.highest)
    assert sorted(one for one in usual if one is not None) == list(usual)


def test_limits_go_no_further_than_such_a_number_can(place: Place) -> None:
    place.minutes.kind, place.minutes.unit = IndicatorKind.PERCENT, "%"
    record(place.session, place.minutes, ("95", "5", "90", "10", "99", "1"))
    strip = place.row().past
    assert [strip.lowest, strip.highest] == [0, 100]
    place.minutes.kind = IndicatorKind.INDEX
    assert (place.row().past.lowest or 0) < 0


def test_years_are_shown_as_years(place: Place) -> None:
    place.minutes.kind, place.minutes.accumulation = IndicatorKind.COUNT, Accumulation.SUM
    record(place.session, place.minutes, STEADY)
    row = place.row()
    assert row.yearly
    assert [(one.year, one.value) for one in row.past.points] == [
        (2024, Decimal("38.5")),
        (2025, Decimal("39.9")),
    ]
    assert "and 2 are known; it takes 5." in place.said()


def test_a_rubric_and_voices_are_no_numbers_to_compare(place: Place) -> None:
    place.minutes.kind = IndicatorKind.RUBRIC
    work, entry = make.work_for(place.session, place.member), place.read()
    assert achievable.preview_achievable(work, entry, {}) == ()


def test_many_goals_take_as_many_queries_as_one(place: Place, engine: Engine) -> None:
    record(place.session, place.minutes, STEADY)
    one = place.goal.id
    plan_id = place.goal.plan_id
    priority = place.session.get_one(t.Priority, place.goal.priority_id)
    for _ in range(3):
        other = make.make_goal(place.session, priority)
        make.make_target(place.session, make.make_indicator(place.session, other))
    work = make.work_for(place.session, place.member)
    counted: list[str] = []
    listen = lambda *given: counted.append(given[2])  # noqa: E731
    event.listen(engine, "before_cursor_execute", listen)
    try:
        goal.get_outlines(work, [one])
        alone = len(counted)
        counted.clear()
        assert len(goal.get_gaps(work, plan_id)) == 4
        # One query more finds the plan's goals.
        assert len(counted) <= alone + 1
    finally:
        event.remove(engine, "before_cursor_execute", listen)


def test_gaps_name_the_required_rules_without_a_point_in_the_plans_order(place: Place) -> None:
    priority = place.session.get_one(t.Priority, place.goal.priority_id)
    second = make.make_goal(place.session, priority)
    work = make.work_for(place.session, place.member)
    gaps = goal.get_gaps(work, place.goal.plan_id)
    assert list(gaps) == [place.goal.id, second.id]
    assert all(one.required and not one.points for found in gaps.values() for one in found)
    assert "M1" in {one.rule for one in gaps[second.id]}
    assert goal.get_gaps(work, new_id()) == {}
