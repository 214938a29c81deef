"""What SQLite must survive: processes killed while they write, and many that write at once."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from db import tables as t
from db.check import count_orphans, find_damage
from db.engine import make_engine, transaction
from tests import factories as make

ROOT = Path(__file__).parents[2]
HAMMER = (sys.executable, "-m", "tests.db.hammer")


@pytest.fixture
def lite(sqlite_url: str) -> Iterator[Engine]:
    """An engine on a SQLite database with one jurisdiction."""
    engine = make_engine(sqlite_url)
    with transaction(engine, write=True) as session:
        make.make_jurisdiction(session, due_days=0)
    yield engine
    engine.dispose()


def start(*arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*HAMMER, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def kill_while_writing(url: str, after: float) -> list[int]:
    """Return the numbers that a writing process had acknowledged when it was killed."""
    with start("append", url) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(after)
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split("\n")
    # A line without its end was cut off in the pipe, not in the database.
    return [int(line) for line in [first, *rest[:-1]]]


def stored(engine: Engine) -> set[int]:
    with transaction(engine) as session:
        return set(session.scalars(select(t.District.number)))


@pytest.mark.parametrize(
    "rounds", [2, pytest.param(50, marks=[pytest.mark.soak, pytest.mark.timeout(900)])]
)
def test_a_killed_process_loses_no_acknowledged_commit(
    lite: Engine, sqlite_url: str, rounds: int
) -> None:
    dice = random.Random(rounds)  # noqa: S311  (only to kill at different moments)
    acknowledged: set[int] = set()
    for one in range(1, rounds + 1):
        acknowledged.update(kill_while_writing(sqlite_url, dice.uniform(0.05, 0.4)))
        kept = stored(lite)
        assert acknowledged <= kept
        # A commit that was on its way may be there too: saves can therefore be repeated.
        assert len(kept - acknowledged) <= one
    assert find_damage(lite) is None
    assert count_orphans(lite) == 0


def test_many_processes_that_read_and_then_write_lose_nothing(
    lite: Engine, sqlite_url: str
) -> None:
    times = 40
    running = [start("count", sqlite_url, str(times)) for _ in range(4)]
    said = [process.communicate()[1] for process in running]
    assert said == [""] * len(running)
    with transaction(lite) as session:
        assert session.scalars(select(t.Jurisdiction.due_days)).one() == times * len(running)


def test_a_deferred_transaction_that_reads_and_then_writes_fails_at_once(
    lite: Engine, sqlite_url: str
) -> None:
    # The trap itself: if this ever stops being so, transactions may begin without the write lock.
    file = sqlite_url.removeprefix("sqlite:///")
    with (
        closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as one,
        closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as other,
    ):
        for connection in (one, other):
            connection.execute("BEGIN")
            connection.execute("SELECT due_days FROM jurisdiction").fetchall()
        one.execute("UPDATE jurisdiction SET due_days = 1")
        one.execute("COMMIT")
        began = time.monotonic()
        with pytest.raises(sqlite3.OperationalError, match="database is locked"):
            other.execute("UPDATE jurisdiction SET due_days = 2")
        assert time.monotonic() - began < 5


def test_a_reading_transaction_never_waits_for_a_writer(lite: Engine) -> None:
    with transaction(lite, write=True) as writing:
        make.make_district(writing, writing.scalars(select(t.Jurisdiction)).one(), number=7)
        with transaction(lite) as reading:
            assert reading.scalars(select(t.District.number)).all() == []
