"""What a provider of single sign-on says of somebody, and what comes of it."""

from typing import Annotated

from pydantic import StringConstraints

from .shape import Line, Required, Shape
from .vocabulary import SignOnRefusal

Subject = Annotated[str, StringConstraints(min_length=1, max_length=255)]
"""The provider's own name for a person: compared to the letter, so nothing is trimmed."""


class ClaimsIn(Shape):
    """What a provider vouches for; the door has checked that it is the provider who speaks.

    `email` is empty unless the provider says that it belongs to the person.
    """

    issuer: Required
    subject: Subject
    email: Line = ""
    name: Line = ""
    groups: tuple[str, ...] = ()


class SignOnRow(Shape):
    """The token of a session that began, or why none did."""

    token: str = ""
    refused: SignOnRefusal | None = None
