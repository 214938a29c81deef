"""Nothing serious bars anybody's way: each view in light and dark, wide and on a phone."""

import re

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.tab import WIDTHS
from tests.journeys.walk import Walk

GOAL = re.compile(r"goal=[0-9a-f-]{36}")
VIEWS = (
    "/board",
    "/board?district=7",
    "/board?present=1",
    "/themes",
    "/themes?by=district&district=7",
    "/themes?demand=RESPONSE-04",
    "/plan?district=7",
    "/plan?district=7&year=2027&priority=new",
    "/intake?district=7&year=2027",
    "/handover?district=7",
    "/library",
    "/library?entry=RESPONSE-04.a",
    "/goal?{goal}",
    "/goal?{goal}&edit=1",
    "/goal?{goal}&step=new",
    "/quarter?district=7&quarter=2026-Q4",
    "/side-by-side?{goal}",
    "/side-by-side?{goal}&more=table",
    "/voices?district=7",
    "/voices?district=7&meeting=new",
    "/voices?district=7&promise=new",
    "/help",
    "/rights?table=rights",
)


@pytest.mark.timeout(400)
def test_no_view_has_a_serious_barrier(visit: Visit) -> None:
    walk = Walk(visit("Amara Sampleton", "/side-by-side?district=7"))
    walk.page.get_by_role("link", name="07-2026-1").first.click()
    walk.page.wait_for_url(GOAL)
    goal = GOAL.search(walk.page.url)
    assert goal
    for view in VIEWS:
        walk.page.set_viewport_size({"width": WIDTHS["wide"], "height": 1000})
        walk.page.emulate_media(color_scheme="light")
        walk.open(view.format(goal=goal[0]))
        walk.has_no_serious_barriers()
        # What is narrow and dark at once stands for both.
        walk.page.emulate_media(color_scheme="dark")
        walk.page.set_viewport_size({"width": WIDTHS["phone"], "height": 844})
        walk.settle()
        walk.has_no_serious_barriers()
