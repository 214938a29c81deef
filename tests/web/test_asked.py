"""One question by a link: it shows that and nothing else, takes one answer, and opens no door."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import SYSTEM
from planner.gateways.secret import sign, sign_id
from planner.jobs.asking import ASKED, asked_address
from planner.jobs.link import LINK, link_address
from planner.services.account.link import make_link
from planner.services.door import begin
from planner.ui import session
from planner.web.cookie import FORM, FORM_COOKIE
from schemas.asking import LONGEST_ANSWER
from schemas.vocabulary import Consent, Language
from tests import factories as make
from tests.web.conftest import KEY, Response, TestClient, Visit, change, comes_in, send

SAID = "路灯太暗。"
MARKUP = '<script>alert("1")</script>'
QUESTION = "What would make the corner safer?"
both = pytest.mark.parametrize("keyed", ["sqlite_url", "postgres_url"], indirect=True)


@pytest.fixture
def asked(eva: UUID) -> UUID:
    """A question that Eva sent to Mei, who reads Chinese."""
    return put(eva)


def put(eva: UUID, **fields: Any) -> UUID:
    with transaction(session.get_engine(), write=True) as rows:
        asker = rows.get_one(t.Member, eva)
        place = rows.scalars(
            select(t.District).where(t.District.jurisdiction_id == asker.jurisdiction_id)
        ).first()
        assert place is not None
        meeting = make.make_engagement(rows, place, held_on=date(2025, 3, 1))
        row: t.Asked = make.make_asked(rows, meeting, asker, question=QUESTION, **fields)
        return row.id


def path_of(asked_id: UUID) -> str:
    return urlsplit(asked_address(session.get_settings(), asked_id)).path


def reply(browser: TestClient, path: str, text: str = SAID, **fields: str) -> Response:
    """Answer as a person would."""
    whole = {"language": "zh_Hans", "consent": Consent.QUOTE_ALLOWED.value, **fields}
    return send(browser, path, text=text, **whole)


def switch(browser: TestClient, path: str, to: str, **typed: str) -> Response:
    """Choose a language in the middle of an answer."""
    browser.get(path)
    token = sign(KEY, FORM, browser.cookies[FORM_COOKIE])
    sent = {"form": token, "show": to, **typed}
    answer: Response = browser.post(f"{path}?language={to}", data=sent)
    return answer


def voices() -> list[t.Voice]:
    with transaction(session.get_engine()) as rows:
        return list(rows.scalars(select(t.Voice)))


def is_gone(browser: TestClient, path: str) -> bool:
    """Say whether a link opens nothing; what is shown and what is taken must agree."""
    browser.get("/forgotten")
    token = sign(KEY, FORM, browser.cookies[FORM_COOKIE])
    fields = {"form": token, "text": SAID, "language": "en", "consent": "public"}
    shown, taken = browser.get(path), browser.post(path, data=fields)
    assert shown.status_code == taken.status_code
    assert QUESTION not in shown.text + taken.text
    return bool(shown.status_code == 404)


# --- asked and answered --------------------------------------------------------------------------


@both
def test_an_answer_becomes_a_voice_and_the_link_is_used_up(browse: Visit, asked: UUID) -> None:
    browser, path = browse(), path_of(asked)
    page = browser.get(path)
    assert page.status_code == 200
    for part in (QUESTION, "Eva Rivera", "Mei Lin", "Englewood"):
        assert part in page.text
    answer = reply(browser, path)
    assert (answer.status_code, answer.headers["location"]) == (303, path)
    (heard,) = voices()
    assert (heard.text, heard.language, heard.consent) == (
        SAID,
        Language.ZH_HANS,
        Consent.QUOTE_ALLOWED,
    )
    assert (heard.entered_by_id, heard.approved_at) == (None, None)
    thanks = browser.get(path)
    assert 'role="status"' in thanks.text
    for part in (QUESTION, "Eva", "Mei", SAID, "<form"):
        assert part not in thanks.text


def test_looking_at_a_question_answers_nothing(browse: Visit, asked: UUID) -> None:
    # Mail servers open links to see what is behind them.
    for _ in range(3):
        assert browse().get(path_of(asked)).status_code == 200
        assert browse().head(path_of(asked)).status_code == 200
    assert reply(browse(), path_of(asked)).status_code == 303


@both
def test_the_same_form_sent_again_is_thanked_for_and_stored_once(
    browse: Visit, asked: UUID
) -> None:
    browser, path = browse(), path_of(asked)
    browser.get(path)
    token = sign(KEY, FORM, browser.cookies[FORM_COOKIE])
    fields = {"form": token, "text": SAID, "language": "zh_Hans", "consent": "public"}
    for _ in range(3):
        again = browser.post(path, data=fields)
        assert (again.status_code, again.headers["location"]) == (303, path)
    assert len(voices()) == 1


def test_other_words_from_a_second_tab_are_given_back_and_not_stored(
    browse: Visit, asked: UUID
) -> None:
    browser, path = browse(), path_of(asked)
    browser.get(path)
    token = sign(KEY, FORM, browser.cookies[FORM_COOKIE])
    fields = {"form": token, "language": "en", "consent": "public"}
    assert browser.post(path, data=fields | {"text": "First."}).status_code == 303
    second = browser.post(path, data=fields | {"text": f"Second. {MARKUP}"})
    assert second.status_code == 409
    assert "Second." in second.text
    assert "<script" not in second.text
    assert [one.text for one in voices()] == ["First."]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": " \r\n "},
        {"text": "x" * (LONGEST_ANSWER + 1)},
        {"language": "tlh"},
        {"consent": ""},
        {"consent": "<script>"},
    ],
    ids=["empty", "blank", "too long", "an unknown language", "no consent", "made-up consent"],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    browse: Visit, asked: UUID, wrong: dict[str, str]
) -> None:
    browser, path = browse(), path_of(asked)
    typed = f"Two\r\nlines & {MARKUP}"
    answer = reply(browser, path, **{"text": typed, "consent": "counted_only", **wrong})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "<script" not in answer.text
    if "text" not in wrong:
        assert f">\n{typed}</textarea>".replace("\r\n", "\n") in unescape(answer.text)
    if "consent" not in wrong:
        assert 'value="counted_only" required checked' in answer.text
    assert voices() == []
    assert reply(browser, path).status_code == 303


@both
def test_another_language_keeps_what_was_typed_and_takes_nothing_in(
    browse: Visit, asked: UUID
) -> None:
    browser, path = browse(), path_of(asked)
    typed = f"Two\r\nlines & {MARKUP}"
    words = {"text": typed, "language": "zh_Hans", "consent": "counted_only"}
    page = switch(browser, path, "pl", **words)
    assert page.status_code == 200
    assert '<html lang="pl">' in page.text
    assert f">\n{typed}</textarea>".replace("\r\n", "\n") in unescape(page.text)
    assert 'value="counted_only" required checked' in page.text
    assert 'value="zh_Hans" lang="zh-Hans" selected' in page.text
    assert 'role="alert"' not in page.text
    assert "<script" not in page.text
    assert voices() == []
    # The choice holds, and the answer is taken as any other.
    assert '<html lang="pl">' in browser.get(path).text
    assert reply(browser, path).status_code == 303


def test_who_has_written_nothing_writes_in_the_language_that_was_chosen(
    browse: Visit, asked: UUID
) -> None:
    page = switch(browse(), path_of(asked), "es", text=" ", language="zh_Hans")
    assert page.status_code == 200
    assert 'value="es" lang="es" selected' in page.text


def test_another_site_can_choose_no_language_here(browse: Visit, asked: UUID) -> None:
    page = browse().post(
        f"{path_of(asked)}?language=pl", data={"text": SAID, "show": "pl", "form": "forged"}
    )
    assert page.status_code == 403
    assert voices() == []


@pytest.mark.parametrize("text", ["\0" * 16, "Fine\0."])
def test_odd_characters_are_no_failure_of_the_server(browse: Visit, asked: UUID, text: str) -> None:
    assert reply(browse(), path_of(asked), text).status_code == 422


def test_a_body_that_no_answer_needs_is_not_even_read(browse: Visit, asked: UUID) -> None:
    browser, path = browse(), path_of(asked)
    assert reply(browser, path, "x" * 300_000).status_code == 413

    def chunks() -> Any:
        yield b"text=" + b"x" * 300_000

    assert browser.post(path, content=chunks()).status_code == 413
    assert voices() == []


def test_the_longest_answer_in_chinese_is_taken(browse: Visit, asked: UUID) -> None:
    assert reply(browse(), path_of(asked), "好" * LONGEST_ANSWER).status_code == 303


# --- what else there is to see: nothing ----------------------------------------------------------


def test_a_goal_is_told_by_title_and_sentence_alone(browse: Visit, eva: UUID) -> None:
    with transaction(session.get_engine(), write=True) as rows:
        place = rows.scalars(select(t.District)).one()
        goal = make.make_goal(
            rows, make.make_priority(rows, make.make_plan(rows, place)), title=f"Light {MARKUP}"
        )
        make.make_target(rows, make.make_indicator(rows, goal, name="Dark corners", unit=""))
    page = browse().get(f"{path_of(put(eva, goal_id=goal.id))}?language=en").text
    assert "Dark corners should fall from 11.2 to 8.0 by December 31, 2026." in page
    assert "Light &lt;script&gt;" in page
    assert "<script" not in page
    assert "Slow answers" not in page
    assert goal.code not in page


@pytest.mark.parametrize(
    "path", ["/board", "/voices?district=7", "/profile", "/media/x", "/api/goals"]
)
def test_a_question_opens_no_other_page(browse: Visit, asked: UUID, path: str) -> None:
    browser = browse()
    reply(browser, path_of(asked))
    assert browser.get(path).status_code in {303, 401}
    assert not comes_in(browser)
    assert session.SESSION_COOKIE not in browser.cookies


@pytest.mark.parametrize("path", ["/asked", "/asked/", "/asked/a/b", "/asked/../board"])
def test_nothing_beside_a_question_is_open(browse: Visit, asked: UUID, path: str) -> None:
    assert browse().get(path).status_code == 303


def test_nobody_is_led_to_a_question_by_signing_in(browse: Visit, asked: UUID) -> None:
    page = browse().get(f"/signin?next={path_of(asked)}").text
    assert "/asked/" not in page


# --- links that open nothing ---------------------------------------------------------------------


@both
@pytest.mark.parametrize("over", ["expired", "withdrawn"])
def test_a_question_that_is_over_is_gone(browse: Visit, asked: UUID, over: str) -> None:
    now = datetime.now(UTC)
    ends: Mapping[str, Mapping[str, datetime]] = {
        "expired": {"made_at": now - timedelta(days=15), "expires_at": now},
        "withdrawn": {"withdrawn_at": now},
    }
    change(t.Asked, **ends[over])
    assert is_gone(browse(), path_of(asked))
    assert voices() == []


def test_words_written_while_the_question_was_withdrawn_are_given_back(
    browse: Visit, asked: UUID
) -> None:
    browser, path = browse(), path_of(asked)
    browser.get(path)
    token = sign(KEY, FORM, browser.cookies[FORM_COOKIE])
    change(t.Asked, withdrawn_at=datetime.now(UTC))
    fields = {"form": token, "text": SAID, "language": "en", "consent": "public"}
    answer = browser.post(path, data=fields)
    assert answer.status_code == 404
    assert SAID in answer.text


def test_nothing_but_the_whole_signed_link_opens(browse: Visit, asked: UUID, eva: UUID) -> None:
    value, _, signature = path_of(asked).removeprefix("/asked/").partition(".")
    forged = [
        asked.hex,
        str(asked),
        value,
        f"{value}.",
        f"{value}.{'A' * len(signature)}",
        f"{value[1:]}.{signature}",
        f"{value}.{signature[1:]}",
        f"{value}.{signature}x",
        sign_id("another key, which is long enough", ASKED, asked),
        sign_id("", ASKED, asked),
        sign_id(KEY, ASKED, uuid4()),
        sign_id(KEY, ASKED, eva),
        sign_id(KEY, LINK, asked),
        sign_id(KEY, session.SESSION, asked),
        sign_id(KEY, FORM, asked),
        "%00",
        "%ED%A0%80",
        "'--",
    ]
    for one in forged:
        assert is_gone(browse(), f"/asked/{one}"), one
    assert browse().get(path_of(asked)).status_code == 200


def test_a_password_s_link_asks_nothing_and_a_question_s_sets_no_password(
    browse: Visit, asked: UUID, eva: UUID
) -> None:
    with begin(session.get_engine(), actor=SYSTEM, write=True) as work:
        link = make_link(work, eva)
    own = urlsplit(link_address(session.get_settings(), link.id)).path
    assert is_gone(browse(), own.replace("/welcome/", "/asked/"))
    browser = browse()
    assert browser.get(path_of(asked).replace("/asked/", "/welcome/")).status_code == 404
    browser.cookies.set(session.SESSION_COOKIE, path_of(asked).removeprefix("/asked/"))
    assert not comes_in(browser)


# --- whose form it is ----------------------------------------------------------------------------


def test_the_form_is_taken_only_from_the_browser_it_was_made_for(
    browse: Visit, asked: UUID
) -> None:
    path, theirs, mine = path_of(asked), browse(), browse()
    theirs.get(path)
    mine.get(path)
    token = sign(KEY, FORM, theirs.cookies[FORM_COOKIE])
    for wrong in ({}, {"form": token}, {"form": mine.cookies[FORM_COOKIE]}):
        answer = mine.post(path, data={"text": SAID, "consent": "public", **wrong})
        assert answer.status_code == 403
        assert SAID in answer.text
        assert 'value="public" required checked' in answer.text
    assert voices() == []


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
def test_another_sites_form_answers_nothing(
    browse: Visit, asked: UUID, headers: dict[str, str]
) -> None:
    fields = {"text": SAID, "language": "en", "consent": "public"}
    assert send(browse(), path_of(asked), headers, **fields).status_code == 403
    assert voices() == []


# --- the pages -----------------------------------------------------------------------------------


def test_names_and_words_never_become_markup(browse: Visit, eva: UUID) -> None:
    change(t.Member, name=MARKUP)
    change(t.District, name=MARKUP)
    asked_id = put(eva, name=MARKUP)
    change(t.Asked, question=MARKUP)
    page = browse().get(path_of(asked_id)).text
    assert page.count("&lt;script&gt;") >= 4
    assert "<script" not in page


@pytest.mark.parametrize("language", Language)
def test_the_pages_need_no_script_in_any_language(
    browse: Visit, eva: UUID, language: Language
) -> None:
    browser, path = browse(), path_of(put(eva, reads=language))
    pages = [
        (200, browser.get(path)),
        (403, browser.post(path, data={"text": "x"})),
        (422, reply(browser, path, "")),
        (303, reply(browser, path)),
        (200, browser.get(path)),
    ]
    for status, page in pages:
        assert page.status_code == status
        assert page.headers["cache-control"] == "no-store"
        if status != 303:
            assert f'<html lang="{language.value.replace("_", "-")}">' in page.text
            assert "<script" not in page.text


def test_a_question_comes_in_the_language_it_was_made_for_until_another_is_chosen(
    browse: Visit, asked: UUID
) -> None:
    browser, path = browse(), path_of(asked)
    assert '<html lang="zh-Hans">' in browser.get(path, headers={"accept-language": "pl"}).text
    assert '<html lang="pl">' in browser.get(f"{path}?language=pl").text
    assert '<html lang="pl">' in reply(browser, path, "").text


def test_the_demo_has_no_questions(visit: Visit) -> None:
    assert visit().get("/asked/anything").status_code == 303
