"""Backup and restore: one file with the database, the evidence files, and what proves both whole.

A backup is made while the planner runs and shows one moment of the database. A restore reads and
proves the whole file before it touches anything, and keeps the database it replaces.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sqlalchemy import make_url

from db.check import is_known
from schemas.errors import N_, FileError

from .archive import Manifest, Store, read_archive, write_archive
from .lite import LiteStore
from .postgres import PostgresStore

__all__ = ["Manifest", "Restored", "make_backup", "restore_backup"]


class Restored(NamedTuple):
    """What was restored, and under which name the database that was there is kept, if any."""

    manifest: Manifest
    kept_as: str | None


def make_backup(url: str, target: Path, evidence_dir: Path) -> Manifest:
    """Write a backup to a new file, which appears only when it is whole.

    Raises FileError when the file exists or the database can't be copied, and SettingsError when
    PostgreSQL's own programs are missing.
    """
    if target.exists():
        raise FileError(N_("{path} exists already. Choose another name."), path=target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".backup-", dir=target.parent) as scratch:
            copy = _store(url).take_copy(Path(scratch))
            return write_archive(target, copy, evidence_dir, Path(scratch))
    except OSError as error:
        raise FileError(
            N_("{path} cannot be written: {reason}."), path=target, reason=error.strerror
        ) from error


def restore_backup(url: str, source: Path, evidence_dir: Path, *, force: bool = False) -> Restored:
    """Put a backup's database and evidence files in place; with `force` also over rows.

    Raises FileError when the file is not a whole backup that this release can use, or the
    database at `url` has rows or is in use. Evidence files that are there already stay.
    """
    store = _store(url)
    if not force and store.has_rows():
        raise FileError(
            N_("The database holds rows already. To replace it, and keep it aside, add {option}."),
            option="--force",
        )
    with (
        read_archive(source) as archive,
        TemporaryDirectory(prefix=".restore-", dir=store.folder()) as scratch,
    ):
        _check_fits(archive.manifest, store)
        archive.verify()
        file = archive.extract_database(Path(scratch))
        with store.prepared(file, archive.manifest) as ready:
            archive.store_evidence(evidence_dir)
            return Restored(archive.manifest, store.swap(ready))


def _store(url: str) -> Store:
    parsed = make_url(url)
    lite = parsed.get_backend_name() == "sqlite"
    return LiteStore(parsed) if lite else PostgresStore(parsed)


def _check_fits(manifest: Manifest, store: Store) -> None:
    if manifest.kind != store.kind:
        raise FileError(
            N_("This backup was made from {made_from}, but the settings name {here}."),
            made_from=manifest.kind,
            here=store.kind,
        )
    if not is_known(manifest.revision):
        raise FileError(
            N_("This backup belongs to a newer release ({revision}). Install that release first."),
            revision=manifest.revision,
        )
