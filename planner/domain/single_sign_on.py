"""What a person's groups at a provider give: a role each, or nothing where one can't be read.

`docs/operations.md` tells the rule with examples.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from schemas.vocabulary import Role

_SEPARATOR = ":"
# Each of these means nothing without the district it is held in.
_OF_A_DISTRICT = frozenset(
    {
        Role.COMMANDER,
        Role.DISTRICT_STAFF,
        Role.DAC_CHAIR,
        Role.DAC_MEMBER,
        Role.PARTNER,
        Role.COUNCIL_MEMBER,
    }
)
# A district's number would not keep an administrator inside it: better none than too much.
_OF_THE_CITY = frozenset({Role.ADMINISTRATOR})
# Delegates stand in for one member, from a day to a day: a group can't say that.
_BY_HAND = frozenset({Role.DELEGATE})


class Given(NamedTuple):
    """A role that a group gives, and the number of the district it is held in, if any."""

    role: Role
    district: int | None


class Reading(NamedTuple):
    """What groups give, each role once, and how many of ours could not be read."""

    given: tuple[Given, ...]
    unread: int


def read_groups(groups: Iterable[str], prefix: str, districts: Collection[int]) -> Reading:
    """Return what groups give where there are these districts; other systems' groups don't count.

    A group is `prefix:role` or `prefix:role:district`, the role as in the vocabulary, in any
    case, with hyphens or underscores.
    """
    start = prefix + _SEPARATOR
    ours = [group.removeprefix(start) for group in groups if group.startswith(start)]
    found = [_read(group, districts) for group in ours]
    given = dict.fromkeys(one for one in found if one is not None)
    return Reading(tuple(given), found.count(None))


def _read(group: str, districts: Collection[int]) -> Given | None:
    name, separator, number = group.partition(_SEPARATOR)
    role = _find_role(name)
    if role is None or role in _BY_HAND or role in (_OF_THE_CITY if separator else _OF_A_DISTRICT):
        return None
    if not separator:
        return Given(role, None)
    # Digits of other scripts count as digits in Python, and thousands of them take long to read.
    district = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else None  # noqa: PLR2004
    return Given(role, district) if district in districts else None


def _find_role(name: str) -> Role | None:
    try:
        return Role(name.lower().replace("-", "_"))
    except ValueError:
        return None
