"""A commander leaves a note and goes; the successor opens it, takes over and says so."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from playwright.sync_api import expect

from schemas.vocabulary import HandoverSide, Language
from tests.journeys.conftest import Visit
from tests.journeys.server import TODAY, running_planner
from tests.journeys.walk import Walk

PLACE = "/handover?district=10"
LEAVES, COMES = "Marisol Imaginado", "Rosalind Futura"
NOTE = "Call Comerciantes first. <b>**bold**</b> 🙂 " + "Donaudampfschifffahrt" * 6
BEGINS_TODAY = "UPDATE member_role SET starts_on = ? WHERE starts_on = '2027-01-01'"


@pytest.fixture
def planner(tmp_path: Path) -> Iterator[str]:
    """The address of a planner on the day of the change, when both are in command."""
    with running_planner(tmp_path) as running:
        with closing(connect(running.database)) as rows, rows:
            rows.execute(BEGINS_TODAY, (TODAY,))
        yield running.address


def come_in(visit: Visit, person: str, path: str, language: Language, width: str) -> Walk:
    return Walk(visit(person, path, language.value, width), language)


def is_as_wide_as_the_screen(walk: Walk) -> bool:
    wide = walk.page.get_by_test_id("stMain").evaluate("one => one.scrollWidth - one.clientWidth")
    return bool(wide == 0)


@pytest.mark.timeout(240)
def test_a_command_is_handed_over_and_taken_over(visit: Visit) -> None:
    walk = come_in(visit, LEAVES, PLACE, Language.EN, "wide")
    say = walk.say
    walk.press(say("Write a note"))
    walk.fill(say("What the next commander should know and the numbers don't say"), NOTE)
    walk.press(say("Save"))
    walk.sees(NOTE)
    walk.press(say("I have handed over"))
    walk.sees(f"✔ {walk.word(HandoverSide.GIVEN)}: {LEAVES}")
    walk.has_no_serious_barriers()

    walk = come_in(visit, COMES, "/plan?district=10", Language.ZH_HANS, "phone")
    say = walk.say
    walk.page.get_by_role("link", name=say("Change of command")).click()
    walk.settle()
    walk.sees(NOTE)
    walk.unfold(say("Hand over goals and steps"))
    walk.pick(say("Everything to"), COMES)
    walk.press(say("Set all"))
    walk.sees(say("This will change:"))
    assert is_as_wide_as_the_screen(walk)
    walk.has_no_serious_barriers()
    walk.press(say.plural("Save {count} change", "Save {count} changes", 1))
    walk.sees(say("Responsible: {name}", name=COMES))
    walk.press(say("I have taken over"))
    walk.sees(f"✔ {walk.word(HandoverSide.TAKEN)}: {COMES}")
    expect(walk.page.get_by_role("button", name=say("I have taken over"))).to_have_count(0)
