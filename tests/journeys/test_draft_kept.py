"""A browser that dies in the middle of a sentence takes at most two seconds of it along."""

import contextlib
import time
from urllib.parse import quote

from playwright.sync_api import Browser, Error, expect

from schemas.vocabulary import Language
from tests.browsers import Start
from tests.journeys.tab import open_tab
from tests.journeys.walk import Walk

AMARA = "Amara Sampleton"
VOICE = "/voices?district=7&voice=new"
WORDS = "The older men on our corner say nobody calls back. 小区里的人也这么说。 They stopped. "
LOST_SECONDS = 2


def come(browser: Browser, planner: str, path: str, width: str = "wide") -> Walk:
    """Come in as the commander and open a page."""
    page = open_tab(browser, planner, None, width)
    page.goto(f"/enter?next={quote(path)}")
    page.get_by_role("button", name=AMARA).first.click()
    walk = Walk(page, Language.EN)
    walk.settle()
    return walk


def kill(browser: Browser) -> None:
    """End a browser at once, as when its machine loses power."""
    with contextlib.suppress(Error):
        browser.new_browser_cdp_session().send("Browser.crash")


def type_until(walk: Walk, label: str, seconds: float) -> list[tuple[float, int]]:
    """Type without a pause, and return when how many characters were typed."""
    field, typed, began = walk.field(label), 0, time.monotonic()
    field.click()
    moments = []
    while time.monotonic() - began < seconds:
        walk.page.keyboard.type(WORDS[typed % len(WORDS)])
        typed += 1
        moments.append((time.monotonic(), typed))
        walk.page.wait_for_timeout(40)
    return moments


def test_a_browser_killed_while_somebody_types_loses_at_most_two_seconds(
    start: Start, planner: str
) -> None:
    browser = start()
    walk = come(browser, planner, VOICE)
    label = walk.say("What was said, in the speaker's own words and language")
    moments = type_until(walk, label, 6)
    shown = walk.field(label).input_value()
    kill(browser)
    ended, typed = moments[-1]
    assert shown == (WORDS * (typed // len(WORDS) + 1))[:typed]

    again = come(start(), planner, VOICE)
    expect(again.field(label)).not_to_have_value("")
    kept = again.field(label).input_value()
    until = next(moment for moment, count in moments if count >= len(kept))
    assert shown.startswith(kept)
    assert ended - until <= LOST_SECONDS, (len(kept), typed)


def test_whoever_pauses_loses_nothing_and_stays_in_the_field(start: Start, planner: str) -> None:
    browser = start()
    walk = come(browser, planner, VOICE, "phone")
    label = walk.say("What was said, in the speaker's own words and language")
    field = walk.field(label)
    field.fill("First. Last.")
    for _ in " Last.":
        walk.page.keyboard.press("ArrowLeft")
    walk.settle()
    walk.page.wait_for_timeout(1500)
    # The report leaves focus and caret where they are, or the next words would stand elsewhere.
    expect(field).to_be_focused()
    walk.page.keyboard.type(" Between.", delay=60)
    expect(field).to_have_value("First. Between. Last.")
    walk.page.wait_for_timeout(1500)
    walk.settle()
    kill(browser)
    again = come(start(), planner, VOICE)
    expect(again.field(label)).to_have_value("First. Between. Last.")
