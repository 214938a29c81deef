"""Migrating, backing up and restoring from the command line, on both databases."""

import os
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from db import migrate
from db import tables as t
from db.check import why_not_ready
from db.engine import make_engine, transaction
from planner.services.progress.fill import sample_drift
from tests import factories as make
from tests.city import build_city
from tests.cli.conftest import Run
from tests.postgres import find_binaries


@pytest.fixture(autouse=True)
def _clients_of_the_servers_release(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{find_binaries()}{os.pathsep}{os.environ['PATH']}")


def add_city(url: str) -> None:
    engine = make_engine(url)
    with transaction(engine, write=True) as session:
        make.make_jurisdiction(session)
    engine.dispose()


def count_cities(url: str) -> int:
    engine = make_engine(url)
    with transaction(engine) as session:
        count = session.scalar(select(func.count()).select_from(t.Jurisdiction))
    engine.dispose()
    return count or 0


def pretend(url: str, revision: str) -> None:
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE alembic_version SET version_num = :number"), {"number": revision}
        )
    engine.dispose()


def test_migrating_makes_the_tables_and_again_changes_nothing(run: Run, bare_url: str) -> None:
    for _ in range(2):
        done = run("migrate", database_url=bare_url, demo="false")
        assert (done.exit_code, done.stderr) == (0, "")
    engine = make_engine(bare_url)
    assert why_not_ready(engine) is None
    engine.dispose()


@pytest.mark.parametrize("command", ["migrate", "upgrade"])
def test_a_newer_releases_database_is_left_alone(run: Run, sqlite_url: str, command: str) -> None:
    pretend(sqlite_url, "9999")
    done = run(command, database_url=sqlite_url)
    assert done.exit_code == 1
    assert "newer release (9999)" in done.stderr


def test_a_database_out_of_reach_is_a_sentence_without_its_password(run: Run) -> None:
    url = "postgresql://ada:secret@127.0.0.1:1/planner?connect_timeout=1"
    for command in (["migrate"], ["backup", "x.tar"], ["audit", "verify"]):
        done = run(*command, database_url=url)
        assert done.exit_code == 1
        assert "cannot be reached" in done.stderr
        assert "secret" not in done.stderr


def test_upgrading_an_empty_database_needs_no_backup(run: Run, bare_url: str) -> None:
    assert run("upgrade", database_url=bare_url).exit_code == 0
    assert not Path("var/backups").exists()


def test_upgrading_a_current_database_does_nothing(run: Run, sqlite_url: str) -> None:
    assert run("upgrade", database_url=sqlite_url).exit_code == 0
    assert not Path("var/backups").exists()


def test_upgrading_backs_up_first(
    run: Run, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_city(sqlite_url)
    monkeypatch.setattr("db.check.head_revision", lambda: "0002")
    migrated: list[str] = []
    monkeypatch.setattr("db.migrate.upgrade", migrated.append)
    done = run("upgrade", database_url=sqlite_url)
    assert done.exit_code == 0
    (backup,) = Path("var/backups").glob("planner-*.tar")
    assert str(backup) in done.stdout
    assert migrated == [sqlite_url]


def test_when_the_backup_fails_nothing_is_migrated(
    run: Run, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.check.head_revision", lambda: "0002")
    migrated: list[str] = []
    monkeypatch.setattr("db.migrate.upgrade", migrated.append)
    Path("var").mkdir()
    Path("var/backups").write_text("in the way")
    done = run("upgrade", database_url=sqlite_url)
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr
    assert migrated == []


def test_a_backup_comes_back(run: Run, database_url: str) -> None:
    add_city(database_url)
    done = run("backup", "planner.tar", database_url=database_url)
    assert done.exit_code == 0
    assert "Rows: 1. Evidence files: 0." in done.stdout
    add_city(database_url)

    refused = run("restore", "planner.tar", database_url=database_url)
    assert refused.exit_code == 1
    assert "--force" in refused.stderr
    assert count_cities(database_url) == 2

    restored = run("restore", "planner.tar", "--force", database_url=database_url)
    assert restored.exit_code == 0
    assert "before" in restored.stdout
    assert count_cities(database_url) == 1


def test_an_older_releases_backup_asks_to_be_migrated(
    run: Run, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("backup", "planner.tar", database_url=sqlite_url)
    monkeypatch.setattr("db.migrate.head_revision", lambda: "0002")
    done = run("restore", "planner.tar", database_url=f"sqlite:///{tmp_path / 'new.db'}")
    assert done.exit_code == 0
    assert "planner migrate" in done.stdout


def test_migrating_an_older_database_keeps_where_its_goals_stand(
    run: Run, database_url: str
) -> None:
    engine = make_engine(database_url)
    city = build_city(engine)
    engine.dispose()
    migrate.downgrade(database_url, "0004")
    assert run("migrate", database_url=database_url).exit_code == 0
    engine = make_engine(database_url)
    with transaction(engine) as session:
        kept = session.scalars(select(t.GoalStanding.goal_id)).all()
    assert kept == [city.goal] * 4
    assert sample_drift(engine, 10) == (1, [])
    engine.dispose()
