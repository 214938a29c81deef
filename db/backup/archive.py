"""The backup file: a tar of the database, the evidence files and a manifest with their digests."""

import hashlib
import os
import re
import tarfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Annotated, Literal, NamedTuple, Protocol

from pydantic import StringConstraints, ValidationError

from schemas.errors import N_, FileError
from schemas.shape import Shape

Kind = Literal["sqlite", "postgresql"]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
# Names come back from a file that anybody may have written: nothing else may become a path.
Name = Annotated[str, StringConstraints(pattern=r"^(database|evidence/[0-9a-f]{2}/[0-9a-f]{64})$")]

DATABASE = "database"
EVIDENCE = "evidence"
MANIFEST = "manifest.json"
UNFINISHED = ".part"
_CHUNK = 1024 * 1024
_LARGEST_MANIFEST = 256 * _CHUNK
_EVIDENCE_FILE = re.compile(r"[0-9a-f]{64}")


class Manifest(Shape):
    """What a backup holds: `files` by their SHA-256, `rows` by table."""

    version: Literal[1] = 1
    kind: Kind
    made_at: datetime
    revision: str
    rows: dict[str, int]
    files: dict[Name, Digest]

    @property
    def evidence(self) -> list[str]:
        """The names of the evidence files in the archive."""
        return [name for name in self.files if name != DATABASE]


class Copy(NamedTuple):
    """A copy of the database at one moment, with what it holds."""

    kind: Kind
    file: Path
    revision: str
    rows: dict[str, int]


class Store(Protocol):
    """A database that can be copied and replaced."""

    kind: Kind

    def take_copy(self, scratch: Path) -> Copy:
        """Copy one moment of the database into a folder and check the copy."""

    def has_rows(self) -> bool:
        """Say whether a restore would replace rows."""

    def folder(self) -> Path | None:
        """Return where files can be prepared, None for anywhere."""

    def prepared(self, file: Path, manifest: Manifest) -> AbstractContextManager[str]:
        """Make a checked database of a copy, beside the one in use; gone unless swapped."""

    def swap(self, ready: str) -> str | None:
        """Put the prepared database in place; return what the replaced one is called now."""


class Archive:
    """An open backup file."""

    def __init__(self, tar: tarfile.TarFile, manifest: Manifest) -> None:
        self.manifest = manifest
        self._tar = tar

    def verify(self) -> None:
        """Read every file and raise FileError unless each is there and as it was."""
        if sorted(self._tar.getnames()) != sorted([*self.manifest.files, MANIFEST]):
            raise _damaged()
        for name, digest in self.manifest.files.items():
            with _whole(), self._open(name) as content:
                if _digest_of(content) != digest:
                    raise _damaged()

    def extract_database(self, folder: Path) -> Path:
        """Write the database's copy into a folder."""
        target = folder / DATABASE
        self._write(DATABASE, target)
        return target

    def store_evidence(self, root: Path) -> None:
        """Put the evidence files in place; one that is there and whole stays as it is."""
        for name in self.manifest.evidence:
            target = root / Path(name).relative_to(EVIDENCE)
            if not _holds(target, self.manifest.files[name]):
                target.parent.mkdir(parents=True, exist_ok=True)
                unfinished = root / f"{target.name}{UNFINISHED}"
                self._write(name, unfinished)
                unfinished.replace(target)

    def _write(self, name: str, target: Path) -> None:
        with self._open(name) as content, _new(target) as file:
            while chunk := content.read(_CHUNK):
                file.write(chunk)

    def _open(self, name: str) -> IO[bytes]:
        member = self._tar.getmember(name)
        content = self._tar.extractfile(member) if member.isreg() else None
        if content is None:
            raise _damaged()
        return content


@contextmanager
def read_archive(source: Path) -> Iterator[Archive]:
    """Open a backup and read its manifest. Raises FileError when it is not one."""
    try:
        tar = tarfile.open(source)  # noqa: SIM115  (closed below)
    except FileNotFoundError as error:
        raise FileError(N_("There is no file {path}."), path=source) from error
    except (tarfile.TarError, OSError) as error:
        raise _damaged() from error
    with tar:
        yield Archive(tar, _read_manifest(tar))


def write_archive(target: Path, copy: Copy, evidence_dir: Path, scratch: Path) -> Manifest:
    """Pack a database copy and all evidence files; the file gets its name when it is complete."""
    unfinished = scratch / "archive"
    files: dict[str, str] = {}
    with _new(unfinished) as file, tarfile.open(fileobj=file, mode="w") as tar:
        files[DATABASE] = _add(tar, DATABASE, copy.file)
        for path in _evidence_files(evidence_dir):
            name = f"{EVIDENCE}/{path.parent.name}/{path.name}"
            files[name] = _add(tar, name, path)
        manifest = Manifest(
            kind=copy.kind,
            made_at=datetime.now(UTC),
            revision=copy.revision,
            rows=copy.rows,
            files=files,
        )
        described = scratch / MANIFEST
        described.write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
        _add(tar, MANIFEST, described)
    unfinished.replace(target)
    sync_folder(target.parent)
    return manifest


def sync_folder(folder: Path) -> None:
    """Make the names in a folder reach the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _read_manifest(tar: tarfile.TarFile) -> Manifest:
    with _whole():
        content = tar.extractfile(MANIFEST)
        text = content.read(_LARGEST_MANIFEST) if content else b""
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        raise _damaged() from error


@contextmanager
def _whole() -> Iterator[None]:
    """Turn what a cut or foreign file makes the reader say into one sentence."""
    try:
        yield
    except (tarfile.TarError, KeyError, OSError, EOFError) as error:
        raise _damaged() from error


def _damaged() -> FileError:
    return FileError(N_("This file is not a whole backup of the planner. Use another one."))


def _add(tar: tarfile.TarFile, name: str, path: Path) -> str:
    with path.open("rb") as content:
        member = tar.gettarinfo(arcname=name, fileobj=content)
        member.mode, member.uid, member.gid, member.uname, member.gname = 0o600, 0, 0, "", ""
        reader = _Hashing(content)
        tar.addfile(member, reader)
    return reader.digest.hexdigest()


class _Hashing:
    """A reader that knows the digest of what passed."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self.digest = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        chunk = self._content.read(size)
        self.digest.update(chunk)
        return chunk


def _evidence_files(root: Path) -> list[Path]:
    return sorted(
        path for path in root.glob("??/*") if path.is_file() and _EVIDENCE_FILE.fullmatch(path.name)
    )


def _holds(path: Path, digest: str) -> bool:
    if not path.exists():
        return False
    with path.open("rb") as content:
        return _digest_of(content) == digest


def _digest_of(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def _new(path: Path) -> Iterator[IO[bytes]]:
    """Write a file that only the planner's user can read, all the way to the disk."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
