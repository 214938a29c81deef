"""What every other test of the database relies on."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, inspect, select, text

from db.engine import make_engine, transaction
from db.migrate import is_migrated
from db.tables import Table
from tests.city import build_city
from tests.conftest import empty
from tests.postgres import Server, running_server


def test_a_test_starts_from_the_newest_tables(engine: Engine) -> None:
    assert is_migrated(engine)


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_database_of_its_own_never_shows_what_another_test_made(
    database_url: str, turn: str
) -> None:
    engine = make_engine(database_url)
    with transaction(engine, write=True) as session:
        session.execute(text("CREATE TABLE left_behind (turn TEXT)"))
        session.execute(text("INSERT INTO left_behind VALUES (:turn)"), {"turn": turn})
    engine.dispose()


def test_a_shared_database_is_left_empty(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    build_city(engine)
    empty(engine)
    with transaction(engine) as session:
        tables = Table.metadata.tables.values()
        assert not [one for one in tables if session.execute(select(one).limit(1)).first()]
    engine.dispose()


def test_a_test_that_makes_a_table_in_a_shared_database_fails_alone(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE left_behind (turn TEXT)"))
    with pytest.raises(AssertionError, match="ask for database_url"):
        empty(engine)
    empty(engine)
    engine.dispose()


def test_a_bare_database_has_no_tables(bare_url: str) -> None:
    engine = make_engine(bare_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


@pytest.fixture(scope="module")
def second_server() -> Iterator[Server]:
    with running_server() as server:
        yield server


def test_two_servers_run_side_by_side(postgres_server: Server, second_server: Server) -> None:
    for server in (postgres_server, second_server):
        server.drop(server.create())


def test_a_server_leaves_nothing_behind() -> None:
    with running_server() as server:
        folder = server.folder
    assert not folder.exists()
