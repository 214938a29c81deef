"""From going to a page to its last chart painted, in a warm browser, beside an empty page.

Pages are opened in turns, and each is compared with the empty page opened right before it: what
else the machine does weighs on both alike.
"""

import os
import shutil
from collections.abc import Iterator
from statistics import median
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright

from tests.browsers import FLAGS

from .running import Planner, running
from .tab import Tab

WARM, ROUNDS = 2, 11
AIM = 1.5
PAGES = ("board", "side by side")
# The page's own clock, which began when it was gone to, once its script is at rest and as many
# charts as it sends have their picture: they come a moment after the script's end.
PAINTED = """(expected) => {
  const app = document.querySelector('[data-testid="stApp"]');
  if (app?.dataset.testScriptState !== "notRunning") return false;
  const charts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')];
  const painted = charts.filter((chart) => chart.querySelector("svg, canvas"));
  return painted.length >= expected && performance.now();
}"""


def cases() -> Iterator[dict[str, object]]:
    """Yield how many times as long as an empty page a page takes, and its milliseconds."""
    with running() as planner, sync_playwright() as driver:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        context = browser.new_context(viewport={"width": 1440, "height": 1000})
        context.add_cookies(
            [
                {"name": name, "value": value, "url": planner.address}
                for name, value in (
                    ("planner_member", str(planner.member_id)),
                    ("planner_language", "en"),
                )
            ]
        )
        page = context.new_page()
        yield _compare(page, planner, "one dot", f"{planner.address}/?dot=1", 1)
        for name in PAGES:
            address, query = planner.pages[name]
            with Tab(planner.address, planner.member_id, address, **query) as tab:
                charts = tab.charts
            full = f"{planner.address}/{address}?{urlencode(query)}"
            yield {**_compare(page, planner, name, full, charts), "aim": f"at most {AIM}"}
        browser.close()


def _compare(page: Page, planner: Planner, name: str, full: str, charts: int) -> dict[str, object]:
    empty = f"{planner.address}/?empty=1"
    times: list[tuple[float, float]] = []
    for number in range(WARM + ROUNDS):
        nothing, whole = _open(page, empty, 0), _open(page, full, charts)
        if number >= WARM:
            times.append((nothing, whole))
    return {
        "case": f"browser: {name}",
        "value": round(median(whole / nothing for nothing, whole in times), 2),
        "unit": "times an empty page",
        "ms": round(median(whole for _, whole in times)),
        "empty_ms": round(median(nothing for nothing, _ in times)),
        "content": {**planner.content, "charts": charts, "rounds": ROUNDS},
    }


def _open(page: Page, address: str, charts: int) -> float:
    """Go to a page; return when it stood with its charts, in milliseconds."""
    page.goto(address, wait_until="commit")
    found = page.wait_for_function(PAINTED, arg=charts, polling="raf", timeout=60_000)
    return float(found.json_value())
