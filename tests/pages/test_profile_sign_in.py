"""How one comes in, on one's own page: password, second step, recovery codes, sessions."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pyotp
import pytest
from sqlalchemy import func, select, update
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.domain.account import FREE_GUESSES
from planner.domain.second_factor import SETUP_HOLDS
from planner.services.account.code import put_new_codes
from planner.services.door import begin
from planner.ui import session
from schemas.vocabulary import Language, Role
from tests import factories as make
from tests.city import build_city
from tests.pages.browser import Opener, words_of
from tests.pages.conftest import KEY, SignIn

EMAIL = "ada@example.org"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NEW = "herons count the roof tiles"


@pytest.fixture
def ada(sign_in: SignIn) -> UUID:
    """A commander who sits here, signed in with a password."""
    member_id = build_city(session.get_engine()).people[Role.COMMANDER]
    sign_in(member_id, EMAIL)
    return member_id


@pytest.fixture
def codes(ada: UUID) -> tuple[str, ...]:
    """The recovery codes of the commander, whose second step is on."""
    with begin(session.get_engine(), ada, write=True) as work:
        make.make_second_factor(work.session, work.session.get_one(t.Member, ada), SECRET, KEY)
        return put_new_codes(work, ada, KEY)


def count(table: type[t.Table]) -> int:
    with transaction(session.get_engine()) as rows:
        return rows.scalar(select(func.count()).select_from(table)) or 0


def send(app: AppTest, name: str, label: str, password: str = make.PASSWORD) -> AppTest:
    """Type the own password into a form, and send it."""
    app.text_input(key=f"second_factor:{name}:password").input(password)
    return press(app, label)


def press(app: AppTest, label: str, place: int = 0) -> AppTest:
    [one for one in app.button if one.label == label][place].click()
    return app.run()


def shown_code(app: AppTest, place: int = 0) -> str:
    return str(app.code[place].value)


def confirm(app: AppTest, code: str) -> AppTest:
    app.text_input(key="second_factor:code").input(code)
    return press(app, "Turn it on")


def change_password(app: AppTest, old: str) -> AppTest:
    for key, typed in (("old", old), ("new", NEW), ("again", NEW)):
        app.text_input(key=f"profile:{key}").input(typed)
    return press(app, "Change password")


def test_it_is_turned_on_with_a_code_made_from_what_the_page_shows(
    open_page: Opener, ada: UUID
) -> None:
    app = open_page("profile", None)
    assert "Second step off" in words_of(app)
    send(app, "begin", "Turn it on")
    assert not app.error
    secret = shown_code(app).replace(" ", "")
    confirm(app, pyotp.TOTP(secret).now())
    assert not app.error
    words = words_of(app)
    assert "They are not shown again" in words
    codes = shown_code(app).splitlines()
    assert len(codes) == count(t.RecoveryCode) == 10
    press(app, "I have kept them")
    words = words_of(app)
    assert "Second step on" in words
    assert "10 recovery codes of 10 are left" in words
    assert not app.code
    assert codes[0] not in words


def test_codes_that_were_not_kept_are_gone_after_a_reload(open_page: Opener, ada: UUID) -> None:
    app = send(open_page("profile", None), "begin", "Turn it on")
    confirm(app, pyotp.TOTP(shown_code(app).replace(" ", "")).now())
    codes = shown_code(app)
    app = open_page("profile", None)
    assert not app.code
    assert codes.splitlines()[0] not in words_of(app)
    assert "10 recovery codes of 10 are left" in words_of(app)


def test_what_was_begun_goes_on_after_a_reload_and_asks_nobody_for_a_code(
    open_page: Opener, ada: UUID
) -> None:
    app = send(open_page("profile", None), "begin", "Turn it on")
    secret = shown_code(app)
    app = open_page("profile", None)
    assert shown_code(app) == secret
    confirm(app, "000000")
    assert "wrong or was used already" in app.error[0].value
    assert shown_code(app) == secret
    press(app, "Leave it off")
    assert not app.code
    assert count(t.SecondFactor) == 0


def test_what_was_begun_long_ago_begins_anew(open_page: Opener, ada: UUID) -> None:
    send(open_page("profile", None), "begin", "Turn it on")
    long_ago = datetime.now(UTC) - SETUP_HOLDS - timedelta(minutes=1)
    with transaction(session.get_engine(), write=True) as rows:
        rows.execute(update(t.SecondFactor).values(started_at=long_ago))
    app = open_page("profile", None)
    assert not app.code
    assert app.text_input(key="second_factor:begin:password").label == "Your password"


def test_new_codes_are_shown_once_and_replace_the_old(
    open_page: Opener, ada: UUID, codes: tuple[str, ...]
) -> None:
    app = send(open_page("profile", None), "codes", "Make new codes")
    assert not app.error
    fresh = shown_code(app).splitlines()
    assert len(fresh) == 10
    assert not set(fresh) & set(codes)


def test_few_codes_left_are_a_warning(open_page: Opener, ada: UUID, codes: tuple[str, ...]) -> None:
    with transaction(session.get_engine(), write=True) as rows:
        used = rows.scalars(select(t.RecoveryCode.id).limit(9)).all()
        rows.execute(
            update(t.RecoveryCode).where(t.RecoveryCode.id.in_(used)).values(used_at=make.NOW)
        )
    app = open_page("profile", None)
    assert "1 recovery code of 10 is left" in app.warning[0].value
    assert "Make new ones" in app.warning[0].value


def test_it_is_turned_off_with_the_password(
    open_page: Opener, ada: UUID, codes: tuple[str, ...]
) -> None:
    app = send(open_page("profile", None), "off", "Turn it off")
    assert not app.error
    assert "Your second step is off" in app.success[0].value
    assert count(t.SecondFactor) == count(t.RecoveryCode) == 0


@pytest.mark.parametrize(
    ("name", "label"), [("codes", "Make new codes"), ("off", "Turn it off")], ids=["codes", "off"]
)
def test_a_browser_left_open_is_not_enough(
    open_page: Opener, ada: UUID, codes: tuple[str, ...], name: str, label: str
) -> None:
    app = send(open_page("profile", None), name, label, "wrong")
    assert "This is not your password" in app.error[0].value
    assert not app.code
    assert count(t.SecondFactor) == 1


def test_whoever_guesses_the_password_here_waits_whatever_they_guess_it_for(
    open_page: Opener, ada: UUID, codes: tuple[str, ...]
) -> None:
    app = open_page("profile", None)
    for _ in range(FREE_GUESSES - 1):
        change_password(app, "wrong")
        assert "This is not your password" in app.error[0].value
    send(app, "off", "Turn it off", "wrong")
    with transaction(session.get_engine(), write=True) as rows:
        rows.execute(update(t.Guess).values(free_at=datetime.now(UTC) + timedelta(minutes=3)))
    change_password(app, make.PASSWORD)
    assert "Wait 3 minutes" in app.error[0].value
    for name, label in (("off", "Turn it off"), ("codes", "Make new codes")):
        send(app, name, label)
        assert "Wait 3 minutes" in app.error[0].value
    assert count(t.SecondFactor) == 1


def test_the_right_password_makes_up_for_mistyping(open_page: Opener, ada: UUID) -> None:
    app = open_page("profile", None)
    for _ in range(FREE_GUESSES - 1):
        change_password(app, "wrong")
    change_password(app, make.PASSWORD)
    assert not app.error
    assert count(t.Guess) == 0


def test_only_sessions_that_still_last_are_listed(open_page: Opener, ada: UUID) -> None:
    idle = datetime.now(UTC) - timedelta(hours=3)
    with transaction(session.get_engine(), write=True) as rows:
        member = rows.get_one(t.Member, ada)
        make.make_web_session(rows, member, browser="Firefox")
        make.make_web_session(rows, member, browser="Old phone", began_at=idle, seen_at=idle)
    words = words_of(open_page("profile", None))
    assert "Firefox" in words
    assert "Old phone" not in words


def test_who_has_no_password_is_told_why_there_is_no_second_step(
    open_page: Opener, ada: UUID
) -> None:
    with transaction(session.get_engine(), write=True) as rows:
        rows.execute(update(t.Account).values(password_hash=""))
    assert "no second step to add" in words_of(open_page("profile", None))


@pytest.mark.parametrize("language", Language)
def test_each_state_stands_in_every_language(
    open_page: Opener, ada: UUID, language: Language
) -> None:
    app = open_page("profile", None, language)
    assert not app.exception
    with begin(session.get_engine(), ada, write=True) as work:
        held = work.session.scalars(select(t.WebSession.id)).first()
        member = work.session.get_one(t.Member, ada)
        row = make.make_second_factor(
            work.session, member, SECRET, KEY, confirmed_at=None, started_in_id=held
        )
    app = open_page("profile", None, language)
    assert not app.exception
    assert shown_code(app).replace(" ", "") == SECRET
    with transaction(session.get_engine(), write=True) as rows:
        rows.get_one(t.SecondFactor, row.id).confirmed_at = datetime.now(UTC)
    app = open_page("profile", None, language)
    assert not app.exception
    assert words_of(app)


def test_the_demo_says_nothing_of_a_second_step(open_page: Opener) -> None:
    city = build_city(session.get_engine())
    app = open_page("profile", city.people[Role.COMMANDER])
    assert "second step" not in words_of(app).casefold()
