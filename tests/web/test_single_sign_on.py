"""Single sign-on: the provider's word alone opens, for the browser that asked and once."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from db import tables as t
from db.engine import transaction
from planner.gateways.provider import Provider
from planner.gateways.secret import read_signed, sign
from planner.ui import session
from planner.web import single_sign_on
from schemas.errors import SettingsError
from schemas.vocabulary import EntryWay, Language, Role
from tests.provider import FORGERIES, OTHER, SECRET, SETTINGS, FakeProvider, Forge, signed
from tests.web.conftest import EMAIL, HERE, KEY, TestClient, Visit, change, comes_in, sign_in

EN = {"accept-language": "en"}
EVA: dict[str, Any] = {"sub": "eva", "email": EMAIL, "email_verified": True}
ROOT: dict[str, Any] = {"sub": "root", "groups": ["planner:administrator"], "email_verified": True}
both = pytest.mark.parametrize("keyed", ["sqlite_url", "postgres_url"], indirect=True)


@pytest.fixture
def provider(keyed: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeProvider]:
    """A provider that the settings name, and that answers without a network."""
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PLANNER_BASE_URL", HERE)
    session.get_settings.clear()
    fake = FakeProvider()
    known = Provider(session.get_settings(), fake.transport)
    monkeypatch.setattr(single_sign_on, "get_provider", lambda: known)
    yield fake
    session.get_settings.clear()


def leave(browser: TestClient, after: str = "/") -> str:
    """Begin at the planner, and return where it leads at the provider."""
    answer = browser.get("/sso", params={"next": after})
    assert answer.status_code == 303
    return str(answer.headers["location"])


def come_back(browser: TestClient, provider: FakeProvider, after: str = "/", **who: Any) -> Any:
    """Go there and back as a person would."""
    back = provider.let_in(leave(browser, after), **who)
    return browser.get(back.removeprefix(HERE), headers=EN)


def all_of(table: type[t.Table]) -> list[Any]:
    with transaction(session.get_engine()) as rows:
        return list(rows.scalars(select(table)).all())


def nobody_came_in() -> bool:
    return not all_of(t.WebSession) and not all_of(t.Identity)


# --- there and back ------------------------------------------------------------------------------


@both
def test_whom_the_provider_vouches_for_comes_in(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    browser = browse()
    assert not comes_in(browser)
    answer = come_back(browser, provider, **EVA)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert comes_in(browser)
    (held,) = all_of(t.WebSession)
    assert (held.member_id, held.way) == (eva, EntryWay.SINGLE_SIGN_ON)


@pytest.mark.parametrize("after", ["/plan?district=7&year=2026", "/voices?find=caf%C3%A9%26x"])
def test_a_deep_link_is_kept_there_and_back(
    provider: FakeProvider, browse: Visit, eva: UUID, after: str
) -> None:
    browser = browse()
    entrance = browser.get(after).headers["location"]
    page = browser.get(entrance, headers=EN)
    link = next(part for part in page.text.split('"') if part.startswith("/sso"))
    there = browser.get(link.replace("&amp;", "&")).headers["location"]
    back = provider.let_in(there, **EVA)
    assert browser.get(back.removeprefix(HERE)).headers["location"] == after


@pytest.mark.parametrize(
    "after",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "/sso",
        "/sso/back?code=1",
        "/signin",
    ],
)
def test_nobody_is_led_to_another_site_or_round_and_round(
    provider: FakeProvider, browse: Visit, eva: UUID, after: str
) -> None:
    assert come_back(browse(), provider, after, **EVA).headers["location"] == "/"


def test_who_is_signed_in_is_led_on_at_once(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    browser = browse()
    sign_in(browser)
    assert leave(browser, "/board") == "/board"
    assert provider.asked == []


def test_a_session_is_the_same_as_with_a_password(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    browser = browse()
    answer = come_back(browser, provider, **EVA)
    cookies = answer.headers.get_list("set-cookie")
    (held,) = [one for one in cookies if one.startswith(session.SESSION_COOKIE)]
    assert "httponly" in held.lower()
    assert "samesite=lax" in held.lower()
    change(t.WebSession, ended_at=datetime.now(UTC))
    assert not comes_in(browser)


def test_each_time_is_a_session_of_its_own(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    tokens = set()
    for browser in (browse(), browse()):
        come_back(browser, provider, **EVA)
        tokens.add(browser.cookies[session.SESSION_COOKIE])
    assert len(tokens) == 2


@pytest.mark.parametrize("language", Language)
def test_the_button_is_above_the_form_and_keeps_where_to_go(
    provider: FakeProvider, browse: Visit, eva: UUID, language: Language
) -> None:
    page = browse().get("/signin", params={"next": "/plan?district=7", "language": language}).text
    link = "/sso?next=/plan%3Fdistrict%3D7"
    assert 0 < page.index(link) < page.index("<form")


def test_the_button_says_what_the_city_calls_it(
    provider: FakeProvider, browse: Visit, eva: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Sign in with single sign-on" in browse().get("/signin", headers=EN).text
    monkeypatch.setenv("PLANNER_OIDC_NAME", "<b>City</b> account")
    session.get_settings.clear()
    page = browse().get("/signin", headers=EN).text
    assert "Sign in with &lt;b&gt;City&lt;/b&gt; account" in page


# --- without the settings ------------------------------------------------------------------------


def test_without_the_settings_there_is_no_way_and_no_word_of_it(browse: Visit, eva: UUID) -> None:
    browser = browse()
    for path in ("/sso", "/sso/back"):
        answer = browser.get(path)
        assert answer.headers["location"] == f"/signin?next={path}"
    assert "/sso" not in browser.get("/signin").text


@pytest.mark.parametrize("path", ["/sso/", "/sso/back/", "/sso/x", "/ssox", "/SSO", "/sso%0a"])
def test_no_other_address_is_open(
    provider: FakeProvider, browse: Visit, eva: UUID, path: str
) -> None:
    assert browse().get(path).headers["location"].startswith("/signin?next=")


@pytest.mark.parametrize("path", ["/sso", "/sso/back"])
def test_a_form_begins_and_ends_no_try(
    provider: FakeProvider, browse: Visit, eva: UUID, path: str
) -> None:
    browser = browse()
    leave(browser)
    carried = browser.cookies[single_sign_on.COOKIE]
    browser.post(path)
    assert browser.cookies[single_sign_on.COOKIE] == carried
    assert browser.post(path, headers={"origin": "https://evil.example"}).status_code == 403


# --- the browser that asked, and once ------------------------------------------------------------


def refused(answer: Any, status: int = 400) -> bool:
    """Say whether a calm page answers, in words and with a way to begin once more."""
    assert answer.status_code == status
    assert answer.headers["cache-control"] == "no-store"
    assert "/sso?next=" in answer.text
    return "You are not signed in yet" in answer.text


def test_nobody_comes_back_who_did_not_leave(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    for query in ("", "?code=x", "?code=x&state=", "?state=x", "?error=access_denied"):
        assert refused(browse().get(f"/sso/back{query}", headers=EN))
    assert provider.asked == []


def test_a_way_back_is_good_in_the_browser_that_left_alone(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    # An attacker begins, signs in as themselves, and hands the way back to somebody else.
    attacker, victim = browse(), browse()
    back = provider.let_in(leave(attacker), **ROOT, email="root@example.org").removeprefix(HERE)
    assert refused(victim.get(back, headers=EN))
    leave(victim)
    assert refused(victim.get(back, headers=EN))
    assert provider.paths().count("/token") == 0
    assert nobody_came_in()


def test_a_stolen_code_is_worth_nothing_in_another_try(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    victim, thief = browse(), browse()
    code = parse_qs(urlsplit(provider.let_in(leave(victim), **EVA)).query)["code"][0]
    state = parse_qs(urlsplit(leave(thief)).query)["state"][0]
    stolen = urlencode({"code": code, "state": state})
    assert refused(thief.get(f"/sso/back?{stolen}", headers=EN), 403)
    assert nobody_came_in()


def test_a_way_back_is_good_once(provider: FakeProvider, browse: Visit, eva: UUID) -> None:
    browser = browse()
    back = provider.let_in(leave(browser), **EVA).removeprefix(HERE)
    carried = browser.cookies[single_sign_on.COOKIE]
    assert browser.get(back).status_code == 303
    assert single_sign_on.COOKIE not in browser.cookies
    assert refused(browser.get(back, headers=EN))
    # With the cookie put back by hand, the provider knows the code no more.
    browser.cookies.set(single_sign_on.COOKIE, carried)
    assert refused(browser.get(back, headers=EN), 403)
    assert len(all_of(t.WebSession)) == 1


def test_a_try_that_failed_is_not_good_for_another_one(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    browser = browse()
    back = provider.let_in(leave(browser), **EVA).removeprefix(HERE)
    browser.get("/sso/back?code=x&state=x")
    assert refused(browser.get(back, headers=EN))


@pytest.mark.parametrize("seconds", [-1, 1])
def test_a_try_holds_for_a_while(
    provider: FakeProvider,
    browse: Visit,
    eva: UUID,
    monkeypatch: pytest.MonkeyPatch,
    seconds: int,
) -> None:
    browser = browse()
    back = provider.let_in(leave(browser), **EVA).removeprefix(HERE)
    # Its cookie is kept, as by a browser that doesn't forget it in time.
    later = datetime.now(UTC) + single_sign_on.HOLDS + timedelta(seconds=seconds * 30)

    class Clock(datetime):
        @classmethod
        def now(cls, _tz: Any = None) -> Any:
            return later

    monkeypatch.setattr(single_sign_on, "datetime", Clock)
    answer = browser.get(back, headers=EN)
    assert (answer.status_code == 303) is (seconds < 0)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: "",
        lambda _: "{}",
        lambda text: text[:-3],
        lambda text: text.replace(".", "x."),
        lambda text: sign("another key, long enough to be one", "single sign-on", plain(text)),
        lambda text: sign(KEY, session.SESSION, plain(text)),
        lambda _: sign(KEY, "single sign-on", "{}"),
        lambda text: sign(KEY, "single sign-on", plain(text).replace('"/"', "7")),
    ],
    ids=range(8),
)
def test_what_the_browser_carries_is_ours_or_nothing(
    provider: FakeProvider, browse: Visit, eva: UUID, spoil: Callable[[str], str]
) -> None:
    browser = browse()
    back = provider.let_in(leave(browser), **EVA).removeprefix(HERE)
    carried = browser.cookies[single_sign_on.COOKIE]
    browser.cookies.clear()
    browser.cookies.set(single_sign_on.COOKIE, spoil(carried))
    assert refused(browser.get(back, headers=EN))
    assert nobody_came_in()


def plain(text: str) -> str:
    """Return what a cookie of a try says."""
    return read_signed(KEY, "single sign-on", text) or ""


def test_the_cookie_of_a_try_is_hidden_and_short_lived(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    (cookie,) = browse().get("/sso").headers.get_list("set-cookie")
    assert {part.strip().lower() for part in cookie.split(";")[1:]} >= {
        "httponly",
        "samesite=lax",
        "max-age=600",
    }


def test_a_session_cannot_be_made_of_a_try(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    browser = browse()
    leave(browser)
    browser.cookies.set(session.SESSION_COOKIE, browser.cookies[single_sign_on.COOKIE])
    assert not comes_in(browser)


# --- what the provider did not say ---------------------------------------------------------------


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_token_opens_nothing(
    provider: FakeProvider, browse: Visit, eva: UUID, forge: Forge
) -> None:
    provider.forge = forge
    browser = browse()
    assert refused(come_back(browser, provider, **EVA), 403)
    assert not comes_in(browser)
    assert nobody_came_in()


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another client"},
        {"iss": "https://evil.example"},
        {"nonce": "of another try"},
        {"nonce": None},
        {"exp": 1},
        {"azp": "another client"},
    ],
    ids=str,
)
def test_a_token_for_others_opens_nothing(
    provider: FakeProvider, browse: Visit, eva: UUID, claims: dict[str, Any]
) -> None:
    assert refused(come_back(browse(), provider, **EVA | claims), 403)
    assert nobody_came_in()


def test_a_token_of_an_earlier_try_opens_nothing(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    taken: list[str] = []

    def first(claims: dict[str, Any]) -> str:
        taken.append(signed(claims))
        return taken[0]

    provider.forge = first
    assert come_back(browse(), provider, **EVA).status_code == 303
    assert refused(come_back(browse(), provider, **EVA), 403)
    assert len(all_of(t.WebSession)) == 1


def test_an_answer_in_the_name_of_another_provider_is_not_taken(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    browser = browse()
    back = provider.let_in(leave(browser), **EVA).removeprefix(HERE)
    assert refused(browser.get(f"{back}&iss=https://evil.example", headers=EN), 403)
    assert provider.paths().count("/token") == 0


# --- who is not let in ---------------------------------------------------------------------------


@pytest.mark.parametrize("verified", [False, "true", 1, None])
def test_somebody_elses_mail_address_opens_nothing_until_it_is_verified(
    provider: FakeProvider, browse: Visit, eva: UUID, verified: object
) -> None:
    who = EVA | ROOT | {"email": EMAIL, "email_verified": verified}
    answer = come_back(browse(), provider, **who)
    assert refused(answer, 403)
    assert "does not say that your mail address is yours" in answer.text
    assert nobody_came_in()


def test_somebody_new_without_a_group_is_told_whom_to_ask(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    answer = come_back(browse(), provider, sub="new", email="new@example.org", email_verified=True)
    assert refused(answer, 403)
    assert "Ask an administrator" in answer.text
    assert nobody_came_in()


def test_who_is_disabled_stays_out(provider: FakeProvider, browse: Visit, eva: UUID) -> None:
    change(t.Member, active=False)
    answer = come_back(browse(), provider, **EVA)
    assert refused(answer, 403)
    assert "Your account is disabled" in answer.text
    assert nobody_came_in()


def test_a_former_colleagues_mail_address_opens_nothing(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    come_back(browse(), provider, **EVA)
    answer = come_back(browse(), provider, **EVA | {"sub": "another eva"})
    assert refused(answer, 403)
    assert "belongs to another person" in answer.text


def test_a_database_without_anybody_lets_nobody_in(provider: FakeProvider, browse: Visit) -> None:
    assert refused(come_back(browse(), provider, **ROOT, email="root@example.org"), 403)


@both
def test_a_role_that_is_taken_away_there_is_gone_here(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    who = EVA | {"groups": ["planner:administrator"]}
    come_back(browse(), provider, **who)
    assert {held.role for held in all_of(t.MemberRole)} == {Role.COMMANDER, Role.ADMINISTRATOR}
    come_back(browse(), provider, **EVA)
    assert {held.role for held in all_of(t.MemberRole)} == {Role.COMMANDER}


# --- when it goes wrong --------------------------------------------------------------------------


def test_who_stops_at_the_provider_finds_a_calm_page(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    browser = browse()
    state = parse_qs(urlsplit(leave(browser, "/board")).query)["state"][0]
    said = urlencode({"error": "access_denied", "error_description": "<b>no</b>", "state": state})
    answer = browser.get(f"/sso/back?{said}", headers=EN)
    assert refused(answer, 403)
    assert "or you stopped there" in answer.text
    assert "/sso?next=/board" in answer.text
    assert "<b>" not in answer.text


def test_a_provider_that_is_down_is_named_at_both_ends(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    browser = browse()
    provider.down = True
    answer = browser.get("/sso?next=/board", headers=EN)
    assert refused(answer, 503)
    assert "does not answer now" in answer.text
    assert "/sso?next=/board" in answer.text
    provider.down = False
    back = provider.let_in(leave(browser), **EVA).removeprefix(HERE)
    provider.down = True
    assert refused(browser.get(back, headers=EN), 503)
    # The other way in is open all the while.
    assert sign_in(browser).status_code == 303


@pytest.mark.parametrize("language", Language)
def test_what_went_wrong_is_said_in_the_visitors_language(
    provider: FakeProvider, browse: Visit, eva: UUID, language: Language
) -> None:
    answer = browse().get("/sso/back", headers={"cookie": f"planner_language={language}"})
    assert f'<html lang="{language.value.replace("_", "-")}">' in answer.text


def test_neither_secrets_nor_people_come_into_the_log(
    provider: FakeProvider, browse: Visit, eva: UUID
) -> None:
    with capture_logs() as lines:
        browser = browse()
        come_back(browser, provider, **EVA)
        for forge in (lambda claims: signed(claims, OTHER), lambda _claims: "a.b.c"):
            provider.forge = forge
            come_back(browse(), provider, **EVA)
        browse().get("/sso/back?code=stolen-code&state=stolen-state")
    assert len(lines) == 3
    for word in (SECRET, EMAIL, "eva", "code-", "stolen", "eyJ"):
        assert word not in str(lines)


# --- the start -----------------------------------------------------------------------------------


def start_with(provider: FakeProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Provider(session.get_settings(), provider.transport)
    lifespan = sys.modules["planner.web.lifespan"]
    monkeypatch.setattr(lifespan, "get_provider", lambda: known)
    lifespan.check_start()


def test_an_issuer_that_calls_itself_otherwise_stops_the_start(
    provider: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_with(provider, monkeypatch)
    provider.document = {"issuer": "https://elsewhere.example"}
    with pytest.raises(SettingsError, match="PLANNER_OIDC_ISSUER"):
        start_with(provider, monkeypatch)


def test_a_provider_that_is_down_stops_the_start(
    provider: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.down = True
    with pytest.raises(SettingsError, match="PLANNER_OIDC_ISSUER"):
        start_with(provider, monkeypatch)
