"""Everybody's own page: name and language; the demo has no password to change."""

import pytest

from db import tables as t
from db.engine import transaction
from planner.ui import session
from schemas.vocabulary import Language, Role
from tests.city import build_city
from tests.pages.browser import Opener, words_of


@pytest.mark.parametrize("role", Role)
def test_everybody_changes_their_own_name_and_language(open_page: Opener, role: Role) -> None:
    city = build_city(session.get_engine())
    app = open_page("profile", city.people[role])
    app.text_input[0].input("Renée <b>Right</b>")
    app.selectbox[0].select(Language.PL)
    app.button[0].click().run()
    assert not app.exception
    with transaction(session.get_engine()) as rows:
        member = rows.get_one(t.Member, city.people[role])
        assert (member.name, member.preferred_language) == ("Renée <b>Right</b>", Language.PL)
    assert app.session_state["planner_language"] == "pl"


def test_a_name_is_needed(open_page: Opener) -> None:
    city = build_city(session.get_engine())
    app = open_page("profile", city.people[Role.PARTNER])
    app.text_input[0].input("  ")
    app.button[0].click().run()
    assert "Your name is empty" in app.error[0].value


@pytest.mark.parametrize("language", Language)
def test_the_page_stands_in_every_language(open_page: Opener, language: Language) -> None:
    city = build_city(session.get_engine())
    app = open_page("profile", city.people[Role.COMMISSIONER], language)
    assert not app.exception
    assert words_of(app)
