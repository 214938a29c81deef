"""The gate: closed unless an address is open, and this machine's own people alone come in."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from starlette.websockets import WebSocketDisconnect

from db import tables as t
from db.engine import transaction
from planner.ui import session
from schemas.vocabulary import Role
from tests.web.conftest import HERE, TestClient, Visit


@pytest.mark.parametrize("path", ["/", "/board", "/side-by-side", "/anything"])
def test_a_page_leads_to_the_first_page_and_back(visit: Visit, path: str) -> None:
    answer = visit().get(f"{path}?goal=1&quarter=2026-Q3")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/enter?next={path}%3Fgoal%3D1%26quarter%3D2026-Q3"


@pytest.mark.parametrize(
    "path",
    [
        "/healthz",
        "/readyz",
        "/enter",
        "/planner-static/planner.css",
        "/static/js/index.js",
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/bidi-components/planner/x.js",
        "/favicon.png",
    ],
)
def test_what_holds_nobodys_data_is_open(visit: Visit, path: str) -> None:
    assert visit().get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/media/picture.png",
        "/_stcore/metrics",
        "/_stcore/upload_file/1/2",
        "/_stcore/agent/openapi.json",
        "/board/_stcore/health",
        "/_stcore/healthy",
    ],
)
def test_data_is_refused_to_nobody(visit: Visit, path: str) -> None:
    assert visit().get(path).status_code == 401


@pytest.mark.parametrize("path", ["/board", "/enterprise", "/static", "/static/"])
def test_nothing_but_reading_leads_to_the_first_page(visit: Visit, path: str) -> None:
    assert visit().post(path).status_code == 401
    assert visit().get(path).status_code == 303


@pytest.mark.parametrize("path", ["/", "/board", "/media/picture.png", "/_stcore/anything"])
def test_a_member_passes(visit: Visit, ada: UUID, path: str) -> None:
    assert visit(ada).get(path).status_code == 200


@pytest.mark.parametrize("cookie", ["", "ada", uuid4(), "00000000-0000-0000-0000-000000000000"])
def test_a_cookie_that_names_nobody_is_none(visit: Visit, ada: UUID, cookie: object) -> None:
    assert visit(cookie).get("/board").status_code == 303
    assert visit(cookie).get("/media/x").status_code == 401


def test_a_member_who_was_disabled_no_longer_passes(visit: Visit, ada: UUID) -> None:
    with transaction(session.get_engine(), write=True) as rows:
        rows.execute(update(t.Member).where(t.Member.id == ada).values(active=False))
    assert visit(ada).get("/board").status_code == 303


def connect(browser: TestClient, **headers: str) -> str:
    address = f"ws://{HERE.removeprefix('http://')}/_stcore/stream"
    with browser.websocket_connect(address, headers=headers) as socket:
        text: str = socket.receive_text()
        return text


def test_the_socket_is_for_members(visit: Visit, ada: UUID) -> None:
    assert connect(visit(ada), origin=HERE) == "welcome"
    with pytest.raises(WebSocketDisconnect):
        connect(visit(), origin=HERE)


def test_the_socket_is_not_for_other_sites_pages(visit: Visit, ada: UUID) -> None:
    for headers in (
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
    ):
        with pytest.raises(WebSocketDisconnect):
            connect(visit(ada), **headers)


# --- who may reach the demo ----------------------------------------------------------------------


@pytest.mark.parametrize("client", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_this_machine_reaches_the_demo(visit: Visit, client: str) -> None:
    assert visit(client=client).get("/enter").status_code == 200


@pytest.mark.parametrize(
    "client", ["192.168.1.7", "10.0.0.1", "2001:db8::1", "::ffff:10.0.0.1", "0.0.0.0", "testclient"]
)
@pytest.mark.parametrize("path", ["/enter", "/healthz", "/static/x.js", "/board"])
def test_another_machine_does_not(visit: Visit, ada: UUID, client: str, path: str) -> None:
    assert visit(ada, client=client).get(path).status_code == 403


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8501", "127.0.0.1:9000", "[::1]:8501", "LOCALHOST:8501"]
)
def test_the_demo_answers_to_this_machines_names(visit: Visit, host: str) -> None:
    assert visit().get("/enter", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8501",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "evil.example@localhost",
        "localhost:port",
        "[::1",
        "",
    ],
)
def test_the_demo_answers_to_no_other_name(visit: Visit, ada: UUID, host: str) -> None:
    # A page elsewhere can point its own name at this machine and then read what comes back.
    assert visit(ada).get("/board", headers={"host": host}).status_code == 403


def test_a_refused_socket_is_never_opened(visit: Visit, ada: UUID) -> None:
    with pytest.raises(WebSocketDisconnect):
        connect(visit(ada, client="192.168.1.7"), origin=HERE)


# --- forms from elsewhere ------------------------------------------------------------------------

ELSEWHERE = [
    {"origin": "http://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:9999"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": HERE, "sec-fetch-site": "cross-site"},
]


@pytest.mark.parametrize("headers", ELSEWHERE)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_another_sites_form_is_refused(
    visit: Visit, ada: UUID, method: str, headers: dict[str, str]
) -> None:
    answer = visit(ada).request(method, "/_stcore/upload_file/1/2", headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers", [{}, {"origin": HERE}, {"origin": HERE, "sec-fetch-site": "same-origin"}]
)
def test_our_own_form_is_taken(visit: Visit, ada: UUID, headers: dict[str, str]) -> None:
    assert visit(ada).post("/_stcore/x", headers=headers).status_code == 200


def test_a_link_from_another_site_is_followed(visit: Visit, ada: UUID) -> None:
    answer = visit(ada).get("/board", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200


# --- files ---------------------------------------------------------------------------------------

UPLOAD = "/_stcore/upload_file/1/2"


def test_whoever_may_write_a_plan_may_hand_in_a_file(visit: Visit, ada: UUID) -> None:
    assert visit(ada).put(UPLOAD, headers={"origin": HERE}).status_code == 200


@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.COUNCIL_MEMBER])
def test_nobody_else_may(visit: Visit, ada: UUID, role: Role) -> None:
    with transaction(session.get_engine(), write=True) as rows:
        rows.execute(update(t.MemberRole).where(t.MemberRole.member_id == ada).values(role=role))
    for method in ("PUT", "POST", "DELETE", "OPTIONS", "GET"):
        assert visit(ada).request(method, UPLOAD, headers={"origin": HERE}).status_code == 404


def test_a_role_that_is_over_takes_no_file(visit: Visit, ada: UUID) -> None:
    over = date(2025, 2, 1)
    with transaction(session.get_engine(), write=True) as rows:
        rows.execute(update(t.MemberRole).where(t.MemberRole.member_id == ada).values(ends_on=over))
    assert visit(ada).put(UPLOAD, headers={"origin": HERE}).status_code == 404


# --- headers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        "Remote-User",
        "X-Remote-User",
        "X-Remote-Groups",
        "X-Forwarded-User",
        "X-Forwarded-Email",
        "X-Forwarded-Preferred-Username",
        "X-Auth-Request-Email",
        "X-Streamlit-User",
        "X-Planner-Member",
    ],
)
def test_nobody_says_by_a_header_who_they_are(visit: Visit, ada: UUID, header: str) -> None:
    came_through = visit(ada).get("/board", headers={header: "root", "X-Other": "stays"}).json()
    assert header.lower() not in came_through
    assert came_through["x-other"] == "stays"


@pytest.mark.parametrize("path", ["/enter", "/board", "/healthz", "/static/x.js", "/media/x"])
def test_every_answer_tells_browsers_what_to_guard_against(visit: Visit, path: str) -> None:
    headers = visit().get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"


def test_refusals_tell_browsers_too(visit: Visit) -> None:
    assert "x-frame-options" in visit(client="10.0.0.1").get("/").headers


def test_the_policy_lets_only_this_servers_files_run(visit: Visit) -> None:
    policy = visit().get("/enter").headers["content-security-policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["default-src"] == "'none'"
    assert parts["frame-ancestors"] == "'none'"
    # The one script inside the pages' HTML file, by its digest; a new one would need a look.
    assert parts["script-src"].split()[0] == "'self'"
    assert [source[:8] for source in parts["script-src"].split()[1:]] == ["'sha256-"]


def test_a_failure_shows_a_calm_page_and_nothing_about_it(visit: Visit, ada: UUID) -> None:
    browser = visit(ada)
    browser._transport.raise_server_exceptions = False
    answer = browser.get("/broken", headers={"accept-language": "en"})
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.text
    assert "ada@example.org" not in answer.text
    assert "RuntimeError" not in answer.text
