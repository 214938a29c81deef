"""A planner as `make run` serves it, on the sample data in a database of its own."""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
PLANNER = Path(sys.executable).with_name("planner")
TODAY = "2026-11-20"
START_SECONDS = 180
STOP_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Running:
    """A planner that answers: its address, its process, and the file of its database."""

    address: str
    process_id: int
    database: Path


@contextmanager
def running_planner(
    folder: Path, command: Sequence[str] = (str(PLANNER), "serve"), **settings: str
) -> Iterator[Running]:
    """Start a planner with its files in a folder; it is ready inside, and stopped at the end.

    Raises RuntimeError when it does not become ready. What it writes is in `server.log`.
    """
    database, port = folder / "planner.db", _free_port()
    address = f"http://127.0.0.1:{port}"
    env = {
        **os.environ,
        "PLANNER_DEMO": "1",
        "PLANNER_TODAY": TODAY,
        "PLANNER_PORT": str(port),
        "PLANNER_BASE_URL": address,
        "PLANNER_DATABASE_URL": f"sqlite:///{database}",
        "PLANNER_EVIDENCE_DIR": str(folder / "evidence"),
        **settings,
    }
    shutil.copy(_sample(), database)
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=env, cwd=ROOT, stdout=log, stderr=log)
        try:
            _wait_until_ready(f"{address}/readyz", server)
            yield Running(address, server.pid, database)
        finally:
            server.terminate()
            server.wait(timeout=STOP_SECONDS)


@cache
def _sample() -> Path:
    """Return a file with the sample data, loaded once for all planners of this process."""
    folder = Path(mkdtemp(prefix="planner-sample-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "planner.db"
    env = {**os.environ, "PLANNER_DEMO": "1", "PLANNER_DATABASE_URL": f"sqlite:///{file}"}
    for first in (["migrate"], ["seed"]):
        command = [str(PLANNER), *first]
        subprocess.run(command, env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return file


@contextmanager
def running_provider(folder: Path) -> Iterator[str]:
    """Start a provider of single sign-on; yield its issuer when it answers, stop it at the end."""
    port = _free_port()
    issuer = f"http://localhost:{port}"
    with (folder / "provider.log").open("wb") as log:
        # In a process of its own: it takes many a liberty that our own tests don't allow.
        provider = subprocess.Popen(
            [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)],
            stdout=log,
            stderr=log,
        )
        try:
            _wait_until_ready(f"{issuer}/.well-known/openid-configuration", provider)
            yield issuer
        finally:
            provider.terminate()
            provider.wait(timeout=STOP_SECONDS)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def _wait_until_ready(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(address, timeout=2) as answer:  # noqa: S310  (own address)
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    message = f"{address} did not become ready"
    raise RuntimeError(message)
