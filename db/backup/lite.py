"""Copying and replacing a SQLite file.

`VACUUM INTO` reads one moment while others write. The backup interface's steps start over at each
write and may never end; copying the file under writes gives a broken one.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL

from db.engine import SQLITE_WAIT_SECONDS
from schemas.errors import N_, FileError

from .archive import DATABASE, Copy, Kind, Manifest, sync_folder

BEFORE = ".before-restore"
_BESIDE = ("", "-wal", "-shm")
_LOCKED_SECONDS = 2


class LiteStore:
    """The SQLite file of an address."""

    kind: Kind = "sqlite"

    def __init__(self, url: URL) -> None:
        self._path = Path(url.database or "").absolute()

    def take_copy(self, scratch: Path) -> Copy:
        """Copy one moment of the file and check the copy."""
        if not self._path.is_file():
            raise FileError(N_("There is no database at {path} yet."), path=self._path)
        target = scratch / DATABASE
        try:
            with _open(self._path) as source:
                source.execute("VACUUM INTO ?", (str(target),))
        except sqlite3.OperationalError as error:
            raise FileError(N_("The database cannot be copied: {reason}."), reason=error) from error
        except sqlite3.DatabaseError as error:
            raise _unreadable(self._path) from error
        return _checked(target, self._path)

    def has_rows(self) -> bool:
        """Say whether the file holds rows, or something that is no database."""
        if not self._path.exists():
            return False
        try:
            with _open(self._path) as connection:
                return any(_count_rows(connection).values())
        except sqlite3.DatabaseError:
            return True

    def folder(self) -> Path:
        """Return the file's own folder, so that a prepared file only needs a new name."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        return self._path.parent

    @contextmanager
    def prepared(self, file: Path, manifest: Manifest) -> Iterator[str]:
        """Check the copy from a backup; it needs nothing more."""
        copy = _checked(file, file)
        if (copy.revision, copy.rows) != (manifest.revision, manifest.rows):
            raise FileError(N_("The database in this backup is not what the backup says it is."))
        yield str(file)

    def swap(self, ready: str) -> str | None:
        """Put the file aside and the prepared one in its place.

        Raises FileError when a program has the database open: it would go on writing aside.
        """
        kept = self._put_aside() if self._path.exists() else None
        Path(ready).replace(self._path)
        sync_folder(self._path.parent)
        return str(kept) if kept else None

    def _put_aside(self) -> Path:
        _close_off(self._path)
        kept = _free_name(self._path)
        for ending in _BESIDE:
            with suppress(FileNotFoundError):
                self._path.with_name(self._path.name + ending).replace(
                    kept.with_name(kept.name + ending)
                )
        return kept


def _close_off(path: Path) -> None:
    """Write everything into the one file; only possible while nobody else has it open."""
    try:
        with _open(path, _LOCKED_SECONDS) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise FileError(
            N_("The database is in use. Stop the planner and its worker, then try again.")
        ) from error
    except sqlite3.DatabaseError:
        # What can't be read can only be put aside as it is.
        return


def _free_name(path: Path) -> Path:
    kept, number = path.with_name(path.name + BEFORE), 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}{BEFORE}-{number}")
    return kept


def _checked(file: Path, origin: Path) -> Copy:
    """Describe a copy. Raises FileError, naming where it came from, when it is damaged."""
    try:
        with _open(file) as connection:
            for check, fine in (("integrity_check", [("ok",)]), ("foreign_key_check", [])):
                if connection.execute(f"PRAGMA {check}").fetchall() != fine:
                    raise _unreadable(origin)
            return Copy("sqlite", file, _revision(connection), _count_rows(connection))
    except sqlite3.DatabaseError as error:
        raise _unreadable(origin) from error


def _revision(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise sqlite3.DatabaseError("no revision")
    return str(row[0])


def _count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name <> 'alembic_version' ORDER BY name"
    ).fetchall()
    count = "SELECT count(*) FROM {}"
    return {name: connection.execute(count.format(f'"{name}"')).fetchone()[0] for (name,) in tables}


@contextmanager
def _open(path: Path, wait: float = SQLITE_WAIT_SECONDS) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=wait, isolation_level=None)) as connection:
        yield connection


def _unreadable(path: Path) -> FileError:
    return FileError(
        N_("The database {path} is damaged, or has not the planner's tables."), path=path
    )
