"""A volunteer without an account is asked by a link, answers, and the district reads it."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from planner.i18n import language_tag, own_name, word_of
from schemas.vocabulary import AskedState, Consent, Language
from tests.journeys.server import Running
from tests.journeys.tab import WIDTHS, open_tab
from tests.journeys.test_sign_in import (
    AMARAS,
    ROOTS,
    come,
    founding_link,
    invite,
    planner,
    set_password,
)
from tests.journeys.walk import Walk

__all__ = ["planner"]  # the fixture: a planner with accounts

SAID = "路灯太暗。<b>晚上</b>不敢走。🙂"
QUESTION = "What would make you walk home after dark?"


@pytest.mark.timeout(300)
def test_a_volunteer_answers_by_a_link_and_the_district_reads_it(
    browser: Browser, planner: Running
) -> None:
    root = come(browser, planner, Language.EN)
    set_password(root, founding_link(planner), ROOTS)
    amara = come(browser, planner, Language.EN)
    set_password(amara, invite(root), AMARAS)
    link = ask(amara)

    mei = volunteer(browser, planner)
    mei.page.goto(link)
    mei.sees(QUESTION)
    expect(mei.page.get_by_role("heading", name=mei.say("The goal it is about"))).to_be_visible()
    mei.has_no_serious_barriers()
    width = mei.page.evaluate("document.documentElement.scrollWidth")
    assert width <= WIDTHS["phone"]
    mei.page.get_by_label(mei.say("Your answer")).fill(SAID)
    # Another language and back, in the middle of the answer.
    for other in (Language.PL, Language.ZH_HANS):
        mei.page.get_by_role("button", name=own_name(other)).press("Enter")
        expect(mei.page.locator("html")).to_have_attribute("lang", language_tag(other))
        expect(mei.page.locator("#text")).to_have_value(SAID)
    mei.has_no_serious_barriers()
    # Sent by the keyboard, without a mouse; what may be done with the words is still missing.
    mei.page.get_by_role("button", name=mei.say("Send")).press("Enter")
    expect(mei.page.get_by_label(mei.say("Your answer"))).to_have_value(SAID)
    quoted = mei.page.get_by_label(mei.say(word_of(Consent.QUOTE_ALLOWED)))
    quoted.press("Space")
    # Enter in a field sends the answer; it is not taken for the first language of the switch.
    quoted.press("Enter")
    mei.sees(mei.say("Your answer has been passed on. You can close this page."))
    mei.has_no_serious_barriers()
    mei.page.reload()
    expect(mei.page.get_by_text(QUESTION)).to_have_count(0)
    mei.page.goto("/board")
    expect(mei.page).to_have_url(f"{planner.address}/signin?next=/board")

    amara.open("/voices?district=7&part=meetings")
    amara.sees(amara.word(AskedState.ANSWERED))
    amara.open("/voices?district=7")
    amara.sees(SAID)
    amara.sees("Answered by a link")


def ask(amara: Walk) -> str:
    """Ask Mei about a meeting, and return the path of the link to hand over."""
    amara.open("/voices?district=7&part=meetings")
    amara.page.locator("details summary").first.click()
    amara.settle()
    amara.press("Ask somebody")
    amara.fill("Name", "Mei Lin")
    amara.fill("Mail address", "mei@example.org")
    amara.pick("Language they read", "简体中文")
    amara.pick("Question", "In my own words")
    amara.fill("Your own question, in the language they read", QUESTION)
    amara.pick("Goal it is about", "07-2026-1")
    amara.has_no_serious_barriers()
    amara.press("Make the link")
    amara.press("Show the link")
    amara.has_no_serious_barriers()
    link = amara.page.get_by_test_id("stCode").inner_text().strip()
    amara.page.keyboard.press("Escape")
    return urlsplit(link).path


def volunteer(browser: Browser, planner: Running) -> Walk:
    """Return Mei at her phone, whose browser says nothing of Chinese."""
    page = open_tab(browser, planner.address, None, "phone", color_scheme="dark")
    return Walk(page, Language.ZH_HANS)
