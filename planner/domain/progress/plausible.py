"""A slip of the keyboard: whether a value lies so far from what was seen as to ask about it."""

from collections.abc import Collection
from decimal import Decimal

TIMES = 3
"""How many times the largest value seen, or what part of the smallest, is still ordinary."""


def is_unusual(value: Decimal, seen: Collection[Decimal]) -> bool:
    """Say whether to ask “is that right?”; the value stands either way.

    Unusual is more than three times the largest value seen, less than a third of the smallest, or
    the other side of zero. Zero itself is a value like any other, and where nothing but zeros was
    seen there is nothing to compare with.
    """
    largest = max(map(abs, seen), default=Decimal())
    if not value or not largest:
        return False
    smallest = min(map(abs, seen))
    is_flipped = all(value * each < 0 for each in seen)
    return is_flipped or abs(value) > TIMES * largest or TIMES * abs(value) < smallest
