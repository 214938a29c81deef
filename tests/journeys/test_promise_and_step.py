"""A demand's page: what was promised on it and what came of it; and the steps of a goal."""

import re

import pytest
from playwright.sync_api import Locator, expect

from schemas.vocabulary import Outcome
from tests.journeys.conftest import Visit
from tests.journeys.walk import Walk

SAID = "Nobody tells us how a call ended. <b>**bold**</b> 🙂"
PROMISED = "A call back within a week: https://example.org/" + "how-it-went-" * 20
STEP = "Ask the dispatchers. <b>**bold**</b> 🙂 مرحبا " + "Donaudampfschifffahrt" * 8


@pytest.fixture
def commander(visit: Visit) -> Walk:
    """The commander of district 7."""
    return Walk(visit("Amara Sampleton", "/themes?demand=RESPONSE-04"))


def stays_in_its_place(walk: Walk) -> None:
    """Fail when the page is wider than a phone."""
    walk.page.set_viewport_size({"width": 390, "height": 844})
    walk.settle()
    wide = walk.page.get_by_test_id("stMain").evaluate("one => one.scrollWidth - one.clientWidth")
    walk.page.set_viewport_size({"width": 1440, "height": 1000})
    assert wide == 0


def card_of(walk: Walk, words: str, button: str) -> Locator:
    """Return the smallest part of the page that holds these words and a button."""
    offered = walk.page.get_by_role("button", name=button, exact=True)
    parts = walk.page.get_by_test_id("stVerticalBlock")
    return parts.filter(has_text=words).filter(has=offered).last


@pytest.mark.timeout(240)
def test_a_promise_is_made_answered_and_told_on_the_demands_page(commander: Walk) -> None:
    walk, say = commander, commander.say
    walk.sees(say("What was promised, and what came of it"))
    walk.open("/voices?district=7&promise=new")
    walk.fill(say("What people said or asked for"), SAID)
    walk.fill(say("What you promised them"), PROMISED)
    # Due before all others, so it is first among those that wait for an answer.
    walk.date(say("Promised on"), "2025-01-01")
    walk.date(say("When people can ask what came of it"), "2025-01-02")
    walk.pick(say("Demand it answers"), "RESPONSE-04")
    walk.press(say("Save"))
    walk.sees(SAID)
    stays_in_its_place(walk)

    card_of(walk, SAID, say("Say what came of it")).get_by_role(
        "button", name=say("Say what came of it")
    ).click()
    walk.settle()
    walk.choose(walk.word(Outcome.PARTLY))
    walk.date(say("Known on"), "2026-11-19")
    walk.fill(say("Why, in words that people who asked can read"), "Two of three were called.")
    walk.press(say("Save"))
    walk.open("/themes?demand=RESPONSE-04")
    walk.sees(SAID)
    walk.sees("Two of three were called.")
    stays_in_its_place(walk)


@pytest.mark.timeout(240)
def test_a_step_is_added_ticked_and_unticked(commander: Walk) -> None:
    walk, say = commander, commander.say
    walk.open("/goal?district=7")
    walk.page.locator('[class*="st-key-goal"] button').first.click()
    walk.settle()
    expect(walk.page).to_have_url(re.compile("goal="))
    walk.press(say("Add a step"))
    walk.fill(say("What is to be done"), STEP)
    walk.press(say("Save"))
    walk.sees(STEP)
    stays_in_its_place(walk)

    box = walk.page.get_by_role("checkbox", name="Ask the dispatchers")
    for is_done in (True, False):
        box.focus()
        walk.page.keyboard.press("Space")
        walk.settle()
        walk.sees(say("Done. Untick it if it is not.") if is_done else say("Open again."))
        walk.page.reload()
        expect(box).to_be_checked(checked=is_done, timeout=20_000)
