"""A target is changed and drawn as it is typed; a step is proved by files and a link."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.walk import Walk

STEP = "Count the calls again"
MINUTES = "Twelve came; three spoke. 会议记录\n".encode()
TABLE = b"beat,calls\n0712,41\n0713,38\n"
PAGE = "https://example.org/minutes?day=12"


@pytest.fixture
def commander(visit: Visit) -> Walk:
    """The commander of district 7, at a goal that is measured already."""
    walk = Walk(visit("Amara Sampleton", "/goal?district=7"))
    walk.page.get_by_role("button", name="Answer the most urgent calls").first.click()
    walk.settle()
    expect(walk.page).to_have_url(re.compile("goal="))
    return walk


def fits_a_phone(walk: Walk) -> None:
    """Fail when the page is wider than a phone."""
    walk.page.set_viewport_size({"width": 390, "height": 844})
    walk.settle()
    wide = walk.page.get_by_test_id("stMain").evaluate("one => one.scrollWidth - one.clientWidth")
    walk.page.set_viewport_size({"width": 1440, "height": 1000})
    assert wide == 0


@pytest.mark.timeout(240)
def test_a_target_is_changed_and_drawn_while_it_is_typed(commander: Walk) -> None:
    walk, say = commander, commander.say
    walk.press(say("Edit goal"))
    walk.unfold(say("How it is measured"))
    walk.press(say("Change the target"))
    walk.fill(say("Value to reach"), "7.4")
    walk.pick(say("What we want to see each quarter"), say("Even steps, a quarter each"))
    numbers = walk.page.get_by_test_id("stVegaLiteChart").locator("svg text")
    expect(numbers.filter(has_text=re.compile(r"^7\.4$")).first).to_be_visible()
    walk.has_no_serious_barriers()
    fits_a_phone(walk)
    walk.fill(say("Why the target changes"), "A car more from October.")
    walk.fill(say("Who agreed"), "Commander and chair")
    walk.fill(say("Why the signed plan changes"), "A car more from October.")
    walk.press(say("Save"))
    walk.sees("Changed from 2026 Q4 on.")
    walk.sees("Agreed by Commander and chair")


@pytest.mark.timeout(240)
def test_a_step_is_proved_by_files_and_a_link_and_they_come_back_as_they_were(
    commander: Walk, tmp_path: Path
) -> None:
    walk, say = commander, commander.say
    walk.press(say("Add a step"))
    walk.fill(say("What is to be done"), STEP)
    walk.press(say("Save"))
    folds = walk.page.locator("details").filter(has_text=say("Add evidence"))
    folds.last.locator("summary").click()
    walk.settle()

    files = {"minutes [1].txt": MINUTES, "calls.csv": TABLE}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    walk.page.get_by_test_id("stFileUploader").locator("input").set_input_files(
        [tmp_path / name for name in files]
    )
    walk.press(say("Attach"))
    walk.sees(say.plural("{count} file is attached.", "{count} files are attached.", 2))
    walk.settle()
    walk.fill(say("Or the address of a page that shows it"), PAGE)
    walk.fill(say("What is to be seen there"), "Minutes of the council")
    walk.press(say("Add the link"))
    walk.sees("Minutes of the council")
    walk.sees(PAGE)
    for name, content in files.items():
        address = walk.page.get_by_role("link", name=name).get_attribute("href")
        answer = walk.page.context.request.get(str(address))
        assert (answer.status, answer.body()) == (200, content)
        assert answer.headers["content-disposition"].startswith("attachment")
    walk.has_no_serious_barriers()
    fits_a_phone(walk)
