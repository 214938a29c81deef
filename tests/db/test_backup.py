"""Backup shows one moment of a database in use; restore proves it first and loses nothing."""

import errno
import io
import json
import os
import sqlite3
import tarfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Engine, make_url, select, text

from db import tables as t
from db.backup import Manifest, lite, make_backup, postgres, restore_backup
from db.check import count_orphans, find_damage
from db.engine import make_engine, transaction
from db.migrate import drift, is_migrated, upgrade
from schemas.errors import FileError, SettingsError
from tests import factories as make
from tests.db.backups import Dump, Writer, dump, put_evidence
from tests.postgres import Server, find_binaries


@pytest.fixture(autouse=True)
def _clients_of_the_servers_release(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{find_binaries()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    return tmp_path / "evidence"


@pytest.fixture
def make_empty(
    database_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[[], str]]:
    """Makes the address of a place to restore to, without tables, of the same kind."""
    if database_url.startswith("sqlite"):
        yield lambda: f"sqlite:///{tmp_path / 'elsewhere' / 'planner.db'}"
        return
    server: Server = request.getfixturevalue("postgres_server")
    made: list[str] = []

    def create() -> str:
        made.append(server.create())
        return server.url(made[-1])

    yield create
    for name in made:
        for database in databases_like(server, name[:40]):
            server.drop(database)


def databases_like(server: Server, start: str) -> list[str]:
    engine = make_engine(server.url("postgres"))
    with engine.connect() as connection:
        names = connection.scalars(text("SELECT datname FROM pg_database")).all()
    engine.dispose()
    return [name for name in names if name.startswith(start)]


def content(url: str) -> Dump:
    engine = make_engine(url)
    held = dump(engine)
    engine.dispose()
    return held


def add_city(url: str, name: str = "Sample city") -> None:
    engine = make_engine(url)
    with transaction(engine, write=True) as session:
        make.make_district(session, make.make_jurisdiction(session, name=name))
    engine.dispose()


def cities(url: str) -> list[str]:
    engine = make_engine(url)
    with transaction(engine) as session:
        names = list(session.scalars(select(t.Jurisdiction.name)))
    engine.dispose()
    return names


def refusal(url: str, source: Path, evidence: Path, *, force: bool = False) -> str:
    with pytest.raises(FileError) as caught:
        restore_backup(url, source, evidence, force=force)
    return str(caught.value)


# --- one moment, whole -------------------------------------------------------------------------


def test_a_backup_taken_under_writes_restores_one_moment(
    database_url: str, make_empty: Callable[[], str], tmp_path: Path, evidence: Path
) -> None:
    put_evidence(evidence, b"minutes of the meeting")
    engine = make_engine(database_url)
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
    writers = [Writer(engine, city, place) for place in (1, 2, 3)]
    stop = Event()
    with ThreadPoolExecutor(len(writers)) as pool:
        running = [pool.submit(writer.run, stop) for writer in writers]
        while min(writer.acknowledged for writer in writers) < 5:
            time.sleep(0.01)
        before = [writer.acknowledged for writer in writers]
        manifest = make_backup(database_url, tmp_path / "backup.tar", evidence)
        after = [writer.acknowledged for writer in writers]
        stop.set()
        for one in running:
            one.result()

    url = make_empty()
    restored = restore_backup(url, tmp_path / "backup.tar", tmp_path / "evidence again")
    assert restored.manifest == manifest

    # Everything acknowledged before is there, nothing begun after, and no writer has a gap.
    numbers = {int(row[NUMBER]) for row in content(url)["district"]}
    for writer, least, most in zip(writers, before, after, strict=True):
        count = sum(writer.owns(number) for number in numbers)
        assert least <= count <= most + 1
        assert {writer.first + place for place in range(count)} <= numbers
    # And it is, row by row, what the database held at that moment.
    assert content(url) == only(content(database_url), numbers)
    proved(url)
    (file,) = (tmp_path / "evidence again").glob("*/*")
    assert file.read_bytes() == b"minutes of the meeting"
    engine.dispose()


NUMBER = [column.name for column in t.District.__table__.columns].index("number")
BEAT_NUMBER = [column.name for column in t.Beat.__table__.columns].index("number")


def only(whole: Dump, numbers: set[int]) -> Dump:
    """Return the rows that were there when the districts of these numbers were."""
    return whole | {
        "district": [row for row in whole["district"] if int(row[NUMBER]) in numbers],
        "beat": [row for row in whole["beat"] if int(row[BEAT_NUMBER]) in numbers],
    }


def proved(url: str) -> None:
    engine = make_engine(url)
    assert is_migrated(engine)
    assert drift(engine) == []
    assert find_damage(engine) is None
    assert count_orphans(engine) == 0
    engine.dispose()


def test_a_restored_database_can_be_written_to(
    database_url: str, make_empty: Callable[[], str], tmp_path: Path, evidence: Path
) -> None:
    add_city(database_url)
    make_backup(database_url, tmp_path / "backup.tar", evidence)
    url = make_empty()
    assert restore_backup(url, tmp_path / "backup.tar", evidence).manifest.rows["district"] == 1
    add_city(url, "Another city")
    assert sorted(cities(url)) == ["Another city", "Sample city"]


# --- what is replaced is kept ------------------------------------------------------------------


def test_a_database_with_rows_is_replaced_only_by_force_and_kept(
    database_url: str, make_empty: Callable[[], str], tmp_path: Path, evidence: Path
) -> None:
    add_city(database_url, "Backed up")
    make_backup(database_url, tmp_path / "backup.tar", evidence)
    url = make_empty()
    upgrade(url)
    add_city(url, "Replaced")
    assert "--force" in refusal(url, tmp_path / "backup.tar", evidence)
    assert cities(url) == ["Replaced"]

    kept_as = restore_backup(url, tmp_path / "backup.tar", evidence, force=True).kept_as
    assert kept_as is not None
    assert cities(url) == ["Backed up"]
    assert cities(beside(url, kept_as)) == ["Replaced"]

    second = restore_backup(url, tmp_path / "backup.tar", evidence, force=True).kept_as
    assert second is not None
    assert cities(beside(url, kept_as)) == ["Replaced"]
    assert cities(beside(url, second)) == ["Backed up"]


def beside(url: str, kept_as: str) -> str:
    return make_url(url).set(database=kept_as).render_as_string(hide_password=False)


def test_a_migrated_database_without_rows_needs_no_force(
    database_url: str, make_empty: Callable[[], str], tmp_path: Path, evidence: Path
) -> None:
    add_city(database_url)
    make_backup(database_url, tmp_path / "backup.tar", evidence)
    url = make_empty()
    upgrade(url)
    restore_backup(url, tmp_path / "backup.tar", evidence)
    assert cities(url) == ["Sample city"]


def test_a_database_in_use_is_left_alone(
    database_url: str, make_empty: Callable[[], str], tmp_path: Path, evidence: Path
) -> None:
    add_city(database_url)
    make_backup(database_url, tmp_path / "backup.tar", evidence)
    url = make_empty()
    upgrade(url)
    add_city(url, "In use")
    engine = make_engine(url)
    with transaction(engine) as session:
        session.execute(text("SELECT 1 FROM district"))
    # The transaction is over, but the planner's pool keeps its connection.
    said = refusal(url, tmp_path / "backup.tar", evidence, force=True)
    engine.dispose()
    assert "Stop the planner" in said
    assert cities(url) == ["In use"]


def test_a_damaged_sqlite_file_is_put_aside_by_force(
    sqlite_url: str, tmp_path: Path, evidence: Path
) -> None:
    add_city(sqlite_url)
    make_backup(sqlite_url, tmp_path / "backup.tar", evidence)
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"not a database at all" * 1000)
    url = f"sqlite:///{broken}"
    assert "--force" in refusal(url, tmp_path / "backup.tar", evidence)
    restore_backup(url, tmp_path / "backup.tar", evidence, force=True)
    assert cities(url) == ["Sample city"]
    assert (tmp_path / "broken.db.before-restore").read_bytes() == b"not a database at all" * 1000


def test_a_log_that_stayed_behind_goes_aside_with_its_database(
    backup: Path, tmp_path: Path, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Left where it is, SQLite would play it into the restored database.
    monkeypatch.setattr(lite, "_close_off", lambda _path: None)
    for name in ("old.db", "old.db-wal"):
        (tmp_path / name).write_bytes(b"")
    restore_backup(f"sqlite:///{tmp_path / 'old.db'}", backup, evidence)
    assert (tmp_path / "old.db.before-restore-wal").exists()
    assert not (tmp_path / "old.db-wal").exists()


# --- evidence ----------------------------------------------------------------------------------


def test_evidence_that_is_there_stays_and_a_damaged_file_is_mended(
    sqlite_url: str, tmp_path: Path, evidence: Path
) -> None:
    add_city(sqlite_url)
    kept, damaged = (put_evidence(evidence, content) for content in (b"kept", b"damaged"))
    make_backup(sqlite_url, tmp_path / "backup.tar", evidence)
    newer = put_evidence(evidence, b"newer")
    damaged.write_bytes(b"rotten")
    inode = kept.stat().st_ino
    restore_backup(f"sqlite:///{tmp_path / 'new.db'}", tmp_path / "backup.tar", evidence)
    assert damaged.read_bytes() == b"damaged"
    assert newer.read_bytes() == b"newer"
    assert kept.stat().st_ino == inode


def test_unfinished_files_are_not_backed_up(
    sqlite_url: str, tmp_path: Path, evidence: Path
) -> None:
    add_city(sqlite_url)
    evidence.mkdir()
    (evidence / "tmp1.part").write_bytes(b"half")
    assert make_backup(sqlite_url, tmp_path / "backup.tar", evidence).evidence == []


# --- a file that is not what it should be --------------------------------------------------------


@pytest.fixture
def backup(sqlite_url: str, tmp_path: Path, evidence: Path) -> Path:
    """A good backup of a SQLite database with one city and one evidence file."""
    add_city(sqlite_url)
    put_evidence(evidence, b"minutes of the meeting")
    make_backup(sqlite_url, tmp_path / "backup.tar", evidence)
    return tmp_path / "backup.tar"


def repacked(
    backup: Path,
    manifest: Callable[[dict[str, object]], None] = lambda _given: None,
    extra: tarfile.TarInfo | None = None,
) -> Path:
    """Write the backup anew with another manifest, or one more member."""
    target = backup.with_name("forged.tar")
    with tarfile.open(backup) as good, tarfile.open(target, "w") as forged:
        for member in good.getmembers():
            data = good.extractfile(member)
            assert data is not None
            payload = data.read()
            if member.name == "manifest.json":
                given = json.loads(payload)
                manifest(given)
                payload = json.dumps(given).encode()
                member.size = len(payload)
            forged.addfile(member, io.BytesIO(payload))
        if extra is not None:
            forged.addfile(extra)
    return target


def test_only_the_planners_user_can_read_a_backup(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_backup_never_replaces_a_file(sqlite_url: str, backup: Path, evidence: Path) -> None:
    with pytest.raises(FileError, match="exists already"):
        make_backup(sqlite_url, backup, evidence)


def test_a_backup_that_fails_leaves_no_file(tmp_path: Path, evidence: Path) -> None:
    with pytest.raises(FileError):
        make_backup(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "backup.tar", evidence)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.95])
def test_a_cut_backup_is_refused(
    backup: Path, tmp_path: Path, evidence: Path, share: float
) -> None:
    whole = backup.read_bytes()
    backup.write_bytes(whole[: int(len(whole) * share)])
    target = tmp_path / "new.db"
    assert "not a whole backup" in refusal(f"sqlite:///{target}", backup, evidence)
    assert not target.exists()


def test_one_altered_byte_is_found_wherever_it_is(
    backup: Path, tmp_path: Path, evidence: Path
) -> None:
    whole = bytearray(backup.read_bytes())
    with tarfile.open(backup) as tar:
        places = [member.offset_data + member.size // 2 for member in tar.getmembers()]
    for place in places:
        forged = whole.copy()
        forged[place] ^= 1
        backup.write_bytes(forged)
        assert "not" in refusal(f"sqlite:///{tmp_path / 'new.db'}", backup, evidence)
    assert not (tmp_path / "new.db").exists()


def test_a_foreign_file_is_refused(tmp_path: Path, evidence: Path) -> None:
    foreign = tmp_path / "holiday.jpg"
    foreign.write_bytes(b"\xff\xd8\xff\xe0" * 1000)
    assert "not a whole backup" in refusal(f"sqlite:///{tmp_path / 'a.db'}", foreign, evidence)
    missing = tmp_path / "missing.tar"
    assert "no file" in refusal(f"sqlite:///{tmp_path / 'a.db'}", missing, evidence)


def test_no_name_in_a_backup_leads_out_of_its_folder(
    backup: Path, tmp_path: Path, evidence: Path
) -> None:
    def lead_out(given: dict[str, object]) -> None:
        given["files"] = {"database": "0" * 64, "../outside": "0" * 64}

    forged = repacked(backup, lead_out)
    assert "not a whole backup" in refusal(f"sqlite:///{tmp_path / 'new.db'}", forged, evidence)


def test_a_member_the_manifest_does_not_name_is_refused(
    backup: Path, tmp_path: Path, evidence: Path
) -> None:
    link = tarfile.TarInfo("evidence/link")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    forged = repacked(backup, extra=link)
    assert "not a whole backup" in refusal(f"sqlite:///{tmp_path / 'new.db'}", forged, evidence)


def test_a_newer_releases_backup_is_refused(backup: Path, tmp_path: Path, evidence: Path) -> None:
    forged = repacked(backup, lambda given: given.update(revision="9999"))
    assert "newer release (9999)" in refusal(f"sqlite:///{tmp_path / 'n.db'}", forged, evidence)


def test_a_manifest_that_miscounts_is_refused(backup: Path, tmp_path: Path, evidence: Path) -> None:
    forged = repacked(backup, lambda given: given.update(rows={}))
    assert "is not what" in refusal(f"sqlite:///{tmp_path / 'n.db'}", forged, evidence)


def test_another_kind_of_database_is_refused(backup: Path, tmp_path: Path, evidence: Path) -> None:
    forged = repacked(backup, lambda given: given.update(kind="postgresql"))
    assert "postgresql" in refusal(f"sqlite:///{tmp_path / 'n.db'}", forged, evidence)


def test_a_damaged_database_is_not_backed_up(
    sqlite_url: str, tmp_path: Path, evidence: Path
) -> None:
    file = Path(make_url(sqlite_url).database or "")
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(
            "INSERT INTO beat (id, jurisdiction_id, district_id, number) VALUES (1, 2, 3, 4)"
        )
    with pytest.raises(FileError, match="damaged"):
        make_backup(sqlite_url, tmp_path / "backup.tar", evidence)


def test_a_database_without_the_planners_tables_is_not_backed_up(
    bare_url: str, tmp_path: Path, evidence: Path
) -> None:
    engine = make_engine(bare_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE other (id INTEGER)"))
    engine.dispose()
    with pytest.raises(FileError, match="planner's tables"):
        make_backup(bare_url, tmp_path / "backup.tar", evidence)


# --- PostgreSQL's own programs -------------------------------------------------------------------


def test_a_program_older_than_the_server_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for release in (14, 18):
        folder = tmp_path / str(release)
        folder.mkdir()
        program = folder / "pg_dump"
        program.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {release}.1'\n")
        program.chmod(0o755)
    monkeypatch.setattr(postgres, "_ELSEWHERE", ())
    monkeypatch.setenv("PATH", f"{tmp_path / '14'}{os.pathsep}{tmp_path / '18'}")
    assert postgres.find_program("pg_dump", 17) == tmp_path / "18" / "pg_dump"
    with pytest.raises(SettingsError, match="postgresql-client-19"):
        postgres.find_program("pg_dump", 19)


def test_the_password_stays_out_of_the_list_of_processes() -> None:
    url = make_url("postgresql+psycopg://ada:secret@db.example.org:5433/planner?sslmode=require")
    argument = postgres._without_password(url)
    assert argument == "postgresql://ada@db.example.org:5433/planner?sslmode=require"


def test_a_manifest_names_what_is_in_it(engine: Engine, tmp_path: Path, evidence: Path) -> None:
    add_city(engine.url.render_as_string(hide_password=False))
    made = make_backup(
        engine.url.render_as_string(hide_password=False), tmp_path / "backup.tar", evidence
    )
    with tarfile.open(tmp_path / "backup.tar") as tar:
        file = tar.extractfile("manifest.json")
        assert file is not None
        assert Manifest.model_validate_json(file.read()) == made
    assert (made.rows["jurisdiction"], made.rows["goal"]) == (1, 0)


def test_a_user_who_may_make_no_database_is_told_what_to_ask_for(
    postgres_server: Server, postgres_url: str, tmp_path: Path, evidence: Path
) -> None:
    add_city(postgres_url)
    make_backup(postgres_url, tmp_path / "backup.tar", evidence)
    engine = make_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE ROLE humble LOGIN IN ROLE pg_read_all_data"))
    engine.dispose()
    humble = make_url(postgres_url).set(username="humble").render_as_string(hide_password=False)
    with pytest.raises(SettingsError, match="ALTER ROLE humble CREATEDB"):
        restore_backup(humble, tmp_path / "backup.tar", evidence, force=True)
    assert cities(postgres_url) == ["Sample city"]
    engine = make_engine(postgres_server.url("postgres"))
    with engine.begin() as connection:
        connection.execute(text("DROP ROLE humble"))
    engine.dispose()


def test_a_full_disk_is_told_as_it_is(
    sqlite_url: str, tmp_path: Path, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("db.backup.write_archive", full)
    with pytest.raises(FileError, match="No space left on device"):
        make_backup(sqlite_url, tmp_path / "backup.tar", evidence)
