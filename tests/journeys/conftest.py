"""A planner as `make run` serves it, on the sample data, and a browser to walk through it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from schemas.vocabulary import Language
from tests.journeys.server import running_planner
from tests.journeys.tab import open_tab, settle

# A machine that is busy with other tests answers late, and not wrongly.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def planner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running planner with the sample data."""
    with running_planner(tmp_path_factory.mktemp("planner")) as running:
        yield running.address


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, planner: str, tmp_path: Path) -> Iterator[Visit]:
    """Comes in as a sample person, in a language and width, and opens a page."""
    contexts = []

    def come_in(person: str, path: str = "/", language: str = "en", width: str = "wide") -> Page:
        page = open_tab(browser, planner, Language(language), width)
        contexts.append(page.context)
        page.goto(f"/enter?next={quote(path)}")
        page.get_by_role("button", name=person).first.click()
        settle(page)
        return page

    yield come_in
    for number, context in enumerate(contexts):
        for page in context.pages:
            # What the person saw last tells more than a trace of the code does.
            page.screenshot(path=tmp_path / f"last-{number}.png", full_page=True)
        context.close()
