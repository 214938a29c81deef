"""From an invitation to a session that ends in the middle of a sentence, with real accounts."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from schemas.vocabulary import Language
from tests.journeys.server import PLANNER, ROOT, Running, running_planner
from tests.journeys.tab import open_tab
from tests.journeys.walk import Walk

KEY = "a-key-for-tests-that-signs-cookies-and-links"
ROOTS, AMARAS = "river lantern copper", "quiet orchard bicycle"
SAID = "They came fast. <b>Nobody</b> called back. 🙂"


@pytest.fixture
def planner(tmp_path: Path) -> Iterator[Running]:
    """A running planner with real accounts, none of them made yet."""
    with running_planner(
        tmp_path, PLANNER_DEMO="", PLANNER_TODAY="", PLANNER_SECRET_KEY=KEY
    ) as running:
        yield running


def come(browser: Browser, planner: Running, language: Language, width: str = "wide") -> Walk:
    """Return somebody at a browser of their own."""
    return Walk(open_tab(browser, planner.address, language, width), language)


def founding_link(planner: Running) -> str:
    """Make the first administrator where the planner is installed, and return the link's path."""
    database = f"sqlite:///{planner.database}"
    said = subprocess.run(
        [PLANNER, "admin", "create", "--email", "root@example.org", "--name", "Root Founder"],
        env={**os.environ, "PLANNER_DATABASE_URL": database, "PLANNER_SECRET_KEY": KEY},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return urlsplit(said.stdout.split()[-1]).path


def set_password(walk: Walk, path: str, password: str) -> None:
    """Open a link and set a password, after one that is easy to guess was refused."""
    walk.page.goto(path)
    for tried in ("password1234", password):
        walk.page.locator("#password").fill(tried)
        walk.page.locator("#again").fill(tried)
        if tried != password:
            walk.page.get_by_role("button").click()
            expect(walk.page.get_by_role("alert")).to_be_visible()
            walk.has_no_serious_barriers()
    walk.page.get_by_role("button").click()
    walk.settle()


def sign_in(walk: Walk, email: str, password: str) -> None:
    """Fill the form of the sign-in page and send it."""
    walk.page.locator("#email").fill(email)
    walk.page.locator("#password").fill(password)
    walk.page.get_by_role("button").click()


def lapse(planner: Running, email: str) -> None:
    """Let hours pass without a sign of life."""
    long_ago = datetime.now(UTC) - timedelta(hours=3)
    with sqlite3.connect(planner.database, timeout=30) as base:
        base.execute(
            "UPDATE web_session SET seen_at = ? WHERE member_id ="
            " (SELECT member_id FROM account WHERE email = ?)",
            (long_ago.strftime("%Y-%m-%d %H:%M:%S.%f"), email),
        )


@pytest.mark.timeout(300)
def test_an_invited_commander_loses_no_word_when_the_session_ends(
    browser: Browser, planner: Running
) -> None:
    root = come(browser, planner, Language.EN)
    set_password(root, founding_link(planner), ROOTS)
    invitation = invite(root)

    amara = come(browser, planner, Language.ZH_HANS, "phone")
    say = amara.say
    set_password(amara, invitation, AMARAS)
    # The menu of a phone covers the page: it closes when it has led somewhere.
    menu = amara.page.get_by_test_id("stExpandSidebarButton")
    menu.click()
    amara.page.get_by_role("link", name=say("Profile"), exact=True).click()
    amara.sees(say("Where you are signed in"))
    expect(menu).to_be_visible()
    amara.has_no_serious_barriers()
    amara.open("/voices?district=7&voice=new")
    spoken = say("What was said, in the speaker's own words and language")
    lapse(planner, "amara@example.org")
    amara.fill(spoken, SAID)
    amara.sees(say("What you had typed is kept, and waits for you."))
    amara.page.get_by_role("link", name=say("Sign in"), exact=True).click()
    amara.has_no_serious_barriers()
    sign_in(amara, "amara@example.org", "not her password")
    expect(amara.page.get_by_role("alert")).to_be_visible()
    sign_in(amara, "amara@example.org", AMARAS)
    amara.settle()
    expect(amara.field(spoken)).to_have_value(SAID)

    disable(root)
    # Told without a click: a page that only waits would never know.
    over = amara.page.get_by_test_id("session-over")
    expect(over).to_contain_text(say("Sign in"), timeout=40_000)
    amara.has_no_serious_barriers()
    amara.page.keyboard.press("Escape")
    amara.fill(spoken, "More words")
    amara.sees(say("You were signed out. Sign in again to go on."))
    expect(over).to_have_count(0)
    amara.page.goto("/plan?district=7")
    expect(amara.page).to_have_url(f"{planner.address}/signin?next=/plan%3Fdistrict%3D7")


def invite(root: Walk) -> str:
    """Give Amara a mail address, invite her, and return the path of the link to hand over."""
    find(root.page)
    root.fill("Mail address", "amara@example.org")
    root.press("Save")
    root.press("Invite")
    root.press("Show the invitation")
    root.has_no_serious_barriers()
    link = root.page.get_by_test_id("stCode").inner_text().strip()
    root.page.keyboard.press("Escape")
    return urlsplit(link).path


def disable(root: Walk) -> None:
    """Disable Amara, as when somebody leaves."""
    find(root.page)
    root.page.get_by_text("Disabled: can't come in").click()
    root.settle()
    root.press("Save")


def find(page: Page) -> None:
    """Find Amara among the people and open her form."""
    walk = Walk(page)
    walk.open("/people")
    walk.fill("Find a name or mail address", "Amara")
    walk.press("Edit")
