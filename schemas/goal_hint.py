"""Hints on a goal's words, as they leave the services, and as they are set aside."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from .message import Message
from .shape import Shape
from .vocabulary import HintKind

HintField = Literal["title", "action", "assessment"]
"""The texts that hints read: two of the goal, and the priority's way to tell whether it worked."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class HintIn(Shape):
    """A hint that somebody sets aside, or shows again, for a text as it stands."""

    goal_id: UUID
    kind: HintKind
    field: HintField
    digest: Digest


class HintRow(Shape):
    """A hint on a goal's words; `dismissed_at` says when it was set aside, if it was."""

    kind: HintKind
    field: HintField
    message: Message
    digest: Digest
    dismissed_by: str | None = None
    dismissed_at: datetime | None = None
