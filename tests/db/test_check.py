"""A database that this release can't work with is told apart, in a sentence without its address."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, text, update

from db import tables as t
from db.check import FOUND, IMPORT, count_orphans, find_damage, what_is_missing, why_not_ready
from db.engine import make_engine, transaction
from db.migrate import upgrade
from schemas.vocabulary import Role
from tests import factories as make


def reason(url: str) -> str:
    engine = make_engine(url)
    try:
        return str(why_not_ready(engine) or "")
    finally:
        engine.dispose()


def test_a_migrated_database_is_ready(engine: Engine) -> None:
    assert why_not_ready(engine) is None
    assert find_damage(engine) is None
    assert count_orphans(engine) == 0


def test_a_database_without_tables_asks_to_be_migrated(bare_url: str) -> None:
    assert "planner migrate" in reason(bare_url)


def test_a_database_of_a_newer_release_is_told_apart(bare_url: str) -> None:
    upgrade(bare_url)
    engine = make_engine(bare_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert "newer release (9999)" in reason(bare_url)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ada:secret@127.0.0.1:1/planner?connect_timeout=1",
        "sqlite:////proc/nowhere.db",
    ],
)
def test_a_database_out_of_reach_is_named_without_its_address(url: str) -> None:
    assert "cannot be reached" in reason(url)
    assert "secret" not in reason(url)


def test_a_file_that_is_no_database_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"not a database at all" * 1000)
    assert "cannot be reached or read" in reason(f"sqlite:///{tmp_path / 'x.db'}")


def test_rows_without_their_parent_are_counted(sqlite_url: str) -> None:
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        connection.execute(
            "INSERT INTO beat (id, jurisdiction_id, district_id, number) VALUES (1, 2, 3, 4)"
        )
    connection.close()
    engine = make_engine(sqlite_url)
    assert count_orphans(engine) == 2
    engine.dispose()


def test_a_damaged_page_is_found(sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    with sqlite3.connect(file) as connection:
        # One page of a table: a file whose list of tables is damaged can't be opened at all.
        chosen = "SELECT rootpage FROM sqlite_master WHERE name = 'beat'"
        (page,) = connection.execute(chosen).fetchone()
    connection.close()
    whole = bytearray(file.read_bytes())
    whole[(page - 1) * 4096 : page * 4096] = b"\x0b" * 4096
    file.write_bytes(whole)
    engine = make_engine(sqlite_url)
    assert find_damage(engine)
    engine.dispose()


def test_looking_never_waits_for_a_writer(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    with transaction(engine, write=True) as session:
        session.execute(text("DELETE FROM beat"))
        assert why_not_ready(engine) is None
    engine.dispose()


def test_what_is_missing_until_somebody_can_sign_in_is_named(engine: Engine) -> None:
    assert what_is_missing(engine) == (IMPORT, FOUND)
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        somebody = make.make_member(session, city, Role.ADMINISTRATOR)
    assert what_is_missing(engine) == (FOUND,)
    with transaction(engine, write=True) as session:
        account = t.Account(member_id=somebody.id, jurisdiction_id=city.id, email="a@example.org")
        account.id = t.new_id()
        make.add(session, account)
    assert what_is_missing(engine) == ()
    with transaction(engine, write=True) as session:
        session.execute(update(t.Member).values(active=False))
    assert what_is_missing(engine) == (FOUND,)
