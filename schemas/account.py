"""Districts, members and partners as they leave the services."""

from datetime import date
from uuid import UUID

from .shape import Shape
from .vocabulary import DistrictKind, Language, PartnerKind, Role


class DistrictRow(Shape):
    """A district or headquarters and its place on the tile map."""

    id: UUID
    kind: DistrictKind
    number: int
    name: str
    area: int | None
    tile_row: int | None
    tile_column: int | None
    council_member_listed: bool


class BeatRow(Shape):
    """A beat of a district."""

    id: UUID
    number: str


class RoleRow(Shape):
    """A role held today, and where."""

    role: Role
    district_number: int | None
    district_name: str | None
    starts_on: date
    ends_on: date | None


class MemberRow(Shape):
    """A member with the roles held today."""

    id: UUID
    name: str
    unit: str
    preferred_language: Language
    roles: tuple[RoleRow, ...]


class PartnerRow(Shape):
    """A community group of a district."""

    id: UUID
    name: str
    kind: PartnerKind
