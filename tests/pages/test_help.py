"""Help and the hint of a first visit: words for every mark, three pages for every role."""

import pytest
from streamlit.testing.v1 import AppTest

from planner.charts.marks import MARKS
from planner.i18n import translator, word_of
from planner.i18n.glossary import GLOSSARY
from planner.ui.help import MEANINGS
from planner.ui.hint import HINTS
from planner.ui.navigation import first_page
from planner.ui.session import get_engine
from schemas.vocabulary import Language, Role
from tests.city import City, build_city
from tests.pages.browser import Opener, words_of

NEW_HERE = "New here? Three pages matter most to you."


@pytest.fixture
def city(open_page: Opener) -> City:
    return build_city(get_engine())


def tables_of(app: AppTest) -> str:
    return "\n".join(str(table.value.to_string()) for table in app.table)


@pytest.mark.parametrize("role", list(Role))
def test_help_explains_every_mark_and_word_to_everybody(
    open_page: Opener, city: City, role: Role
) -> None:
    app = open_page("help", city.people[role])
    assert not app.exception
    marks, words = (table.value for table in app.table)
    assert len(marks) == len(MARKS)
    assert len(words) == len(GLOSSARY)


def test_every_mark_has_a_meaning_and_the_limits_are_the_citys_own(
    open_page: Opener, city: City
) -> None:
    assert set(MEANINGS) == set(MARKS)
    told = tables_of(open_page("help", city.people[Role.COMMISSIONER]))
    assert "more than 10% of the whole way, and at most 40%" in told.replace("\\", "")


def test_a_search_leaves_the_words_that_fit_and_says_when_none_does(
    open_page: Opener, city: City
) -> None:
    app = open_page("help", city.people[Role.PARTNER])
    app.text_input[0].set_value("patrol").run()
    assert list(app.table[1].value.iloc[:, 0]) == ["beat"]
    app.text_input[0].set_value("zzz").run()
    assert "No word here fits" in words_of(app)


@pytest.mark.parametrize("role", list(Role))
def test_a_first_visit_names_three_pages_until_they_are_read(
    open_page: Opener, city: City, role: Role
) -> None:
    page = first_page([role]).stem
    app = open_page(page, city.people[role])
    assert NEW_HERE in words_of(app)
    next(button for button in app.button if button.label == "Got it").click().run()
    assert NEW_HERE not in words_of(app)
    assert NEW_HERE not in words_of(open_page(page, city.people[role]))


def test_the_hint_stands_on_the_roles_own_first_page_alone(open_page: Opener, city: City) -> None:
    assert NEW_HERE not in words_of(open_page("theme", city.people[Role.COMMISSIONER]))


def test_every_role_has_a_hint_and_help_shows_it_again(open_page: Opener, city: City) -> None:
    assert set(HINTS) == set(Role)
    person = city.people[Role.COMMISSIONER]
    app = open_page("board", person)
    next(button for button in app.button if button.label == "Got it").click().run()
    app = open_page("help", person)
    next(b for b in app.button if b.label == "Show me the first steps again").click().run()
    assert NEW_HERE in words_of(open_page("board", person))


@pytest.mark.parametrize("language", [each for each in Language if each is not Language.EN])
def test_help_speaks_the_readers_language(
    open_page: Opener, city: City, language: Language
) -> None:
    told = tables_of(open_page("help", city.people[Role.COMMISSIONER], language))
    say = translator(language)
    assert all(say(entry.word) in told for entry in GLOSSARY)
    assert all(say(word_of(member)) in told.replace("\\", "") for member in MARKS)
