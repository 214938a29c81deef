"""A real browser on a poisoned city: nothing that people wrote runs, loads or leads away."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request
from sqlalchemy import select

from db import tables as t
from db.engine import make_engine, transaction
from tests.journeys.server import Running, running_planner
from tests.journeys.tab import open_tab, settle
from tests.poison import ELSEWHERE, FLAG, MARK, poison

VIEWS = (
    "/board",
    "/board?district=7",
    "/board?present=1",
    "/themes",
    "/themes?by=district&district=7",
    "/themes?demand=RESPONSE-04",
    "/plan?district=7",
    "/plan?district=7&priority=new",
    "/goal?{goal}",
    "/goal?{goal}&edit=1",
    "/goal?{goal}&step=new",
    "/quarter?district=7&quarter=2026-Q3",
    "/side-by-side?district=7",
    "/side-by-side?{goal}",
    "/side-by-side?{goal}&more=table",
    "/voices?district=7",
    "/voices?district=7&meeting=new",
    "/voices?district=7&promise=new",
    "/help",
    "/profile",
)
# What stands in the page: a flag that a script set, what is loaded, and where links lead.
LOOK = """([flag, elsewhere]) => ({
  ran: window[flag] ?? null,
  loads: [...document.querySelectorAll('img, iframe, object, embed, video, audio, source, link')]
    .map(one => one.src || one.href || one.data || '').filter(to => to.includes(elsewhere)),
  runs: [...document.querySelectorAll('*')]
    .filter(one => [...one.attributes].some(it => /^on/.test(it.name)))
    .map(one => one.outerHTML.slice(0, 200)),
  scripts: [...document.querySelectorAll('a')]
    .filter(one => one.protocol === 'javascript:').map(one => one.outerHTML),
  disguised: [...document.querySelectorAll('a')]
    .filter(one => one.href.includes(elsewhere) && !one.textContent.includes(elsewhere))
    .map(one => one.outerHTML),
  drawn: [...document.querySelectorAll('.katex, [aria-label="skull icon"], blockquote, pre')]
    .filter(one => !one.closest('[data-testid="stVegaLiteChart"]'))
    .map(one => one.outerHTML.slice(0, 200)),
})"""
NOTHING: dict[str, Any] = {
    "ran": None,
    "loads": [],
    "runs": [],
    "scripts": [],
    "disguised": [],
    "drawn": [],
}


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, str, Path]]:
    """A planner whose every text is poisoned, the id of a goal of district 7, and its log."""
    folder = tmp_path_factory.mktemp("poisoned")
    with running_planner(folder) as running:
        engine = make_engine(f"sqlite:///{running.database}")
        poison(engine)
        with transaction(engine) as rows:
            goal = rows.scalars(select(t.Goal.id).where(t.Goal.code == "07-2026-1")).one()
        engine.dispose()
        yield running, str(goal), folder / "server.log"


def hover(page: Page) -> None:
    """Point at the first marks of each chart, so that their tooltips are drawn."""
    for chart in page.get_by_test_id("stVegaLiteChart").all()[:2]:
        for mark in chart.locator(".role-mark path").all()[:2]:
            if mark.is_visible():
                mark.hover(force=True)
                page.wait_for_timeout(80)


@pytest.mark.timeout(400)
def test_nothing_that_people_wrote_runs_loads_or_leads_away(
    browser: Browser, poisoned: tuple[Running, str, Path]
) -> None:
    running, goal, log = poisoned
    page = open_tab(browser, running.address, None, "wide")
    asked: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((running.address, "data:", "blob:")):
            asked.append(request.url)

    page.context.on("request", note)
    page.goto("/enter")
    assert page.evaluate(LOOK, [FLAG, ELSEWHERE]) == NOTHING
    assert MARK in page.inner_text("main")
    # A commander of district 7: the one who sees the most forms there.
    commander = page.locator("section", has=page.locator("#commander"))
    commander.get_by_role("button", name="District 7 ").first.click()
    settle(page)
    seen = 0
    for view in VIEWS:
        page.goto(view.format(goal=f"goal={goal}"))
        settle(page)
        hover(page)
        assert page.evaluate(LOOK, [FLAG, ELSEWHERE]) == NOTHING, view
        assert page.get_by_test_id("stException").count() == 0, view
        seen += page.inner_text("body").lower().count(MARK)
    assert asked == []
    assert seen > 100
    assert MARK not in log.read_text(encoding="utf-8").lower()
    page.context.close()
