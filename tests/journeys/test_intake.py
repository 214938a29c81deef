"""A commander takes the workbook, fills it in, hands it in, looks at it, and has a plan."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import FilePayload, Page

from tests.exchange.plan_files import FIRST_ROW, put, saved
from tests.journeys.conftest import Visit
from tests.journeys.walk import Walk

COMMANDER = "Amara Sampleton"
GOAL = "Fewer robberies on the way from the station"


def take_workbook(page: Page, label: str) -> Any:
    with page.expect_download() as started:
        page.get_by_role("button", name=label).click()
    return load_workbook(BytesIO(Path(started.value.path()).read_bytes()))


def fill_in(book: Any) -> bytes:
    put(
        book,
        "Priorities",
        FIRST_ROW,
        {
            "priority": "P1",
            "kind": "Problem to solve",
            "problem_type": "Violent crime",
            "title": "Robberies at the station",
            "rationale": "Eleven in a year.",
        },
    )
    goal = {"goal": "G1", "priority": "P1", "title": GOAL, "due_on": "at the end of the year"}
    put(book, "Goals", FIRST_ROW, goal)
    return saved(book)


def fits(page: Page) -> bool:
    """Say whether nothing has to be scrolled sideways."""
    width: int = page.evaluate("document.documentElement.scrollWidth")
    viewport = page.viewport_size
    return viewport is not None and width <= viewport["width"]


@pytest.mark.timeout(400)
def test_a_workbook_becomes_a_plan_once_it_was_looked_at(visit: Visit) -> None:
    walk = Walk(visit(COMMANDER, "/plan?district=7&year=2027"))
    walk.page.get_by_role("link", name="Start from what exists").click()
    walk.settle()
    walk.has_no_serious_barriers()
    content = fill_in(take_workbook(walk.page, "Download the workbook"))
    walk.settle()
    file = FilePayload(name="plan.xlsx", mimeType="application/octet-stream", buffer=content)
    walk.page.locator("input[type=file]").set_input_files(file)
    walk.settle()
    walk.press("Read the file")
    walk.sees("1 thing to look at")
    walk.sees("“at the end of the year” is not a day.")
    walk.has_no_serious_barriers()

    phone = Walk(visit(COMMANDER, "/intake?district=7&year=2027", "en", "phone"))
    phone.sees("Robberies at the station")
    assert fits(phone.page)
    phone.has_no_serious_barriers()
    phone.press("Write it into the plan")
    phone.sees("Written into the plan: 1 priority, 1 goal.")
    phone.sees(GOAL)
