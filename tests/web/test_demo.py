"""The first page: whoever is chosen comes in, in the language read, and lands on our own site."""

import re
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.ui import session
from planner.web.cookie import safe_address
from tests.web.conftest import HERE, TestClient, Visit

EN = {"accept-language": "en"}


def enter(browser: TestClient, member: object, **fields: str) -> "tuple[int, str, list[str]]":
    answer = browser.post("/enter", data={"member": str(member), **fields})
    return (
        answer.status_code,
        answer.headers.get("location", ""),
        answer.headers.get_list("set-cookie"),
    )


def test_people_stand_by_role_and_district(visit: Visit, ada: UUID) -> None:
    page = visit().get("/enter", headers=EN).text
    order = ["Commander<", "Zoe Adams", "District 6 Gresham", "Ada Rivera", "Commissioner<"]
    places = [page.rindex(words) for words in order]
    assert places == sorted(places)


def test_whoever_holds_no_role_today_is_not_offered(visit: Visit, ada: UUID) -> None:
    assert "Nobody Special" not in visit().get("/enter").text


def test_what_people_are_called_never_becomes_markup(visit: Visit, ada: UUID) -> None:
    page = visit().get("/enter").text
    assert "&lt;b&gt;Bo&lt;/b&gt; &amp; Co" in page
    assert "<b>" not in page


def test_what_the_address_says_never_becomes_markup(visit: Visit, ada: UUID) -> None:
    page = visit().get("/enter", params={"next": '/"><script>alert(1)</script>'}).text
    assert "<script" not in page


def test_the_page_needs_no_script_and_says_the_data_is_made_up(visit: Visit, ada: UUID) -> None:
    page = visit().get("/enter", headers=EN).text
    assert "<script" not in page
    assert "Made-up data" in page


def test_an_empty_database_says_how_to_fill_it(visit: Visit) -> None:
    answer = visit().get("/enter", headers=EN)
    assert answer.status_code == 200
    assert "planner seed" in answer.text
    assert "<form" not in answer.text


def test_the_page_is_never_kept_by_a_browser(visit: Visit, ada: UUID) -> None:
    assert visit().get("/enter").headers["cache-control"] == "no-store"


def test_who_was_chosen_comes_in_and_lands_where_they_wanted(visit: Visit, ada: UUID) -> None:
    browser = visit()
    status, location, _ = enter(browser, ada, next="/board?quarter=2026-Q3", language="pl")
    assert (status, location) == (303, "/board?quarter=2026-Q3")
    assert browser.cookies[session.MEMBER_COOKIE] == str(ada)
    assert browser.cookies["planner_language"] == "pl"
    assert browser.get("/board").status_code == 200


def test_the_members_cookie_is_out_of_scripts_reach(visit: Visit, ada: UUID) -> None:
    *_, cookies = enter(visit(), ada, language="en")
    member, language = sorted(cookies, key=lambda cookie: "language" in cookie)
    assert "HttpOnly" in member
    assert "HttpOnly" not in language
    for cookie in cookies:
        assert "SameSite=lax" in cookie
        assert "Path=/" in cookie
        assert "Secure" not in cookie


def test_behind_tls_cookies_travel_encrypted_only(
    visit: Visit, ada: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANNER_BASE_URL", "https://planner.example.org")
    session.get_settings.clear()
    *_, cookies = enter(visit(), ada, language="en")
    assert len(cookies) == 2
    assert all("Secure" in cookie for cookie in cookies)


@pytest.mark.parametrize("member", ["", "ada", uuid4()])
def test_nobody_comes_in_who_is_not_on_the_list(visit: Visit, ada: UUID, member: object) -> None:
    answer = visit().post("/enter", data={"member": str(member)}, headers=EN)
    assert answer.status_code == 400
    assert "Choose a person from the list." in answer.text
    assert "set-cookie" not in answer.headers


def test_without_a_language_the_members_own_is_taken(visit: Visit, ada: UUID) -> None:
    browser = visit()
    enter(browser, ada)
    assert browser.cookies["planner_language"] == "en"


@pytest.mark.parametrize("language", ["xx", "../en", "EN"])
def test_an_unknown_language_is_not_kept(visit: Visit, ada: UUID, language: str) -> None:
    browser = visit()
    enter(browser, ada, language=language)
    assert "planner_language" not in browser.cookies


def test_a_form_from_elsewhere_chooses_nobody(visit: Visit, ada: UUID) -> None:
    browser = visit()
    answer = browser.post(
        "/enter", data={"member": str(ada)}, headers={"origin": "http://evil.example"}
    )
    assert answer.status_code == 403
    assert not browser.cookies


# --- where one lands ------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/board", "/goal?goal=1&x=/y", "/voices#top", "/ą"])
def test_an_address_of_ours_is_kept(address: str) -> None:
    assert safe_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "board",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " /board",
        "/\x00",
        "/\u2028/evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "\\\\evil.example",
        "/enter?next=/enter",
        "/" + "a" * 3000,
    ],
)
def test_any_other_address_leads_to_the_first_page(address: str) -> None:
    assert safe_address(address) == "/"


@given(st.text(alphabet="/\\\t\n :@.a?#%", max_size=12))
def test_no_address_leads_off_our_site(address: str) -> None:
    # As browsers read it: without what they skip, and with both slashes alike.
    read = re.sub(r"[\t\n\r]", "", safe_address(address)).replace("\\", "/")
    assert read.startswith("/")
    assert not read.startswith("//")


@pytest.mark.parametrize("address", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_the_form_never_leads_off_our_site(visit: Visit, ada: UUID, address: str) -> None:
    assert enter(visit(), ada, next=address)[1] == "/"


# --- languages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "tag"),
    [
        ("pl", "pl"),
        ("es-MX,en;q=0.5", "es"),
        ("en;q=0.5, pl;q=0.9", "pl"),
        ("zh-CN", "zh-Hans"),
        ("fr, zh-Hant;q=0.8, en;q=0.2", "zh-Hans"),
        ("pl;q=0", "en"),
        ("fr", "en"),
        ("pl;q=much", "en"),
        ("", "en"),
        ("*", "en"),
    ],
)
def test_the_browser_says_which_language_is_read(visit: Visit, wanted: str, tag: str) -> None:
    page = visit().get("/enter", headers={"accept-language": wanted}).text
    assert f'<html lang="{tag}">' in page


def test_the_language_chosen_stays(visit: Visit) -> None:
    browser = visit()
    assert '<html lang="pl">' in browser.get("/enter?language=pl").text
    assert browser.cookies["planner_language"] == "pl"
    assert '<html lang="pl">' in browser.get("/enter", headers={"accept-language": "es"}).text


def test_the_switch_offers_all_languages_and_keeps_where_one_wanted_to_go(visit: Visit) -> None:
    page = visit().get("/enter?next=/goal%3Fgoal%3D1").text
    links = re.findall(r'href="(\?language=(\w+)[^"]*)"', page)
    assert [language for _, language in links] == ["en", "es", "pl", "zh_Hans"]
    assert all(link.endswith("next=/goal%3Fgoal%3D1") for link, _ in links)


def test_a_language_nobody_speaks_changes_nothing(visit: Visit) -> None:
    browser = visit()
    assert '<html lang="en">' in browser.get("/enter?language=xx", headers=EN).text
    assert browser.cookies.get("planner_language", "en") == "en"


def test_another_machine_is_told_in_its_own_language(visit: Visit) -> None:
    answer = visit(client="10.0.0.1").get("/", headers={"accept-language": "zh"})
    assert '<html lang="zh-Hans">' in answer.text
    assert HERE not in answer.text
