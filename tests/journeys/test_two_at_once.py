"""Two people at the same value: the second sees what the first recorded, and chooses."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.walk import Walk

SHEET = "/quarter?district=7&quarter=2026-Q4"


@pytest.mark.timeout(240)
def test_who_records_second_overwrites_nothing_unseen_even_after_a_reload(visit: Visit) -> None:
    first = Walk(visit("Amara Sampleton", SHEET))
    second = Walk(visit("Linh Vidu", SHEET))
    label = first.say("Value in {unit}", unit="minutes")
    first.fill(label, "61")
    second.fill(label, "62")
    second.page.reload()
    second.settle()
    expect(second.field(label)).to_have_value("62")
    mine = second.page.get_by_role("button", name=second.say("Save mine instead"))
    expect(mine).to_be_visible()
    mine.click()
    expect(mine).to_be_hidden()
    first.page.reload()
    first.settle()
    first.sees("62")
