"""What a plan answers and leaves out: counted from what was asked, heard and written."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import Engine, delete, event, select, update
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.services import coverage
from planner.services.door import begin
from planner.services.work import new_id
from schemas.coverage import CoverageRow
from schemas.errors import NotFoundError
from schemas.vocabulary import AnswerableAt, Language, Role
from tests import factories as make
from tests.city import City, build_city


@pytest.fixture
def city(engine: Engine) -> City:
    return build_city(engine)


def read(
    engine: Engine,
    city: City,
    role: Role = Role.COMMANDER,
    language: Language = Language.EN,
    today: date = make.TODAY,
) -> CoverageRow:
    with begin(engine, city.people[role], today=today) as work:
        return coverage.get_coverage(work, city.plan, language)


def ask(rows: Session, city: City, code: str, headline: t.Theme | None = None) -> t.Theme:
    """Add a demand that a district can answer, under a headline theme of its own or this one."""
    catalogue = rows.scalars(select(t.ThemeCatalogue)).one()
    above = headline or make.make_theme(rows, catalogue, code=code.partition("-")[0])
    demand = make.make_theme(rows, catalogue, above, code=code)
    make.make_theme_answerable(rows, demand)
    return demand


def hear(
    rows: Session, district_id: UUID, held_on: date = date(2026, 8, 12), **theme: UUID
) -> None:
    meeting = make.make_engagement(rows, rows.get_one(t.District, district_id), held_on=held_on)
    make.make_voice_theme(rows, make.make_voice(rows, meeting), **theme)


def test_themes_are_counted_out_of_all_in_the_catalogue(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as rows:
        ask(rows, city, "TRUST-01")
    found = read(engine, city)
    assert (found.covered, found.headlines) == (1, 2)
    assert (found.demands, [one.code for one in found.gaps]) == (1, ["TRUST-01"])
    assert [one.code for one in found.avoided] == ["TRUST"]


def test_a_goal_of_another_district_answers_a_theme_for_the_city_alone(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as rows:
        demand = ask(rows, city, "TRUST-01")
        plan = make.make_plan(rows, rows.get_one(t.District, city.other_district))
        goal = make.make_goal(rows, make.make_priority(rows, plan))
        make.make_goal_theme(rows, goal, demand)
    found = read(engine, city)
    assert found.avoided == ()
    assert (found.covered, len(found.gaps)) == (1, 1)


def test_what_headquarters_alone_can_answer_is_no_gap_of_a_district(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as rows:
        catalogue = rows.scalars(select(t.ThemeCatalogue)).one()
        demand = make.make_theme(
            rows, catalogue, make.make_theme(rows, catalogue, code="FORCE"), code="FORCE-01"
        )
        make.make_theme_answerable(rows, demand, AnswerableAt.HEADQUARTERS)
        hq = rows.scalars(select(t.District).where(t.District.number == 0)).one()
        plan = make.make_plan(rows, hq)
    assert read(engine, city).gaps == ()
    with begin(engine, city.people[Role.REVIEWER], today=make.TODAY) as work:
        found = coverage.get_coverage(work, plan.id, Language.EN)
    assert [one.code for one in found.gaps] == ["FORCE-01"]


def test_voices_of_this_district_in_four_quarters_count(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as rows:
        demand = ask(rows, city, "TRUST-01")
        hear(rows, city.district, theme_id=demand.id)
        hear(rows, city.district, date(2026, 1, 1), theme_id=demand.id)
        hear(rows, city.district, date(2025, 12, 31), theme_id=demand.id)
        hear(rows, city.district, date(2026, 11, 21), theme_id=demand.id)
        hear(rows, city.other_district, theme_id=demand.id)
    assert [one.voices for one in read(engine, city).gaps] == [2]


def test_a_local_demand_is_a_gap_of_its_own_until_it_is_mapped(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as rows:
        district = rows.get_one(t.District, city.district)
        local = make.make_local_demand(rows, district, code="LOCAL-07-01")
        make.make_local_demand(rows, rows.get_one(t.District, city.other_district))
        hear(rows, city.district, local_demand_id=local.id)
    assert [(one.code, one.voices) for one in read(engine, city).gaps] == [("LOCAL-07-01", 1)]
    with transaction(engine, write=True) as rows:
        rows.execute(update(t.LocalDemand).values(mapped_theme_id=city.theme))
    found = read(engine, city)
    assert found.gaps == ()
    # What was said of the local demand speaks for the one it is mapped to, which has a goal.
    assert found.unvoiced == ()


def test_a_goal_nobody_spoke_for_is_named_until_somebody_does(engine: Engine, city: City) -> None:
    assert [one.code for one in read(engine, city).unvoiced] == ["07-2026-1"]
    with transaction(engine, write=True) as rows:
        hear(rows, city.district, theme_id=city.theme)
    assert read(engine, city).unvoiced == ()


def test_a_goal_is_named_for_each_thing_it_lacks(engine: Engine, city: City) -> None:
    found = read(engine, city)
    assert [one.id for one in found.without_partner] == [city.goal]
    assert found.without_words == ()
    with transaction(engine, write=True) as rows:
        rows.execute(update(t.Goal).values(owner_id=city.people[Role.COMMANDER]))
        partner = make.make_partner(rows, rows.get_one(t.District, city.district))
        tie = t.GoalPartner(
            jurisdiction_id=partner.jurisdiction_id, goal_id=city.goal, partner_id=partner.id
        )
        make.add(rows, tie)
        rows.execute(delete(t.Indicator).where(t.Indicator.id == city.voices))
    found = read(engine, city)
    assert found.without_owner == found.without_partner == ()
    assert [one.id for one in found.without_words] == [city.goal]


def test_an_owner_of_six_open_goals_is_named_and_one_of_five_is_not(
    engine: Engine, city: City
) -> None:
    owner_id = city.people[Role.DISTRICT_STAFF]
    with transaction(engine, write=True) as rows:
        priority = rows.get_one(t.Priority, city.priority)
        for place in range(2, 6):
            make.make_goal(rows, priority, position=place, due_on=date(2026, 12, 31))
        rows.execute(update(t.Goal).values(owner_id=owner_id))
    assert read(engine, city).overloaded == ()
    with transaction(engine, write=True) as rows:
        # A goal in another district takes the same hours.
        plan = make.make_plan(rows, rows.get_one(t.District, city.other_district))
        goal = make.make_goal(rows, make.make_priority(rows, plan), owner_id=owner_id)
    (load,) = read(engine, city).overloaded
    assert (load.name, load.open_goals) == ("district_staff", 6)
    with transaction(engine, write=True) as rows:
        past = update(t.Goal).where(t.Goal.id == goal.id)
        rows.execute(past.values(start_on=date(2026, 1, 1), due_on=date(2026, 6, 30)))
    assert read(engine, city).overloaded == ()


def test_a_goal_for_a_gap_fits_where_its_theme_is_answered_already(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as rows:
        plan = rows.get_one(t.Plan, city.plan)
        second = make.make_priority(rows, plan, position=2)
        first_of_trust = ask(rows, city, "TRUST-01")
        headline = rows.get_one(t.Theme, first_of_trust.parent_id)
        ask(rows, city, "TRUST-02", headline)
        ask(rows, city, "LIGHT-01")
        make.make_goal_theme(rows, make.make_goal(rows, second), first_of_trust)
    homes = {one.code: one.priority_id for one in read(engine, city).gaps}
    assert homes == {"TRUST-02": second.id, "LIGHT-01": city.priority}


def test_words_are_in_the_readers_language_where_they_are_there(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as rows:
        demand = ask(rows, city, "TRUST-01")
        make.make_theme_text(rows, demand, language=Language.EN, statement="Keep your word")
        make.make_theme_text(rows, demand, language=Language.PL, statement="Dotrzymuj słowa")
        goal = rows.get_one(t.Goal, city.goal)
        make.make_translation(rows, goal, "Szybciej", field="title", language=Language.PL)
    found = read(engine, city, language=Language.PL)
    assert found.gaps[0].statement == "Dotrzymuj słowa"
    assert found.unvoiced[0].title == "Szybciej"
    assert read(engine, city, language=Language.ES).gaps[0].statement == "Keep your word"


def test_a_city_without_a_catalogue_has_its_own_demands_alone(engine: Engine) -> None:
    with transaction(engine, write=True) as rows:
        city = make.make_jurisdiction(rows)
        district = make.make_district(rows, city)
        plan = make.make_plan(rows, district)
        make.make_local_demand(rows, district, code="LOCAL-1")
        member = make.make_member(rows, city, Role.COMMANDER, district)
    with begin(engine, member.id, today=make.TODAY) as work:
        found = coverage.get_coverage(work, plan.id, Language.EN)
    assert (found.headlines, [one.code for one in found.gaps]) == (0, ["LOCAL-1"])
    assert found.gaps[0].priority_id is None


def test_a_plan_of_another_city_is_not_there(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as rows:
        elsewhere = make.make_jurisdiction(rows)
        plan = make.make_plan(rows, make.make_district(rows, elsewhere))
    with begin(engine, city.people[Role.REVIEWER]) as work:
        for plan_id in (plan.id, new_id()):
            with pytest.raises(NotFoundError):
                coverage.get_coverage(work, plan_id, Language.EN)


@pytest.mark.parametrize("role", list(Role))
def test_every_member_reads_it(engine: Engine, city: City, role: Role) -> None:
    assert read(engine, city, role).goals == 1


def test_more_goals_take_no_more_queries(engine: Engine, city: City) -> None:
    def count() -> int:
        sent: list[str] = []
        listen = lambda *args: sent.append(args[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", listen)
        read(engine, city)
        event.remove(engine, "before_cursor_execute", listen)
        return len(sent)

    before = count()
    with transaction(engine, write=True) as rows:
        priority = rows.get_one(t.Priority, city.priority)
        for place in range(2, 8):
            make.make_goal(rows, priority, position=place)
        for number in range(5):
            hear(rows, city.district, theme_id=ask(rows, city, f"T{number}-01").id)
    assert count() == before
