"""Who may do what, on screen: the table that decides, for one role and for all."""

import re
from html import unescape

import pytest

from planner.domain.permissions import ACTION_WORDS, OPEN, RULES, Action, Reach
from planner.i18n import translator, word_of
from planner.ui import session
from planner.ui.text import plain
from schemas.vocabulary import Language, Role
from tests.city import City, build_city
from tests.pages.browser import Opener, words_of


@pytest.fixture
def city(open_page: Opener) -> City:
    return build_city(session.get_engine())


@pytest.mark.parametrize("role", list(Role))
def test_everybody_reads_what_their_own_role_allows(
    open_page: Opener, city: City, role: Role
) -> None:
    app = open_page("rights", city.people[role])
    assert not app.exception
    assert app.selectbox(key="choice:role").value == role
    lists = [one.value for one in app.markdown if one.value.startswith("- ")]
    told = {line.removeprefix("- ") for text in lists for line in text.splitlines()}
    assert told == {plain(ACTION_WORDS[action]) for action in RULES if action not in OPEN}
    allowed = {plain(ACTION_WORDS[action]) for action in RULES if role in RULES[action]}
    refused = {line.removeprefix("- ") for line in lists[-1].splitlines()}
    assert refused == told - allowed


def test_another_role_can_be_looked_at(open_page: Opener, city: City) -> None:
    app = open_page("rights", city.people[Role.PARTNER])
    app.selectbox(key="choice:role").select(Role.REVIEWER).run()
    assert app.query_params["role"] == "reviewer"
    everywhere = next(one.value for one in app.markdown if one.value.startswith("- "))
    assert ACTION_WORDS[Action.VOICE_APPROVE] in everywhere


@pytest.mark.parametrize("language", list(Language))
def test_who_reads_original_voices_stands_apart(
    open_page: Opener, city: City, language: Language
) -> None:
    app = open_page("rights", city.people[Role.PARTNER], language)
    say = translator(language)
    rule = RULES[Action.VOICE_READ_ORIGINAL]
    for reach in Reach:
        roles = say.listed(say(word_of(role)) for role in Role if rule.get(role) is reach)
        assert any(one.value.endswith(plain(roles)) for one in app.markdown)


def test_the_whole_table_is_the_one_that_decides(open_page: Opener, city: City) -> None:
    app = open_page("rights", city.people[Role.COMMISSIONER], table="rights")
    (table,) = (one.proto.body for one in app.get("html") if "<table>" in one.proto.body)
    head, *rows = (
        [unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)]
        for line in re.findall(r"<tr>(.*?)</tr>", table)
    )
    words = {Reach.ANYWHERE: "● All", Reach.OWN: "◐ Own", None: ""}
    assert head == ["What", *(word_of(role) for role in Role)]
    assert rows == [
        [ACTION_WORDS[action], *(words[RULES[action].get(role)] for role in Role)]
        for action in RULES
        if action not in OPEN
    ]


@pytest.mark.parametrize("page", ["help", "profile", "people"])
def test_the_pages_that_speak_of_roles_lead_there(open_page: Opener, city: City, page: str) -> None:
    app = open_page(page, city.people[Role.ADMINISTRATOR])
    links = [one.proto.page for one in app.get("page_link")]
    assert "rights" in links
    assert words_of(app)
