"""Coming in by a provider of single sign-on, a real one: there, back, and with what it gives."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Browser, expect

from schemas.vocabulary import Language, Role
from tests.journeys.server import Running, running_planner, running_provider
from tests.journeys.test_sign_in import KEY, come
from tests.journeys.walk import Walk

DEEP = "/plan?district=11"
THERE = re.compile(re.escape(DEEP))


@dataclass(frozen=True, slots=True)
class City:
    """A running planner, and the provider that its people sign in at."""

    planner: Running
    provider: str

    def knows(self, subject: str, *groups: str, **claims: object) -> None:
        """Let the provider know a person who is in these groups now."""
        said = {"email": f"{subject}@example.org", "email_verified": True, "groups": groups}
        answer = httpx.put(f"{self.provider}/users/{subject}", json=said | claims)
        assert answer.is_success, answer.text


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A city that has accounts for its staff."""
    folder = tmp_path_factory.mktemp("city")
    with (
        running_provider(folder) as issuer,
        running_planner(
            folder,
            PLANNER_DEMO="",
            PLANNER_TODAY="",
            PLANNER_SECRET_KEY=KEY,
            PLANNER_OIDC_ISSUER=issuer,
            PLANNER_OIDC_CLIENT_ID="planner",
            PLANNER_OIDC_CLIENT_SECRET="a secret between the two",
            PLANNER_OIDC_NAME="City account",
        ) as planner,
    ):
        yield City(planner, issuer)


def sign_on(walk: Walk, subject: str | None) -> None:
    """Press the button of the sign-in page, and sign in at the provider, or stop there."""
    button = walk.say("Sign in with {name}", name="City account")
    walk.page.get_by_role("link", name=button, exact=True).click()
    if subject is None:
        walk.page.get_by_role("button", name="Deny").click()
        return
    walk.page.get_by_placeholder("sub").fill(subject)
    walk.page.get_by_role("button", name="Authorize", exact=True).click()


@pytest.mark.timeout(300)
def test_staff_come_in_with_their_citys_account_and_the_roles_it_gives_now(
    browser: Browser, city: City
) -> None:
    city.knows("nadia", "planner:dac-chair:7", "staff", name="Nadia New")
    nadia = come(browser, city.planner, Language.EN)
    say = nadia.say

    # There and back, to the very page asked for, with the role that the group gives.
    nadia.page.goto(DEEP)
    nadia.has_no_serious_barriers()
    sign_on(nadia, "nadia")
    nadia.settle()
    expect(nadia.page).to_have_url(THERE)
    nadia.sees(f"Nadia New · {nadia.word(Role.DAC_CHAIR)}")
    nadia.open("/profile")
    nadia.sees(say("With single sign-on"))

    # The role is taken away at the provider, and another one given.
    city.knows("nadia", "planner:administrator", name="Nadia New")
    nadia.press(say("Sign out"))
    nadia.sees("You had come in with single sign-on")
    nadia.has_no_serious_barriers()
    nadia.page.get_by_role("link", name=say("Sign in"), exact=True).click()
    sign_on(nadia, "nadia")
    nadia.settle()
    nadia.sees(f"Nadia New · {nadia.word(Role.ADMINISTRATOR)}")
    expect(nadia.page.get_by_text(nadia.word(Role.DAC_CHAIR))).to_have_count(0)

    # Administrators see where the role comes from, and don't change it here.
    nadia.open("/people")
    nadia.fill("Find a name or mail address", "Nadia")
    nadia.sees(f"{nadia.word(Role.ADMINISTRATOR)}, {say('from single sign-on')}")
    nadia.press("Edit")
    nadia.sees("Roles from single sign-on are given and taken away there")
    nadia.has_no_serious_barriers()


@pytest.mark.timeout(300)
def test_who_is_not_let_in_is_told_why_on_a_phone_in_their_language(
    browser: Browser, city: City
) -> None:
    mei = come(browser, city.planner, Language.ZH_HANS, "phone")
    say = mei.say
    again = say("Begin once more")

    # Stopped at the provider.
    mei.page.goto(DEEP)
    mei.has_no_serious_barriers()
    sign_on(mei, None)
    expect(mei.page.get_by_role("alert")).to_be_visible()
    mei.has_no_serious_barriers()

    # Known there, and nobody here yet.
    city.knows("mei")
    mei.page.goto(f"/signin?next={DEEP}")
    sign_on(mei, "mei")
    expect(mei.page.get_by_role("alert")).to_have_text(
        say(
            "You have no account and no role here yet. Ask an administrator of your city or"
            " district to invite you."
        )
    )
    mei.has_no_serious_barriers()

    # With a group, from the very same page.
    city.knows("mei", "planner:district-staff:7")
    mei.page.get_by_role("link", name=again, exact=True).click()
    mei.page.get_by_placeholder("sub").fill("mei")
    mei.page.get_by_role("button", name="Authorize", exact=True).click()
    mei.settle()
    expect(mei.page).to_have_url(THERE)
    expect(mei.page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert mei.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
