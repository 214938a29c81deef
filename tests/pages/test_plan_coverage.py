"""What a plan leaves out, on the Plan page: one answer, and behind it the way to each gap."""

import pytest
from sqlalchemy import delete, select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.ui.session import get_engine
from schemas.vocabulary import Language, PlanStage, Role
from tests import factories as make
from tests.city import City, build_city
from tests.pages.browser import Opener, words_of


@pytest.fixture
def city(open_page: Opener) -> City:
    """A city with a demand on trust that two voices of district 7 touch, and one on light."""
    city = build_city(get_engine())
    with transaction(get_engine(), write=True) as rows:
        catalogue = rows.scalars(select(t.ThemeCatalogue)).one()
        for code, words in (("TRUST-01", "Keep your *word*"), ("LIGHT-01", "Mend the lamps")):
            headline = make.make_theme(rows, catalogue, code=code.partition("-")[0])
            demand = make.make_theme(rows, catalogue, headline, code=code)
            make.make_theme_text(rows, headline, statement=f"About {code}")
            make.make_theme_text(rows, demand, statement=words)
            make.make_theme_answerable(rows, demand)
            if code == "TRUST-01":
                meeting = make.make_engagement(rows, rows.get_one(t.District, city.district))
                for _number in range(2):
                    voice = make.make_voice(rows, meeting)
                    make.make_voice_theme(rows, voice, theme_id=demand.id)
    return city


def open_plan(
    open_page: Opener, city: City, role: Role = Role.COMMANDER, **address: str
) -> AppTest:
    app = open_page("plan", city.people[role], Language.EN, district="7", **address)
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    return words_of(app).replace("\\", "")


def links(app: AppTest) -> dict[str, str]:
    return {link.label.replace("\\", ""): link.proto.query_string for link in app.page_link}


def test_one_sentence_counts_out_of_all(open_page: Opener, city: City) -> None:
    told = words(open_plan(open_page, city))
    assert "1 of 3 themes have a goal here. 1 demand was voiced here lately and has none." in told
    assert "Keep your" not in told


def test_each_gap_leads_to_a_goal_for_it(open_page: Opener, city: City) -> None:
    app = open_plan(open_page, city, cover="all")
    told = words(app)
    assert "2 of 2 demands that can be answered here have no goal." in told
    assert "TRUST-01 · Keep your *word* · 2 voices" in told
    assert "No district's plan of 2026 answers these themes." in told
    assert links(app)["Add a goal for TRUST-01"] == f"priority={city.priority}&demand=TRUST-01"
    app.selectbox(key="coverage:demand").select("LIGHT-01").run()
    assert links(app)["Add a goal for LIGHT-01"] == f"priority={city.priority}&demand=LIGHT-01"


def test_goals_that_lack_something_lead_to_their_form(open_page: Opener, city: City) -> None:
    app = open_plan(open_page, city, cover="all")
    told = words(app)
    for sentence in (
        "Nobody here spoke of what these goals answer, from January 1, 2026 to November 20, 2026.",
        "These goals have no owner.",
        "These goals have no partner.",
    ):
        assert sentence in told
    assert "These goals measure nothing that people say in words." not in told
    (address,) = {query for label, query in links(app).items() if label.startswith("07-2026-1 ")}
    assert address == f"goal={city.goal}&edit=1"


@pytest.mark.parametrize("role", list(Role))
def test_everybody_reads_it_and_writers_are_led_on(
    open_page: Opener, city: City, role: Role
) -> None:
    app = open_plan(open_page, city, role, cover="all")
    assert "1 of 3 themes have a goal here." in words(app)
    writes = role not in {
        Role.COUNCIL_MEMBER,
        Role.CPAP_MEMBER,
        Role.COMMISSIONER,
        Role.ADMINISTRATOR,
    }
    assert ("Add a goal for TRUST-01" in links(app)) is writes
    assert ("TRUST-01" in links(app)) is not writes


def test_a_closed_plan_is_an_account_and_leads_to_no_form(open_page: Opener, city: City) -> None:
    with transaction(get_engine(), write=True) as rows:
        plan = rows.get_one(t.Plan, city.plan)
        plan.stage, plan.unsigned_reason = PlanStage.CLOSED, "Nobody came."
    app = open_plan(open_page, city, cover="all")
    assert "Add a goal for TRUST-01" not in links(app)


def test_a_plan_without_a_priority_asks_for_one_first(open_page: Opener, city: City) -> None:
    with transaction(get_engine(), write=True) as rows:
        make.make_plan(rows, rows.get_one(t.District, city.district), year=2027)
    app = open_plan(open_page, city, cover="all", year="2027")
    assert "0 of 3 themes have a goal here." in words(app)
    assert "Add a priority first: goals stand under one." in words(app)


def test_a_city_without_demands_says_nothing(open_page: Opener, city: City) -> None:
    with transaction(get_engine(), write=True) as rows:
        rows.execute(delete(t.ThemeAnswerable))
    assert "themes have a goal here" not in words(open_plan(open_page, city))


# --- the form takes the demand up ---------------------------------------------------------------


def open_form(open_page: Opener, city: City, **address: str) -> AppTest:
    member_id, priority = city.people[Role.COMMANDER], str(city.priority)
    app = open_page("goal", member_id, Language.EN, priority=priority, **address)
    assert not app.exception
    return app


def chosen(app: AppTest, city: City) -> list[str]:
    return list(app.multiselect(key=f"new goal:{city.priority}:themes").value)


def demand_key(code: str) -> str:
    with transaction(get_engine()) as rows:
        return f"theme:{rows.scalars(select(t.Theme.id).where(t.Theme.code == code)).one()}"


def test_a_new_goal_begins_with_the_demand_of_its_link(open_page: Opener, city: City) -> None:
    app = open_form(open_page, city, demand="TRUST-01")
    assert chosen(app, city) == [demand_key("TRUST-01")]
    assert "demand" not in app.query_params
    # Taken out again it stays out.
    app.multiselect(key=f"new goal:{city.priority}:themes").set_value([]).run()
    assert chosen(app.run(), city) == []


def test_a_draft_keeps_its_own_and_gets_the_demand_beside_it(open_page: Opener, city: City) -> None:
    open_form(open_page, city, demand="LIGHT-01")
    app = open_form(open_page, city, demand="TRUST-01")
    assert chosen(app, city) == [demand_key("LIGHT-01"), demand_key("TRUST-01")]


def test_a_local_demand_is_taken_up_too(open_page: Opener, city: City) -> None:
    with transaction(get_engine(), write=True) as rows:
        district = rows.get_one(t.District, city.district)
        local = make.make_local_demand(rows, district, code="LOCAL-07-01")
    app = open_form(open_page, city, demand="LOCAL-07-01")
    assert chosen(app, city) == [f"local:{local.id}"]


def test_a_demand_nobody_knows_changes_nothing(open_page: Opener, city: City) -> None:
    assert chosen(open_form(open_page, city, demand="<script>"), city) == []
