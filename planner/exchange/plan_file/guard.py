"""What an office file must be before its parts are read: small when unpacked, and plain XML."""

import re
import struct
import zipfile
import zlib
from io import BytesIO

from schemas.errors import N_, FileError

LARGEST_PARTS = 8 * 1024 * 1024
"""Bytes of XML that are read from one file: a plan has a tenth of it."""

_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError)

# A document type is where entities are declared, and no office program writes one. The second is
# the same in UTF-16, which none writes either.
_DECLARED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)|<\x00!\x00|\x00<\x00!", re.IGNORECASE)

# What XML can begin with, in any encoding that parsers know. Readers follow relationships to parts
# of any name, so a name says nothing; pictures, fonts and printer settings begin otherwise.
_MAYBE_XML = re.compile(rb"[\s<\x00L]|\xef\xbb\xbf|\xff\xfe|\xfe\xff")


MOST_MERGED = 20_000
"""Cells that are merged in a file: a reader makes each of them, however empty."""
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"']([^\"']*)")
_RANGE = re.compile(rb"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})", re.IGNORECASE)


def check_parts(content: bytes, name: str) -> None:
    """Raise FileError for a file whose XML is too large, or declares entities."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = [one for one in archive.infolist() if _may_be_xml(archive, one)]
            if sum(one.file_size for one in parts) > LARGEST_PARTS:
                raise FileError(
                    N_(
                        "“{name}” holds more than a plan does. Take out what does not belong to it."
                    ),
                    name=name,
                )
            # No part is read further than it says it is long, whatever is packed in it.
            texts = [archive.read(part) for part in parts]
            declared = any(map(_DECLARED.search, texts))
            declared = declared or sum(map(_merged_cells, texts)) > MOST_MERGED
    except _DAMAGED as error:
        raise FileError(
            N_("“{name}” is damaged and can't be opened. Save it again, and send that."), name=name
        ) from error
    if declared:
        raise FileError(
            N_(
                "“{name}” has parts that a plan doesn't need, so it is not read. Save it again from"
                " Excel or Word, and send that."
            ),
            name=name,
        )


def _merged_cells(text: bytes) -> int:
    """Return how many cells a sheet merges; a range that can't be read counts as too many."""
    plain = text.replace(b"\0", b"")  # as it reads in UTF-16, too
    found = [_RANGE.fullmatch(ref) for ref in _MERGED.findall(plain)]
    if not all(found):
        return MOST_MERGED + 1
    return sum(_area(*one.groups()) for one in found if one)


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    return (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number


def _may_be_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with archive.open(part) as content:
        return _MAYBE_XML.match(content.read(4)) is not None
