"""Evidence files, as they enter and leave the services."""

from datetime import datetime
from uuid import UUID

from .shape import Required, Shape


class EvidenceIn(Shape):
    """A stored file that proves something about a goal; `digest` is its content's SHA-256."""

    id: UUID
    goal_id: UUID
    digest: str
    size: int
    media_type: str
    name: Required


class EvidenceRow(EvidenceIn):
    """A file with who added it."""

    added_by: str | None
    added_at: datetime
