"""Every view has an address: links write it, and it opens the same view again."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.walk import Walk

GOAL = re.compile(r"goal=[0-9a-f-]{36}")


@pytest.fixture
def commissioner(visit: Visit) -> Walk:
    """Somebody who reads all districts and edits none."""
    return Walk(visit("Ingrid Påhittad", "/board"))


@pytest.mark.timeout(240)
def test_a_link_from_a_page_to_itself_changes_the_address(commissioner: Walk) -> None:
    walk = commissioner
    walk.open("/themes?by=district&district=7")
    walk.page.get_by_test_id("stMain").locator('a[href*="demand="]').first.click()
    expect(walk.page).to_have_url(re.compile(r"demand=[A-Z]+-\d+"))
    walk.settle()
    walk.page.get_by_role("link", name=walk.say("All demands")).click()
    expect(walk.page).to_have_url(re.compile(r"/themes$"))
    walk.page.go_back()
    expect(walk.page).to_have_url(re.compile("demand="))
    walk.sees(walk.say("Goals that answer it"))


@pytest.mark.timeout(240)
def test_a_table_beside_the_numbers_and_voices_opens_again_from_its_address(
    commissioner: Walk,
) -> None:
    walk = commissioner
    walk.open("/side-by-side?district=7")
    walk.page.get_by_role("link", name="07-2026-1").first.click()
    expect(walk.page).to_have_url(GOAL)
    walk.settle()
    walk.page.get_by_text(walk.say("As a table"), exact=True).first.click()
    expect(walk.page).to_have_url(re.compile("more=table"))
    walk.page.reload()
    walk.settle()
    expect(walk.page).to_have_url(GOAL)
    expect(walk.page.get_by_test_id("stDataFrame").first).to_be_visible()


@pytest.mark.timeout(240)
def test_the_address_of_a_form_shows_none_to_who_may_not_edit(commissioner: Walk) -> None:
    walk = commissioner
    walk.open("/side-by-side?district=7")
    walk.page.get_by_role("link", name="07-2026-1").first.click()
    expect(walk.page).to_have_url(GOAL)
    goal = GOAL.search(walk.page.url)
    assert goal
    for form in (
        f"/goal?{goal[0]}&edit=1",
        f"/goal?{goal[0]}&step=new",
        "/plan?district=7&priority=new",
        "/voices?district=7&voice=new",
        "/voices?district=7&promise=new",
        "/quarter?district=7&quarter=2026-Q4",
    ):
        walk.open(form)
        main = walk.page.get_by_test_id("stMain")
        expect(main.get_by_role("heading").first).to_be_visible()
        expect(main.get_by_role("textbox")).to_have_count(0)
        expect(main.get_by_role("button", name=walk.say("Save"), exact=True)).to_have_count(0)
