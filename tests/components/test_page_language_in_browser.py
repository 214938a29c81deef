"""The built script in a real browser, on a page made of the places Streamlit has."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from planner import components

pytestmark = pytest.mark.browser

ORIGIN = "http://planner.test"
BUILD = Path(components.__file__).parent / "build"
PAGE = """<!doctype html><html lang="en"><body>
<div data-testid="stElementContainer"><div id="mount"></div></div>
<main>
<input id="own" role="combobox" placeholder="Choose an option">
<button id="named" title="Close" aria-label="Fullscreen: Close">Close</button>
<p id="hole">200MB per file</p><p id="longer">Close the door</p><p id="message">Error: Close</p>
<p id="bold"><strong>Error</strong>: Close</p>
<div data-testid="stMarkdownContainer"><p id="words">Close</p></div>
<div data-testid="stTooltipContent">
  <div data-testid="stMarkdownContainer"><p id="tip">Close</p></div></div>
<div role="option" data-key="0" id="option">Close</div>
<div role="option" data-key="__select_all__" id="all">Close</div>
<div role="option" id="none">Close</div>
<canvas><table><tr><td id="cell">Close</td></tr></table></canvas>
<div data-user-content><b id="marked">Close</b></div>
<textarea id="text">Close</textarea><input id="label" aria-label="Close" value="Close">
</main></body></html>"""
SPANISH = {
    "Choose an option": "Elija una opción",
    "Close": "Cerrar",
    "Error": "Error",
    "Fullscreen": "Pantalla completa",
    "{size} per file": "{size} por archivo",
}
POLISH = {"Close": "Zamknij"}
ASK = """async ([key, language, translations]) => {
  const { default: render } = await import("/page_language.js");
  const parentElement = document.getElementById("mount");
  window.ends ??= {};
  window.ends[key] = render({ key, name: "", parentElement, data: { language, translations } });
}"""


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that finds the page and the script, and nothing else."""

    def serve(route: Route) -> None:
        script = route.request.url.endswith(".js")
        if script:
            route.fulfill(path=BUILD / "page_language.js", content_type="text/javascript")
        else:
            route.fulfill(body=PAGE, content_type="text/html; charset=utf-8")

    context = browser.new_context(locale="en-US")
    context.route("**/*", serve)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """The page as it stands before the script runs."""
    context.clear_cookies()
    page = context.new_page()
    page.goto(ORIGIN)
    yield page
    page.close()


def ask(page: Page, language: str, translations: dict[str, str], key: str = "mount-1") -> None:
    """Run the script as a rerun does."""
    page.evaluate(ASK, [key, language, translations])


def texts(page: Page, *ids: str) -> list[str]:
    return [page.locator(f"#{name}").text_content() or "" for name in ids]


def test_the_page_names_its_language(page: Page) -> None:
    ask(page, "zh-Hans", {})
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"


def test_calendars_are_told_the_language(page: Page) -> None:
    page.evaluate("addEventListener('languagechange', () => { window.heard = navigator.language })")
    ask(page, "es", SPANISH)
    assert page.evaluate("window.heard") == "es"


def test_the_language_is_kept_for_a_year(page: Page, context: BrowserContext) -> None:
    now = page.evaluate("Date.now() / 1000")
    ask(page, "es", SPANISH)
    (cookie,) = context.cookies()
    assert (cookie["name"], cookie["value"]) == ("planner_language", "es")
    assert (cookie["path"], cookie["sameSite"]) == ("/", "Lax")
    assert cookie["expires"] - now == pytest.approx(365 * 24 * 3600, abs=60)


def test_the_frontends_own_words_are_translated(page: Page) -> None:
    ask(page, "es", SPANISH)
    assert texts(page, "named", "tip", "all", "none") == ["Cerrar"] * 4
    assert page.locator("#named").get_attribute("title") == "Cerrar"
    assert page.locator("#own").get_attribute("placeholder") == "Elija una opción"


def test_what_the_frontend_fills_in_comes_back(page: Page) -> None:
    ask(page, "es", SPANISH)
    assert texts(page, "hole") == ["200MB por archivo"]


def test_a_message_is_translated_after_the_word_error(page: Page) -> None:
    ask(page, "es", SPANISH)
    assert texts(page, "message", "bold") == ["Error: Cerrar"] * 2


def test_the_name_of_a_chart_stays_in_the_label_of_its_buttons(page: Page) -> None:
    ask(page, "es", SPANISH)
    label = page.locator("#named").get_attribute("aria-label")
    assert label == "Pantalla completa: Close"


def test_peoples_words_stay_as_they_are(page: Page) -> None:
    ask(page, "es", SPANISH)
    assert texts(page, "words", "option", "cell", "marked", "text") == ["Close"] * 5
    assert page.locator("#label").get_attribute("aria-label") == "Close"


def test_a_word_inside_a_longer_text_stays(page: Page) -> None:
    ask(page, "es", SPANISH)
    assert texts(page, "longer") == ["Close the door"]


def test_what_appears_later_is_translated_too(page: Page) -> None:
    ask(page, "es", SPANISH)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<i>Close</i>')")
    page.evaluate("document.getElementById('longer').firstChild.nodeValue = 'Close'")
    page.evaluate("document.getElementById('own').placeholder = 'Close'")
    assert page.locator("i").text_content() == "Cerrar"
    assert texts(page, "longer") == ["Cerrar"]
    assert page.locator("#own").get_attribute("placeholder") == "Cerrar"


def test_another_language_starts_from_english(page: Page) -> None:
    ask(page, "es", SPANISH)
    ask(page, "pl", POLISH)
    assert texts(page, "named", "hole") == ["Zamknij", "200MB per file"]


def test_english_puts_everything_back(page: Page) -> None:
    before = page.locator("main").inner_html()
    ask(page, "es", SPANISH)
    ask(page, "en", {})
    assert page.locator("main").inner_html() == before


def test_an_older_mount_ending_late_leaves_the_newer_one_running(page: Page) -> None:
    ask(page, "es", SPANISH, key="old")
    ask(page, "es", SPANISH, key="new")
    page.evaluate("window.ends.old()")
    page.evaluate("document.getElementById('longer').textContent = 'Close'")
    assert texts(page, "longer") == ["Cerrar"]


def test_the_last_mount_ends_the_watching(page: Page) -> None:
    ask(page, "es", SPANISH)
    page.evaluate("window.ends['mount-1']()")
    page.evaluate("document.getElementById('longer').textContent = 'Close'")
    assert texts(page, "longer") == ["Close"]


def test_the_component_takes_no_room(page: Page) -> None:
    ask(page, "es", SPANISH)
    assert not page.locator("[data-testid=stElementContainer]").is_visible()
