"""An administrator looks for changes, opens one, takes them along and checks the history."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page

from schemas.vocabulary import Language
from tests.journeys.conftest import Visit
from tests.journeys.walk import Walk

ADMINISTRATOR, COMMISSIONER = "Ifeoma Example", "Ingrid Påhittad"


def take(page: Page, name: str) -> list[list[str]]:
    """Press what hands a file over, and read it."""
    with page.expect_download() as started:
        page.get_by_test_id("stDownloadButton").get_by_role("button", name=name).click()
    content = Path(started.value.path()).read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


def fits(page: Page) -> bool:
    """Say whether nothing has to be scrolled sideways."""
    width: int = page.evaluate("document.documentElement.scrollWidth")
    viewport = page.viewport_size
    return viewport is not None and width <= viewport["width"]


@pytest.mark.timeout(400)
def test_what_somebody_took_is_found_opened_taken_along_and_holds(visit: Visit) -> None:
    commissioner = Walk(visit(COMMISSIONER, "/board?quarter=2026-Q3"))
    goals = take(commissioner.page, commissioner.say("Download"))
    commissioner.settle()

    walk = Walk(visit(ADMINISTRATOR, "/board"))
    walk.page.get_by_role("link", name="Changes", exact=True).click()
    walk.settle()
    walk.sees("Imported from a file")
    walk.has_no_serious_barriers()
    walk.press("Older")
    walk.press("Back to the newest")

    walk.pick("Kind of thing", "Export")
    part = walk.page.locator("details").first
    assert f"Took as a file: Goals of the board ({len(goals) - 1} rows)" in part.inner_text()
    assert COMMISSIONER in part.inner_text()
    part.locator("summary").click()
    walk.settle()
    walk.sees("2026-Q3")
    walk.has_no_serious_barriers()

    walk.press("Make a file of what was found")
    rows = take(walk.page, "Download 1 row")
    assert rows[0][1] == "Who did it"
    assert rows[1][1] == COMMISSIONER
    walk.press("Check the history")
    walk.sees("All of it holds.")
    walk.has_no_serious_barriers()


@pytest.mark.timeout(400)
def test_on_a_phone_in_chinese_changes_and_rights_are_read_without_scrolling_sideways(
    visit: Visit,
) -> None:
    walk = Walk(visit(ADMINISTRATOR, "/change", "zh_Hans", "phone"), Language.ZH_HANS)
    walk.page.emulate_media(color_scheme="dark")
    walk.open("/change?kind=goal")
    walk.page.locator("details summary").first.click()
    walk.settle()
    walk.sees(walk.say("Title"))
    assert fits(walk.page)
    walk.has_no_serious_barriers()
    walk.open("/rights")
    walk.sees(walk.say("Who reads voices as they were entered"))
    assert fits(walk.page)
    walk.unfold(walk.say("The whole table"))
    assert fits(walk.page)
    walk.has_no_serious_barriers()
