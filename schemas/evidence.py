"""Evidence of action steps, files and links, as it enters and leaves the services."""

from datetime import datetime
from uuid import UUID

from .shape import Line, Required, Shape, Version


class EvidenceIn(Shape):
    """A stored file that proves something about a step; `digest` is its content's SHA-256."""

    id: UUID
    step_id: UUID
    digest: str
    size: int
    media_type: str
    name: Required


class LinkIn(Shape):
    """An address of the web that proves something about a step, and what is to be seen there."""

    id: UUID
    step_id: UUID
    url: Line
    name: Line = ""


class EvidenceMark(Shape):
    """Whether a piece of evidence is taken away, with the version its reader saw."""

    id: UUID
    seen_version: Version
    removed: bool


class EvidenceRow(Shape):
    """A file or a link with who added it; a link has no digest, and a file no address."""

    id: UUID
    step_id: UUID
    seen_version: Version
    name: str
    digest: str | None
    size: int | None
    media_type: str
    url: str
    host: str
    added_by: str | None
    added_at: datetime
    removed: bool
