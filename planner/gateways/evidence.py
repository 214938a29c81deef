"""Evidence files, kept under the digest of their content.

A file is found by what it holds, so that the same file is stored once and a stored file can't
change unnoticed. What people called it stays with the record that points to it.
"""

import hashlib
import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from planner.gateways import filetypes
from planner.gateways.atomic import new_file, settle
from schemas.errors import N_, FileError, NotFoundError

LONGEST_NAME = 120
"""Characters of a file's name, its ending included."""

_CHUNK = 64 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
# Not allowed in names on Windows, or separators on some system.
_RESERVED = re.compile(r'[<>:"|?*]')


class Readable(Protocol):
    """Anything that hands out bytes piece by piece."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was taken. `digest` is SHA-256 in hex, `size` in bytes, `name` made safe."""

    digest: str
    size: int
    media_type: str
    name: str


class EvidenceStore:
    """A folder of evidence files: `root/ab/abcd...`, named by digest.

    `max_bytes` limits one file. Several records may point to one file: whoever deletes makes
    sure that none is left.
    """

    def __init__(self, root: Path, max_bytes: int) -> None:
        self._root = root
        self._max_bytes = max_bytes

    def put(self, content: Readable | bytes, filename: str) -> StoredFile:
        """Check and keep a file; the same content again is kept once.

        Raises FileError if it is empty, too large, of a kind that isn't allowed, or not what
        its ending says. Never holds more than a piece of it in memory.
        """
        name = safe_name(filename)
        kind = filetypes.kind_by_ending(name)
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        with new_file(self._root) as file:
            digest, size = self._copy(stream, file, name)
            file.flush()
            filetypes.check_content(Path(file.name), kind, name)
            settle(file, self._path(digest))
        return StoredFile(digest, size, kind.media_type, name)

    def open(self, digest: str) -> BinaryIO:
        """Open a stored file for reading. Raises NotFoundError if there is none."""
        try:
            return self._path(digest).open("rb")
        except FileNotFoundError as error:
            raise NotFoundError(N_("This file is not stored any more.")) from error

    def delete(self, digest: str) -> None:
        """Remove a stored file; one that is gone already is no error."""
        self._path(digest).unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        # Digests come back from addresses and forms: nothing else may become part of a path.
        if not _DIGEST.fullmatch(digest):
            raise FileError(N_("This is not the digest of a file."))
        return self._root / digest[:2] / digest

    def _copy(self, stream: Readable, target: IO[bytes], name: str) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > self._max_bytes:
                raise FileError(
                    N_("“{name}” is larger than {limit} MB. Attach a smaller file."),
                    name=name,
                    limit=f"{self._max_bytes / 2**20:g}",
                )
            digest.update(chunk)
            target.write(chunk)
        if not size:
            raise FileError(N_("“{name}” is empty. Attach a file with content."), name=name)
        return digest.hexdigest(), size


def safe_name(filename: str) -> str:
    """Reduce what a browser sent to a file's bare name, fit to be shown and downloaded.

    Folders go, and so do characters that steer the screen: one that turns the direction of
    writing can make a program look like a picture.
    """
    last = unicodedata.normalize("NFC", filename).replace("\\", "/").rpartition("/")[2]
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    stem, dot, ending = _RESERVED.sub("_", shown).strip(" .").rpartition(".")
    tail = dot + ending
    return stem[: max(LONGEST_NAME - len(tail), 0)] + tail[-LONGEST_NAME:]
