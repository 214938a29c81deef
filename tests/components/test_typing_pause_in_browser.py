"""The built script in a real browser: texts are reported in pauses, and only those that may be."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from planner import components

pytestmark = pytest.mark.browser

SCRIPT = Path(components.__file__).parent / "build" / "typing_pause.js"
PAGE = """<!doctype html><html lang="en"><body>
<div data-testid="stElementContainer"><div id="mount"></div></div>
<div class="st-key-form-a"><div data-testid="stTextArea"><textarea id="words"></textarea></div>
</div>
<div class="st-key-form-b"><div data-testid="stTextInput"><input id="line"></div></div>
<div class="st-key-form-c"><div data-testid="stTextInput"><input id="secret" type="password"></div>
</div>
<div class="st-key-form-d"><div data-testid="stSelectbox"><input id="search"></div></div>
<div class="st-key-value-a"><div data-testid="stTextInput"><input id="elsewhere"></div></div>
</body></html>"""
RUN = """async () => {
  const { default: render } = await import("/typing_pause.js");
  window.told = [];
  document.addEventListener("focusout", (event) => {
    if (!event.relatedTarget && event.target === document.activeElement) {
      window.told.push([event.target.id, event.target.value]);
    }
  });
  const parentElement = document.getElementById("mount");
  const fields = '[class*="st-key-form-"]';
  const draw = (key) => render({ key, parentElement, data: { fields, pause: 150, most: 400 } });
  window.draw = draw;
  window.end = draw("typing");
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with fields of each kind, watched by the script."""

    def serve(route: Route) -> None:
        if route.request.url.endswith(".js"):
            route.fulfill(body=SCRIPT.read_text(encoding="utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body=PAGE, content_type="text/html")

    page = browser.new_page()
    page.route("**/*", serve)
    page.goto("http://planner.test")
    page.evaluate(RUN)
    yield page
    page.close()


def told(page: Page) -> list[list[str]]:
    """Return which fields were reported, with what stood in them."""
    page.wait_for_timeout(350)
    found: list[list[str]] = page.evaluate("window.told")
    return found


@pytest.mark.parametrize("field", ["words", "line"])
def test_a_pause_reports_once_what_was_typed_and_the_field_keeps_the_focus(
    page: Page, field: str
) -> None:
    page.locator(f"#{field}").fill("abc")
    assert told(page) == [[field, "abc"]]
    assert page.evaluate("document.activeElement.id") == field


def test_who_types_without_a_pause_is_reported_all_the_same(page: Page) -> None:
    page.locator("#words").press_sequentially("x" * 30, delay=40)
    assert len(told(page)) >= 2


@pytest.mark.parametrize("field", ["secret", "search", "elsewhere"])
def test_passwords_searches_in_lists_and_other_fields_are_left_alone(
    page: Page, field: str
) -> None:
    page.locator(f"#{field}").press_sequentially("abc", delay=20)
    assert told(page) == []


def test_half_a_word_that_is_still_composed_is_not_taken_over(page: Page) -> None:
    page.locator("#words").focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "ni", "selectionStart": 2, "selectionEnd": 2})
    assert told(page) == []
    keyboard.send("Input.insertText", {"text": "你"})
    assert told(page) == [["words", "你"]]


def test_a_rerun_in_the_middle_of_typing_reports_once_and_the_end_of_the_page_none(
    page: Page,
) -> None:
    page.locator("#words").press_sequentially("a", delay=5)
    page.evaluate("window.older = window.end; void (window.end = window.draw('typing'))")
    page.evaluate("void window.older()")
    assert told(page) == [["words", "a"]]
    page.evaluate("void window.end()")
    page.locator("#words").press_sequentially("b", delay=5)
    assert told(page) == [["words", "a"]]
