"""The built script in a real browser: it opens what is closed and puts the focus into the field."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from planner import components

pytestmark = pytest.mark.browser

SCRIPT = Path(components.__file__).parent / "build" / "go_to_field.js"
PAGE = """<!doctype html><html lang="en"><body>
<div data-testid="stElementContainer"><div id="mount"></div></div><button id="here">Here</button>
<div class="part"><details><summary>Who</summary><details><summary>More</summary>
<div class="owner"><label>Owner <input id="owner"></label></div></details></details></div>
<div class="empty"><details><summary id="when">When</summary></details></div>
<div class="late"><details><summary>Later</summary></details></div>
</body></html>"""
RUN = """async ([field, part, occasion]) => {
  const { default: render } = await import("/go_to_field.js");
  const data = { field, part, occasion };
  render({ parentElement: document.getElementById("mount"), data });
}"""
FOCUS = "id => document.activeElement?.id === id"


def _answer(route: Route) -> None:
    if route.request.url.endswith(".js"):
        body = SCRIPT.read_text(encoding="utf-8")
        route.fulfill(body=body, content_type="text/javascript")
    else:
        route.fulfill(body=PAGE, content_type="text/html")


@pytest.fixture
def page(browser: Browser) -> Page:
    page = browser.new_page()
    page.route("**/*", _answer)
    page.goto("http://planner.test")
    page.locator("#here").focus()
    return page


def test_a_field_in_closed_parts_is_opened_and_gets_the_focus_once(page: Page) -> None:
    page.evaluate(RUN, [".owner", ".part", "one"])
    page.wait_for_function(FOCUS, arg="owner")
    assert page.locator(".part details[open]").count() == 2
    page.locator("#here").focus()
    page.evaluate(RUN, [".owner", ".part", "one"])
    page.wait_for_timeout(300)
    assert page.evaluate(FOCUS, "here")
    page.evaluate(RUN, [".owner", ".part", "two"])
    page.wait_for_function(FOCUS, arg="owner")
    page.close()


def test_without_its_field_the_way_ends_at_the_opened_part(page: Page) -> None:
    page.evaluate(RUN, [".nowhere", ".empty", "one"])
    page.wait_for_function(FOCUS, arg="when")
    assert page.locator(".empty details[open]").count() == 1
    page.close()


def test_a_field_that_is_drawn_once_its_part_is_open_gets_the_focus(page: Page) -> None:
    page.evaluate(RUN, [".drawn", ".late", "one"])
    page.wait_for_timeout(400)
    page.evaluate(
        """() => { const field = document.createElement("input");
        field.id = "drawn"; const box = document.createElement("div"); box.className = "drawn";
        box.append(field); document.querySelector(".late details").append(box); }"""
    )
    page.wait_for_function(FOCUS, arg="drawn")
    page.close()


def test_nothing_asked_for_moves_nothing(page: Page) -> None:
    page.evaluate(RUN, ["", "", ""])
    page.evaluate(RUN, [".nowhere", "", "one"])
    page.wait_for_timeout(300)
    assert page.evaluate(FOCUS, "here")
    page.close()
