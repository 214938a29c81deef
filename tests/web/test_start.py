"""Every way to start the planner works from any folder, and says in a sentence why it doesn't."""

import ast
import asyncio
import gc
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, build_opener, urlopen

import pytest
from starlette.types import Message

from planner import web
from planner.ui import session
from planner.web.rounds import Rounds
from schemas.errors import PlannerError

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
START_SECONDS = 60

WAYS = {
    "planner": [BIN / "planner", "serve"],
    "streamlit": [
        *(BIN / "streamlit", "run", ROOT / "streamlit_app.py"),
        *("--server.address", "127.0.0.1", "--server.port", "PORT"),
    ],
    "uvicorn": [BIN / "uvicorn", "--app-dir", ROOT, "streamlit_app:app", "--port", "PORT"],
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def started(way: str, folder: Path, url: str, port: int) -> Iterator["subprocess.Popen[str]"]:
    command = [str(port) if part == "PORT" else str(part) for part in WAYS[way]]
    env = {
        **os.environ,
        "PLANNER_DEMO": "1",
        "PLANNER_DATABASE_URL": url,
        "PLANNER_PORT": str(port),
    }
    with subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        return None


def wait_for(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urlopen(f"{address}/readyz", timeout=5):  # noqa: S310  (our own server)
                return
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.2)


@pytest.mark.parametrize("way", WAYS)
def test_each_way_serves_the_gate_and_ends_when_asked(
    way: str, sqlite_url: str, tmp_path: Path
) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with started(way, tmp_path, sqlite_url, port) as process:
        wait_for(address)
        with pytest.raises(HTTPError) as redirected:
            build_opener(_Stay).open(f"{address}/board", timeout=5)
        redirected.value.close()
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=30)[0]
    assert redirected.value.status == 303
    assert redirected.value.headers["location"] == "/enter?next=/board"
    assert "Traceback" not in said
    # uvicorn ends by the signal it got, once everything is closed.
    assert process.returncode in {0, -signal.SIGTERM}


@pytest.mark.parametrize("way", ["streamlit", "uvicorn"])
def test_a_database_without_tables_stops_the_start_with_a_sentence(
    way: str, tmp_path: Path
) -> None:
    with started(way, tmp_path, f"sqlite:///{tmp_path / 'empty.db'}", free_port()) as process:
        said = process.communicate(timeout=START_SECONDS)[0]
    assert "Run planner migrate first." in said
    assert "Traceback" not in said
    assert process.returncode not in {0, -signal.SIGKILL}


def test_our_settings_of_the_pages_hold_from_any_folder(tmp_path: Path) -> None:
    look = (
        "import streamlit_app; from streamlit import config;"
        "print(config.get_option('client.showErrorDetails'),"
        " config.get_option('browser.gatherUsageStats'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", look], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["none", "False"]


# --- the lifespan itself -------------------------------------------------------------------------


async def start_and_stop() -> list[str]:
    async with web.lifespan(None):
        return [thread.name for thread in threading.enumerate()]


@pytest.fixture
def _garbage_as_before() -> Iterator[None]:
    before = list(gc.callbacks)
    gc.callbacks.clear()
    yield
    gc.callbacks[:] = before
    gc.unfreeze()


@pytest.mark.usefixtures("_settings", "_garbage_as_before")
def test_the_worker_lives_as_long_as_the_server() -> None:
    assert "worker" in asyncio.run(start_and_stop())
    assert "worker" not in [thread.name for thread in threading.enumerate()]


@pytest.mark.usefixtures("_settings", "_garbage_as_before")
def test_what_is_loaded_at_the_start_is_left_out_of_garbage_rounds() -> None:
    left_out = gc.get_freeze_count()
    held: list[object] = []
    asyncio.run(start_and_stop())
    assert gc.get_freeze_count() > left_out
    assert not any(each is held for each in gc.get_objects())
    assert any(isinstance(each, Rounds) for each in gc.callbacks)


def test_everything_that_pages_import_is_loaded_before_collecting_is_cheap() -> None:
    look = (
        "import gc, sys; from planner.web.rounds import load_for_good;"
        "gc.freeze = lambda: print(*sys.modules);"
        "load_for_good()"
    )
    done = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True
    )
    pages = [*(ROOT / "planner" / "pages").glob("*.py"), ROOT / "planner" / "ui" / "frame.py"]
    needed = {
        node.module
        for page in pages
        for node in ast.walk(ast.parse(page.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
    }
    assert "planner.ui.session" in needed
    assert needed - set(done.stdout.split()) == set()


@pytest.mark.usefixtures("_settings", "_garbage_as_before")
def test_a_worker_of_its_own_leaves_the_server_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_WORKER_IN_PROCESS", "false")
    session.get_settings.clear()
    assert "worker" not in asyncio.run(start_and_stop())


@pytest.mark.usefixtures("_settings")
def test_without_the_demo_nothing_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PLANNER_DEMO", "PLANNER_TODAY"):
        monkeypatch.delenv(name)
    session.get_settings.clear()
    with pytest.raises(PlannerError, match="PLANNER_SECRET_KEY is missing"):
        asyncio.run(start_and_stop())


async def report(error: BaseException) -> list[Message]:
    """Return what a server hears when the application behind the door fails to start."""
    heard: list[Message] = []

    async def fail(_scope: object, _receive: object, send: object) -> None:
        await send({"type": "lifespan.startup.failed", "message": "Traceback ..."})  # type: ignore[operator]
        raise error

    async def hear(message: Message) -> None:
        heard.append(message)

    async def nothing() -> Message:
        return {}

    try:
        await web.PlainStart(fail)({"type": "lifespan"}, nothing, hear)
    except RuntimeError:
        heard.append({"type": "raised"})
    return heard


@pytest.mark.usefixtures("_settings")
def test_what_a_person_can_mend_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLANNER_LANGUAGE", "es")
    session.get_settings.clear()
    heard = asyncio.run(report(PlannerError("At risk")))
    assert heard == [{"type": "lifespan.startup.failed", "message": ""}]
    assert capsys.readouterr().err == "En riesgo\n"


def test_settings_that_cannot_be_read_are_told_in_english(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLANNER_LANGUAGE", "xx")
    session.get_settings.clear()
    asyncio.run(report(PlannerError("At risk")))
    assert capsys.readouterr().err == "At risk\n"


def test_what_only_a_developer_can_mend_keeps_its_traceback() -> None:
    heard = asyncio.run(report(RuntimeError("x")))
    assert heard == [
        {"type": "lifespan.startup.failed", "message": "Traceback ..."},
        {"type": "raised"},
    ]
