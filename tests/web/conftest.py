"""A planner without its pages: the gate, the planner's own addresses, and an echo behind them."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from uuid import UUID

import pytest
from starlette.applications import Starlette
from starlette.exceptions import StarletteDeprecationWarning
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from db.engine import transaction
from planner import web
from planner.ui import session
from schemas.vocabulary import Role
from tests import factories as make

with warnings.catch_warnings():
    # It asks for the successor of the HTTP client that our other tests use.
    warnings.simplefilter("ignore", StarletteDeprecationWarning)
    from starlette.testclient import TestClient

__all__ = ["HERE", "TestClient", "Visit"]

HERE = "http://127.0.0.1:8501"
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
