"""Fixtures every test may ask for: a database of its own, on either kind of server; a browser.

A database is a copy of one that was migrated once, so that a test starts in milliseconds.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser
from sqlalchemy import Engine

from db.engine import make_engine
from db.migrate import upgrade
from db.tables import Table
from tests.browsers import Start, starting
from tests.once import compile_once
from tests.postgres import Server, running_server

KINDS = ("sqlite", "postgresql")

# The settings of whoever runs the tests must not decide what they find.
for name in [name for name in os.environ if name.startswith("PLANNER_")]:
    del os.environ[name]

compile_once()

# `make test` says the same of the same code every time; `make soak` looks further afield.
settings.register_profile("default", deadline=None, derandomize=True)
settings.register_profile("soak", deadline=None, max_examples=5000, print_blob=True)
settings.load_profile("default")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey as driving a browser, and find those where no suite looks for them."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)
        elif item.get_closest_marker("browser") and "components" not in item.path.parts:
            message = f"{item.nodeid} drives a browser: move it to journeys or components"
            raise pytest.UsageError(message)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A PostgreSQL server, started when the first test needs it."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Server) -> str:
    """The name of a migrated PostgreSQL database to copy."""
    database = postgres_server.create()
    upgrade(postgres_server.url(database))
    return database


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("template") / "planner.sqlite"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a migrated, empty SQLite database."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'planner.sqlite')}"


@pytest.fixture
def postgres_url(postgres_server: Server, postgres_template: str) -> Iterator[str]:
    """The address of a migrated, empty PostgreSQL database."""
    database = postgres_server.create(template=postgres_template)
    yield postgres_server.url(database)
    postgres_server.drop(database)


@pytest.fixture(params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    """The kind of database; the test runs once on each."""
    given: str = request.param
    return given


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest) -> str:
    """The address of a migrated, empty database of each kind."""
    fixtures = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}
    url: str = request.getfixturevalue(fixtures[database_kind])
    return url


@pytest.fixture
def engine(database_kind: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An engine on a migrated, empty database of each kind."""
    if database_kind == "postgresql" and "database_url" not in request.fixturenames:
        warm = request.getfixturevalue("warm_engine")
        # What a test lets listen to its engine hears nothing of the next one's.
        yield warm.execution_options()
        empty(warm)
        return
    engine = make_engine(request.getfixturevalue("database_url"))
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def warm_engine(postgres_server: Server, postgres_template: str) -> Iterator[Engine]:
    """An engine on a PostgreSQL database that tests use in turn, each leaving it empty.

    A server reads a new database's tables anew and plans each statement anew, which takes longer
    than the test itself.
    """
    engine = make_engine(postgres_server.url(postgres_server.create(template=postgres_template)))
    yield engine
    engine.dispose()


TABLES = """SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"""


def empty(engine: Engine) -> None:
    """Delete all rows of a migrated PostgreSQL database; AssertionError if it has other tables."""
    known = Table.metadata.tables
    deletions = [str(table.delete()) for table in known.values()]
    with engine.begin() as connection:
        # A test that leaves a transaction open fails at once, and not at its time limit.
        connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
        # Neither keys nor the triggers that keep what is written hold anything back.
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql("; ".join(deletions))
        found = set(connection.exec_driver_sql(TABLES).scalars()) - {*known, "alembic_version"}
        for strange in found:
            connection.exec_driver_sql(f'DROP TABLE "{strange}"')
    assert not found, "a test that makes tables: ask for database_url"


@pytest.fixture(params=KINDS)
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any tables, of each kind: what migrations start from."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.sqlite'}"
        return
    server: Server = request.getfixturevalue("postgres_server")
    database = server.create()
    yield server.url(database)
    server.drop(database)


@pytest.fixture(scope="session")
def start() -> Iterator[Start]:
    """Starts real browsers."""
    with starting() as start:
        yield start


@pytest.fixture(scope="session")
def browser(start: Start) -> Iterator[Browser]:
    """A real browser."""
    found = start()
    yield found
    found.close()
