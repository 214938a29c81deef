"""Districts as people read them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from schemas.account import DistrictRow
from schemas.errors import N_, NotFoundError
from schemas.vocabulary import DistrictKind

from .choice import choose
from .language import _, word

HEADQUARTERS = 0
"""The number that headquarters has among the districts."""


def place_name(number: int, name: str) -> str:
    """Return a district's number and name, or the word for headquarters."""
    if number == HEADQUARTERS:
        return word(DistrictKind.HEADQUARTERS)
    return _("District {number} {name}", number=number, name=name)


def short_name(number: int) -> str:
    """Return how a district is called where there is little room."""
    return _("HQ") if number == HEADQUARTERS else str(number)


def district_name(district: DistrictRow) -> str:
    """Return how a district is called."""
    return place_name(district.number, district.name)


def pick_district(
    districts: Sequence[DistrictRow], number: str, homes: Collection[UUID]
) -> DistrictRow:
    """Return the district with the number, else the member's own, else the first of the city.

    Raises NotFoundError when there are no districts at all.
    """
    in_turn = sorted(
        districts,
        key=lambda row: (
            str(row.number) != number,
            row.id not in homes,
            row.number == HEADQUARTERS,
            row.number,
        ),
    )
    if not in_turn:
        raise NotFoundError(N_("There are no districts yet: ask an administrator to import them."))
    return in_turn[0]


def choose_district(districts: Sequence[DistrictRow], chosen: DistrictRow) -> None:
    """Offer the districts in their own order; the address carries the number."""
    names = {row.number: district_name(row) for row in districts}
    choose(_("District"), "district", list(names), chosen.number, names.__getitem__)
