"""The built script in a real browser: the top comes into view once for each occasion."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from planner import components

pytestmark = pytest.mark.browser

SCRIPT = Path(components.__file__).parent / "build" / "page_top.js"
PAGE = """<!doctype html><html lang="en"><body>
<div data-testid="stMain" style="height: 200px; overflow: auto">
<div data-testid="stElementContainer"><div id="mount"></div></div>
<div style="height: 2000px"></div></div></body></html>"""
RUN = """async (occasion) => {
  const { default: render } = await import("/page_top.js");
  render({ parentElement: document.getElementById("mount"), data: { occasion } });
  return document.querySelector('[data-testid="stMain"]').scrollTop;
}"""
SCROLL = """document.querySelector('[data-testid="stMain"]').scrollTop = 700"""


def _answer(route: Route) -> None:
    if route.request.url.endswith(".js"):
        body = SCRIPT.read_text(encoding="utf-8")
        route.fulfill(body=body, content_type="text/javascript")
    else:
        route.fulfill(body=PAGE, content_type="text/html")


def _run(page: Page, occasion: str) -> int:
    page.evaluate(SCROLL)
    place: int = page.evaluate(RUN, occasion)
    return place


def test_the_top_comes_into_view_once_for_each_occasion(browser: Browser) -> None:
    page = browser.new_page()
    page.route("**/*", _answer)
    page.goto("http://planner.test")
    occasions = ("saved", "saved", "saved again")
    assert [_run(page, occasion) for occasion in occasions] == [0, 700, 0]
    page.close()
