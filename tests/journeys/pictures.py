"""Pictures of every page, in each language, on a wide screen and a phone, from the sample data.

    python -m tests.journeys.pictures [folder] [page ...]

Writes <page>.<language>.<width>.png, and .dark.png for some, into var/pictures or the folder
named; the same pages under the same names each time. Pages named after it are drawn alone.
"""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from schemas.vocabulary import Language
from tests.browsers import FLAGS
from tests.journeys.server import ROOT, Running, running_planner

FOLDER = ROOT / "var" / "pictures"
WIDTHS = (1440, 390)
TALLEST = 6000
COLOURS = 128
GOAL = "07-2026-1"
# Charts and fonts come a moment after the script is done.
PAINT_MS = 700


@dataclass(frozen=True, slots=True)
class View:
    """A page as somebody opens it: its address, whose turn it is, and whether in the dark too.

    `{goal}` in the address stands for the goal that the pictures tell of.
    """

    address: str
    role: str = "commissioner"
    in_dark: bool = False


VIEWS = {
    "enter": View("/enter", role=""),
    "board": View("/board", in_dark=True),
    "board-district": View("/board?district=7"),
    "board-present": View("/board?present=1"),
    "themes": View("/themes"),
    "demand": View("/themes?demand=RESPONSE-04"),
    "plan": View("/plan?district=7", role="commander"),
    "plan-drafted": View("/plan?district=7&year=2027", role="commander"),
    "intake": View("/intake?district=7&year=2027", role="commander"),
    "handover": View("/handover?district=7", role="commander"),
    "library": View("/library", role="commander"),
    "indicator": View("/library?entry=RESPONSE-04.a", role="commander"),
    "goal": View("/goal?goal={goal}", role="commander"),
    "goal-form": View("/goal?goal={goal}&edit=1", role="commander"),
    "quarter": View("/quarter?district=7&quarter=2026-Q4", role="commander"),
    "side-by-side": View("/side-by-side?goal={goal}", role="commander", in_dark=True),
    "voices": View("/voices?district=7", role="commander"),
    "commitments": View("/voices?district=7&part=promises", role="commander"),
    "help": View("/help"),
    "profile": View("/profile"),
    "people": View("/people", role="administrator"),
    "person": View("/people?person=new", role="administrator"),
}


def main(arguments: list[str]) -> None:
    """Draw all pictures, or those of the pages named, into a folder."""
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    views = {name: view for name, view in VIEWS.items() if name in (arguments[1:] or VIEWS)}
    with (
        TemporaryDirectory() as place,
        running_planner(Path(place)) as planner,
        sync_playwright() as driver,
    ):
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        for name, picture in draw(browser, planner, views):
            (folder / f"{name}.png").write_bytes(picture)
        browser.close()


def draw(browser: Browser, planner: Running, views: dict[str, View]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the picture of each view, by language, width and light."""
    for language, width, dark in product(Language, WIDTHS, (False, True)):
        for name, view in views.items():
            if dark and not view.in_dark:
                continue
            shade = ".dark" if dark else ""
            picture = _take(browser, planner, view, language, width, dark=dark)
            yield f"{name}.{language.value}.{width}{shade}", _small(picture)


def _take(  # noqa: PLR0913  (a picture is what it is)
    browser: Browser,
    planner: Running,
    view: View,
    language: Language,
    width: int,
    *,
    dark: bool,
) -> bytes:
    context = browser.new_context(
        base_url=planner.address,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    cookies = {"planner_language": language.value}
    if view.role:
        cookies["planner_member"] = _find(
            planner,
            "SELECT member_role.member_id FROM member_role"
            " LEFT JOIN district ON district.id = member_role.district_id"
            " WHERE role = ? AND coalesce(district.number, 7) = 7 ORDER BY starts_on",
            view.role,
        )
    context.add_cookies(
        [{"name": name, "value": cookies[name], "url": planner.address} for name in cookies]
    )
    page = context.new_page()
    goal = _find(planner, "SELECT id FROM goal WHERE code = ?", GOAL)
    page.goto(view.address.format(goal=goal))
    if view.role:
        _show_whole(page, width)
    picture = page.screenshot(full_page=not view.role)
    context.close()
    return picture


def _show_whole(page: Page, width: int) -> None:
    """Make the window as tall as the page, which scrolls in a part of its own."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_timeout(PAINT_MS)
    tall = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(900, tall), TALLEST)})
    page.wait_for_timeout(PAINT_MS)


def _small(picture: bytes) -> bytes:
    """Return the picture with few colours, which a page of text and marks can do with."""
    written = BytesIO()
    image = Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _find(planner: Running, query: str, param: str) -> str:
    with sqlite3.connect(planner.database) as base:
        return str(UUID(base.execute(query, (param,)).fetchone()[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
