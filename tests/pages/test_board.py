"""The board page: the first sentence, the choices in the address, and tables beside charts."""

from decimal import Decimal

import pytest

from db import tables as t
from db.engine import transaction
from planner.ui import session as browser
from schemas.vocabulary import Language, Role
from tests import factories as make
from tests.city import City, build_city
from tests.pages.browser import Opener, words_of


@pytest.fixture
def city(open_page: Opener) -> City:
    city = build_city(browser.get_engine())
    with transaction(browser.get_engine(), write=True) as session:
        minutes = session.get_one(t.Indicator, city.minutes)
        make.make_measurement(session, minutes, 3, value=Decimal("9.2"))
    return city


@pytest.mark.parametrize("role", Role)
def test_every_role_reads_the_same_first_sentence(
    open_page: Opener, city: City, role: Role
) -> None:
    app = open_page("board", city.people[role])
    assert not app.exception
    assert "1 of 1 goal is on track or better." in words_of(app)


def test_a_table_stands_beside_each_chart(open_page: Opener, city: City) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER])
    assert len(app.get("vega_lite_chart")) == len(app.dataframe) == 2
    districts = app.dataframe[0].value
    assert list(districts["Goals"]) == [0, 1, 0]
    assert list(app.dataframe[1].value["2026 Q3"]) == ["● On track"]


@pytest.mark.parametrize(
    ("address", "goals"),
    [({"status": "on_track"}, 1), ({"status": "off_track"}, 0), ({"theme": "RESPONSE"}, 1)],
)
def test_a_link_opens_the_same_view(
    open_page: Opener, city: City, address: dict[str, str], goals: int
) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER], Language.EN, **address)
    assert len(app.get("page_link")) == goals


def test_a_quarter_without_goals_says_what_to_do_next(open_page: Opener, city: City) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER], quarter="2025-Q2")
    assert "add goals to a plan" in app.info[0].value


@pytest.mark.parametrize("language", Language)
def test_the_page_stands_in_every_language(
    open_page: Opener, city: City, language: Language
) -> None:
    app = open_page("board", city.people[Role.COMMISSIONER], language)
    assert not app.exception
    assert len(app.dataframe) == 2
