"""Databases to measure on, of both kinds, and clocks that are fair to what is compared."""

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from db.engine import make_engine
from db.migrate import upgrade
from planner.services.exchange import begin_import, import_tables
from tests.postgres import running_server

from .city import TODAY


@contextmanager
def databases() -> Iterator[Mapping[str, Callable[[], str]]]:
    """Yield for each kind of database what makes a migrated, empty one and returns its address."""
    with TemporaryDirectory() as folder, running_server() as server:
        made = iter(range(1000))

        def lite() -> str:
            return migrated(f"sqlite:///{Path(folder) / f'{next(made)}.sqlite'}")

        def postgres() -> str:
            return migrated(server.url(server.create()))

        yield {"sqlite": lite, "postgresql": postgres}


def migrated(url: str) -> str:
    """Migrate a database and return its address."""
    upgrade(url)
    return url


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """Open a database, and close it at the end."""
    engine = make_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def take(engine: Engine, files: Mapping[str, bytes]) -> None:
    """Import files as the command does."""
    with begin_import(engine, files, today=TODAY) as work:
        import_tables(work, files, made_up=True)


def interleaved(runs: int, *calls: Callable[[], object]) -> Sequence[float]:
    """Return the median seconds of each call; they take turns, so that all get the same weather."""
    spent: list[list[float]] = [[] for _ in calls]
    for call in calls:
        call()
    for _ in range(runs):
        for times, call in zip(spent, calls, strict=True):
            gc.collect()
            before = time.perf_counter()
            call()
            times.append(time.perf_counter() - before)
    return [median(times) for times in spent]
