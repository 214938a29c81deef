"""The built script in a real browser, on a sheet made of the fields Streamlit has."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from planner import components

pytestmark = pytest.mark.browser

ORIGIN = "http://planner.test"
BUILD = Path(components.__file__).parent / "build"
PAGE = """<!doctype html><html lang="en"><body>
<div data-testid="stElementContainer"><div id="mount"></div></div>
<div class="st-key-value-1"><input id="first"></div>
<input id="list" role="combobox">
<div class="st-key-value-2"><input type="radio" name="l" id="low">
  <input type="radio" name="l" id="high" checked></div>
<div class="st-key-value-3"><textarea id="text"></textarea><input id="last"></div>
</body></html>"""
START = """async () => {
  const { default: render } = await import("/next_field.js");
  const parentElement = document.getElementById("mount");
  window.end = render({ parentElement, data: { fields: '[class*="st-key-value"]' } });
}"""


@pytest.fixture
def sheet(browser: Browser) -> Iterator[Page]:
    """A page with fields, on which the script runs."""

    def answer(route: Route) -> None:
        if route.request.url.endswith(".js"):
            script = (BUILD / "next_field.js").read_text(encoding="utf-8")
            route.fulfill(body=script, content_type="text/javascript")
        else:
            route.fulfill(body=PAGE, content_type="text/html")

    page = browser.new_page()
    page.route("**/*", answer)
    page.goto(ORIGIN)
    page.evaluate(START)
    yield page
    page.close()


def after_enter(page: Page, field: str) -> str:
    """Return the id of what holds the focus after Enter in a field."""
    page.locator(f"#{field}").focus()
    page.keyboard.press("Enter")
    found: str = page.evaluate("document.activeElement.id")
    return found


@pytest.mark.parametrize(
    ("field", "then"),
    [
        ("first", "high"),
        ("high", "last"),
        ("last", "last"),
        ("list", "list"),
        ("text", "text"),
    ],
)
def test_enter_leads_to_the_next_field_and_leaves_lists_and_longer_texts_alone(
    sheet: Page, field: str, then: str
) -> None:
    assert after_enter(sheet, field) == then


def test_enter_stays_when_the_sheet_is_gone(sheet: Page) -> None:
    sheet.evaluate("window.end()")
    assert after_enter(sheet, "first") == "first"


def test_the_script_takes_no_room(sheet: Page) -> None:
    assert sheet.locator('[data-testid="stElementContainer"]').is_hidden()
