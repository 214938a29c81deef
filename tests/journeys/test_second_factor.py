"""A second step turned on with an app, and asked for at every sign-in after it, in a browser."""

from datetime import UTC, datetime
from io import BytesIO

import pyotp
import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, expect

from planner.domain.second_factor import setup_address
from schemas.vocabulary import Language
from tests.journeys.server import Running
from tests.journeys.test_sign_in import come, founding_link, planner, set_password, sign_in
from tests.journeys.walk import Walk

__all__ = ["planner"]  # the fixture: a planner with accounts

EMAIL, PASSWORD = "root@example.org", "river lantern copper"


@pytest.mark.timeout(300)
def test_a_second_step_is_turned_on_and_asked_for_from_then_on(
    browser: Browser, planner: Running
) -> None:
    root = come(browser, planner, Language.EN)
    set_password(root, founding_link(planner), PASSWORD)
    secret, codes = turn_on(root)
    root.press("Sign out")

    root.page.goto("/signin?next=/people")
    sign_in(root, EMAIL, PASSWORD)
    root.has_no_serious_barriers()
    enter(root, "000000")
    expect(root.page.get_by_role("alert")).to_be_visible()
    root.has_no_serious_barriers()
    # The step that confirmed it was taken, so the code is that of the one to come.
    enter(root, pyotp.TOTP(secret).at(datetime.now(UTC), counter_offset=1))
    root.settle()
    expect(root.page).to_have_url(f"{planner.address}/people")
    root.fill("Find a name or mail address", EMAIL)
    root.sees("Second step on")

    phone = come(browser, planner, Language.ZH_HANS, "phone")
    phone.page.goto("/signin?next=/profile")
    sign_in(phone, EMAIL, PASSWORD)
    phone.has_no_serious_barriers()
    phone.page.get_by_role("link", name=phone.say("Use a recovery code instead")).click()
    phone.has_no_serious_barriers()
    enter(phone, codes[0].lower())
    phone.settle()
    phone.sees(say_left(phone, 9))
    phone.unfold(phone.say("Turn the second step off"))
    phone.has_no_serious_barriers()
    phone.fill(phone.say("Your password"), PASSWORD, 1)
    phone.press(phone.say("Turn it off"))
    phone.sees(phone.say("Your second step is off."))
    # What opens the account changed, so that the other browser has to show it.
    root.page.goto("/profile")
    expect(root.page).to_have_url(f"{planner.address}/signin?next=/profile")
    sign_in(root, EMAIL, PASSWORD)
    root.settle()
    root.sees("Second step off")


def turn_on(walk: Walk) -> tuple[str, list[str]]:
    """Turn the second step on, reload half-way, and return the secret and the recovery codes."""
    walk.open("/profile")
    walk.fill("Your password", PASSWORD)
    walk.press("Turn it on")
    walk.open("/profile")
    walk.has_no_serious_barriers()
    secret = walk.page.get_by_test_id("stCode").inner_text().replace(" ", "").strip()
    picture = walk.page.get_by_role("img", name="The key as a picture")
    meant = segno.make(setup_address(secret, EMAIL, "District strategy planner"), error="m").matrix
    seen = dark_squares(picture.screenshot(), len(meant))
    assert seen == [[bool(dark) for dark in row] for row in meant]
    walk.fill("Code from your app", pyotp.TOTP(secret).now())
    walk.press("Turn it on")
    walk.sees("They are not shown again")
    walk.has_no_serious_barriers()
    codes = walk.page.get_by_test_id("stCode").inner_text().split()
    walk.press("I have kept them")
    walk.sees(say_left(walk, 10))
    walk.has_no_serious_barriers()
    return secret, codes


def dark_squares(picture: bytes, across: int) -> list[list[bool]]:
    """Return which squares of a picture are dark, so many across within an edge of four."""
    image = Image.open(BytesIO(picture)).convert("1")
    square = image.width / (across + 8)
    places = [int((4.5 + place) * square) for place in range(across)]
    return [[not image.getpixel((x, y)) for x in places] for y in places]


def say_left(walk: Walk, count: int) -> str:
    """Return the sentence that tells how many recovery codes are left."""
    one, many = (
        "{count} recovery code of {all} is left.",
        "{count} recovery codes of {all} are left.",
    )
    return walk.say.plural(one, many, count, all=10)


def enter(walk: Walk, code: str) -> None:
    """Type a code into the page of the second step, and send it."""
    walk.page.locator("#code").fill(code)
    walk.page.get_by_role("button").click()
