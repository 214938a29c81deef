"""Kinds of file that can be evidence, told by their content as well as by their ending.

The checks catch mistakes and the simple disguises: another kind under a wrong ending, two kinds
in one file, an archive that swells when it is opened, a document with macros. They are no
virus scan.
"""

import codecs
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import filetype

from schemas.errors import N_, FileError

MOST_ENTRIES = 5_000
LARGEST_DIRECTORY = 1024 * 1024
LARGEST_UNPACKED = 300 * 1024 * 1024
LARGEST_RATIO = 100
"""How many times its own size an office file may grow to when unpacked."""

_OFFICE = "application/vnd.openxmlformats-officedocument"
_CONTENT_TYPES = "[Content_Types].xml"
_HEAD = 8192
_CHUNK = 64 * 1024
_END_SIZE = 42  # A 64-bit locator (20 bytes), if there is one, and the end record (22 bytes).
_PDF_READERS_LOOK = 1024  # PDF readers look for the mark in as many bytes, not only at the start.

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# What zipfile raises, besides its own error, for archives made to break it.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
# Ways out of the archive's folder, and macros.
_UNSAFE_PART = re.compile(r"^/|\\|(^|/)\.\.(/|$)|[\x00-\x1f]|vbaproject\.bin$")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type and, for office files, where the main part is."""

    media_type: str
    main_part: str | None = None

    @property
    def is_text(self) -> bool:
        """Whether it is plain text, which has no mark of its own."""
        return self.media_type.startswith("text/")


_JPEG = Kind("image/jpeg")
KINDS = {
    "pdf": Kind("application/pdf"),
    "png": Kind("image/png"),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "webp": Kind("image/webp"),
    "docx": Kind(f"{_OFFICE}.wordprocessingml.document", r"word/document\d*\.xml"),
    "xlsx": Kind(f"{_OFFICE}.spreadsheetml.sheet", r"xl/workbook\d*\.xml"),
    "csv": Kind("text/csv"),
    "txt": Kind("text/plain"),
}
"""Allowed kinds by ending."""


def kind_by_ending(name: str) -> Kind:
    """Find the kind that a name's ending announces. Raises FileError if it isn't allowed."""
    kind = KINDS.get(PurePosixPath(name).suffix[1:].lower())
    if kind:
        return kind
    raise FileError(
        N_("“{name}” is not of a kind that can be attached. These can: {endings}."),
        name=name,
        endings=", ".join(KINDS),
    )


def check_content(path: Path, kind: Kind, name: str) -> None:
    """Raise FileError if a file's content is not of the kind that its ending announces."""
    head = _read(path, 0, _HEAD)
    if kind.main_part:
        fits = head.startswith(b"PK\x03\x04") and _is_office_file(path, kind)
    elif kind.is_text:
        fits = _is_text(path, head)
    else:
        # An archive's directory stands at the end, so that it can hide behind a picture.
        fits = filetype.guess_mime(head) == kind.media_type and not zipfile.is_zipfile(path)
    if not fits or (kind != KINDS["pdf"] and b"%PDF-" in head[:_PDF_READERS_LOOK]):
        raise FileError(
            N_(
                "The content of “{name}” does not match its ending, is damaged or is unsafe."
                " Open it, save it again as what it is, and attach that."
            ),
            name=name,
        )


def _read(path: Path, start: int, size: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read(size)


def _is_text(path: Path, head: bytes) -> bool:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _reads_as(path, "utf-16")
    # Spreadsheets on Windows still save CSV in the system's own code page.
    return _reads_as(path, "utf-8") or _reads_as(path, "cp1252")


def _reads_as(path: Path, encoding: str) -> bool:
    """Whether a file reads as an encoding's text without control characters, in pieces."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                if _CONTROL.search(decoder.decode(chunk)):
                    return False
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _is_office_file(path: Path, kind: Kind) -> bool:
    size = path.stat().st_size
    if not _has_plain_end(_read(path, max(size - _END_SIZE, 0), _END_SIZE)):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return _are_sound(archive.infolist(), size) and _is_document(archive, kind)
    except _DAMAGED:
        return False


def _has_plain_end(end: bytes) -> bool:
    """Whether an archive ends in an ordinary record that announces a small directory.

    Looked at before zipfile opens the archive, because zipfile holds the whole directory. A
    comment or the 64-bit form has no place in a document of this size, and could hide things.
    """
    locator, record = end[:20], end[20:]
    plain = record.startswith(b"PK\x05\x06") and not locator.startswith(b"PK\x06\x07")
    directory_size = int.from_bytes(record[12:16], "little")
    comment_size = int.from_bytes(record[20:22], "little")
    return plain and directory_size <= LARGEST_DIRECTORY and comment_size == 0


def _are_sound(entries: list[zipfile.ZipInfo], size: int) -> bool:
    """Whether entries are few, distinct, plainly packed, inside the archive and not swollen."""
    names = {entry.orig_filename.casefold() for entry in entries}
    unpacked = sum(entry.file_size for entry in entries)
    return (
        0 < len(entries) <= MOST_ENTRIES
        and len(names) == len(entries)
        and not any(_UNSAFE_PART.search(name) for name in names)
        and all(_is_plainly_packed(entry) for entry in entries)
        # Anything before the first entry would be another file in the same file.
        and min(entry.header_offset for entry in entries) == 0
        and unpacked <= min(LARGEST_UNPACKED, size * LARGEST_RATIO)
    )


def _is_plainly_packed(entry: zipfile.ZipInfo) -> bool:
    encrypted = entry.flag_bits & 1
    return not encrypted and entry.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def _is_document(archive: zipfile.ZipFile, kind: Kind) -> bool:
    """Whether an archive holds the kind's main part, no other kind's, and says so itself."""
    names = archive.namelist()
    if _CONTENT_TYPES not in names:
        return False
    with archive.open(_CONTENT_TYPES) as part:
        types = part.read(LARGEST_DIRECTORY)
    main_parts = {
        other
        for other in KINDS.values()
        if other.main_part and any(re.fullmatch(other.main_part, name) for name in names)
    }
    return main_parts == {kind} and f"{kind.media_type}.main+xml".encode() in types
