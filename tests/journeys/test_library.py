"""The library: found by words, chosen for a goal with the keyboard, proposed and decided about."""

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.walk import Walk

NINE_IN_TEN = "Minutes that nine in ten priority-1 calls don't exceed"
OWN = "Porches with a light that works. <b>**bold**</b> 🙂"


@pytest.mark.timeout(240)
def test_an_indicator_is_found_and_proposed_and_a_reviewer_takes_it(visit: Visit) -> None:
    walk = Walk(visit("Amara Sampleton", "/library"))
    say = walk.say
    walk.sees(say.plural("{count} indicator is in use.", "{count} indicators are in use.", 65))
    walk.fill(say("Search"), "priority-1 median")
    walk.sees("Median minutes to answer a priority-1 call")
    walk.has_no_serious_barriers()

    walk.open("/library?propose=new")
    walk.fill(say("What is measured"), OWN)
    walk.fill(say("How it is counted"), "Lights seen on the first Tuesday of the quarter.")
    walk.fill(say("Unit"), "lights")
    walk.pick(say("Demands it helps to answer"), "VISIBLE-02")
    walk.page.keyboard.press("Escape")
    walk.settle()
    walk.has_no_serious_barriers()
    walk.press(say("Propose it"))
    walk.sees(say("It was proposed. A reviewer decides about it."))

    reviewer = Walk(visit("Grace Testwell", "/library?entry=P07-1"))
    reviewer.sees(OWN)
    reviewer.has_no_serious_barriers()
    reviewer.press(say("Put it into use"))
    reviewer.sees(say("It is in use now."))


@pytest.mark.timeout(240)
def test_a_goal_is_measured_as_the_library_says(visit: Visit) -> None:
    walk = Walk(visit("Amara Sampleton", "/themes?demand=RESPONSE-04"))
    say = walk.say
    walk.sees(say("How it can be measured"))
    walk.open("/goal?district=7")
    walk.page.locator('[class*="st-key-goal"] button').first.click()
    walk.settle()
    walk.press(say("Edit goal"))
    walk.unfold(say("How it is measured"))
    walk.press(say("Add an indicator"))
    walk.pick(say("Choose from the library, or describe it below"), NINE_IN_TEN, -1)
    walk.press(say("Use this indicator"))
    walk.sees(say("From the library: {code}", code="RESPONSE-04.b"))
    walk.has_no_serious_barriers()
    walk.press(say("Save"))
    walk.sees(NINE_IN_TEN)
    walk.sees(say("From the library: {code}", code="RESPONSE-04.b"))
