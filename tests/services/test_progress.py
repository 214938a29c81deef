"""Progress through the service: what is recorded, refused, and what follows from it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db import tables as t
from db.engine import transaction
from planner.domain.quarters import Quarter
from planner.services import goal, progress
from planner.services.door import begin
from planner.services.work import new_id
from schemas.errors import NotFoundError, RefusedError, RuleError, StaleError
from schemas.progress import ProgressIn, QuarterSheet, Standing
from schemas.vocabulary import Accumulation, Language, ReportingState, Role, Status
from tests import factories as make
from tests.city import City, build_city
from tests.race import write_beside

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


@pytest.fixture
def city(engine: Engine) -> City:
    return build_city(engine)


def entry(city: City, **fields: Any) -> ProgressIn:
    defaults: dict[str, Any] = {
        "id": new_id(),
        "indicator_id": city.minutes,
        "year": 2026,
        "quarter": 3,
        "seen_version": 0,
        "language": Language.EN,
    }
    if not fields.keys() & {"value", "numerator", "denominator", "state"}:
        defaults["value"] = Decimal("9.2")
    return ProgressIn(**defaults | fields)


def record(engine: Engine, city: City, one: ProgressIn, role: Role = Role.COMMANDER) -> int:
    with begin(engine, city.people[role], write=True, today=make.TODAY) as work:
        return progress.record_progress(work, one).version


def standing(engine: Engine, city: City, quarter: Quarter = Q3) -> Standing:
    with begin(engine, city.people[Role.COMMISSIONER], today=make.TODAY) as work:
        return progress.get_standings(work, [city.goal], [quarter])[city.goal][quarter]


def sheet(engine: Engine, city: City, quarter: Quarter = Q3) -> QuarterSheet:
    with begin(engine, city.people[Role.COMMANDER], today=make.TODAY) as work:
        return progress.get_quarter_sheet(work, city.district, quarter)


def test_a_recorded_value_gives_the_goal_its_status(engine: Engine, city: City) -> None:
    record(engine, city, entry(city))
    found = standing(engine, city)
    # Point 9.0, actual 9.2, movement 3.2: behind by 0.0625 of it; 2.0 of 3.2 made.
    assert (found.status, found.assessed, found.required) == (Status.ON_TRACK, 1, 1)
    assert found.attainment == Decimal("0.625")
    assert found.readings[0].point == Decimal("9.0")


def test_a_value_entered_after_its_due_date_counts_and_is_flagged(
    engine: Engine, city: City
) -> None:
    assert standing(engine, city, Q2).entered_late
    assert not standing(engine, city, Quarter(2026, 1)).entered_late


def test_what_nobody_recorded_is_late_and_has_no_status(engine: Engine, city: City) -> None:
    found = standing(engine, city)
    assert (found.status, found.state, found.fully_reported) == (None, ReportingState.LATE, False)
    # Quarter 3 was due on 21 October 2026; the day of the demo is 20 November.
    assert found.readings[0].days_late == 30


def test_zero_is_a_value(engine: Engine, city: City) -> None:
    record(engine, city, entry(city, value=Decimal(0)))
    assert standing(engine, city).status is Status.REACHED


def test_a_percent_keeps_what_was_counted(engine: Engine, city: City) -> None:
    counted = {"numerator": Decimal(7), "denominator": Decimal(12)}
    record(engine, city, entry(city, indicator_id=city.share, **counted))
    reading = standing(engine, city).readings[1]
    # 7 of 12 is 58.3%, shown without digits the indicator does not have.
    assert reading.actual == Decimal(58)
    assert reading.recorded is not None
    assert reading.recorded.numerator == Decimal(7)
    assert reading.recorded.denominator == Decimal(12)


def test_a_denominator_of_zero_gives_no_value(engine: Engine, city: City) -> None:
    counted = {"numerator": Decimal(0), "denominator": Decimal(0)}
    record(engine, city, entry(city, indicator_id=city.share, **counted))
    reading = standing(engine, city).readings[1]
    assert (reading.actual, reading.status) == (None, None)


def test_a_state_without_a_value_needs_its_reason(engine: Engine, city: City) -> None:
    waiting = entry(city, state=ReportingState.SOURCE_NOT_PUBLISHED, reason="Dispatch is late")
    record(engine, city, waiting)
    reading = standing(engine, city).readings[0]
    assert (reading.state, reading.days_late) == (ReportingState.SOURCE_NOT_PUBLISHED, 0)


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"state": ReportingState.REPORTED}, "value"),
        ({"state": ReportingState.NOT_APPLICABLE}, "reason"),
        ({"state": ReportingState.LATE, "reason": "x"}, "state"),
        ({"state": ReportingState.UNABLE_TO_ASSESS, "reason": "x", "value": Decimal(1)}, "value"),
        ({"value": Decimal(-1)}, "value"),
        ({"value": Decimal(1), "numerator": Decimal(1), "denominator": Decimal(2)}, "value"),
        ({"data_as_of": date(2026, 12, 1)}, "data_as_of"),
        ({"year": 2027, "quarter": 1}, "quarter"),
    ],
)
def test_what_breaks_a_rule_is_refused_with_its_field(
    engine: Engine, city: City, fields: dict[str, Any], where: str
) -> None:
    with pytest.raises(RuleError) as broken:
        record(engine, city, entry(city, **fields))
    assert broken.value.where == where


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"value": Decimal(50)}, "numerator"),
        ({"numerator": Decimal(1)}, "denominator"),
        ({"numerator": Decimal(3), "denominator": Decimal(2)}, "numerator"),
        ({"numerator": Decimal(-1), "denominator": Decimal(2)}, "numerator"),
        ({"numerator": Decimal(-3), "denominator": Decimal(-2)}, "numerator"),
    ],
)
def test_a_percent_is_what_was_counted_out_of_how_many(
    engine: Engine, city: City, fields: dict[str, Any], where: str
) -> None:
    with pytest.raises(RuleError) as broken:
        record(engine, city, entry(city, indicator_id=city.share, **fields))
    assert broken.value.where == where


def test_voices_are_not_recorded_as_a_number(engine: Engine, city: City) -> None:
    with pytest.raises(RuleError):
        record(engine, city, entry(city, indicator_id=city.voices, value=Decimal(3)))


def test_a_rubric_takes_its_described_levels_only(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        goal = session.get_one(t.Goal, city.goal)
        rubric = make.make_indicator(session, goal, kind="rubric", direction="increase")
        session.add(
            t.RubricLevel(
                jurisdiction_id=goal.jurisdiction_id,
                indicator_id=rubric.id,
                level=2,
                description="Calls back within a week",
            )
        )
    for value in ("1", "2.5"):
        with pytest.raises(RuleError):
            record(engine, city, entry(city, indicator_id=rubric.id, value=Decimal(value)))
    assert record(engine, city, entry(city, indicator_id=rubric.id, value=Decimal(2))) == 1


def test_a_quarter_recorded_twice_is_one_measurement(engine: Engine, city: City) -> None:
    record(engine, city, entry(city))
    with pytest.raises(StaleError) as stale:
        record(engine, city, entry(city, value=Decimal(5)), Role.DELEGATE)
    assert stale.value.params["who"] == "commander"
    with transaction(engine) as session:
        rows = session.scalars(select(t.Measurement).where(t.Measurement.quarter == 3)).all()
    assert [row.value for row in rows] == [Decimal("9.2")]


def test_a_correction_keeps_the_first_day_and_adds_a_version(engine: Engine, city: City) -> None:
    with transaction(engine) as session:
        late = session.scalars(select(t.Measurement).where(t.Measurement.quarter == 2)).one()
    fixed = entry(city, id=late.id, quarter=2, seen_version=1, value=Decimal("9.5"))
    assert record(engine, city, fixed) == 2
    with transaction(engine) as session:
        row = session.get_one(t.Measurement, late.id)
    assert (row.first_recorded_on, row.value) == (date(2026, 7, 30), Decimal("9.5"))


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.DAC_CHAIR, Role.ADMINISTRATOR])
def test_only_the_districts_team_records(engine: Engine, city: City, role: Role) -> None:
    with pytest.raises(RefusedError):
        record(engine, city, entry(city), role)


def test_an_indicator_that_is_not_there_is_named_as_such(engine: Engine, city: City) -> None:
    with pytest.raises(NotFoundError):
        record(engine, city, entry(city, indicator_id=new_id()))


def test_a_revised_target_is_judged_apart_from_the_original(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        minutes = session.get_one(t.Indicator, city.minutes)
        make.make_target(
            session, minutes, revision=1, from_quarter=3, target=Decimal(9), reason="Fewer cars"
        )
    record(engine, city, entry(city))
    reading = standing(engine, city).readings[0]
    assert (reading.target, reading.original_target) == (Decimal(9), Decimal(8))
    assert reading.original_attainment == Decimal("0.625")
    assert reading.attainment == Decimal("0.9091")
    assert standing(engine, city, Q2).readings[0].original_target is None


def test_an_indicator_without_a_target_is_shown_and_not_judged(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        goal = session.get_one(t.Goal, city.goal)
        bare = make.make_indicator(session, goal, position=9)
        make.make_measurement(session, bare, 3)
    reading = standing(engine, city).readings[-1]
    assert (reading.indicator_id, reading.status) == (bare.id, None)
    assert reading.why is not None
    assert "target" in reading.why.key


def test_voices_heard_in_the_quarter_are_the_report_of_coded_voices(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as session:
        district = session.get_one(t.District, city.district)
        meeting = make.make_engagement(session, district, held_on=date(2026, 8, 1))
        voice = make.make_voice(session, meeting)
        make.make_voice_theme(session, voice, theme_id=city.theme)
    assert standing(engine, city).readings[2].state is ReportingState.REPORTED
    assert standing(engine, city, Q2).readings[2].state is ReportingState.LATE


def test_saying_that_there_are_no_voices_is_a_report_too(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        goal = session.get_one(t.Goal, city.goal)
        make.make_relation(session, goal, 3, kind="no_voices", rationale="")
    assert standing(engine, city).readings[2].state is ReportingState.REPORTED


def test_the_sheet_lists_what_is_owed_with_the_last_value_and_the_point(
    engine: Engine, city: City
) -> None:
    found = sheet(engine, city)
    assert [item.reading.indicator_id for item in found.items] == [
        city.minutes,
        city.share,
        city.voices,
    ]
    assert (found.done, found.late, found.due_on) == (0, 3, date(2026, 10, 21))
    first = found.items[0]
    assert first.last is not None
    assert first.last.actual == Decimal("9.9")
    record(engine, city, entry(city))
    assert sheet(engine, city).done == 1


def test_nothing_is_owed_outside_the_goals_time(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        session.get_one(t.Goal, city.goal).start_on = date(2026, 8, 20)
    # Fewer than 45 days are left in the third quarter, so the fourth is the first one due.
    assert sheet(engine, city).items == ()
    assert len(sheet(engine, city, Quarter(2026, 4)).items) == 3
    with transaction(engine, write=True) as session:
        session.get_one(t.Goal, city.goal).start_on = None
    assert sheet(engine, city).items == ()


def begin_goal(engine: Engine, city: City, start_on: date, **fields: Any) -> QuarterSheet:
    """Let the goal start on a day, and return the third quarter's sheet."""
    with transaction(engine, write=True) as session:
        goal = session.get_one(t.Goal, city.goal)
        for name, value in {"start_on": start_on, **fields}.items():
            setattr(goal, name, value)
    return sheet(engine, city)


def test_a_goal_that_starts_with_too_few_days_left_is_told_with_its_first_quarter(
    engine: Engine, city: City
) -> None:
    (later,) = begin_goal(engine, city, date(2026, 8, 17)).later
    assert (later.goal_id, later.year, later.quarter) == (city.goal, 2026, 4)
    # Forty-five days are left after 16 August, so the third quarter is the first one due.
    assert begin_goal(engine, city, date(2026, 8, 16)).later == ()


def test_a_goal_that_is_over_before_its_first_quarter_is_told_as_never_due(
    engine: Engine, city: City
) -> None:
    start = date(2026, 8, 20)
    (over,) = begin_goal(engine, city, start, due_on=date(2026, 9, 30)).later
    (due,) = begin_goal(engine, city, start, due_on=date(2026, 10, 1)).later
    assert (over.is_never, due.is_never) == (True, False)


def test_a_goal_that_starts_in_another_quarter_is_not_told(engine: Engine, city: City) -> None:
    assert begin_goal(engine, city, date(2026, 10, 1)).later == ()
    assert begin_goal(engine, city, date(2026, 5, 20)).later == ()


def test_a_sheet_knows_when_the_next_quarter_is_due(engine: Engine, city: City) -> None:
    assert sheet(engine, city).next_due_on == date(2027, 1, 21)


def test_an_unknown_district_has_no_sheet(engine: Engine, city: City) -> None:
    with (
        pytest.raises(NotFoundError),
        begin(engine, city.people[Role.COMMANDER], today=make.TODAY) as work,
    ):
        progress.get_quarter_sheet(work, new_id(), Q3)


def record_beside(
    engine: Engine, city: City, first: ProgressIn, second: ProgressIn, role: Role = Role.DELEGATE
) -> int:
    """Let the commander record, and another before that is committed; return the version."""
    return write_beside(
        begin(engine, city.people[Role.COMMANDER], write=True, today=make.TODAY),
        lambda work: progress.record_progress(work, first),
        lambda: record(engine, city, second, role),
    )


def test_of_two_who_record_a_quarter_at_once_the_second_is_told_of_the_first(
    engine: Engine, city: City
) -> None:
    with pytest.raises(StaleError) as stale:
        record_beside(engine, city, entry(city), entry(city, value=Decimal("8.0")))
    assert (stale.value.current, stale.value.params["who"]) == (1, "commander")


def test_two_who_record_the_same_value_at_once_record_it_once(engine: Engine, city: City) -> None:
    assert record_beside(engine, city, entry(city), entry(city)) == 1
    with transaction(engine) as session:
        rows = session.scalars(
            select(t.Measurement).where(
                t.Measurement.indicator_id == city.minutes, t.Measurement.quarter == 3
            )
        ).all()
    assert [row.version for row in rows] == [1]


def test_an_indicator_is_not_removed_while_a_value_is_recorded_for_it(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as session:
        fresh = make.make_indicator(session, session.get_one(t.Goal, city.goal)).id

    def remove() -> None:
        with begin(engine, city.people[Role.DAC_CHAIR], write=True, today=make.TODAY) as work:
            held = goal.get_goal(work, city.goal).goal
            left = tuple(one for one in held.indicators if one.id != fresh)
            goal.save_goal(work, held.model_copy(update={"indicators": left}))

    with pytest.raises(RuleError) as kept:
        write_beside(
            begin(engine, city.people[Role.COMMANDER], write=True, today=make.TODAY),
            lambda work: progress.record_progress(work, entry(city, indicator_id=fresh)),
            remove,
        )
    assert kept.value.where == "indicators"


def test_a_new_level_is_compared_with_earlier_ones_and_the_start(
    engine: Engine, city: City
) -> None:
    item = sheet(engine, city).items[0]
    assert set(item.seen) == {Decimal("11.2"), Decimal("10.4"), Decimal("9.9")}


def test_a_ratio_is_compared_as_the_share_it_makes(engine: Engine, city: City) -> None:
    pair = {"numerator": Decimal(30), "denominator": Decimal(60), "quarter": 2}
    record(engine, city, entry(city, indicator_id=city.share, **pair))
    assert set(sheet(engine, city).items[1].seen) == {Decimal(40), Decimal(50)}


def test_what_counts_from_the_years_start_is_not_compared_with_another_year(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as session:
        row = session.get_one(t.Indicator, city.minutes)
        row.accumulation = Accumulation.TO_DATE
        make.make_measurement(session, row, 4, year=2025, value=Decimal(500))
    assert set(sheet(engine, city).items[0].seen) == {Decimal("10.4"), Decimal("9.9")}
