"""The built script in a real browser: a session that ends is told, and nothing else is."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from planner import components

pytestmark = pytest.mark.browser

SCRIPT = Path(components.__file__).parent / "build" / "session_watch.js"
PAGE = """<!doctype html><html lang="en"><body>
<div data-testid="stElementContainer"><div id="mount"></div></div></body></html>"""
RUN = """async (key) => {
  const { default: render } = await import("/session_watch.js");
  const parentElement = document.getElementById("mount");
  const data = {
    ask: "/signed-in", says: "It <b>ended</b>.", leads: "/signin", label: "Sign in", seconds: 0.05,
  };
  window.end = render({ key, parentElement, data });
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a server whose answers the tests give."""
    page = browser.new_page()
    yield page
    page.close()


def watch(page: Page, answer: Callable[[Route], None]) -> None:
    """Open a page that watches; `answer` says whether the session lasts."""

    def serve(route: Route) -> None:
        if route.request.url.endswith("/signed-in"):
            answer(route)
        elif route.request.url.endswith(".js"):
            route.fulfill(body=SCRIPT.read_text(encoding="utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body=PAGE, content_type="text/html")

    page.route("**/*", serve)
    page.goto("http://planner.test/plan?district=7")
    page.evaluate(RUN, "watch")


def test_a_session_that_ends_is_told_once_with_the_way_back(page: Page) -> None:
    status = [204]
    watch(page, lambda route: route.fulfill(status=status[0]))
    page.wait_for_timeout(300)
    expect(page.get_by_role("alert")).to_have_count(0)
    status[0] = 401
    expect(page.get_by_role("alert")).to_have_text("It <b>ended</b>.Sign in")
    page.wait_for_timeout(300)
    expect(page.get_by_role("alert")).to_have_count(1)
    link = page.get_by_role("link", name="Sign in")
    expect(link).to_have_attribute("href", "/signin?next=%2Fplan%3Fdistrict%3D7")


def test_a_rerun_goes_on_watching_and_the_end_of_the_page_takes_the_notice_away(
    page: Page,
) -> None:
    watch(page, lambda route: route.fulfill(status=401))
    page.evaluate(RUN, "watch")
    expect(page.get_by_role("alert")).to_have_count(1)
    page.evaluate("window.end()")
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_in_trouble_ends_no_session(page: Page, status: int) -> None:
    watch(page, lambda route: route.fulfill(status=status))
    page.wait_for_timeout(300)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_network_that_is_away_ends_no_session(page: Page) -> None:
    watch(page, lambda route: route.abort())
    page.wait_for_timeout(300)
    expect(page.get_by_role("alert")).to_have_count(0)
