"""The second step of signing in, attacked: no code, no session, whatever else a browser sends."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID, uuid4

import pyotp
import pytest
from sqlalchemy import delete, func, select

from db import tables as t
from db.engine import transaction
from planner.domain.account import FREE_GUESSES, FREE_GUESSES_OF_ADDRESS
from planner.domain.permissions import SYSTEM
from planner.gateways.secret import digest_of, keyed_digest, read_signed, sign
from planner.jobs.link import link_address
from planner.services.account.code import put_new_codes
from planner.services.account.link import make_link
from planner.services.account.second_factor import turn_off_for
from planner.services.door import begin
from planner.ui import session
from planner.web.cookie import FORM, FORM_COOKIE
from planner.web.first_step import FIRST_STEP_COOKIE
from schemas.second_factor import FirstStep
from schemas.vocabulary import EntryWay, Language
from tests import factories as make
from tests.web.conftest import (
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
from tests.web.test_sign_in import ELSEWHERE, ROUND_AND_ROUND

EN = {"accept-language": "en"}
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PAGE = "/signin/code"
NEW = "nine quiet boats at anchor"
both = pytest.mark.parametrize("keyed", ["sqlite_url", "postgres_url"], indirect=True)


@pytest.fixture
def codes(eva: UUID) -> tuple[str, ...]:
    """The recovery codes of the commander, who has a second step."""
    with begin(session.get_engine(), actor=SYSTEM, write=True) as work:
        member = work.session.get_one(t.Member, eva)
        make.make_second_factor(work.session, member, SECRET, KEY)
        return put_new_codes(work, eva, KEY)


def code(steps: int = 0, secret: str = SECRET) -> str:
    return pyotp.TOTP(secret).at(datetime.now(UTC), counter_offset=steps)


def wrong_code(number: int = 0) -> str:
    """Return a code of no step that is near."""
    near = {code(steps) for steps in range(-3, 4)}
    return next(one for one in (f"{number + more:06d}" for more in range(9)) if one not in near)


def enter(browser: TestClient, typed: str, **fields: str) -> Response:
    """Type a code as a person would."""
    return send(browser, PAGE, code=typed, **fields)


def half_way(browser: TestClient, **fields: str) -> TestClient:
    """Take the first step: the right password."""
    answer = sign_in(browser, **fields)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"{PAGE}?next=/")
    assert session.SESSION_COOKIE not in answer.headers.get("set-cookie", "")
    return browser


def is_sent_back(answer: Response) -> bool:
    """Say whether an answer leads to the password, and gives no session."""
    assert session.SESSION_COOKIE not in answer.headers.get("set-cookie", "")
    if answer.status_code != 303:
        return False
    return urlsplit(answer.headers["location"]).path == "/signin"


def count(table: type[t.Table]) -> int:
    with transaction(session.get_engine()) as rows:
        return rows.scalar(select(func.count()).select_from(table)) or 0


def new_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Change the installation's key."""
    monkeypatch.setenv("PLANNER_SECRET_KEY", KEY[::-1])
    session.get_settings.clear()


# --- two steps, and never one --------------------------------------------------------------------


@both
def test_password_and_code_together_open(browse: Visit, eva: UUID, codes: tuple[str, ...]) -> None:
    browser = half_way(browse(), next="/board?goal=1")
    assert not comes_in(browser)
    answer = enter(browser, code(), next="/board?goal=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/board?goal=1")
    assert comes_in(browser)


def test_who_has_no_second_step_is_asked_for_none(browse: Visit, eva: UUID) -> None:
    browser = browse()
    assert sign_in(browser).headers["location"] == "/"
    assert comes_in(browser)


def test_one_that_was_only_begun_is_not_asked_for(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    change(t.SecondFactor, confirmed_at=None)
    browser = browse()
    assert sign_in(browser).headers["location"] == "/"
    assert comes_in(browser)


@pytest.mark.parametrize(
    "typed", ["", " ", "000", "0000000", "abcdef", "AAAAA-AAAAA", "\0" * 6, "1" * 99, "'--", "é"]
)
def test_no_other_code_opens(browse: Visit, eva: UUID, codes: tuple[str, ...], typed: str) -> None:
    browser = half_way(browse())
    answer = enter(browser, typed)
    assert answer.status_code == 401
    assert 'role="alert"' in answer.text
    assert not comes_in(browser)
    assert count(t.WebSession) == 0


def test_a_code_without_the_password_opens_nothing(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    browser = browse()
    browser.get("/signin")
    form = sign(KEY, FORM, browser.cookies[FORM_COOKIE])
    assert is_sent_back(browser.get(PAGE))
    assert is_sent_back(browser.post(PAGE, data={"form": form, "code": code()}))
    assert sign_in(browser, password="wrong").status_code == 401
    assert is_sent_back(browser.post(PAGE, data={"form": form, "code": code()}))
    assert not comes_in(browser)


def test_the_code_typed_as_a_password_or_beside_it_opens_nothing(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    browser = browse()
    assert sign_in(browser, password=code()).status_code == 401
    assert sign_in(browser, code=code()).headers["location"].startswith(PAGE)
    assert not comes_in(browser)


@pytest.mark.parametrize(
    "shown",
    [lambda one: f" {one[:3]} {one[3:]} ", lambda one: f"{one[:3]}-{one[3:]}", str],
    ids=["in groups", "with a hyphen", "as it is"],
)
def test_a_code_may_be_typed_as_people_do(
    browse: Visit, eva: UUID, codes: tuple[str, ...], shown: Callable[[str], str]
) -> None:
    browser = half_way(browse())
    assert enter(browser, shown(code())).status_code == 303


# --- a code opens once ---------------------------------------------------------------------------


@both
def test_a_code_that_was_taken_opens_nothing_again(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    seen = code()
    assert enter(half_way(browse()), seen).status_code == 303
    thief = half_way(browse())
    assert enter(thief, seen).status_code == 401
    assert not comes_in(thief)


def test_a_code_of_an_earlier_step_is_over_once_a_later_was_taken(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    earlier = [code(-1), code()]
    assert enter(half_way(browse()), code(1)).status_code == 303
    thief = half_way(browse())
    assert [enter(thief, one).status_code for one in earlier] == [401, 401]


@pytest.mark.parametrize("steps", [-3, -2, 2, 3])
def test_a_code_of_another_time_opens_nothing(
    browse: Visit, eva: UUID, codes: tuple[str, ...], steps: int
) -> None:
    # Two steps away is one step away when the clock ticks between the two.
    moment = datetime.now(UTC).timestamp() % 30
    shift = 0 if moment < 25 or steps < 0 else 1
    assert enter(half_way(browse()), code(steps + shift)).status_code == 401


@both
def test_a_recovery_code_opens_once(browse: Visit, eva: UUID, codes: tuple[str, ...]) -> None:
    assert enter(half_way(browse()), codes[0]).status_code == 303
    again = half_way(browse())
    assert enter(again, codes[0]).status_code == 401
    assert not comes_in(again)
    assert enter(half_way(browse()), codes[1].lower(), recovery="1").status_code == 303


@both
def test_one_code_sent_many_times_at_once_opens_one_session(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    for right in (code(), codes[0]):
        browsers = [half_way(browse()) for _ in range(FREE_GUESSES)]
        for browser in browsers:
            browser.get(PAGE)
        before = count(t.WebSession)
        with ThreadPoolExecutor(len(browsers)) as pool:
            answers = pool.map(lambda browser, right=right: enter(browser, right), browsers)
            statuses = sorted(answer.status_code for answer in answers)
        assert statuses == [303] + [401] * (FREE_GUESSES - 1)
        assert count(t.WebSession) == before + 1
        change(t.Guess, failures=0)


# --- guessing ------------------------------------------------------------------------------------


@both
@pytest.mark.usefixtures("long_waits")
def test_a_storm_of_codes_does_not_outrun_the_counting(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    browsers = [half_way(browse()) for _ in range(12)]
    with ThreadPoolExecutor(len(browsers)) as pool:
        guesses = [
            pool.submit(enter, browser, wrong_code(number * 10))
            for number, browser in enumerate(browsers)
        ]
        statuses = sorted(guess.result().status_code for guess in guesses)
    assert statuses == [401] * FREE_GUESSES + [429] * (len(browsers) - FREE_GUESSES)


@pytest.mark.usefixtures("long_waits")
def test_beginning_again_with_the_password_forgets_no_wrong_code(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    statuses = [enter(half_way(browse()), wrong_code()).status_code for _ in range(7)]
    assert statuses == [401] * FREE_GUESSES + [429] * (7 - FREE_GUESSES)


@pytest.mark.usefixtures("long_waits")
def test_the_right_code_does_not_get_in_while_it_waits(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    browser = half_way(browse())
    for _ in range(FREE_GUESSES):
        enter(browser, wrong_code())
    elsewhere = half_way(browse(client="192.0.2.7"))
    for one in (browser, elsewhere):
        for right in (code(), codes[0]):
            answer = enter(one, right)
            assert answer.status_code == 429
            assert "15" in answer.text
    assert not comes_in(browser)
    change(t.Guess, free_at=datetime.now(UTC))
    assert enter(browser, codes[0]).status_code == 303


@pytest.mark.usefixtures("long_waits")
def test_wrong_codes_keep_nobody_from_typing_the_password(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    browser = half_way(browse())
    for _ in range(FREE_GUESSES + 2):
        enter(browser, wrong_code())
    half_way(browse(client="192.0.2.7"))


@pytest.mark.usefixtures("long_waits")
def test_codes_guessed_for_many_people_make_their_address_wait(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    browser = half_way(browse())
    for _ in range(FREE_GUESSES_OF_ADDRESS):
        assert enter(browser, wrong_code()).status_code == 401
        with transaction(session.get_engine(), write=True) as rows:
            # As if each were somebody else: only what is counted for the address stays.
            own = keyed_digest(KEY, "code", eva.hex)
            rows.execute(delete(t.Guess).where(t.Guess.key_digest == own))
    assert enter(browser, code()).status_code == 429


@pytest.mark.usefixtures("long_waits")
def test_a_whole_station_may_come_in_with_codes_from_one_address(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    browser = browse()
    for _ in range(FREE_GUESSES_OF_ADDRESS + 3):
        change(t.SecondFactor, last_step=0)
        half_way(browser)
        form = sign(KEY, FORM, browser.cookies[FORM_COOKIE])
        assert browser.post(PAGE, data={"form": form, "code": code()}).status_code == 303
        del browser.cookies[session.SESSION_COOKIE]


def test_a_wrong_code_is_written_down_and_never_the_code(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    browser, guess = half_way(browse()), wrong_code(555_550)
    enter(browser, guess)
    enter(browser, "ZZZZZ-YYYYY")
    with session.get_engine().connect() as rows:
        dump = "".join(rows.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert dump.count('"what":"code"') + dump.count('"what": "code"') == 2
    assert guess not in dump
    assert "ZZZZZ" not in dump
    assert SECRET not in dump


# --- the proof of the first step -----------------------------------------------------------------


def proof_of(browser: TestClient) -> str:
    return str(browser.cookies[FIRST_STEP_COOKIE])


def test_a_proof_is_good_in_its_own_browser_alone(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    mine, theirs = half_way(browse()), browse()
    theirs.get("/signin")
    theirs.cookies.set(FIRST_STEP_COOKIE, proof_of(mine))
    form = sign(KEY, FORM, theirs.cookies[FORM_COOKIE])
    assert is_sent_back(theirs.get(PAGE))
    assert is_sent_back(theirs.post(PAGE, data={"form": form, "code": code()}))
    naked = browse()
    naked.cookies.set(FIRST_STEP_COOKIE, proof_of(mine))
    assert is_sent_back(naked.get(PAGE))
    assert not comes_in(theirs)
    assert enter(mine, code()).status_code == 303


def forge(
    browser: TestClient, key: str = KEY, purpose: str = "first step", **fields: object
) -> str:
    """Make a proof as the planner does, but for what is named."""
    held = read_signed(KEY, "first step", proof_of(browser))
    assert held
    bound, _, step = held.partition(" ")
    told = FirstStep.model_validate_json(step).model_dump() | fields
    step = FirstStep.model_validate(told).model_dump_json()
    return sign(key, purpose, f"{bound} {step}")


@both
def test_a_proof_that_is_too_old_is_none(browse: Visit, eva: UUID, codes: tuple[str, ...]) -> None:
    for minutes, holds in ((4, True), (5, False), (600, False)):
        browser = half_way(browse())
        old = datetime.now(UTC) - timedelta(minutes=minutes)
        browser.cookies.set(FIRST_STEP_COOKIE, forge(browser, at=old))
        assert is_sent_back(browser.get(PAGE)) is not holds
        form = sign(KEY, FORM, browser.cookies[FORM_COOKIE])
        answer = browser.post(PAGE, data={"form": form, "code": code(1 - holds)})
        assert (answer.headers["location"] == "/") is holds
    assert count(t.WebSession) == 1


def test_nothing_but_the_whole_signed_proof_is_one(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    browser = half_way(browse())
    right = proof_of(browser)
    value, _, signature = right.rpartition(".")
    form_cookie = browser.cookies[FORM_COOKIE]
    form = sign(KEY, FORM, form_cookie)
    step = read_signed(KEY, "first step", right) or ""
    forged = [
        "",
        value,
        f"{value}.",
        f"{value}.{'A' * len(signature)}",
        f"{value[1:]}.{signature}",
        forge(browser, key="another key, which is long enough"),
        forge(browser, key=""),
        forge(browser, purpose=session.SESSION),
        forge(browser, purpose=FORM),
        forge(browser, member_id=uuid4()),
        forge(browser, jurisdiction_id=uuid4()),
        sign(KEY, "first step", step.partition(" ")[2]),
        sign(KEY, "first step", step.partition(" ")[0]),
        sign(KEY, "first step", f"{digest_of('')} {step.partition(' ')[2]}"),
        sign(KEY, "first step", f"{step} {step}"),
        sign(KEY, session.SESSION, str(eva)),
        form,
        str(eva),
    ]
    for one in forged:
        browser.cookies.set(FIRST_STEP_COOKIE, one)
        assert is_sent_back(browser.get(PAGE)), one
        assert is_sent_back(browser.post(PAGE, data={"form": form, "code": code()})), one
    browser.cookies.set(FIRST_STEP_COOKIE, right)
    assert enter(browser, code()).status_code == 303


def test_a_proof_is_no_session_and_no_form(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    browser = half_way(browse())
    browser.cookies.set(session.SESSION_COOKIE, proof_of(browser))
    assert not comes_in(browser)
    answer = browser.post(PAGE, data={"form": proof_of(browser), "code": code()})
    assert answer.status_code == 403
    assert not comes_in(browser)


def test_the_proofs_cookie_is_out_of_reach_and_gone_after_use(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    browser = browse()
    cookies = sign_in(browser).headers.get_list("set-cookie")
    (proof,) = [one for one in cookies if one.startswith(FIRST_STEP_COOKIE)]
    for part in ("HttpOnly", "SameSite=lax", "Max-Age=300", "Path=/"):
        assert part in proof
    assert not [one for one in cookies if one.startswith(session.SESSION_COOKIE)]
    enter(browser, code())
    assert FIRST_STEP_COOKIE not in browser.cookies


def test_a_cookie_that_was_planted_is_never_taken_over(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    planted = sign(KEY, session.SESSION, "planted")
    browser = half_way(browse())
    browser.cookies.set(session.SESSION_COOKIE, planted)
    answer = enter(browser, code())
    assert answer.status_code == 303
    assert planted not in answer.headers["set-cookie"]


# --- what changes between the steps --------------------------------------------------------------


def turn_off(member_id: UUID) -> None:
    with begin(session.get_engine(), actor=SYSTEM, write=True) as work:
        turn_off_for(work, member_id)


@both
@pytest.mark.parametrize("what", ["disabled", "turned off", "another password"])
def test_what_was_taken_away_between_the_steps_opens_nothing(
    browse: Visit, eva: UUID, codes: tuple[str, ...], what: str
) -> None:
    browser = half_way(browse())
    if what == "disabled":
        change(t.Member, active=False)
    elif what == "turned off":
        turn_off(eva)
    else:
        change(t.Account, password_set_at=datetime.now(UTC))
    form = sign(KEY, FORM, browser.cookies[FORM_COOKIE])
    for typed in (code(), codes[0], ""):
        assert is_sent_back(browser.post(PAGE, data={"form": form, "code": typed}))
    assert is_sent_back(browser.get(PAGE))
    assert not comes_in(browser)


def test_once_it_is_off_the_password_is_enough(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    browser = browse()
    turn_off(eva)
    assert sign_in(browser).headers["location"] == "/"
    assert comes_in(browser)


def test_a_new_key_lets_nobody_in_and_tells_whom_to_ask(
    browse: Visit, eva: UUID, codes: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = proof_of(half_way(browse()))
    new_key(monkeypatch)
    browser = half_way(browse())
    assert before != proof_of(browser)
    page = browser.get(PAGE, headers=EN)
    assert page.status_code == 409
    assert "Ask an administrator" in page.text
    assert 'name="code"' not in page.text
    form = sign(KEY[::-1], FORM, browser.cookies[FORM_COOKIE])
    for typed in (code(), codes[0], "", "000000"):
        answer = browser.post(PAGE, data={"form": form, "code": typed}, headers=EN)
        assert answer.status_code == 409
        assert "Ask an administrator" in answer.text
    assert not comes_in(browser)
    turn_off(eva)
    assert sign_in(browser).headers["location"] == "/"


# --- a link does not go round it -----------------------------------------------------------------


def hand_out(member_id: UUID) -> str:
    with begin(session.get_engine(), actor=SYSTEM, write=True) as work:
        link = make_link(work, member_id)
    return urlsplit(link_address(session.get_settings(), link.id)).path


@both
def test_setting_a_password_by_a_link_does_not_go_round_the_code(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    browser = browse()
    answer = send(browser, hand_out(eva), password=NEW, again=NEW)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?next=/")
    assert session.SESSION_COOKIE not in browser.cookies
    assert not comes_in(browser)
    assert sign_in(browse(), password=PASSWORD).status_code == 401
    assert enter(browser, wrong_code()).status_code == 401
    assert enter(browser, code()).headers["location"] == "/"
    assert comes_in(browser)
    with transaction(session.get_engine()) as rows:
        assert rows.scalars(select(t.WebSession.way)).one() is EntryWay.LINK


def test_a_new_link_forgets_no_wrong_code(
    browse: Visit, eva: UUID, codes: tuple[str, ...], long_waits: None
) -> None:
    for _ in range(FREE_GUESSES):
        enter(half_way(browse()), wrong_code())
    browser = browse()
    send(browser, hand_out(eva), password=NEW, again=NEW)
    assert enter(browser, code()).status_code == 429


# --- whose form it is, and where it leads --------------------------------------------------------


def test_the_form_is_taken_only_from_the_browser_it_was_made_for(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    browser, other = half_way(browse()), browse()
    other.get("/signin")
    token = sign(KEY, FORM, other.cookies[FORM_COOKIE])
    for wrong in ({}, {"form": token}, {"form": browser.cookies[FORM_COOKIE]}):
        assert browser.post(PAGE, data={"code": code(), **wrong}).status_code == 403
    assert count(t.Guess) == 1  # the password's address
    assert not comes_in(browser)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_sites_form_is_refused(
    browse: Visit, eva: UUID, codes: tuple[str, ...], headers: dict[str, str]
) -> None:
    browser = half_way(browse())
    assert send(browser, PAGE, headers, code=code()).status_code == 403
    assert not comes_in(browser)
    assert enter(browser, code()).status_code == 303


@pytest.mark.parametrize("address", ELSEWHERE + ROUND_AND_ROUND + [PAGE])
def test_no_address_leads_away_or_in_circles(
    browse: Visit, eva: UUID, codes: tuple[str, ...], address: str
) -> None:
    browser = browse()
    answer = sign_in(browser, next=address)
    assert answer.headers["location"] == f"{PAGE}?next=/"
    page = browser.get(f"{PAGE}?{urlencode({'next': address})}").text
    assert 'name="next" value="/"' in page
    assert "evil" not in page
    assert "evil" not in enter(browser, wrong_code(), next=address).text
    assert enter(browser, code(), next=address).headers["location"] == "/"
    assert browser.get(f"{PAGE}?{urlencode({'next': address})}").headers["location"] == "/"


def test_the_page_wanted_survives_every_turn(
    browse: Visit, eva: UUID, codes: tuple[str, ...]
) -> None:
    wanted, browser = "/board?quarter=2026-Q3&goal=1", browse()
    asked = sign_in(browser, next=wanted).headers["location"]
    assert parse_qs(urlsplit(asked).query)["next"] == [wanted]
    assert wanted.replace("&", "&amp;") in browser.get(asked).text
    assert wanted.replace("&", "&amp;") in enter(browser, wrong_code(), next=wanted).text
    del browser.cookies[FIRST_STEP_COOKIE]
    form = sign(KEY, FORM, browser.cookies[FORM_COOKIE])
    back = browser.post(PAGE, data={"form": form, "code": code(), "next": wanted})
    assert is_sent_back(back)
    assert parse_qs(urlsplit(back.headers["location"]).query)["next"] == [wanted]
    assert "once more" in browser.get(back.headers["location"], headers=EN).text


@pytest.mark.parametrize("path", [f"{PAGE}/", f"{PAGE}/x", "/signin/", "/signin/codes"])
def test_nothing_beside_the_page_is_open(
    browse: Visit, eva: UUID, codes: tuple[str, ...], path: str
) -> None:
    answer = half_way(browse()).get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/signin?next=")


# --- the page ------------------------------------------------------------------------------------


def test_the_page_helps_phones_to_type(browse: Visit, eva: UUID, codes: tuple[str, ...]) -> None:
    browser = half_way(browse())
    by_app, by_paper = browser.get(PAGE).text, browser.get(f"{PAGE}?recovery=1").text
    assert 'inputmode="numeric"' in by_app
    assert 'autocomplete="one-time-code"' in by_app
    # A keyboard of digits can't type a recovery code.
    assert 'inputmode="text"' in by_paper
    assert 'inputmode="text"' in enter(browser, wrong_code(), recovery="1").text


def test_what_is_typed_never_comes_back(browse: Visit, eva: UUID, codes: tuple[str, ...]) -> None:
    browser = half_way(browse())
    for typed in ('"><script>alert(1)</script>', "<img src=x>", "424242"):
        page = enter(browser, typed, next=f"/{typed}").text.replace("/424242", "")
        assert "<script" not in page
        assert "<img" not in page
        assert "424242" not in page


@pytest.mark.parametrize("language", Language)
def test_the_page_needs_no_script_in_any_language(
    browse: Visit, eva: UUID, codes: tuple[str, ...], language: Language
) -> None:
    browser = half_way(browse(), language=language.value)
    pages = [
        (200, browser.get(PAGE)),
        (200, browser.get(f"{PAGE}?recovery=1")),
        (200, browser.get(f"{PAGE}?language={language.value}")),
        (403, browser.post(PAGE)),
        *((401, enter(browser, wrong_code())) for _ in range(FREE_GUESSES)),
        (429, enter(browser, wrong_code())),
    ]
    for status, page in pages:
        assert page.status_code == status
        assert f'<html lang="{language.value.replace("_", "-")}">' in page.text
        assert "<script" not in page.text
        assert page.headers["cache-control"] == "no-store"


def test_the_demo_has_no_such_page(visit: Visit, ada: UUID) -> None:
    answer = visit().get(PAGE)
    assert answer.headers["location"].startswith("/enter")
