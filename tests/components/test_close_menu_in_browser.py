"""The built script in a real browser: a menu that covers the page closes, once an occasion."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from planner import components

pytestmark = pytest.mark.browser

SCRIPT = Path(components.__file__).parent / "build" / "close_menu.js"
# As Streamlit does: one button closes, and the other, which opens, is there while it is closed.
PAGE = """<!doctype html><html lang="en"><body>
<div data-testid="stSidebarCollapseButton"><button>Close</button></div>
<div data-testid="stElementContainer"><div id="mount"></div></div>
<script>
  const opener = document.createElement("button");
  opener.dataset.testid = "stExpandSidebarButton";
  opener.onclick = () => opener.remove();
  document.querySelector("button").onclick = () =>
    opener.isConnected ? opener.remove() : document.body.append(opener);
  window.draw = async (occasion) => {
    const { default: render } = await import("/close_menu.js");
    render({ parentElement: document.getElementById("mount"), data: { occasion } });
    document.title = occasion;
  };
  // Nobody has touched the page yet, as a test that calls a script would have.
  if (location.hash) draw(location.hash.slice(1));
</script></body></html>"""
RUN = "(occasion) => draw(occasion)"
PHONE, DESK = {"width": 390, "height": 800}, {"width": 1440, "height": 800}


def _answer(route: Route) -> None:
    if route.request.url.endswith(".js"):
        body = SCRIPT.read_text(encoding="utf-8")
        route.fulfill(body=body, content_type="text/javascript")
    else:
        route.fulfill(body=PAGE, content_type="text/html")


def _open(browser: Browser, size: dict[str, int], first: str = "") -> Page:
    """Open a page; where it names a first occasion, it draws that by itself as it is loaded."""
    page = browser.new_page(viewport=size)  # type: ignore[arg-type]  # A size is a plain dict.
    page.route("**/*", _answer)
    page.goto(f"http://planner.test#{first}")
    if first:
        expect(page).to_have_title(first)
    return page


def _is_open(page: Page) -> bool:
    return page.get_by_test_id("stExpandSidebarButton").count() == 0


def test_an_open_menu_closes_once_for_each_page(browser: Browser) -> None:
    page = _open(browser, PHONE, "help")
    assert not _is_open(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.evaluate(RUN, "help")
    assert _is_open(page), "opened by a person, on the same page"
    page.evaluate(RUN, "board")
    assert not _is_open(page)
    page.evaluate(RUN, "plan")
    assert not _is_open(page), "closed already"
    page.close()


def test_a_menu_that_a_person_opened_before_the_script_came_stays_open(browser: Browser) -> None:
    page = _open(browser, PHONE)
    page.get_by_text("Close").click()
    page.get_by_test_id("stExpandSidebarButton").click()
    page.evaluate(RUN, "help")
    assert _is_open(page)
    page.evaluate(RUN, "board")
    assert not _is_open(page), "it led somewhere"
    page.close()


def test_a_menu_beside_the_page_stays_open(browser: Browser) -> None:
    page = _open(browser, DESK, "help")
    assert _is_open(page)
    page.close()
