"""A planner with sign-in as it is served, with its pages, and browsers without a screen."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from db.engine import make_engine, transaction
from schemas.vocabulary import Role
from tests import factories as make

ROOT = Path(__file__).parents[2]
PLANNER = Path(sys.executable).with_name("planner")
KEY = "the key of these tests, longer than it has to be"
EMAIL = "ines@example.org"
START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def found(url: str) -> None:
    """Write a city with a district and a commissioner who can sign in."""
    engine = make_engine(url)
    with transaction(engine, write=True) as rows:
        city = make.make_jurisdiction(rows)
        make.make_district(rows, city, number=7)
        ines = make.make_member(rows, city, Role.COMMISSIONER, name="Ines")
        make.make_account(rows, ines, email=EMAIL)
    engine.dispose()


@contextmanager
def serving(url: str, folder: Path, **settings: str) -> Iterator[str]:
    """Serve a database's planner; yields its address. What it says goes into `server.log`."""
    port = free_port()
    env = {
        **os.environ,
        "PLANNER_DATABASE_URL": url,
        "PLANNER_SECRET_KEY": KEY,
        "PLANNER_PORT": str(port),
        "PLANNER_EVIDENCE_DIR": str(folder / "evidence"),
        **settings,
    }
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen([PLANNER, "serve"], env=env, cwd=ROOT, stdout=log, stderr=log)
        try:
            _wait(f"http://127.0.0.1:{port}/readyz", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        assert server.poll() is None
        assert time.monotonic() < deadline
        try:
            if httpx.get(address).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)


def sign_in(browser: httpx.Client) -> None:
    """Sign the commissioner in, as a person would."""
    form = re.search(r'name="form" value="([^"]+)"', browser.get("/signin").text)
    assert form
    fields = {"form": form[1], "email": EMAIL, "password": make.PASSWORD}
    assert browser.post("/signin", data=fields).status_code == 303
