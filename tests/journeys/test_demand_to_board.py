"""The whole way: from a respondent's demand to a commissioner's board, in two languages."""

import re

import pytest
from playwright.sync_api import expect

from schemas.vocabulary import Consent, Direction, IndicatorKind, Language, RelationKind, Valence
from tests.journeys.conftest import Visit
from tests.journeys.walk import Walk

TITLES = {
    Language.EN: "Answer noise calls within the hour",
    Language.ZH_HANS: "一小时内处理噪音来电",
}
SPOKEN = {
    Language.EN: "They came, but nobody told us the end.",
    Language.ZH_HANS: "人来了但没人说结果。",
}


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_HANS])
@pytest.mark.timeout(240)
def test_a_goal_travels_from_a_demand_to_the_board(visit: Visit, language: Language) -> None:
    commander = Walk(visit("Amara Sampleton", "/plan?district=7", language), language)
    draft_a_goal(commander, TITLES[language])
    goal = re.search(r"goal=([0-9a-f-]{36})", commander.page.url)
    assert goal is not None
    record_a_quarter(commander, goal[1])
    enter_a_voice(commander, SPOKEN[language])
    say_what_they_mean(commander, goal[1])

    commissioner = Walk(visit("Ingrid Påhittad", "/board", language), language)
    find_on_the_board(commissioner, TITLES[language], goal[1])


def draft_a_goal(walk: Walk, title: str) -> None:
    say = walk.say
    walk.page.get_by_role("link", name=say("Add goal")).first.click()
    walk.settle()
    walk.pick(
        say("What it answers: demands of the report and of your own conversations"), "RESPONSE-04"
    )
    walk.page.keyboard.press("Escape")
    walk.fill(say("Short title"), title)
    walk.date(say("Due date"), "2026-12-31")
    walk.fill(say("What is measured"), "Minutes")
    walk.pick(say("What it is made of"), walk.word(IndicatorKind.DURATION))
    walk.fill(say("Unit"), "minutes")
    walk.pick(say("Which way"), walk.word(Direction.DECREASE))
    walk.fill(say("Value to start from"), "90")
    walk.fill(say("Value to reach"), "60")
    walk.unfold(say("When it starts and is looked at again"))
    walk.date(say("Start date"), "2026-01-01")
    walk.unfold(say("How it is measured"))
    walk.press(say("Add an indicator"))
    walk.fill(say("What is measured"), "Words", 1)
    walk.pick(say("What it is made of"), walk.word(IndicatorKind.CODED_VOICES), 1)
    # The plan was signed in January.
    walk.fill(say("Why the signed plan changes"), "People asked for it in May.")
    walk.has_no_serious_barriers()
    walk.press(say("Save"))
    walk.sees(title)
    walk.sees(say("What is still missing"))


def record_a_quarter(walk: Walk, goal: str) -> None:
    say = walk.say
    walk.open(f"/quarter?district=7&quarter=2026-Q3&goal={goal}")
    walk.fill(say("Value in {unit}", unit="minutes"), "72.5")
    walk.unfold(say("Note and date of the data"))
    walk.fill(say("Note"), "=1+1 <b>**bold**</b> 🙂 مرحبا")
    walk.has_no_serious_barriers()
    walk.page.reload()
    walk.settle()
    walk.sees("=1+1 <b>**bold**</b> 🙂 مرحبا")


def enter_a_voice(walk: Walk, words: str) -> None:
    say = walk.say
    walk.open("/voices?district=7&voice=new")
    walk.pick(say("Meeting it was heard at"), "2026")
    walk.fill(say("What was said, in the speaker's own words and language"), words)
    walk.choose(walk.word(Consent.PUBLIC))
    walk.choose(walk.word(Valence.MIXED))
    walk.pick(say("Themes it touches"), "RESPONSE-04")
    walk.page.keyboard.press("Escape")
    walk.press(say("Save"))
    walk.sees(words)
    walk.has_no_serious_barriers()


def say_what_they_mean(walk: Walk, goal: str) -> None:
    say = walk.say
    walk.open(f"/side-by-side?goal={goal}&quarter=2026-Q3")
    walk.press(say("Say what they mean"))
    walk.choose(walk.word(RelationKind.DISCORD))
    walk.fill(say("Why, in a sentence or two"), "Faster, and still no answer afterwards.")
    walk.press(say("Save"))
    walk.sees(walk.word(RelationKind.DISCORD))
    walk.has_no_serious_barriers()


def find_on_the_board(walk: Walk, title: str, goal: str) -> None:
    # The board lists few goals of all districts, and every goal of the one picked in its box.
    walk.pick(walk.say("District"), "Englewood")
    expect(walk.page).to_have_url(re.compile(r"district=7\b"))
    walk.page.reload()
    walk.settle()
    expect(walk.page).to_have_url(re.compile(r"district=7\b"))
    walk.sees(title)
    walk.page.locator(f'a[href*="{goal}"]').first.click()
    walk.settle()
    assert goal in walk.page.url
    walk.sees(title)
    walk.page.reload()
    walk.settle()
    expect(walk.page).to_have_url(re.compile(goal))
    walk.sees(title)
    walk.has_no_serious_barriers()
    assert walk.page.get_attribute("html", "lang") == walk.say.language.value.replace("_", "-")


def test_a_first_visit_is_in_the_members_own_language(visit: Visit, planner: str) -> None:
    page = visit("Rosa Inventada", "/plan?district=7")
    # An open page keeps its language for the next; a first visit has none before it.
    page.goto("about:blank")
    page.context.clear_cookies(name="planner_language")
    page.goto(f"{planner}/board")
    say = Walk(page, Language.ES).say
    places = page.get_by_test_id("stSidebarNav")
    expect(places.get_by_role("link", name=say("Side by side"))).to_be_visible(timeout=20_000)
    expect(page.get_by_role("heading", name=say("Board"), exact=True)).to_be_visible()
