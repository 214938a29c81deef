"""Every address the planner answers: what it says to a commissioner who tries to write.

The addresses are read from the application itself, so that a new one fails here until somebody
has written down what it may do.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
import websockets.sync.client
from sqlalchemy import select
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from db import tables as t
from db.engine import make_engine, transaction
from planner.web.headers import security_headers
from tests.web.real import KEY, ROOT, found, serving, sign_in

LIST = """
import json, streamlit_app

found = streamlit_app.app._build_starlette_app().routes
print("ADDRESSES", json.dumps(sorted({route.path for route in found})))
"""

NOT_HERE = {404}
FILES_ONLY = {405}
NOT_WITHOUT_A_FORM = {400, 403, 404, 405}
RULES: dict[str, set[int]] = {
    # The planner's own: each answers to what its routes name, and to nothing else.
    "/healthz": FILES_ONLY,
    "/readyz": FILES_ONLY,
    "/signin": NOT_WITHOUT_A_FORM,
    "/signin/code": NOT_WITHOUT_A_FORM,
    "/signed-in": FILES_ONLY,
    "/forgotten": NOT_WITHOUT_A_FORM,
    "/welcome/{token}": NOT_WITHOUT_A_FORM,
    "/asked/{token}": NOT_WITHOUT_A_FORM,
    "/planner-static": FILES_ONLY,
    "/evidence/{evidence_id:uuid}": FILES_ONLY,
    # The pages' server: files to read, and a socket that carries the pages.
    "": FILES_ONLY,
    "/_stcore/health": FILES_ONLY,
    "/_stcore/host-config": FILES_ONLY,
    "/_stcore/bidi-components/{path:path}": FILES_ONLY,
    "/component/{path:path}": FILES_ONLY,
    "/media/{file_id:path}": FILES_ONLY,
    "/_stcore/stream": FILES_ONLY,
    # A way in for files, which is not there for a commissioner.
    "/_stcore/upload_file/{session_id}/{file_id}": NOT_HERE,
    # What no page uses.
    "/_stcore/metrics": NOT_HERE,
    "/_stcore/agent/interact": NOT_HERE,
    "/_stcore/agent/mcp": NOT_HERE,
    "/_stcore/agent/openapi.json": NOT_HERE,
    "/auth/login": NOT_HERE,
    "/auth/logout": NOT_HERE,
    "/oauth2callback": NOT_HERE,
}
"""What each address answers to POST, PUT, PATCH and DELETE from somebody who is signed in."""
WRITING = ("POST", "PUT", "PATCH", "DELETE")
PAGES = ("/", "/board", "/goal", "/plan", "/people")


@pytest.fixture(scope="module")
def url(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    copy = shutil.copy(sqlite_template, tmp_path_factory.mktemp("served") / "planner.sqlite")
    found(f"sqlite:///{copy}")
    return f"sqlite:///{copy}"


@pytest.fixture(scope="module")
def address(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(url, tmp_path_factory.mktemp("folder")) as address:
        yield address


@pytest.fixture(scope="module")
def commissioner(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, headers={"origin": address}) as browser:
        sign_in(browser)
        yield browser


@pytest.fixture
def stranger(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, headers={"origin": address}) as browser:
        yield browser


def content(url: str) -> dict[str, list[Any]]:
    """Return all rows, but for when a session was seen last."""
    engine = make_engine(url)
    with transaction(engine) as rows:
        tables = [one for one in t.Table.metadata.sorted_tables if one.name != "web_session"]
        held = {one.name: sorted(map(repr, rows.execute(select(one)).all())) for one in tables}
    engine.dispose()
    return held


def path_of(route: str) -> str:
    """Return an address that a route answers."""
    route = route.replace("{evidence_id:uuid}", str(UUID(int=1)))
    for hole in ("{token}", "{path:path}", "{file_id:path}", "{session_id}", "{file_id}"):
        route = route.replace(hole, "x")
    return route or "/board"


def test_every_address_has_a_rule(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIST],
        cwd=ROOT,
        env={"PLANNER_SECRET_KEY": KEY, "PLANNER_DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}"},
        capture_output=True,
        text=True,
        check=True,
    )
    line = next(one for one in done.stdout.splitlines() if one.startswith("ADDRESSES "))
    assert set(json.loads(line.removeprefix("ADDRESSES "))) == RULES.keys()


@pytest.mark.parametrize("route", RULES)
def test_a_commissioner_who_writes_to_an_address_changes_nothing(
    url: str, commissioner: httpx.Client, route: str
) -> None:
    before = content(url)
    for method in WRITING:
        for body in ({"data": {"name": "x"}}, {"files": {"file": ("a.csv", b"a,b")}}):
            answer = commissioner.request(method, path_of(route), **body)
            assert answer.status_code in RULES[route], (method, answer.status_code)
    assert content(url) == before


@pytest.mark.parametrize("page", PAGES)
def test_nothing_can_be_sent_to_a_page(url: str, commissioner: httpx.Client, page: str) -> None:
    before = content(url)
    for method in WRITING:
        assert commissioner.request(method, f"{page}?district=7").status_code == 405
    assert content(url) == before


@pytest.mark.parametrize("route", RULES)
def test_whoever_is_not_signed_in_gets_no_further(
    url: str, stranger: httpx.Client, route: str
) -> None:
    before = content(url)
    for method in WRITING:
        status = stranger.request(method, path_of(route)).status_code
        assert status in {401, *NOT_WITHOUT_A_FORM}
    assert content(url) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "POST", "GET"])
def test_no_file_is_taken_from_whoever_may_add_none(
    commissioner: httpx.Client, method: str
) -> None:
    path = "/_stcore/upload_file/some-session/some-file"
    answer = commissioner.request(method, path, files={"file": ("a.html", b"<script>")})
    assert answer.status_code == 404


def test_pages_that_take_files_are_known_to_the_gate() -> None:
    takes = ("file_uploader(", "camera_input(", "audio_input(", "accept_file")
    pages = [*(ROOT / "planner" / "pages").rglob("*.py"), *(ROOT / "planner" / "ui").rglob("*.py")]
    using = [page.name for page in pages if any(one in page.read_text("utf-8") for one in takes)]
    # planner/web/upload.py names for each what has to be allowed somewhere.
    assert sorted(using) == ["evidence.py", "source.py"]


# --- headers -------------------------------------------------------------------------------------

ANSWERS = {
    "a page": ("GET", "/board", 200),
    "the pages' own script": ("GET", "/manifest.json", 200),
    "a file of the planner": ("GET", "/planner-static/planner.css", 200),
    "a component": ("GET", "/_stcore/bidi-components/nothing/x.js", 404),
    "health": ("GET", "/healthz", 200),
    "readiness": ("GET", "/readyz", 200),
    "the pages' health": ("GET", "/_stcore/health", 200),
    "a download that is gone": ("GET", "/media/gone.csv", 404),
    "what nobody uses": ("GET", "/_stcore/metrics", 404),
    "a link that is too old": ("GET", "/welcome/x", 404),
    "a method that is not taken": ("POST", "/board", 405),
    "a form that is not ours": ("POST", "/signin", 403),
    "a way out of the folder": ("GET", "/..%2f..%2fetc/passwd", 400),
    "a redirect": ("GET", "/signin", 303),
    "only the head": ("HEAD", "/board", 200),
}


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS.values(), ids=ANSWERS.keys())
def test_every_kind_of_answer_carries_each_security_header_once(
    commissioner: httpx.Client, method: str, path: str, status: int
) -> None:
    answer = commissioner.request(method, path)
    assert answer.status_code == status
    for name, value in security_headers().items():
        assert answer.headers.get_list(name) == [value]


@pytest.mark.parametrize("path", ["/board", "/media/x", "/signin", "/nowhere/else"])
def test_refusals_carry_them_too(stranger: httpx.Client, path: str) -> None:
    for answer in (
        stranger.get(path),
        stranger.post(path, headers={"origin": "https://evil.example"}),
    ):
        for name, value in security_headers().items():
            assert answer.headers.get_list(name) == [value]


def test_no_answer_shares_itself_with_another_site(commissioner: httpx.Client) -> None:
    for path in ("/board", "/_stcore/health", "/_stcore/host-config", "/media/x", "/healthz"):
        answer = commissioner.get(path, headers={"origin": "https://evil.example"})
        assert "access-control-allow-origin" not in answer.headers


def test_the_policy_is_the_strictest_that_the_pages_bear() -> None:
    policy = dict(
        part.split(" ", 1) for part in security_headers()["Content-Security-Policy"].split("; ")
    )
    assert policy.pop("script-src").startswith("'self' 'sha256-")
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "media-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_a_refused_socket_says_nothing_but_no(address: str, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        websockets.sync.client.connect(
            f"{address.replace('http', 'ws', 1)}/_stcore/stream", origin=Origin(origin or address)
        )
    assert refused.value.response.status_code == 403
    assert not refused.value.response.body
