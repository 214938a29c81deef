"""Goals: saved whole, never over somebody else's words, and checked while they are written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.domain.sentence import read_facts
from planner.services import goal as service
from planner.services.work import Work, new_id
from schemas.errors import NotFoundError, RefusedError, RuleError, StaleError
from schemas.goal import GoalIn, GoalRow, GoalThemeIn
from schemas.indicator import IndicatorIn, QuarterlyTargetIn, RubricLevelIn, TargetIn
from schemas.vocabulary import (
    Accumulation,
    AnswerableAt,
    Direction,
    DistrictKind,
    IndicatorKind,
    Language,
    PlaceKind,
    PlanStage,
    PrioritySource,
    Role,
)
from tests import factories as make


@dataclass
class Place:
    """A district with a priority of this year's plan, its commander, and what goals can name."""

    session: Session
    city: t.Jurisdiction
    district: t.District
    priority: t.Priority
    theme: t.Theme
    beat: t.Beat
    partner: t.Partner
    work: Work

    def goal(self, *indicators: IndicatorIn, **fields: Any) -> GoalIn:
        defaults: dict[str, Any] = {
            "id": new_id(),
            "priority_id": self.priority.id,
            "seen_version": 0,
            "title": "Answer urgent calls faster",
            "language": Language.EN,
            "indicators": indicators,
        }
        return GoalIn(**defaults | fields)

    def tie(self, **fields: Any) -> GoalThemeIn:
        defaults: dict[str, Any] = {"theme_id": self.theme.id, "language": Language.EN}
        return GoalThemeIn(**defaults | fields)

    def save(self, entry: GoalIn) -> GoalRow:
        return service.save_goal(self.work, entry)

    def count(self, *tables: type[t.Table]) -> list[int]:
        return [
            self.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables
        ]


@pytest.fixture
def place(engine: Engine) -> Iterator[Place]:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city, number=7)
        catalogue = make.make_catalogue(session, city)
        theme = make.make_theme(session, catalogue, make.make_theme(session, catalogue))
        make.make_theme_text(session, theme, statement="Answer calls faster")
        make.make_theme_answerable(session, theme)
        commander = make.make_member(session, city, Role.COMMANDER, district, unit="District 7")
        yield Place(
            session,
            city,
            district,
            make.make_priority(session, make.make_plan(session, district)),
            theme,
            make.make_beat(session, district, number="0712"),
            make.make_partner(session, district, name="Hope church"),
            make.work_for(session, commander),
        )


def target(**fields: Any) -> TargetIn:
    defaults: dict[str, Any] = {
        "from_year": 2026,
        "from_quarter": 1,
        "baseline": Decimal("11.2"),
        "baseline_on": date(2025, 12, 31),
        "baseline_source": "Dispatch records",
        "target": Decimal(8),
        "path": tuple(
            QuarterlyTargetIn(year=2026, quarter=quarter, value=Decimal(value))
            for quarter, value in enumerate(("10.4", "9.6", "8.8", "8"), 1)
        ),
    }
    return TargetIn(**defaults | fields)


def minutes(*targets: TargetIn, **fields: Any) -> IndicatorIn:
    defaults: dict[str, Any] = {
        "id": new_id(),
        "kind": IndicatorKind.DURATION,
        "name": "Minutes to answer",
        "unit": "minutes",
        "direction": Direction.DECREASE,
        "decimals": 1,
        "source": "Dispatch records",
        "targets": targets or (target(),),
        "language": Language.EN,
    }
    return IndicatorIn(**defaults | fields)


def rubric(**fields: Any) -> IndicatorIn:
    defaults: dict[str, Any] = {
        "id": new_id(),
        "kind": IndicatorKind.RUBRIC,
        "name": "How callers are told",
        "direction": Direction.INCREASE,
        "source": "Callers asked by phone",
        "levels": tuple(
            RubricLevelIn(level=level, description=f"Level {level}") for level in (1, 2, 3)
        ),
        "targets": (target(baseline=Decimal(1), target=Decimal(3), path=(), straight_line=True),),
        "language": Language.EN,
    }
    return IndicatorIn(**defaults | fields)


def whole(place: Place) -> GoalIn:
    """Return a goal with something in each of its parts."""
    return place.goal(
        minutes(),
        rubric(),
        action="Keep a car free in both beats",
        population="Callers",
        place=PlaceKind.BEATS,
        beat_ids=frozenset({place.beat.id}),
        owner_id=place.work.actor.member_id,
        partner_ids=frozenset({place.partner.id}),
        resource_hours=Decimal("12.5"),
        start_on=date(2026, 1, 1),
        due_on=date(2026, 12, 31),
        themes=(place.tie(why="Callers waited too long"),),
    )


def again(row: GoalRow, **fields: Any) -> GoalIn:
    """Return a saved goal as an editor hands it in next."""
    return row.goal.model_copy(update=fields)


def missing(row: GoalRow) -> set[str]:
    return {each.rule for each in row.findings if each.required and not each.points}


def points(row: GoalRow, rule: str) -> int:
    return max(each.points for each in row.findings if each.rule == rule)


def test_a_goal_is_read_as_it_was_saved(place: Place) -> None:
    entry = whole(place)
    place.save(entry)
    row = service.get_goal(place.work, entry.id)
    assert row.goal == entry.model_copy(update={"seen_version": 1})
    assert (row.owner_name, row.owner_unit) == ("Ada Rivera", "District 7")
    assert (row.partner_names, row.beat_numbers) == (("Hope church",), ("0712",))
    assert [(tie.code, tie.statement, tie.why) for tie in row.ties] == [
        (place.theme.code, "Answer calls faster", "Callers waited too long")
    ]
    assert [row.district.number, row.year] == [7, 2026]


def test_a_draft_with_a_title_alone_is_saved_and_says_what_is_missing(place: Place) -> None:
    row = place.save(place.goal())
    assert missing(row) >= {"S1", "S2", "S3", "M1", "M6", "R1", "R2", "T1"}


def test_goals_of_a_districts_year_and_their_indicators_are_numbered(place: Place) -> None:
    first = place.save(place.goal(minutes()))
    second = place.save(place.goal(minutes(), rubric()))
    assert [first.code, second.code] == ["07-2026-1", "07-2026-2"]
    assert [(one.code, one.position) for one in second.indicators] == [
        ("07-2026-2.1", 1),
        ("07-2026-2.2", 2),
    ]
    added = place.save(again(second, indicators=(*second.goal.indicators[1:], minutes())))
    assert [one.code for one in added.indicators] == ["07-2026-2.2", "07-2026-2.3"]


def test_a_save_replaces_what_was_taken_out(place: Place) -> None:
    row = place.save(whole(place))
    one = row.goal.indicators[0]
    shorter = one.model_copy(
        update={"targets": (one.targets[0].model_copy(update={"path": one.targets[0].path[:1]}),)}
    )
    row = place.save(
        again(row, indicators=(shorter,), themes=(), beat_ids=frozenset(), partner_ids=frozenset())
    )
    assert row.goal.indicators == (shorter,)
    assert (row.ties, row.beat_numbers, row.partner_names) == ((), (), ())
    tables = (t.Indicator, t.RubricLevel, t.Target, t.QuarterlyTarget, t.GoalTheme)
    assert place.count(*tables) == [1, 0, 1, 1, 0]


def test_a_rubric_can_lose_a_level(place: Place) -> None:
    row = place.save(place.goal(rubric(targets=())))
    (one,) = row.goal.indicators
    shorter = one.model_copy(update={"levels": one.levels[:2]})
    assert place.save(again(row, indicators=(shorter,))).goal.indicators == (shorter,)


def test_a_named_area_is_a_place(place: Place) -> None:
    area = place.goal(place=PlaceKind.AREA)
    assert "S4" in missing(place.save(area))
    named = place.goal(place=PlaceKind.AREA, area_name="Around the station")
    assert points(place.save(named), "S4") == 2


def test_what_stays_in_a_save_keeps_its_row(place: Place) -> None:
    row = place.save(whole(place))
    held = {
        table: set(place.session.scalars(select(table.id)))
        for table in (t.GoalTheme, t.GoalBeat, t.RubricLevel, t.Target, t.QuarterlyTarget)
    }
    place.save(again(row, title="Answer faster"))
    for table, ids in held.items():
        assert set(place.session.scalars(select(table.id))) == ids


def test_a_change_of_the_target_and_its_undoing_are_saved(place: Place) -> None:
    row = place.save(place.goal(minutes()))
    one = row.goal.indicators[0]
    changed = target(revision=1, from_quarter=3, target=Decimal(9), reason="Two cars less")
    row = place.save(
        again(row, indicators=(one.model_copy(update={"targets": (*one.targets, changed)}),))
    )
    assert [each.target for each in row.indicators[0].targets] == [Decimal(8), Decimal(9)]
    row = place.save(again(row, indicators=(one,)))
    assert row.goal.indicators == (one,)
    assert place.count(t.Target, t.QuarterlyTarget) == [1, 4]


def test_a_stale_save_writes_nothing_and_names_the_fields(place: Place) -> None:
    row = place.save(whole(place))
    place.save(again(row, title="Answer faster", indicators=(), themes=()))
    with pytest.raises(StaleError) as raised:
        place.save(again(row, title="Answer sooner"))
    assert raised.value.fields == ("indicators", "themes", "title")
    assert raised.value.params["who"] == "Ada Rivera"
    assert service.get_goal(place.work, row.goal.id).goal.title == "Answer faster"


def test_the_same_save_twice_changes_nothing_the_second_time(place: Place) -> None:
    entry = whole(place)
    first = place.save(entry)
    assert place.save(entry) == first
    edit = again(first, action="Keep two cars free", indicators=(*entry.indicators, minutes()))
    second = place.save(edit)
    assert place.save(edit) == second
    assert place.count(t.Change, t.Goal, t.Indicator) == [2, 1, 3]


def test_the_target_first_agreed_stays_once_values_are_recorded(place: Place) -> None:
    row = place.save(whole(place))
    indicator = place.session.get_one(t.Indicator, row.indicators[0].id)
    make.make_measurement(place.session, indicator, 1)
    one, other = row.goal.indicators
    moved = one.model_copy(update={"targets": (target(target=Decimal(9)),)})
    with pytest.raises(RuleError) as raised:
        place.save(again(row, indicators=(moved, other)))
    assert raised.value.where == "indicators[0].target"
    with pytest.raises(RuleError, match="can't be removed"):
        place.save(again(row, indicators=(other,)))
    assert place.save(again(row, indicators=(one,))).goal.indicators == (one,)


def test_a_contradiction_is_refused_with_its_field(place: Place) -> None:
    same = minutes(target(baseline=Decimal(8), path=()))
    with pytest.raises(RuleError) as raised:
        place.save(place.goal(same))
    assert raised.value.where == "indicators[0].target"
    assert place.count(t.Goal) == [0]


def another_district(place: Place) -> t.District:
    return make.make_district(place.session, place.city, number=11)


def foreign_member(place: Place) -> dict[str, Any]:
    elsewhere = make.make_jurisdiction(place.session)
    return {"owner_id": make.make_member(place.session, elsewhere).id}


def foreign_beat(place: Place) -> dict[str, Any]:
    return {"beat_ids": {make.make_beat(place.session, another_district(place)).id}}


def foreign_partner(place: Place) -> dict[str, Any]:
    return {"partner_ids": {make.make_partner(place.session, another_district(place)).id}}


def foreign_demand(place: Place) -> dict[str, Any]:
    demand = make.make_local_demand(place.session, another_district(place))
    return {"themes": (place.tie(theme_id=None, local_demand_id=demand.id),)}


def unknown_theme(place: Place) -> dict[str, Any]:
    return {"themes": (place.tie(theme_id=new_id()),)}


def foreign_indicator(place: Place) -> dict[str, Any]:
    return {"indicators": (minutes(id=place.save(place.goal(minutes())).indicators[0].id),)}


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        (foreign_member, "owner_id"),
        (foreign_beat, "beat_ids"),
        (foreign_partner, "partner_ids"),
        (foreign_demand, "themes"),
        (unknown_theme, "themes"),
        (foreign_indicator, "indicators"),
    ],
)
def test_a_goal_names_only_what_is_its_own(
    place: Place, fields: Callable[[Place], dict[str, Any]], where: str
) -> None:
    with pytest.raises(RuleError) as raised:
        place.save(place.goal(**fields(place)))
    assert raised.value.where == where


def test_a_goal_needs_a_priority_that_is_there(place: Place) -> None:
    with pytest.raises(NotFoundError):
        place.save(place.goal(priority_id=new_id()))
    with pytest.raises(NotFoundError):
        service.get_setting(place.work, new_id())
    with pytest.raises(NotFoundError):
        service.get_goal(place.work, new_id())


def test_a_goal_may_change_its_priority_but_not_its_plan(place: Place) -> None:
    plan = place.session.get_one(t.Plan, place.priority.plan_id)
    sibling = make.make_priority(place.session, plan)
    place.save(place.goal(priority_id=sibling.id))
    row = place.save(place.goal())
    moved = place.save(again(row, priority_id=sibling.id))
    assert (moved.goal.priority_id, moved.code) == (sibling.id, row.code)
    other_year = make.make_priority(
        place.session, make.make_plan(place.session, place.district, year=2027)
    )
    with pytest.raises(RuleError, match="stays in its plan"):
        place.save(again(moved, priority_id=other_year.id))


def test_only_the_district_of_a_goal_writes_it(place: Place) -> None:
    row = place.save(place.goal())
    elsewhere = another_district(place)
    stranger = make.make_member(place.session, place.city, Role.COMMANDER, elsewhere)
    work = make.work_for(place.session, stranger)
    own = make.make_priority(place.session, make.make_plan(place.session, elsewhere))
    assert service.get_goal(work, row.goal.id) == row
    with pytest.raises(RefusedError):
        service.save_goal(work, again(row, title="Ours"))
    with pytest.raises(RefusedError):
        service.save_goal(work, again(row, priority_id=own.id))
    assert not service.get_setting(work, place.priority.id).may_edit
    assert service.get_setting(work, own.id).may_edit


def test_a_goal_of_another_jurisdiction_is_not_there(place: Place) -> None:
    row = place.save(place.goal())
    elsewhere = make.make_jurisdiction(place.session)
    stranger = make.make_member(place.session, elsewhere, Role.REVIEWER)
    work = make.work_for(place.session, stranger)
    with pytest.raises(NotFoundError):
        service.get_goal(work, row.goal.id)
    assert service.get_outlines(work, [row.goal.id]) == {}
    assert service.get_goals(work, place.district.id) == ()


def test_goals_are_listed_with_the_latest_year_first(place: Place) -> None:
    older = make.make_plan(place.session, place.district, year=2025)
    make.make_goal(place.session, make.make_priority(place.session, older), code="07-2025-1")
    place.save(place.goal())
    listed = service.get_goals(place.work, place.district.id)
    assert [(one.code, one.year) for one in listed] == [("07-2026-1", 2026), ("07-2025-1", 2025)]


def test_the_form_knows_which_indicators_have_recorded_values(place: Place) -> None:
    row = place.save(whole(place))
    first, second = (place.session.get_one(t.Indicator, one.id) for one in row.indicators)
    make.make_measurement(place.session, first, 1)
    setting = service.get_setting(place.work, place.priority.id, row.goal.id)
    assert setting.measured_ids == {first.id} != {second.id}
    assert (setting.first_day, setting.last_day) == (date(2026, 1, 1), date(2026, 12, 31))


def test_a_demand_is_told_in_the_readers_language_or_else_in_english(place: Place) -> None:
    make.make_theme_text(
        place.session, place.theme, language=Language.ES, statement="Atender más rápido"
    )
    row = place.save(place.goal(themes=(place.tie(),)))

    def told(language: Language) -> str:
        return service.get_goal(place.work, row.goal.id, language).ties[0].statement

    assert told(Language.ES) == "Atender más rápido"
    assert told(Language.PL) == "Answer calls faster"


def test_a_whole_goal_lacks_only_what_its_priority_lacks(place: Place) -> None:
    row = place.save(whole(place))
    assert missing(row) == {"R2"}
    make.make_priority_source(place.session, place.priority, PrioritySource.BEAT_MEETINGS)
    place.session.expire_all()
    assert "R2" not in missing(service.get_goal(place.work, row.goal.id))


def test_what_is_missing_is_counted_by_rule_for_many_goals_at_once(place: Place) -> None:
    bare, full = place.save(place.goal()), place.save(whole(place))
    outlines = service.get_outlines(place.work, [bare.goal.id, full.goal.id])
    counted = {goal_id: len(outline.missing) for goal_id, outline in outlines.items()}
    assert counted == {row.goal.id: len(missing(row)) for row in (bare, full)}


def test_counting_what_is_missing_takes_as_many_queries_for_many_goals_as_for_one(
    place: Place, engine: Engine
) -> None:
    ids = [place.save(whole(place)).goal.id for _ in range(3)]
    place.session.expunge_all()
    work = make.work_for(place.session, place.session.get(t.Member, place.work.actor.member_id))

    def queries(goal_ids: list[UUID]) -> int:
        seen: list[str] = []
        connection = place.session.connection()
        listen = (connection, "before_cursor_execute", lambda *given: seen.append(given[2]))
        event.listen(*listen)
        service.get_outlines(work, goal_ids)
        event.remove(*listen)
        place.session.expunge_all()
        return len(seen)

    assert queries(ids[:1]) == queries(ids)


def test_a_preview_says_what_a_saved_goal_would(place: Place) -> None:
    entry = whole(place)
    preview = service.preview_findings(place.work, entry)
    assert preview == place.save(entry).findings


def test_a_demand_answerable_elsewhere_earns_less_here(place: Place) -> None:
    theme = make.make_theme(
        place.session,
        place.session.get_one(t.ThemeCatalogue, place.theme.catalogue_id),
        place.session.get_one(t.Theme, place.theme.parent_id),
    )
    make.make_theme_answerable(place.session, theme, AnswerableAt.HEADQUARTERS)
    tie = place.tie(theme_id=theme.id, why="Asked in part 2")
    assert points(place.save(place.goal(themes=(tie,))), "R1") == 1
    headquarters = make.make_district(
        place.session, place.city, number=0, kind=DistrictKind.HEADQUARTERS
    )
    priority = make.make_priority(place.session, make.make_plan(place.session, headquarters))
    entry = place.goal(themes=(tie,), priority_id=priority.id)
    rules = {each.rule: each for each in service.preview_findings(place.work, entry)}
    assert rules["R1"].points == 2


def test_a_local_demand_counts_as_answerable_here(place: Place) -> None:
    demand = make.make_local_demand(place.session, place.district)
    tie = place.tie(theme_id=None, local_demand_id=demand.id, why="Asked in March")
    row = place.save(place.goal(themes=(tie,)))
    assert points(row, "R1") == 2
    assert (row.ties[0].code, row.ties[0].statement) == (demand.code, demand.statement)


def test_numbers_or_a_conversation_cited_by_the_priority_count_for_its_goals(
    place: Place,
) -> None:
    make.make_priority_source(place.session, place.priority, PrioritySource.CRIME_DATA)
    row = place.save(place.goal())
    assert points(row, "R2") == 1
    place.session.get_one(t.Priority, place.priority.id).cites_evidence = True
    place.session.flush()
    assert points(service.get_goal(place.work, row.goal.id), "R2") == 2


def test_an_owners_open_goals_leave_out_what_is_past_due_or_closed(place: Place) -> None:
    owner = place.work.actor.member_id
    for _ in range(5):
        make.make_goal(place.session, place.priority, owner_id=owner, due_on=date(2026, 6, 30))
    closed = make.make_plan(
        place.session, place.district, year=2027, stage=PlanStage.CLOSED, unsigned_reason="Test"
    )
    make.make_goal(
        place.session,
        make.make_priority(place.session, closed),
        owner_id=owner,
        due_on=date(2027, 6, 30),
    )
    assert points(place.save(place.goal(owner_id=owner)), "A3") == 2
    for _ in range(5):
        make.make_goal(place.session, place.priority, owner_id=owner)
    assert points(place.save(place.goal(owner_id=owner)), "A3") == 1


def ambition(place: Place, indicator: IndicatorIn, values: dict[tuple[int, int], Any]) -> int:
    """Return the points of A2 for an indicator with a history, oldest first."""
    row = place.save(place.goal(indicator))
    held = place.session.get_one(t.Indicator, row.indicators[0].id)
    for (year, quarter), value in values.items():
        fields = value if isinstance(value, dict) else {"value": Decimal(value)}
        make.make_measurement(place.session, held, quarter, year=year, **fields)
    return points(service.get_goal(place.work, row.goal.id), "A2")


QUARTERS = [(year, quarter) for year in range(2020, 2026) for quarter in (1, 2, 3, 4)]


def test_a_target_beyond_anything_seen_before_it_applies_needs_a_reason(place: Place) -> None:
    steady = dict(zip(QUARTERS[-8:], ("11", "11.5") * 4, strict=True))
    assert ambition(place, minutes(), steady) == 0
    assert ambition(place, minutes(), dict(list(steady.items())[:3])) == 1
    after = {(2026, quarter): "11" for quarter in (1, 2, 3)} | dict(list(steady.items())[:4])
    assert ambition(place, minutes(), after) == 1


def test_a_yearly_sum_is_read_against_whole_years(place: Place) -> None:
    hours = minutes(
        target(baseline=Decimal(40), target=Decimal(60), path=()),
        kind=IndicatorKind.COUNT,
        direction=Direction.INCREASE,
        accumulation=Accumulation.SUM,
    )
    tens = dict.fromkeys(QUARTERS, "10")
    assert ambition(place, hours, tens) == 0
    gap = {quarter: value for quarter, value in tens.items() if quarter[1] < 4 or quarter[0] < 2022}
    assert ambition(place, hours.model_copy(update={"id": new_id()}), gap) == 1


def test_a_value_to_date_is_read_at_the_end_of_each_year(place: Place) -> None:
    hours = minutes(
        target(baseline=Decimal(40), target=Decimal(60), path=()),
        kind=IndicatorKind.COUNT,
        direction=Direction.INCREASE,
        accumulation=Accumulation.TO_DATE,
    )
    growing = {(year, quarter): quarter * 10 for year, quarter in QUARTERS}
    assert ambition(place, hours, growing) == 0


def test_a_percentage_is_read_from_what_was_counted(place: Place) -> None:
    share = minutes(
        target(baseline=Decimal(50), target=Decimal(60), path=()),
        kind=IndicatorKind.PERCENT,
        unit="%",
        direction=Direction.INCREASE,
    )
    half = {"numerator": Decimal(5), "denominator": Decimal(10)}
    none = {"numerator": Decimal(0), "denominator": Decimal(0)}
    halves = dict.fromkeys(QUARTERS[-6:], half)
    assert ambition(place, share, halves) == 0
    some = halves | dict.fromkeys(QUARTERS[-3:-1], none)
    assert ambition(place, share.model_copy(update={"id": new_id()}), some) == 1


def test_a_path_counts_as_own_when_it_covers_every_quarter_still_due(place: Place) -> None:
    entry = whole(place)
    assert points(place.save(entry), "T2") == 2
    one = minutes(target(path=target().path[1:]))
    dates = {"start_on": entry.start_on, "due_on": entry.due_on}
    gap = place.save(place.goal(one, **dates))
    assert missing(gap) >= {"T2"}
    dates["start_on"] = date(2026, 3, 1)
    later = place.goal(one.model_copy(update={"id": new_id()}), **dates)
    assert points(place.save(later), "T2") == 2


def test_a_meeting_of_the_priority_is_where_voices_are_asked_for(place: Place) -> None:
    voices = minutes(kind=IndicatorKind.CODED_VOICES, direction=None, unit="", targets=())
    voices = voices.model_copy(update={"targets": ()})
    row = place.save(place.goal(voices))
    assert points(row, "M6") == 1
    make.make_engagement(place.session, place.district, priority_id=place.priority.id)
    assert points(service.get_goal(place.work, row.goal.id), "M6") == 2


def test_the_goals_of_a_closed_plan_stay_as_they_are(place: Place) -> None:
    row = place.save(place.goal())
    plan = place.session.get_one(t.Plan, place.priority.plan_id)
    plan.unsigned_reason, plan.stage = "The chair was vacant", PlanStage.CLOSED
    place.session.flush()
    for entry in (place.goal(), again(row, title="Another year")):
        with pytest.raises(RuleError):
            place.save(entry)


def test_an_outline_names_what_is_missing_and_whether_somebody_helps(place: Place) -> None:
    bare = place.save(place.goal()).goal.id
    helped = place.save(
        place.goal(action="Send the nearest car", partner_ids=frozenset({place.partner.id}))
    ).goal.id
    outlines = service.get_outlines(place.work, [bare, helped])
    assert outlines[bare].missing[0] == "What will be done"
    assert "What will be done" not in outlines[helped].missing
    assert (outlines[bare].has_partner, outlines[helped].has_partner) == (False, True)


def test_titles_are_read_in_the_readers_language(place: Place) -> None:
    row = place.save(place.goal())
    goal = place.session.get_one(t.Goal, row.goal.id)
    make.make_translation(place.session, goal, "Responder antes", field="title")
    make.make_translation(place.session, place.priority, "Respuestas lentas", field="title")
    found = service.get_goal(place.work, goal.id, Language.ES)
    assert [one.text for one in found.translations] == ["Responder antes"]
    assert [one.text for one in found.priority_translations] == ["Respuestas lentas"]
    (title,) = service.get_goals(place.work, place.district.id, Language.ES)
    assert [(one.text, one.is_old) for one in title.translations] == [("Responder antes", False)]
    assert service.get_goal(place.work, goal.id).translations == ()
    goal.title = "Answer all calls"
    place.session.flush()
    assert service.get_goal(place.work, goal.id, Language.ES).translations[0].is_old


def test_a_polished_sentence_without_facts_was_written_for_the_fields_beside_it(
    place: Place,
) -> None:
    measure = minutes()
    saved = place.save(place.goal(measure, polished="Somebody comes soon."))
    assert read_facts(saved.goal.polished_for)["target"] == "8"
    assert saved.sentence.moved_on == ()
    kept = saved.goal
    less = kept.indicators[0].model_copy(update={"targets": (target(target=Decimal(7), path=()),)})
    moved = place.save(kept.model_copy(update={"indicators": (less,)}))
    assert [one.field for one in moved.sentence.moved_on] == ["target"]
    assert moved.sentence.polished == "Somebody comes soon."


def test_without_a_polished_sentence_no_facts_are_kept(place: Place) -> None:
    saved = place.save(place.goal(polished_for='{"target": "8"}'))
    assert saved.goal.polished_for == ""


def test_the_sentence_names_who_does_what_for_whom_and_where(place: Place) -> None:
    owner = make.make_member(
        place.session, place.city, Role.DISTRICT_STAFF, place.district, name="Linh", unit="Watch 2"
    )
    measure = minutes()
    fields = {"action": "Keep a car free. Always.", "population": "Callers", "place": "beats"}
    entry = place.goal(measure, owner_id=owner.id, beat_ids=frozenset({place.beat.id}), **fields)
    told = str(place.save(entry).sentence.composed)
    assert told.startswith("Linh, Watch 2: Keep a car free; it is about: Callers \N{EM DASH} ")
    assert "in beats 0712 should fall from 11.2 to 8" in told
    assert str(place.save(entry).sentence.aim) == told.partition(" \N{EM DASH} ")[2]
