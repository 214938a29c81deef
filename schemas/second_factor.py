"""What is told of a second step of signing in, and the proof that the first one was taken."""

from datetime import datetime
from uuid import UUID

from .shape import Shape
from .vocabulary import EntryWay


class FirstStep(Shape):
    """Who proved at what moment that they know the password; the code is still to come."""

    jurisdiction_id: UUID
    member_id: UUID
    way: EntryWay
    at: datetime


class FactorRow(Shape):
    """A member's own second step.

    `secret` is there while it is being turned on in this very session; `can_be_on` says whether
    there is a password that it could follow.
    """

    can_be_on: bool
    on_since: datetime | None
    codes_left: int
    secret: str
    email: str
