"""Posts of a district, as they leave the services: who holds them, or since when nobody does."""

from datetime import date

from .shape import Shape
from .vocabulary import Role


class HolderRow(Shape):
    """Somebody in a post, or named for it."""

    name: str
    starts_on: date
    ends_on: date | None


class PostRow(Shape):
    """A post as it stands today.

    Vacant without a day: it was held by somebody who is disabled, or, unless `was_held`, never.
    """

    role: Role
    holders: tuple[HolderRow, ...]
    acting: tuple[HolderRow, ...]
    """Delegates whose commander holds the district."""
    vacant_since: date | None
    was_held: bool
    coming: tuple[HolderRow, ...]
    """Who was named for the next day that is announced."""


class VacancyRow(Shape):
    """A post that is vacant now, or will be soon."""

    district_number: int
    district_name: str
    post: PostRow
    vacant_from: date
    """Today, where it is vacant now."""
