"""A planner without its pages: the gate, the planner's own addresses, and an echo behind them."""

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

import pytest
from argon2 import PasswordHasher
from httpx import Response
from sqlalchemy import update
from sqlalchemy.orm import Session
from starlette.applications import Starlette
from starlette.exceptions import StarletteDeprecationWarning
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from db import tables as t
from db.engine import transaction
from planner import web
from planner.domain import account as rules
from planner.gateways import secret
from planner.ui import session
from schemas.vocabulary import Role
from tests import factories as make

with warnings.catch_warnings():
    # It asks for the successor of the HTTP client that our other tests use.
    warnings.simplefilter("ignore", StarletteDeprecationWarning)
    from starlette.testclient import TestClient

__all__ = ["HERE", "Response", "TestClient", "Visit"]

HERE = "http://127.0.0.1:8501"
KEY = "the key of these tests, longer than it has to be"
EMAIL = "ada@example.org"
PASSWORD = "seven lamps under a bridge"
Visit = Callable[..., TestClient]


@pytest.fixture
def _settings(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PLANNER_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("PLANNER_DEMO", "1")
    monkeypatch.setenv("PLANNER_TODAY", make.TODAY.isoformat())
    session.get_settings.clear()
    session.get_engine.clear()
    yield
    session.get_engine().dispose()
    session.get_settings.clear()
    session.get_engine.clear()


@pytest.fixture
def ada(_settings: None) -> UUID:
    """The commander of district 7, in a city of sample people."""
    with transaction(session.get_engine(), write=True) as rows:
        city = make.make_jurisdiction(rows)
        seven = make.make_district(rows, city, number=7, name="Englewood")
        six = make.make_district(rows, city, number=6, name="Gresham")
        ada = make.make_member(rows, city, Role.COMMANDER, seven, name="Ada Rivera")
        make.make_member(rows, city, Role.COMMANDER, six, name="Zoe Adams")
        make.make_member(rows, city, Role.COMMISSIONER, name="<b>Bo</b> & Co")
        make.make_member(rows, city, name="Nobody Special")
        return ada.id


@pytest.fixture
def visit(_settings: None) -> Iterator[Visit]:
    """Makes browsers; each may be said to be somebody, somewhere else, or under another name."""
    with ExitStack() as browsers:

        def come(
            member: object = None, base_url: str = HERE, client: str = "127.0.0.1"
        ) -> TestClient:
            browser = TestClient(
                echo(), base_url=base_url, client=(client, 50000), follow_redirects=False
            )
            if member is not None:
                browser.cookies.set(session.MEMBER_COOKIE, str(member))
            return browsers.enter_context(browser)

        yield come


# --- a planner with sign-in ----------------------------------------------------------------------


class CountingHasher(PasswordHasher):
    """Hashes as the planner does, but fast; tells how often a password was compared."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.compared = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002
        self.compared += 1
        return super().verify(hash, password)


@pytest.fixture
def hasher(monkeypatch: pytest.MonkeyPatch) -> CountingHasher:
    """What passwords are hashed with."""
    hasher = CountingHasher()
    monkeypatch.setattr(secret, "_HASHER", hasher)
    return hasher


@pytest.fixture(scope="session")
def password_hash() -> str:
    """What is kept of the member's password."""
    return make.hashed(PASSWORD)


@pytest.fixture
def keyed(
    request: pytest.FixtureRequest, hasher: CountingHasher, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Settings of a planner with sign-in, on SQLite unless the fixture of another is named."""
    monkeypatch.setenv(
        "PLANNER_DATABASE_URL", request.getfixturevalue(getattr(request, "param", "sqlite_url"))
    )
    monkeypatch.setenv("PLANNER_SECRET_KEY", KEY)
    session.get_settings.clear()
    session.get_engine.clear()
    yield
    session.get_engine().dispose()
    session.get_settings.clear()
    session.get_engine.clear()


@pytest.fixture
def eva(keyed: None, password_hash: str) -> UUID:
    """A commander who signs in with the mail address and the password above."""
    with transaction(session.get_engine(), write=True) as rows:
        city = make.make_jurisdiction(rows)
        seven = make.make_district(rows, city, number=7, name="Englewood")
        eva = make.make_member(rows, city, Role.COMMANDER, seven, name="Eva Rivera")
        make_account(rows, eva, EMAIL, password_hash)
        return eva.id


@pytest.fixture
def browse(keyed: None) -> Iterator[Visit]:
    """Makes browsers of a planner with sign-in, somewhere and under a name if need be."""
    with ExitStack() as browsers:

        def come(base_url: str = HERE, client: str = "127.0.0.1") -> TestClient:
            browser = TestClient(
                echo(), base_url=base_url, client=(client, 50000), follow_redirects=False
            )
            return browsers.enter_context(browser)

        yield come


@pytest.fixture
def long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every wait the longest, so that a slow machine does not sit one out by itself."""

    def wait(guesses: int) -> timedelta:
        return rules.LONGEST_WAIT if guesses >= 0 else timedelta()

    monkeypatch.setattr(rules, "_wait_after", wait)


def make_account(rows: Session, member: t.Member, email: str, password_hash: str) -> None:
    """Let a member sign in."""
    home = member.jurisdiction_id
    account = t.Account(member_id=member.id, jurisdiction_id=home, email=email)
    account.id, account.password_hash, account.password_set_at = t.new_id(), password_hash, make.NOW
    make.add(rows, account)


def send(browser: TestClient, path: str, headers: Any = None, **fields: str) -> Response:
    """Open a form, fill it in and send it, as a person would."""
    found = re.search(r'name="form" value="([^"]+)"', browser.get(path).text)
    token = found[1] if found else ""
    answer: Response = browser.post(path, data={"form": token, **fields}, headers=headers)
    return answer


def sign_in(
    browser: TestClient, email: str = EMAIL, password: str = PASSWORD, **fields: str
) -> Response:
    """Sign in as a person would."""
    return send(browser, "/signin", email=email, password=password, **fields)


def opens_page(browser: TestClient, **headers: str) -> bool:
    """Say whether a page opens; whoever may not come is led to the entrance."""
    answer = browser.get("/board", headers=headers)
    assert answer.status_code in {200, 303}
    return bool(answer.status_code == 200)


def opens_socket(browser: TestClient, **headers: str) -> bool:
    """Say whether the socket of the pages opens."""
    address = f"ws{str(browser.base_url).removeprefix('http').rstrip('/')}/_stcore/stream"
    try:
        with browser.websocket_connect(address, headers=headers) as socket:
            return socket.receive_text() == "welcome"
    except WebSocketDisconnect:
        return False


def comes_in(browser: TestClient, **headers: str) -> bool:
    """Say whether a browser is let in; the socket must say the same as the pages."""
    page, socket = opens_page(browser, **headers), opens_socket(browser, **headers)
    assert page is socket
    return page


def change(table: type[t.Table], **values: Any) -> None:
    """Change all rows of a table behind the planner's back."""
    with transaction(session.get_engine(), write=True) as rows:
        rows.execute(update(table).values(**values))


# --- behind the gate -----------------------------------------------------------------------------


def echo() -> Starlette:
    """Stand in for the pages: answers every address with the headers that came through."""

    async def say(request: Request) -> JSONResponse:
        if request.url.path == "/broken":
            raise RuntimeError("ada@example.org")
        return JSONResponse(dict(request.headers))

    async def stream(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("welcome")
        await socket.close()

    methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]
    return Starlette(
        routes=[
            *web.routes(),
            WebSocketRoute("/_stcore/stream", stream),
            Route("/{path:path}", say, methods=methods),
        ],
        middleware=web.middleware(),
        exception_handlers=web.exception_handlers(),
    )
