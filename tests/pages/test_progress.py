"""The quarter page: what is due, recording it, and what a wrong entry leaves on the screen."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from db import tables as t
from db.engine import transaction
from planner.ui import session as browser
from planner.ui.text import plain
from schemas.vocabulary import Language, ReportingState, Role
from tests.city import City, build_city
from tests.pages.browser import Opener, words_of


@pytest.fixture
def city(open_page: Opener) -> City:
    return build_city(browser.get_engine())


def recorded() -> list[t.Measurement]:
    with transaction(browser.get_engine()) as session:
        return list(session.scalars(select(t.Measurement).where(t.Measurement.quarter == 3)))


@pytest.mark.parametrize("role", Role)
def test_every_role_sees_what_is_due(open_page: Opener, city: City, role: Role) -> None:
    app = open_page("progress", city.people[role], district="7")
    assert not app.exception
    assert "0 of 3 done. Due October 21, 2026." in words_of(app)


def test_a_value_is_recorded(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    form = f"progress:{city.minutes}:2026-Q3"
    app.text_input(key=f"{form}:value").set_value("9.2")
    app.button(key=f"{form}:save").click().run()
    assert [row.value for row in recorded()] == [Decimal("9.2")]
    assert "1 of 3 done." in words_of(app)
    assert app.success[0].value == "Saved: Minutes to answer."


def test_what_cannot_be_read_stays_on_the_screen(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    form = f"progress:{city.minutes}:2026-Q3"
    app.text_input(key=f"{form}:value").set_value("nine")
    app.button(key=f"{form}:save").click().run()
    assert "“nine” is not a number" in app.error[0].value
    assert app.text_input(key=f"{form}:value").value == "nine"
    assert recorded() == []


def test_what_was_typed_is_still_there_in_a_new_window(open_page: Opener, city: City) -> None:
    form = f"progress:{city.minutes}:2026-Q3"
    app = open_page("progress", city.people[Role.COMMANDER])
    app.text_input(key=f"{form}:value").set_value("9.25").run()
    again = open_page("progress", city.people[Role.COMMANDER])
    assert again.text_input(key=f"{form}:value").value == "9.25"


def test_a_state_without_its_reason_is_refused(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    form = f"progress:{city.minutes}:2026-Q3"
    app.selectbox(key=f"{form}:state").set_value(ReportingState.UNABLE_TO_ASSESS).run()
    app.button(key=f"{form}:save").click().run()
    assert app.error[0].value == "Say why there is no value."
    app.text_area(key=f"{form}:reason").set_value("The records are lost.")
    app.button(key=f"{form}:save").click().run()
    assert [row.reason for row in recorded()] == ["The records are lost."]


def test_who_may_not_record_has_no_form(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMISSIONER], district="7")
    assert len(app.text_input) == 0


def test_a_district_without_goals_says_what_to_do_next(open_page: Opener, city: City) -> None:
    app = open_page("progress", city.people[Role.COMMISSIONER], district="11")
    assert "Goals are added" in app.info[0].value


@pytest.mark.parametrize("language", Language)
def test_the_page_stands_in_every_language(
    open_page: Opener, city: City, language: Language
) -> None:
    app = open_page("progress", city.people[Role.COMMANDER], language)
    assert not app.exception
    assert len(app.text_input) == 3


def test_a_value_typed_before_choosing_a_reason_is_still_there_afterwards(
    open_page: Opener, city: City
) -> None:
    app = open_page("progress", city.people[Role.COMMANDER])
    form = f"progress:{city.minutes}:2026-Q3"
    app.text_input(key=f"{form}:value").set_value("9.1").run()
    app.selectbox(key=f"{form}:state").set_value(ReportingState.NOT_APPLICABLE).run()
    app.text_area(key=f"{form}:reason").set_value("Beat was split").run()
    app.selectbox(key=f"{form}:state").set_value(ReportingState.REPORTED).run()
    assert app.text_input(key=f"{form}:value").value == "9.1"
    app.selectbox(key=f"{form}:state").set_value(ReportingState.NOT_APPLICABLE).run()
    assert app.text_area(key=f"{form}:reason").value == "Beat was split"


def test_markup_in_a_text_does_nothing_on_the_page(open_page: Opener, city: City) -> None:
    odd = "<script>alert(1)</script> **bold** :red[a] 🙂 مرحبا"
    app = open_page("progress", city.people[Role.COMMANDER])
    form = f"progress:{city.minutes}:2026-Q3"
    app.selectbox(key=f"{form}:state").set_value(ReportingState.UNABLE_TO_ASSESS).run()
    app.text_area(key=f"{form}:reason").set_value(odd)
    app.button(key=f"{form}:save").click().run()
    assert [row.reason for row in recorded()] == [odd]
    assert plain(odd) in words_of(app)
    assert odd not in words_of(app)
