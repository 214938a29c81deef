"""Signing in: the right password alone opens, and nothing else that a browser can send."""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

import pytest
from sqlalchemy import delete, func, select

from db import tables as t
from db.engine import transaction
from db.queries import sign_in as query
from planner.domain.account import FREE_GUESSES, FREE_GUESSES_OF_ADDRESS
from planner.gateways.secret import digest_of, new_token, read_signed, sign
from planner.jobs.link import LINK
from planner.services.account import sign_in as service
from planner.services.door import begin_anonymous
from planner.ui import session
from planner.web.cookie import FORM, FORM_COOKIE
from schemas.sign_in import Visitor
from schemas.vocabulary import EntryWay, Language
from tests import factories as make
from tests.race import HEAD_START
from tests.web.conftest import (
    EMAIL,
    HERE,
    KEY,
    PASSWORD,
    CountingHasher,
    TestClient,
    Visit,
    change,
    comes_in,
    make_account,
    opens_page,
    opens_socket,
    send,
    sign_in,
)

EN = {"accept-language": "en"}
UNKNOWN = "xyz@example.org"
ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
]
ROUND_AND_ROUND = ["/signin", "/signin?next=/signin", "/forgotten", "/welcome/x", "/enter"]
both = pytest.mark.parametrize("keyed", ["sqlite_url", "postgres_url"], indirect=True)


def count(table: type[t.Table]) -> int:
    with transaction(session.get_engine()) as rows:
        return rows.scalar(select(func.count()).select_from(table)) or 0


def add_member(email: str, password_hash: str) -> None:
    """Add another member, who has the same password."""
    with transaction(session.get_engine(), write=True) as rows:
        city = rows.scalars(select(t.Jurisdiction)).one()
        make_account(rows, make.make_member(rows, city, name="Bo Diaz"), email, password_hash)


def token_of(browser: TestClient) -> str:
    """Read the token in the session's cookie."""
    token = read_signed(KEY, session.SESSION, browser.cookies[session.SESSION_COOKIE])
    assert token
    return token


def wear(browser: TestClient, cookie: str) -> TestClient:
    """Put on a session's cookie, however it was come by."""
    browser.cookies.set(session.SESSION_COOKIE, cookie)
    return browser


# --- the right password, and any other -----------------------------------------------------------


@both
def test_the_right_password_opens_pages_and_their_socket(browse: Visit, eva: UUID) -> None:
    browser = browse()
    assert not comes_in(browser)
    assert sign_in(browser).status_code == 303
    assert comes_in(browser)


@pytest.mark.parametrize("email", [" ada@example.org ", "Ada@Example.ORG"])
def test_a_mail_address_may_be_written_as_people_do(browse: Visit, eva: UUID, email: str) -> None:
    assert sign_in(browse(), email).status_code == 303


@pytest.mark.parametrize(
    "password", ["", " ", PASSWORD.upper(), PASSWORD[:-1], f"{PASSWORD} ", "x" * 400]
)
def test_no_other_password_opens(browse: Visit, eva: UUID, password: str) -> None:
    browser = browse()
    assert sign_in(browser, password=password).status_code == 401
    assert not comes_in(browser)
    assert count(t.WebSession) == 0


@both
def test_an_unknown_account_is_told_the_same_as_a_wrong_password(browse: Visit, eva: UUID) -> None:
    browser = browse()
    wrong = sign_in(browser, password="wrong")
    unknown = sign_in(browser, UNKNOWN)
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace(EMAIL, "") == unknown.text.replace(UNKNOWN, "")
    assert [name for name, _ in wrong.headers.multi_items()] == [
        name for name, _ in unknown.headers.multi_items()
    ]


def test_a_disabled_or_invited_member_is_told_the_same_too(
    browse: Visit, eva: UUID, hasher: CountingHasher
) -> None:
    browser = browse()
    wrong = sign_in(browser, password="wrong")
    change(t.Member, active=False)
    disabled = sign_in(browser)
    change(t.Member, active=True)
    change(t.Account, password_hash="")
    invited = sign_in(browser)
    nothing = sign_in(browser, password="")
    assert {answer.status_code for answer in (wrong, disabled, invited, nothing)} == {401}
    assert wrong.text == disabled.text == invited.text == nothing.text
    assert hasher.compared == 4


def test_a_hash_is_compared_whether_there_is_an_account_or_not(
    browse: Visit, eva: UUID, hasher: CountingHasher
) -> None:
    browser = browse()
    sign_in(browser, password="wrong")
    assert hasher.compared == 1
    sign_in(browser, UNKNOWN)
    assert hasher.compared == 2


def test_what_was_typed_is_written_down_nowhere(browse: Visit, eva: UUID) -> None:
    sign_in(browse(), "my password, in the wrong field", "another secret")
    sign_in(browse(), EMAIL, "another secret")
    engine = session.get_engine()
    with engine.connect() as rows:
        dump = "".join(rows.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert "refus" in dump
    assert "wrong field" not in dump
    assert "another secret" not in dump
    assert PASSWORD not in dump


def test_only_a_digest_of_the_token_is_kept(browse: Visit, eva: UUID) -> None:
    browser = browse()
    sign_in(browser)
    token = token_of(browser)
    with session.get_engine().connect() as rows:
        dump = "".join(rows.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert digest_of(token) in dump
    assert token not in dump


@pytest.mark.parametrize("field", ["email", "password"])
def test_too_much_text_is_refused_before_it_costs_anything(
    browse: Visit, eva: UUID, hasher: CountingHasher, field: str
) -> None:
    browser = browse()
    answer = send(browser, "/signin", **{"email": EMAIL, "password": PASSWORD, field: "é" * 9999})
    assert answer.status_code == 401
    assert "ééé" not in answer.text
    assert hasher.compared == 0


@pytest.mark.parametrize("size", [3_000_000, 30_000_000])
def test_a_form_without_end_is_not_read(browse: Visit, eva: UUID, size: int) -> None:
    assert send(browse(), "/signin", email=EMAIL, password="x" * size).status_code in {400, 413}


@both
@pytest.mark.parametrize("odd", ["a\0b", "\0", "\N{SNOWMAN}" * 20, "a\nb\r\n"])
def test_odd_characters_are_a_wrong_password_and_no_failure(
    browse: Visit, eva: UUID, odd: str
) -> None:
    browser = browse()
    assert sign_in(browser, email=odd).status_code == 401
    assert sign_in(browser, password=odd).status_code == 401
    assert sign_in(browser, email=f"{EMAIL}\0").status_code == 401


def test_half_a_character_is_a_wrong_password_and_no_failure(browse: Visit, eva: UUID) -> None:
    # UTF-7 can spell what no other encoding can write down again.
    browser = browse()
    browser.get("/signin")
    token = sign(KEY, FORM, browser.cookies[FORM_COOKIE])
    parts = {"form": token.encode(), "email": b"+2AA-", "password": b"+2AA-"}
    body = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value)
        for name, value in parts.items()
    )
    answer = browser.post(
        "/signin",
        content=body + b"--x--\r\n",
        headers={"content-type": "multipart/form-data; boundary=x; charset=utf-7"},
    )
    assert answer.status_code in {401, 403}


def test_files_and_missing_fields_are_nothing_typed(browse: Visit, eva: UUID) -> None:
    browser = browse()
    assert send(browser, "/signin").status_code == 401
    browser.get("/signin")
    token = sign(KEY, FORM, browser.cookies[FORM_COOKIE])
    answer = browser.post("/signin", data={"form": token}, files={"email": b"x"})
    assert answer.status_code == 400


def test_a_planner_that_was_never_set_up_says_no_like_any_other(browse: Visit) -> None:
    assert sign_in(browse()).status_code == 401


# --- where one lands -----------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/board?quarter=2026-Q3&goal=1", "/voices", "/?x=%2F%2Fy"])
def test_whoever_signs_in_lands_on_the_page_they_wanted(
    browse: Visit, eva: UUID, address: str
) -> None:
    browser = browse()
    entrance = browser.get(address).headers["location"]
    assert entrance.startswith("/signin?next=/")
    page = browser.get(entrance, headers=EN).text
    held = page.partition('name="next" value="')[2].partition('"')[0].replace("&amp;", "&")
    assert held == address
    assert sign_in(browser, next=held).headers["location"] == address


def test_a_wrong_password_keeps_the_page_wanted_and_the_mail_address(
    browse: Visit, eva: UUID
) -> None:
    page = sign_in(browse(), password="wrong", next="/board?goal=1").text
    assert 'name="next" value="/board?goal=1"' in page
    assert f'value="{EMAIL}"' in page
    assert "wrong" not in page.partition("<form")[2]


@pytest.mark.parametrize("address", ELSEWHERE + ROUND_AND_ROUND)
def test_no_address_leads_away_or_in_circles(browse: Visit, eva: UUID, address: str) -> None:
    browser = browse()
    page = browser.get(f"/signin?{urlencode({'next': address})}").text
    assert 'name="next" value="/"' in page
    assert "evil" not in page
    assert sign_in(browser, next=address).headers["location"] == "/"
    answer = browser.get(f"/signin?{urlencode({'next': address})}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_whoever_is_signed_in_is_led_on(browse: Visit, eva: UUID) -> None:
    browser = browse()
    sign_in(browser)
    assert browser.get("/signin?next=/board").headers["location"] == "/board"


# --- the session's cookie ------------------------------------------------------------------------


def test_the_cookies_are_out_of_scripts_and_other_sites_reach(browse: Visit, eva: UUID) -> None:
    browser = browse()
    form = browser.get("/signin").headers.get_list("set-cookie")
    session_cookie, language = sign_in(browser, language="pl").headers.get_list("set-cookie")
    for cookie in [*form, session_cookie]:
        assert "HttpOnly" in cookie
        assert "Max-Age" not in cookie
    for cookie in [*form, session_cookie, language]:
        assert "SameSite=lax" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie
        assert "Secure" not in cookie


def test_behind_tls_the_cookies_travel_encrypted_only(
    browse: Visit, eva: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANNER_BASE_URL", "https://planner.example.org")
    session.get_settings.clear()
    browser = browse("https://planner.example.org")
    cookies = browser.get("/signin").headers.get_list("set-cookie")
    cookies += sign_in(browser, language="pl").headers.get_list("set-cookie")
    assert len(cookies) == 3
    assert all("Secure" in cookie for cookie in cookies)
    assert comes_in(browser)


def test_a_cookie_that_was_planted_is_never_taken_over(browse: Visit, eva: UUID) -> None:
    planted = new_token()
    browser = wear(browse(), sign(KEY, session.SESSION, planted))
    assert not comes_in(browser)
    cookie = sign_in(browser).headers.get_list("set-cookie")[0]
    assert cookie.startswith(f"{session.SESSION_COOKIE}=")
    assert sign(KEY, session.SESSION, planted) not in cookie
    assert not comes_in(wear(browse(), sign(KEY, session.SESSION, planted)))


def test_every_sign_in_has_a_token_of_its_own(browse: Visit, eva: UUID) -> None:
    tokens = []
    for _ in range(3):
        browser = browse()
        sign_in(browser)
        tokens.append(token_of(browser))
    assert len(set(tokens)) == 3
    assert all(len(token) >= 43 for token in tokens)


def test_a_form_sent_while_signed_in_gives_a_new_token(browse: Visit, eva: UUID) -> None:
    browser = browse()
    browser.get("/signin")
    form = sign(KEY, FORM, browser.cookies[FORM_COOKIE])
    fields = {"form": form, "email": EMAIL, "password": PASSWORD}
    browser.post("/signin", data=fields)
    first = token_of(browser)
    browser.post("/signin", data=fields)
    assert token_of(browser) != first


def test_nothing_but_the_whole_signed_cookie_opens(browse: Visit, eva: UUID) -> None:
    browser = browse()
    sign_in(browser)
    cookie, token = browser.cookies[session.SESSION_COOKIE], token_of(browser)
    value, _, signature = cookie.partition(".")
    forged = [
        token,
        digest_of(token),
        value,
        f"{value}.",
        f".{signature}",
        f"{value}.{'A' * len(signature)}",
        f"{'B' if value[0] != 'B' else 'C'}{value[1:]}.{signature}",
        f"{value[1:]}.{signature}",
        f"{value}.{signature[1:]}",
        sign("another key, which is long enough", session.SESSION, token),
        sign("", session.SESSION, token),
        sign(KEY, session.SESSION, token.lower()),
        sign(KEY, session.SESSION, ""),
        str(eva),
    ]
    for one in forged:
        assert not comes_in(wear(browse(), one)), one
    assert comes_in(wear(browse(), cookie))


@pytest.mark.parametrize("purpose", [FORM, LINK, "", "Session"])
def test_a_cookie_signed_for_another_purpose_opens_nothing(
    browse: Visit, eva: UUID, purpose: str
) -> None:
    browser = browse()
    sign_in(browser)
    token = token_of(browser)
    assert not comes_in(wear(browse(), sign(KEY, purpose, token)))
    assert comes_in(wear(browse(), sign(KEY, session.SESSION, token)))


def test_the_forms_own_token_is_no_session(browse: Visit, eva: UUID) -> None:
    browser = browse()
    browser.get("/signin")
    assert not comes_in(wear(browser, sign(KEY, FORM, browser.cookies[FORM_COOKIE])))
    assert not comes_in(wear(browser, browser.cookies[FORM_COOKIE]))


def test_a_session_is_of_the_member_who_signed_in(browse: Visit, eva: UUID) -> None:
    browser = browse()
    sign_in(browser)
    with transaction(session.get_engine()) as rows:
        held = rows.scalars(select(t.WebSession)).one()
    assert (held.member_id, held.way) == (eva, EntryWay.PASSWORD)


# --- a session that is over ----------------------------------------------------------------------


def over(**ago: timedelta) -> dict[str, datetime]:
    """Say when something was: so long ago."""
    return {name: datetime.now(UTC) - one for name, one in ago.items()}


SECOND, IDLE, MOST = timedelta(seconds=1), timedelta(minutes=120), timedelta(hours=12)
ENDS = [
    pytest.param(t.WebSession, over(ended_at=SECOND), id="signed out"),
    pytest.param(t.Member, {"active": False}, id="disabled"),
    pytest.param(t.WebSession, over(seen_at=IDLE + SECOND), id="idle"),
    pytest.param(t.WebSession, over(began_at=2 * MOST, expires_at=SECOND), id="expired"),
    pytest.param(t.WebSession, over(began_at=MOST + SECOND), id="begun too long ago"),
]


@both
@pytest.mark.parametrize(("table", "values"), ENDS)
def test_the_cookie_of_a_session_that_is_over_opens_nothing(
    browse: Visit, eva: UUID, table: type[t.Table], values: dict[str, object]
) -> None:
    browser = browse()
    sign_in(browser)
    assert comes_in(browser)
    change(table, **values)
    assert not opens_page(browser)
    assert not opens_socket(browser)
    assert browser.get("/media/picture.png").status_code == 401
    assert "<form" in browser.get("/signin").text


def test_a_session_lasts_until_the_very_end(browse: Visit, eva: UUID) -> None:
    browser = browse()
    sign_in(browser)
    minute = timedelta(minutes=1)
    change(t.WebSession, **over(seen_at=IDLE - minute, began_at=MOST - minute))
    assert comes_in(browser)


def test_a_session_whose_row_is_gone_is_over(browse: Visit, eva: UUID) -> None:
    browser = browse()
    sign_in(browser)
    with transaction(session.get_engine(), write=True) as rows:
        rows.execute(delete(t.WebSession))
    assert not comes_in(browser)


def test_settings_made_stricter_hold_for_sessions_that_run(
    browse: Visit, eva: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = browse()
    sign_in(browser)
    change(t.WebSession, **over(seen_at=timedelta(minutes=10)))
    assert comes_in(browser)
    monkeypatch.setenv("PLANNER_SESSION_IDLE_MINUTES", "5")
    session.get_settings.clear()
    assert not comes_in(browser)


def test_a_new_key_ends_every_session(
    browse: Visit, eva: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = browse()
    sign_in(browser)
    monkeypatch.setenv("PLANNER_SECRET_KEY", KEY[::-1])
    session.get_settings.clear()
    assert not comes_in(browser)


# --- who somebody says they are ------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        "Remote-User",
        "X-Remote-User",
        "X-Forwarded-User",
        "X-Forwarded-Email",
        "X-Forwarded-Preferred-Username",
        "X-Forwarded-Access-Token",
        "X-Auth-Request-Email",
        "X-Streamlit-User",
        "X-Planner-Member",
        "Authorization",
    ],
)
def test_a_header_is_nobodys_pass(browse: Visit, eva: UUID, header: str) -> None:
    browser = browse()
    for name in (EMAIL, str(eva)):
        assert not comes_in(browser, **{header: name})
    sign_in(browser)
    came_through = browser.get("/board", headers={header: "root"}).json()
    assert header == "Authorization" or header.lower() not in came_through


@pytest.mark.parametrize("host", ["x/healthz?", "x/signin#", "127.0.0.1/healthz?", "[::1", "a@b"])
def test_no_name_asked_for_opens_a_page(browse: Visit, eva: UUID, host: str) -> None:
    assert not opens_page(browse(), host=host)


@pytest.mark.parametrize(
    "path", ["/%0Ahealthz", "/health%09z", "/signin%0D", "/healthz%3F", "//healthz"]
)
def test_an_address_that_only_looks_open_is_not(browse: Visit, eva: UUID, path: str) -> None:
    assert browse().get(f"{HERE}{path}").status_code == 303


# --- whose form it is ----------------------------------------------------------------------------


def test_a_form_without_its_token_is_not_taken(browse: Visit, eva: UUID) -> None:
    browser = browse()
    browser.get("/signin")
    answer = browser.post("/signin", data={"email": EMAIL, "password": PASSWORD}, headers=EN)
    assert answer.status_code == 403
    assert "Please send it once more" in answer.text
    assert session.SESSION_COOKIE not in browser.cookies


def test_a_form_made_for_another_browser_is_not_taken(browse: Visit, eva: UUID) -> None:
    theirs, mine = browse(), browse()
    theirs.get("/signin")
    mine.get("/signin")
    token = sign(KEY, FORM, theirs.cookies[FORM_COOKIE])
    fields = {"email": EMAIL, "password": PASSWORD, "form": token}
    assert mine.post("/signin", data=fields).status_code == 403
    assert browse().post("/signin", data=fields).status_code == 403
    assert count(t.WebSession) == 0
    assert theirs.post("/signin", data=fields).status_code == 303


@pytest.mark.parametrize("purpose", [session.SESSION, LINK, ""])
def test_a_forms_token_signed_for_another_purpose_is_none(
    browse: Visit, eva: UUID, purpose: str
) -> None:
    browser = browse()
    browser.get("/signin")
    fields = {"email": EMAIL, "password": PASSWORD}
    for token in (browser.cookies[FORM_COOKIE], sign(KEY, purpose, browser.cookies[FORM_COOKIE])):
        assert browser.post("/signin", data={**fields, "form": token}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://[::1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/signin", "/forgotten"])
def test_another_sites_form_is_refused_though_its_token_is_right(
    browse: Visit, eva: UUID, path: str, headers: dict[str, str]
) -> None:
    browser = browse()
    answer = send(browser, path, headers, email=EMAIL, password=PASSWORD)
    assert answer.status_code == 403
    assert session.SESSION_COOKIE not in browser.cookies
    assert count(t.WebSession) == count(t.EntryLink) == count(t.Guess) == 0


def test_another_sites_page_opens_no_socket_with_a_members_cookie(browse: Visit, eva: UUID) -> None:
    browser = browse()
    sign_in(browser)
    assert opens_socket(browser, origin=HERE)
    assert not opens_socket(browser, origin="http://evil.example")
    assert not opens_socket(browser, origin="null")


# --- guessing ------------------------------------------------------------------------------------


@both
@pytest.mark.parametrize("email", [EMAIL, UNKNOWN])
@pytest.mark.usefixtures("long_waits")
def test_whoever_guesses_on_is_made_to_wait_whether_there_is_such_an_account_or_not(
    browse: Visit, eva: UUID, email: str, hasher: CountingHasher
) -> None:
    browser = browse()
    answers = [sign_in(browser, email, f"guess {number}") for number in range(FREE_GUESSES + 3)]
    assert [answer.status_code for answer in answers] == [401] * FREE_GUESSES + [429] * 3
    assert "15" in answers[-1].text
    assert hasher.compared == FREE_GUESSES


@pytest.mark.usefixtures("long_waits")
def test_the_right_password_does_not_get_in_while_it_waits(browse: Visit, eva: UUID) -> None:
    browser = browse()
    for number in range(FREE_GUESSES):
        sign_in(browser, password=f"guess {number}")
    for patient in (browser, browse(), browse(client="192.0.2.7")):
        assert sign_in(patient).status_code == 429
        assert not comes_in(patient)
    change(t.Guess, **over(free_at=SECOND))
    assert sign_in(browser).status_code == 303


@pytest.mark.usefixtures("long_waits")
def test_a_name_written_another_way_is_no_new_account(browse: Visit, eva: UUID) -> None:
    browser = browse()
    names = [EMAIL, EMAIL.upper(), f" {EMAIL}", f"{EMAIL}\t", EMAIL.title(), f"\n{EMAIL}"]
    codes = [sign_in(browser, name, "wrong").status_code for name in names]
    assert codes == [401] * FREE_GUESSES + [429]


@pytest.mark.usefixtures("long_waits")
def test_a_colleague_at_the_same_address_still_comes_in(
    browse: Visit, eva: UUID, password_hash: str
) -> None:
    add_member("bo@example.org", password_hash)
    browser = browse()
    for number in range(FREE_GUESSES + 1):
        sign_in(browser, password=f"guess {number}")
    assert sign_in(browser, "bo@example.org").status_code == 303


@pytest.mark.usefixtures("long_waits")
def test_an_address_that_tries_many_accounts_is_made_to_wait(browse: Visit, eva: UUID) -> None:
    browser = browse()
    for number in range(FREE_GUESSES_OF_ADDRESS):
        assert sign_in(browser, f"nobody-{number}@example.org").status_code == 401
    assert sign_in(browser).status_code == 429
    assert sign_in(browse(client="192.0.2.7")).status_code == 303


@both
@pytest.mark.usefixtures("long_waits")
def test_a_whole_station_may_sign_in_from_one_address(browse: Visit, eva: UUID) -> None:
    browser = browse()
    browser.get("/signin")
    form = sign(KEY, FORM, browser.cookies[FORM_COOKIE])
    fields = {"form": form, "email": EMAIL, "password": PASSWORD}
    codes = {
        browser.post("/signin", data=fields).status_code for _ in range(FREE_GUESSES_OF_ADDRESS + 5)
    }
    assert codes == {303}


@pytest.mark.usefixtures("long_waits")
def test_an_account_of_ones_own_buys_no_guesses_at_others(
    browse: Visit, eva: UUID, password_hash: str
) -> None:
    add_member("bo@example.org", password_hash)
    browser, guesses = browse(), 0
    for number in range(3 * FREE_GUESSES_OF_ADDRESS):
        if sign_in(browser, f"nobody-{number}@example.org").status_code != 401:
            break
        guesses += 1
        if number % 3 == 0 and sign_in(browse(), "bo@example.org").status_code != 303:
            break
    assert guesses == FREE_GUESSES_OF_ADDRESS


@pytest.mark.usefixtures("long_waits")
def test_coming_in_makes_up_for_mistyping(browse: Visit, eva: UUID) -> None:
    for _ in range(3):
        for number in range(FREE_GUESSES - 1):
            assert sign_in(browse(), password=f"guess {number}").status_code == 401
        assert sign_in(browse()).status_code == 303


@both
@pytest.mark.usefixtures("long_waits")
def test_guesses_at_once_do_not_outrun_the_counting(
    browse: Visit, eva: UUID, hasher: CountingHasher
) -> None:
    browsers = [browse() for _ in range(16)]
    with ThreadPoolExecutor(len(browsers)) as pool:
        guesses = [
            pool.submit(sign_in, browser, EMAIL, f"guess {number}")
            for number, browser in enumerate(browsers)
        ]
        codes = sorted(guess.result().status_code for guess in guesses)
    assert codes == [401] * FREE_GUESSES + [429] * (len(browsers) - FREE_GUESSES)
    assert hasher.compared == FREE_GUESSES


def test_of_two_at_once_the_later_may_be_the_first_to_count(keyed: None, eva: UUID) -> None:
    visitor = Visitor(account_key="a", address_key="b")
    for early in (timedelta(), timedelta(seconds=1)):
        with begin_anonymous(session.get_engine(), write=True) as work:
            assert not service.admit(replace(work, now=work.now - early), visitor)


@both
def test_people_signing_in_at_once_do_not_get_into_each_others_way(
    browse: Visit, eva: UUID
) -> None:
    browsers = [browse() for _ in range(4)]
    with ThreadPoolExecutor(len(browsers)) as pool:
        codes = {answer.status_code for answer in pool.map(sign_in, browsers)}
    assert codes == {303}
    assert all(opens_page(browser) for browser in browsers)


@pytest.mark.parametrize("keyed", ["postgres_url"], indirect=True)
def test_whoever_comes_in_and_whoever_tries_do_not_wait_in_a_circle(keyed: None, eva: UUID) -> None:
    engine, visitor = session.get_engine(), Visitor(account_key="b", address_key="a")
    with begin_anonymous(engine, write=True) as work:
        assert not service.admit(work, visitor)

    def come_in() -> object:
        with begin_anonymous(engine, write=True) as work:
            return service.begin_session(work, eva, visitor, "", MOST)

    with ThreadPoolExecutor(1) as pool:
        with begin_anonymous(engine, write=True) as work:
            # As `admit` does, in two steps.
            query.hold_guess(work.session, visitor.address_key, work.now)
            later = pool.submit(come_in)
            wait([later], HEAD_START)
            query.hold_guess(work.session, visitor.account_key, work.now)
        assert later.result(timeout=60)


def test_the_counts_name_nobody(browse: Visit, eva: UUID) -> None:
    sign_in(browse(client="192.0.2.7"), password="wrong")
    with transaction(session.get_engine()) as rows:
        held = rows.scalars(select(t.Guess.key_digest)).all()
    assert len(held) == 2
    assert not {digest_of(EMAIL), digest_of("192.0.2.7")} & set(held)


# --- the page ------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", ['"><script>alert(1)</script>', "<img src=x onerror=alert(1)>"])
def test_what_is_typed_never_becomes_markup(browse: Visit, eva: UUID, script: str) -> None:
    browser = browse()
    for page in (
        sign_in(browser, script).text,
        sign_in(browser, next=f"/{script}", password="wrong").text,
        browser.post("/signin", data={"email": script}).text,
        browser.get("/signin", params={"next": f"/{script}", "language": script}).text,
    ):
        assert "<script" not in page
        assert "<img" not in page


@pytest.mark.parametrize("language", Language)
def test_the_page_needs_no_script_in_any_language(
    browse: Visit, eva: UUID, language: Language
) -> None:
    browser = browse()
    tag = language.value.replace("_", "-")
    pages = [
        browser.get(f"/signin?language={language.value}"),
        browser.get("/signin?why=ended"),
        browser.post("/signin"),
        *(sign_in(browser, password="wrong") for _ in range(FREE_GUESSES + 1)),
    ]
    assert [page.status_code for page in pages[:4]] == [200, 200, 403, 401]
    for page in pages:
        assert f'<html lang="{tag}">' in page.text
        assert "<script" not in page.text
        assert 'action="/signin"' in page.text
        assert page.headers["cache-control"] == "no-store"


def test_the_language_read_while_signing_in_stays(browse: Visit, eva: UUID) -> None:
    browser = browse()
    sign_in(browser, language="pl")
    assert browser.cookies["planner_language"] == "pl"


# --- the demo ------------------------------------------------------------------------------------


def test_the_demos_cookie_opens_nothing_outside_the_demo(browse: Visit, eva: UUID) -> None:
    browser = browse()
    browser.cookies.set(session.MEMBER_COOKIE, str(eva))
    assert not comes_in(browser)


def test_the_demos_entrance_is_closed_outside_the_demo(browse: Visit, eva: UUID) -> None:
    browser = browse()
    assert browser.get("/enter").headers["location"] == "/signin?next=/enter"
    assert browser.post("/enter", data={"member": str(eva)}).status_code == 401
    assert not browser.cookies
    sign_in(browser)
    assert "Eva Rivera" not in browser.get("/enter").text


@pytest.mark.parametrize("path", ["/signin", "/forgotten", "/welcome/x"])
def test_signing_in_is_closed_in_the_demo(visit: Visit, ada: UUID, path: str) -> None:
    assert visit().get(path).headers["location"].startswith("/enter?next=/")
    assert visit().post(path, data={"email": EMAIL, "password": PASSWORD}).status_code == 401
    assert "<form" not in visit(ada).get(path).text


@pytest.mark.parametrize("key", ["", KEY])
def test_a_sessions_cookie_opens_nothing_in_the_demo(
    visit: Visit, ada: UUID, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANNER_SECRET_KEY", key)
    session.get_settings.clear()
    token, now = new_token(), datetime.now(UTC)
    with transaction(session.get_engine(), write=True) as rows:
        row = t.WebSession(
            id=t.new_id(),
            jurisdiction_id=rows.scalars(select(t.Jurisdiction.id)).one(),
            member_id=ada,
            token_digest=digest_of(token),
            way=EntryWay.PASSWORD,
            began_at=now,
            seen_at=now,
            expires_at=now + MOST,
        )
        make.add(rows, row)
    assert not comes_in(wear(visit(), sign(key, session.SESSION, token)))
