"""Links that were handed out: each sets one person's password once, and tells nobody about it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from db import tables as t
from db.engine import transaction
from planner.domain.account import FREE_GUESSES, FREE_GUESSES_OF_ADDRESS
from planner.domain.permissions import SYSTEM
from planner.gateways.secret import sign, sign_id
from planner.jobs.link import LINK, SEND_LINK, link_address
from planner.services.account.link import make_link
from planner.services.door import begin
from planner.ui import session
from planner.web.cookie import FORM, FORM_COOKIE
from schemas.vocabulary import EntryWay, Language
from tests.web.conftest import (
    EMAIL,
    KEY,
    PASSWORD,
    Response,
    TestClient,
    Visit,
    change,
    comes_in,
    send,
    sign_in,
)

EN = {"accept-language": "en"}
NEW = "nine quiet boats at anchor"
UNKNOWN = "xyz@example.org"
both = pytest.mark.parametrize("keyed", ["sqlite_url", "postgres_url"], indirect=True)


def hand_out(member_id: UUID) -> str:
    """Make a link as an administrator does, and return its path."""
    with begin(session.get_engine(), actor=SYSTEM, write=True) as work:
        link = make_link(work, member_id)
    return urlsplit(link_address(session.get_settings(), link.id)).path


def set_password(browser: TestClient, path: str, new: str = NEW, again: str = "") -> Response:
    """Set a password as a person would."""
    return send(browser, path, password=new, again=again or new)


def is_too_old(browser: TestClient, path: str) -> bool:
    """Say whether a link is good for nothing; what is shown and what is taken must agree."""
    browser.get("/forgotten")
    token = sign(KEY, FORM, browser.cookies[FORM_COOKIE])
    shown = browser.get(path)
    taken = browser.post(path, data={"form": token, "password": NEW, "again": NEW})
    assert shown.status_code == taken.status_code
    assert session.SESSION_COOKIE not in taken.headers.get("set-cookie", "")
    return bool(shown.status_code == 404)


def links() -> list[t.EntryLink]:
    with transaction(session.get_engine()) as rows:
        return list(rows.scalars(select(t.EntryLink).order_by(t.EntryLink.made_at)))


def mails() -> list[t.Job]:
    with transaction(session.get_engine()) as rows:
        return list(rows.scalars(select(t.Job)))


def ago(minutes: int) -> datetime:
    return datetime.now(UTC) - timedelta(minutes=minutes)


@pytest.fixture
def _mail(keyed: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PLANNER_SMTP_HOST", "mail.example.org")
    session.get_settings.clear()
    yield
    session.get_settings.clear()


# --- setting a password --------------------------------------------------------------------------


@both
def test_a_link_sets_the_password_and_lets_in_once(browse: Visit, eva: UUID) -> None:
    browser, path = browse(), hand_out(eva)
    page = browser.get(path, headers=EN)
    assert page.status_code == 200
    assert "Eva Rivera" in page.text
    assert EMAIL in page.text
    answer = set_password(browser, path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert comes_in(browser)
    assert is_too_old(browse(), path)
    assert sign_in(browse()).status_code == 401
    assert sign_in(browse(), password=NEW).status_code == 303


@both
def test_looking_at_a_link_does_not_use_it(browse: Visit, eva: UUID) -> None:
    # Mail servers open links to see what is behind them.
    path = hand_out(eva)
    for _ in range(3):
        assert browse().get(path).status_code == 200
        assert browse().head(path).status_code == 200
    assert set_password(browse(), path).status_code == 303


@both
def test_setting_a_password_ends_every_other_session(browse: Visit, eva: UUID) -> None:
    others = [browse(), browse()]
    for other in others:
        sign_in(other)
        assert comes_in(other)
    browser = browse()
    set_password(browser, hand_out(eva))
    assert comes_in(browser)
    assert not any(comes_in(other) for other in others)


def test_the_session_that_begins_says_how_and_is_new(browse: Visit, eva: UUID) -> None:
    browser = browse()
    planted = sign(KEY, session.SESSION, "planted")
    browser.cookies.set(session.SESSION_COOKIE, planted)
    cookie = set_password(browser, hand_out(eva)).headers["set-cookie"]
    assert planted not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    with transaction(session.get_engine()) as rows:
        assert rows.scalars(select(t.WebSession)).one().way is EntryWay.LINK


def test_whoever_guessed_does_not_keep_the_owner_from_a_new_password(
    browse: Visit, eva: UUID, long_waits: None
) -> None:
    for number in range(FREE_GUESSES + 1):
        answer = sign_in(browse(), password=f"guess {number}")
    assert answer.status_code == 429
    browser = browse()
    set_password(browser, hand_out(eva))
    assert comes_in(browser)


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "short",
        "password1234",
        "aaaaaaaaaaaaaaaa",
        "qwertyuiop123",
        "Eva Rivera 1",
        "ada@example.org",
        "eva rivera eva",
        "123456789012",
        "lamp bridge boat " * 13,
    ],
)
def test_a_weak_password_is_refused_and_the_link_stays_good(
    browse: Visit, eva: UUID, weak: str
) -> None:
    browser, path = browse(), hand_out(eva)
    answer = set_password(browser, path, weak)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert 'name="again"' in answer.text
    assert "action=" not in answer.text
    assert not comes_in(browser)
    assert sign_in(browse()).status_code == 303
    assert set_password(browser, path).status_code == 303


def test_two_passwords_that_differ_set_neither(browse: Visit, eva: UUID) -> None:
    browser, path = browse(), hand_out(eva)
    assert set_password(browser, path, NEW, PASSWORD + "!").status_code == 422
    assert sign_in(browse()).status_code == 303
    assert set_password(browser, path).status_code == 303


def test_what_is_typed_never_comes_back(browse: Visit, eva: UUID) -> None:
    page = set_password(browse(), hand_out(eva), NEW, "another one altogether").text
    assert NEW not in page
    assert "another one" not in page


@pytest.mark.parametrize("new", ["\0" * 16, "a\0" * 20, "x" * 3_000_000])
def test_an_odd_password_is_no_failure_of_the_server(browse: Visit, eva: UUID, new: str) -> None:
    assert set_password(browse(), hand_out(eva), new).status_code in {400, 413, 422}


# --- links that are good for nothing -------------------------------------------------------------


@both
def test_a_link_that_expired_is_too_old(browse: Visit, eva: UUID) -> None:
    path = hand_out(eva)
    change(t.EntryLink, made_at=ago(9), expires_at=ago(1))
    assert is_too_old(browse(), path)
    assert sign_in(browse()).status_code == 303


@both
def test_a_newer_link_makes_the_older_useless(browse: Visit, eva: UUID) -> None:
    older, newer = hand_out(eva), hand_out(eva)
    assert is_too_old(browse(), older)
    assert set_password(browse(), newer).status_code == 303


@both
def test_a_disabled_members_link_opens_nothing(browse: Visit, eva: UUID) -> None:
    path = hand_out(eva)
    change(t.Member, active=False)
    assert is_too_old(browse(), path)


def test_nothing_but_the_whole_signed_link_opens(browse: Visit, eva: UUID) -> None:
    path = hand_out(eva)
    link = links()[0].id
    value, _, signature = path.removeprefix("/welcome/").partition(".")
    forged = [
        link.hex,
        str(link),
        value,
        f"{value}.",
        f"{value}.{'A' * len(signature)}",
        f"{value[1:]}.{signature}",
        f"{value}.{signature[1:]}",
        f"{value}.{signature}x",
        sign_id("another key, which is long enough", LINK, link),
        sign_id("", LINK, link),
        sign_id(KEY, LINK, uuid4()),
        sign_id(KEY, LINK, eva),
        sign_id(KEY, session.SESSION, link),
        sign_id(KEY, FORM, link),
        "%00",
        "%ED%A0%80",
        "'--",
    ]
    for one in forged:
        assert is_too_old(browse(), f"/welcome/{one}"), one
    assert browse().get(path).status_code == 200


def test_all_links_that_open_nothing_are_told_the_same(browse: Visit, eva: UUID) -> None:
    used, browser = hand_out(eva), browse()
    set_password(browse(), used)
    disabled = hand_out(eva)
    change(t.Member, active=False)
    pages = {browser.get(path).text for path in (used, disabled, "/welcome/made-up")}
    assert len(pages) == 1
    assert "Eva" not in pages.pop()


def test_a_links_token_is_no_session(browse: Visit, eva: UUID) -> None:
    browser, path = browse(), hand_out(eva)
    browser.cookies.set(session.SESSION_COOKIE, path.removeprefix("/welcome/"))
    assert not comes_in(browser)


@pytest.mark.parametrize("path", ["/welcome", "/welcome/", "/welcome/a/b", "/welcome/../board"])
def test_nothing_beside_a_link_is_open(browse: Visit, eva: UUID, path: str) -> None:
    assert browse().get(path).status_code == 303


# --- whose form it is ----------------------------------------------------------------------------


def test_the_form_is_taken_only_from_the_browser_it_was_made_for(browse: Visit, eva: UUID) -> None:
    path, theirs, mine = hand_out(eva), browse(), browse()
    theirs.get(path)
    mine.get(path)
    fields = {"password": NEW, "again": NEW}
    token = sign(KEY, FORM, theirs.cookies[FORM_COOKIE])
    for wrong in ({}, {"form": token}, {"form": mine.cookies[FORM_COOKIE]}):
        answer = mine.post(path, data={**fields, **wrong})
        assert answer.status_code == 403
        assert 'name="again"' in answer.text
    assert not comes_in(mine)
    assert theirs.post(path, data={**fields, "form": token}).status_code == 303


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
def test_another_sites_form_sets_no_password(
    browse: Visit, eva: UUID, headers: dict[str, str]
) -> None:
    path = hand_out(eva)
    assert send(browse(), path, headers, password=NEW, again=NEW).status_code == 403
    assert sign_in(browse()).status_code == 303


# --- a forgotten password ------------------------------------------------------------------------


@both
@pytest.mark.parametrize("by_mail", [True, False])
def test_the_answer_is_the_same_whether_there_is_such_an_account_or_not(
    browse: Visit, eva: UUID, by_mail: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANNER_SMTP_HOST", "mail.example.org" if by_mail else "")
    session.get_settings.clear()
    browser = browse()
    unknown, known = (send(browser, "/forgotten", email=one) for one in (UNKNOWN, EMAIL))
    assert known.status_code == unknown.status_code == 200
    assert known.text == unknown.text
    assert list(known.headers) == list(unknown.headers)
    assert 'role="status"' in known.text
    assert len(links()) == 1
    assert len(mails()) == by_mail


@pytest.mark.usefixtures("_mail")
def test_a_link_is_mailed_to_the_account_and_opens_it(browse: Visit, eva: UUID) -> None:
    send(browse(), "/forgotten", email=f" {EMAIL.upper()} ")
    (mail,), (link,) = mails(), links()
    assert mail.kind == SEND_LINK
    assert json.loads(mail.payload) == {"link_id": link.id.hex}
    path = urlsplit(link_address(session.get_settings(), link.id)).path
    assert set_password(browse(), path).status_code == 303


@pytest.mark.usefixtures("_mail")
@pytest.mark.parametrize("email", ["", UNKNOWN, "x" * 9999, f"{EMAIL}\nBcc: x@evil.example", "%"])
def test_nobody_else_is_mailed(browse: Visit, eva: UUID, email: str) -> None:
    assert send(browse(), "/forgotten", email=email).status_code == 200
    assert not links()
    assert not mails()


@pytest.mark.usefixtures("_mail")
@both
@pytest.mark.parametrize("odd", [f"{EMAIL}\0", "\0"])
def test_an_odd_mail_address_is_an_unknown_one(browse: Visit, eva: UUID, odd: str) -> None:
    assert send(browse(), "/forgotten", email=odd).status_code == 200
    assert not mails()


@pytest.mark.usefixtures("_mail")
def test_a_disabled_member_is_not_mailed(browse: Visit, eva: UUID) -> None:
    change(t.Member, active=False)
    assert send(browse(), "/forgotten", email=EMAIL).status_code == 200
    assert not links()
    assert not mails()


@pytest.mark.usefixtures("_mail")
def test_asking_again_neither_fills_a_mailbox_nor_spoils_a_link(browse: Visit, eva: UUID) -> None:
    path = hand_out(eva)
    for _ in range(3):
        assert send(browse(), "/forgotten", email=EMAIL).status_code == 200
    assert not mails()
    assert browse().get(path).status_code == 200


def test_asking_changes_nothing_for_who_is_signed_in(browse: Visit, eva: UUID) -> None:
    browser = browse()
    sign_in(browser)
    send(browse(), "/forgotten", email=EMAIL)
    assert comes_in(browser)
    assert sign_in(browse()).status_code == 303


@pytest.mark.parametrize("email", [EMAIL, UNKNOWN])
@pytest.mark.usefixtures("long_waits")
def test_whoever_asks_too_often_waits_and_locks_nobody_out(
    browse: Visit, eva: UUID, email: str
) -> None:
    browser = browse()
    codes = [send(browser, "/forgotten", email=email).status_code for _ in range(FREE_GUESSES + 2)]
    assert codes == [200] * FREE_GUESSES + [429] * 2
    assert sign_in(browser).status_code == 303


@pytest.mark.usefixtures("long_waits")
def test_a_station_that_asks_for_many_links_can_still_sign_in(browse: Visit, eva: UUID) -> None:
    browser = browse()
    codes = [
        send(browser, "/forgotten", email=f"officer-{number}@example.org").status_code
        for number in range(FREE_GUESSES_OF_ADDRESS + 1)
    ]
    assert codes == [200] * FREE_GUESSES_OF_ADDRESS + [429]
    for number in range(FREE_GUESSES_OF_ADDRESS - 1):
        assert sign_in(browser, f"officer-{number}@example.org").status_code == 401
    assert sign_in(browser).status_code == 303


@pytest.mark.usefixtures("long_waits")
def test_a_station_that_may_not_sign_in_for_a_while_can_still_ask(browse: Visit, eva: UUID) -> None:
    browser = browse()
    for number in range(FREE_GUESSES_OF_ADDRESS):
        sign_in(browser, f"nobody-{number}@example.org")
    assert sign_in(browser).status_code == 429
    assert send(browser, "/forgotten", email=EMAIL).status_code == 200
    assert len(links()) == 1


def test_asking_needs_a_form_of_ones_own(browse: Visit, eva: UUID) -> None:
    browser = browse()
    browser.get("/forgotten")
    assert browser.post("/forgotten", data={"email": EMAIL}).status_code == 403
    assert not links()


def test_a_planner_that_was_never_set_up_answers_like_any_other(browse: Visit) -> None:
    assert send(browse(), "/forgotten", email=EMAIL).status_code == 200


# --- the pages -----------------------------------------------------------------------------------


def test_names_and_what_is_typed_never_become_markup(browse: Visit, eva: UUID) -> None:
    change(t.Member, name="<script>alert(1)</script>")
    browser = browse()
    for page in (
        browser.get(hand_out(eva)).text,
        send(browser, "/forgotten", email="<script>alert(1)</script>").text,
        browser.get("/welcome/<script>alert(1)</script>").text,
    ):
        assert "<script" not in page


@pytest.mark.parametrize("language", Language)
def test_the_pages_need_no_script_in_any_language(
    browse: Visit, eva: UUID, language: Language
) -> None:
    browser, path = browse(), hand_out(eva)
    browser.cookies.set("planner_language", language.value)
    pages = [
        (200, browser.get(path)),
        (403, browser.post(path)),
        (422, set_password(browser, path, "password1234")),
        (422, set_password(browser, path, NEW, PASSWORD)),
        (404, browser.get("/welcome/made-up")),
        (200, browser.get("/forgotten")),
        (403, browser.post("/forgotten")),
        (200, send(browser, "/forgotten", email=EMAIL)),
    ]
    for status, page in pages:
        assert page.status_code == status
        assert f'<html lang="{language.value.replace("_", "-")}">' in page.text
        assert "<script" not in page.text
        assert page.headers["cache-control"] == "no-store"


def test_a_language_chosen_on_these_pages_is_read_at_once_and_stays(
    browse: Visit, eva: UUID
) -> None:
    path = hand_out(eva)
    for one in (path, "/forgotten"):
        browser = browse()
        assert '<html lang="pl">' in browser.get(f"{one}?language=pl").text
        assert '<html lang="pl">' in set_password(browser, path, "password1234").text
