"""The check beside the form, by keyboard alone: to a field, the past, and a hint set aside."""

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Visit
from tests.journeys.walk import Walk


def letter(walk: Walk, name: str) -> Locator:
    """Return the line of a letter, or of the hints."""
    return walk.page.locator(".st-key-check summary").filter(has_text=name)


def press(walk: Walk, place: Locator) -> None:
    """Press what has the focus, as somebody without a mouse does."""
    place.focus()
    walk.page.keyboard.press("Enter")
    walk.settle()


@pytest.mark.timeout(240)
def test_from_what_is_missing_to_its_field_and_a_hint_set_aside(visit: Visit) -> None:
    walk = Walk(visit("Amara Sampleton", "/plan?district=7&year=2026"))
    say = walk.say
    press(walk, walk.page.get_by_role("link", name=say("Add goal")).first)
    press(walk, letter(walk, say("Specific")))
    press(walk, walk.page.get_by_role("button", name="Go to: What will be done"))
    action = walk.field(say("What will be done, beginning with a verb"))
    expect(action).to_be_focused(timeout=10_000)
    walk.page.keyboard.type("Improve trust")
    walk.page.keyboard.press("Tab")
    walk.settle()
    # The letter stays open though fewer things are missing now.
    walk.sees(say("Say who or what it is about."))
    press(walk, letter(walk, "1 hint"))
    press(walk, walk.page.get_by_role("button", name="Set aside"))
    walk.sees("Set aside in this draft")
    walk.has_no_serious_barriers()


@pytest.mark.timeout(240)
def test_the_past_is_beside_the_target_also_on_a_phone(visit: Visit) -> None:
    walk = Walk(visit("Amara Sampleton", "/goal?district=7", width="phone"))
    goal = walk.page.get_by_role("button", name="Answer the most urgent calls")
    press(walk, goal.first)
    press(walk, walk.page.get_by_role("button", name=walk.say("Edit goal")))
    press(walk, letter(walk, walk.say("Achievable")))
    walk.sees("It asks for a")
    expect(walk.page.locator(".st-key-check").get_by_test_id("stVegaLiteChart")).to_be_visible()
    wide = walk.page.get_by_test_id("stMain").evaluate("one => one.scrollWidth - one.clientWidth")
    assert wide == 0
    walk.has_no_serious_barriers()
