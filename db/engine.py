"""Engines and transactions for both databases; only doors open a transaction."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

__all__ = ["SQLITE_WAIT_SECONDS", "WRITES", "Engine", "make_engine", "transaction"]

WRITES = "planner_writes"
"""Execution option that says a transaction will write."""

SQLITE_WAIT_SECONDS = 30

_write_locks: dict[str, threading.Lock] = {}


def make_engine(url: str) -> Engine:
    """Return an engine for an `sqlite:///` or `postgresql://` address."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True, pool_size=10, max_overflow=20)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": SQLITE_WAIT_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def transaction(engine: Engine, *, write: bool = False) -> Iterator[Session]:
    """Yield a session in one transaction; commit at the end, roll back on any error.

    A reading transaction sees one moment of the database and is refused every write.
    """
    if engine.dialect.name == "sqlite":
        with _sqlite_turn(engine, write=write), _session(engine, {WRITES: write}) as session:
            yield session
        return
    options: dict[str, Any] = (
        {}
        if write
        else {
            "isolation_level": "REPEATABLE READ",
            "postgresql_readonly": True,
        }
    )
    with _session(engine, options) as session:
        yield session


@contextmanager
def _session(engine: Engine, options: dict[str, Any]) -> Iterator[Session]:
    with (
        engine.connect().execution_options(**options) as connection,
        connection.begin(),
        Session(bind=connection, expire_on_commit=False) as session,
    ):
        yield session
        session.flush()


@contextmanager
def _sqlite_turn(engine: Engine, *, write: bool) -> Iterator[None]:
    """Let one writer of this process in at a time, so that none spins on SQLite's own lock."""
    if not write:
        yield
        return
    with _write_locks.setdefault(str(engine.url), threading.Lock()):
        yield


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401  (the driver's own)
    # Autocommit in the driver: the begin event below decides how each transaction starts.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A deferred BEGIN that reads and then writes fails with "database is locked" whatever the
    # timeout; IMMEDIATE takes the write lock first and waits its turn.
    writes = connection.get_execution_options().get(WRITES, True)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
