"""The board page: words first, every choice in the address, and tables beside charts."""

from decimal import Decimal

import pandas as pd
import pytest
from sqlalchemy import select
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.ui import session as browser
from planner.ui.board.strip import FEW_GOALS
from planner.ui.board.table import say_share
from planner.ui.board.view import FIRST_GOALS, WALL_GOALS
from schemas.vocabulary import Ambition, Language, Role
from tests import factories as make
from tests.city import City, build_city, keep_standings
from tests.pages.browser import Opener, words_of


@pytest.fixture
def city(open_page: Opener) -> City:
    """One goal in district 7, on track in all three quarters."""
    city = build_city(browser.get_engine())
    with transaction(browser.get_engine(), write=True) as session:
        minutes = session.get_one(t.Indicator, city.minutes)
        make.make_measurement(session, minutes, 3, value=Decimal("9.2"))
    keep_standings(browser.get_engine())
    return city


def add_goals(city: City, count: int) -> None:
    """Write goals that nobody reports, into the plan of district 7."""
    with transaction(browser.get_engine(), write=True) as session:
        priority = session.get_one(t.Priority, city.priority)
        for number in range(count):
            goal = make.make_goal(session, priority, code=f"07-2026-{number + 2}")
            make.make_target(session, make.make_indicator(session, goal))
    keep_standings(browser.get_engine())


def links(app: AppTest, page: str) -> list[str]:
    """Return the addresses of a page's links."""
    found = [(one.proto.page, one.proto.query_string) for one in app.get("page_link")]
    return [query for address, query in found if address == page and query]


@pytest.mark.parametrize("role", Role)
def test_every_role_reads_the_same_first_sentence(
    open_page: Opener, city: City, role: Role
) -> None:
    app = open_page("board", city.people[role])
    assert not app.exception
    said = "On track or better: 1 of 1 goal in 1 of 2 districts. 1 of 1 district with goals"
    assert said in words_of(app)


def test_a_goals_line_says_all_of_it_and_leads_on(open_page: Opener, city: City) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER])
    line = next(one.value for one in app.markdown if "Answer urgent calls faster" in one.value)
    assert "On track" in line
    assert "District 7 Englewood · 62% of the way from 11\\.2 to 8\\.0 minutes" in line
    assert links(app, "goal") == [f"goal={city.goal}"]
    assert links(app, "side-by-side") == [f"goal={city.goal}&quarter=2026-Q3"]


def test_an_easy_target_is_told_beside_the_status(open_page: Opener, city: City) -> None:
    with transaction(browser.get_engine(), write=True) as session:
        for one in session.scalars(select(t.GoalStanding)):
            one.ambition = Ambition.USUAL
    app = open_page("board", city.people[Role.COMMISSIONER])
    assert "Asks for what is usual" in words_of(app)


def test_what_turned_is_offered_and_what_did_not_is_not_mentioned(
    open_page: Opener, city: City
) -> None:
    add_goals(city, 2)
    app = open_page("board", city.people[Role.COMMISSIONER])
    assert app.pills[0].options == ["Silent 2"]
    app.pills[0].set_value("silent").run()
    assert app.query_params["turn"] == "silent"
    assert len(links(app, "goal")) == 2


def test_the_first_quarter_has_nothing_before_it(open_page: Opener, city: City) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER], quarter="2026-Q1")
    assert "there is nothing to compare it with yet" in words_of(app)


@pytest.mark.parametrize(
    ("address", "goals"),
    [
        ({"status": "on_track"}, 1),
        ({"status": "off_track"}, 0),
        ({"theme": "RESPONSE"}, 1),
        ({"area": "1"}, 1),
        ({"district": "7"}, 1),
        ({"district": "11"}, 0),
        ({"turn": "met"}, 0),
    ],
)
def test_a_link_opens_the_same_view(
    open_page: Opener, city: City, address: dict[str, str], goals: int
) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER], Language.EN, **address)
    assert not app.exception
    assert len(links(app, "goal")) == goals


@pytest.mark.parametrize(
    "name", ["quarter", "theme", "area", "status", "district", "turn", "goals", "present", "table"]
)
@pytest.mark.parametrize("value", ["no-such", "-1", "9" * 5000])
def test_an_unknown_value_falls_back(open_page: Opener, city: City, name: str, value: str) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER], Language.EN, **{name: value})
    assert not app.exception
    assert len(links(app, "goal")) == 1


def test_a_choice_goes_into_the_address(open_page: Opener, city: City) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER])
    next(one for one in app.selectbox if one.label == "District").set_value("7").run()
    assert app.query_params["district"] == "7"
    assert "District 7 Englewood" in [one.value for one in app.header]
    next(one for one in app.button if one.label == "All districts").click().run()
    assert "district" not in app.query_params


def test_one_district_shows_its_plan_and_what_the_report_lists(
    open_page: Opener, city: City
) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER], district="7")
    said = words_of(app)
    assert "On track or better: 1 of 1 goal" in said
    assert "No council member from here is listed in the report" in said
    assert "year=2026" in links(app, "plan")[0]


def test_a_district_without_a_plan_says_who_starts_it(open_page: Opener, city: City) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER], district="11")
    assert "There is no plan for District 11 Harrison in 2026 yet" in app.info[0].value


@pytest.mark.parametrize(("chosen", "address"), [(None, "7"), (7, None), (11, "7")])
def test_a_picked_tile_goes_into_the_address_and_again_lets_go(
    chosen: int | None, address: str | None
) -> None:
    def pick(chosen: int | None) -> None:
        from types import SimpleNamespace  # noqa: PLC0415  (the script runs by itself)

        import streamlit as st  # noqa: PLC0415

        from planner.ui.board.map import take_tile  # noqa: PLC0415

        st.session_state["map"] = SimpleNamespace(selection={"tile": [{"district": 7}]})
        take_tile("map", chosen)

    app = AppTest.from_function(pick, args=(chosen,))
    if chosen is not None:
        app.query_params["district"] = str(chosen)
    app.run()
    assert not app.exception
    assert app.query_params.get("district") == address


@pytest.mark.parametrize(("table", "rows"), [("districts", 3), ("goals", 1)])
def test_each_chart_has_its_table_and_a_file(
    open_page: Opener, city: City, table: str, rows: int
) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER], table=table)
    assert len(app.get("vega_lite_chart")) == 2
    assert len(app.dataframe[0].value) == rows
    assert [one.proto.label for one in app.get("download_button")] == [
        "Download",
        "Download as CSV",
    ]


def test_the_tables_say_what_the_charts_show(open_page: Opener, city: City) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER], table="goals")
    row = app.dataframe[0].value.iloc[0]
    assert (row["2026 Q3"], row["Part of the way"]) == ("● On track", "62%")
    assert (row["At the start"], row["Target"]) == ("11.2", "8.0 minutes")
    app = open_page("board", city.people[Role.COMMISSIONER], table="districts")
    districts = app.dataframe[0].value
    assert list(districts["Plan"]) == ["No plan yet", "Drafting", "No plan yet"]
    assert list(districts["On track or better"]) == ["", "1 of 1 (100%)", ""]


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(7, 12, "7 of 12 (58%)"), (12, 24, "50%"), (0, 0, "")]
)
def test_a_share_of_few_cases_says_how_many(
    open_page: Opener, part: int, whole: int, said: str
) -> None:
    assert say_share(part, whole) == said


def test_more_goals_come_when_they_are_asked_for(open_page: Opener, city: City) -> None:
    add_goals(city, 200)
    app = open_page("board", city.people[Role.COMMISSIONER])
    assert len(links(app, "goal")) == FIRST_GOALS
    assert len(app.main) < 100
    next(one for one in app.button if one.label == "Show 10 more of 201").click().run()
    assert app.query_params["goals"] == "20"
    assert len(links(app, "goal")) == 2 * FIRST_GOALS


def drawn(app: AppTest, place: int) -> pd.DataFrame:
    """Return the data of a chart of the page."""
    data = app.get("vega_lite_chart")[place].proto.data.data
    return convert_arrow_bytes_to_pandas_df(data)


def strip(app: AppTest) -> pd.DataFrame:
    """Return the data of the strip, which comes after the map."""
    return drawn(app, 1)


def plan_elsewhere(city: City, number: int, goals: int = 1) -> None:
    """Write goals that nobody reports, into a plan of a district that has none yet."""
    with transaction(browser.get_engine(), write=True) as session:
        district = session.scalars(select(t.District).where(t.District.number == number)).one()
        priority = make.make_priority(session, make.make_plan(session, district))
        for running in range(goals):
            goal = make.make_goal(session, priority, code=f"{number:02}-2026-{running + 1}")
            make.make_target(session, make.make_indicator(session, goal))
    keep_standings(browser.get_engine())


@pytest.mark.parametrize("address", [{"district": "7"}, {"district": "7", "present": "1"}])
def test_the_marks_of_the_map_are_explained_also_when_one_district_is_looked_at(
    open_page: Opener, city: City, address: dict[str, str]
) -> None:
    plan_elsewhere(city, 11)
    app = open_page("board", city.people[Role.COMMISSIONER], Language.EN, **address)
    shown = set(drawn(app, 0).state.dropna()) | set(strip(app).state.dropna())
    assert shown == {"on_track", "late"}
    (legend,) = [one.value for one in app.markdown if "-badge[◷ Late]" in one.value]
    assert "-badge[● On track]" in legend


def test_the_marks_of_the_map_are_explained_where_the_chosen_district_has_no_goal(
    open_page: Opener, city: City
) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER], district="11")
    assert ":green-badge[● On track]" in [one.value for one in app.markdown]


@pytest.mark.parametrize("goals", [1, FEW_GOALS + 1])
def test_headquarters_is_named_in_the_readers_language_wherever_it_is_drawn(
    open_page: Opener, city: City, goals: int
) -> None:
    plan_elsewhere(city, 0, goals)
    reader = city.people[Role.COMMISSIONER]
    for table in ("districts", "goals"):
        app = open_page("board", reader, Language.ES, table=table)
        districts = app.dataframe[0].value.iloc[:, 0]
        on_tiles = drawn(app, 0).text.str.replace("\n", " ")
        for names in (on_tiles, strip(app).text, districts):
            assert "Sede central" in list(names)
            assert "Headquarters" not in list(names)


def test_many_goals_share_a_row_a_district_and_few_are_told_one_by_one(
    open_page: Opener, city: City
) -> None:
    add_goals(city, FEW_GOALS)
    goals = (FEW_GOALS + 1) * 3
    reader = city.people[Role.COMMISSIONER]
    together = strip(open_page("board", reader))
    assert list(together.role).count("place") == 1
    assert (list(together.role).count("goal"), list(together.role).count("mark")) == (0, goals)
    for address in ({"district": "7"}, {"status": "on_track"}):
        shown = strip(open_page("board", reader, Language.EN, **address))
        assert "Answer urgent calls faster" in list(shown.text)


def test_on_a_wall_there_is_less_to_read_and_leaving_is_one_click(
    open_page: Opener, city: City
) -> None:
    add_goals(city, 20)
    app = open_page("board", city.people[Role.COMMISSIONER], present="1", status="late")
    assert app.title[0].value == "Board · 2026 Q3 · Late"
    # Nothing stands around it either: no list to choose from, no side bar.
    assert not app.selectbox
    assert not app.sidebar.children
    assert len(app.get("vega_lite_chart")) == 2
    assert len(links(app, "goal")) == WALL_GOALS
    next(one for one in app.button if one.label == "Leave presentation").click().run()
    assert "present" not in app.query_params
    assert app.query_params["status"] == "late"
    assert "Language" in [one.label for one in app.selectbox]


def test_the_link_holds_what_is_chosen(open_page: Opener, city: City) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER], district="7")
    assert app.code[0].value.endswith("?district=7")


def test_a_choice_that_nothing_fits_can_be_cleared(open_page: Opener, city: City) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER], status="off_track", theme="RESPONSE")
    assert app.info[0].value == "No goal fits this choice."
    next(one for one in app.button if one.label == "Clear the choices").click().run()
    assert not dict(app.query_params)
    assert len(links(app, "goal")) == 1


def test_a_quarter_without_goals_says_what_to_do_next(open_page: Opener, city: City) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER], quarter="2025-Q2")
    assert "No plan has a goal for 2025 yet" in app.info[0].value


def test_where_nothing_is_reported_the_quarter_before_is_offered(
    open_page: Opener, city: City
) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER], quarter="2026-Q4")
    assert "Nothing has been reported yet" in app.info[0].value
    next(one for one in app.button if one.label == "Look at 2026 Q3").click().run()
    assert "On track or better: 1 of 1 goal" in words_of(app)


def test_a_city_without_districts_or_themes_still_has_a_board(open_page: Opener) -> None:
    with transaction(browser.get_engine(), write=True) as session:
        jurisdiction = make.make_jurisdiction(session)
        reader = make.make_member(session, jurisdiction, Role.COMMISSIONER).id
    app = open_page("board", reader)
    assert not app.exception
    assert "No plan has a goal for 2026 yet" in app.info[0].value


@pytest.mark.parametrize("language", Language)
def test_the_page_stands_in_every_language(
    open_page: Opener, city: City, language: Language
) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER], language, table="goals")
    assert not app.exception
    assert len(app.dataframe) == 1
