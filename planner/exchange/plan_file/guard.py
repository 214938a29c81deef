"""What an office file must be before its parts are read: small when unpacked, and plain XML."""

import re
import zipfile
from io import BytesIO

from schemas.errors import N_, FileError

LARGEST_PARTS = 8 * 1024 * 1024
"""Bytes of XML that are read from one file: a plan has a tenth of it."""

# A document type is where entities are declared, and no office program writes one. The second is
# the same in UTF-16, which none writes either.
_DECLARED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)|<\x00!\x00|\x00<\x00!", re.IGNORECASE)


def check_parts(content: bytes, name: str) -> None:
    """Raise FileError for a file whose XML is too large, or declares entities."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [one for one in archive.infolist() if one.filename.endswith((".xml", ".rels"))]
        if sum(one.file_size for one in parts) > LARGEST_PARTS:
            raise FileError(
                N_("“{name}” holds more than a plan does. Take out what does not belong to it."),
                name=name,
            )
        for part in parts:
            if _DECLARED.search(archive.read(part)):
                raise FileError(
                    N_("“{name}” declares things of its own, as no plan does. It is not read."),
                    name=name,
                )
