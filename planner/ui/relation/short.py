"""What rows of the page have room for: the beginning of a text, a number with its unit."""

import unicodedata
from decimal import Decimal
from itertools import accumulate

from planner.ui.language import number
from planner.ui.standing import with_unit
from schemas.indicator import IndicatorRow

_CUT = "\N{HORIZONTAL ELLIPSIS}"


def shorten(text: str, most: int) -> str:
    """Return what fits into `most` Latin letters, cut at a space where there is one.

    A Chinese character takes the room of two letters.
    """
    room = list(accumulate(map(_width, text)))
    if not room or room[-1] <= most:
        return text
    kept = text[: sum(taken < most for taken in room)]
    # A text without spaces, as in Chinese, is cut wherever its room ends.
    start, _space, _rest = kept.rpartition(" ")
    return (start or kept).rstrip(" ,;:.") + _CUT


def write_amount(indicator: IndicatorRow, value: Decimal | None) -> str:
    """Write a number of an indicator with its digits, or more where it has more, and its unit."""
    if value is None:
        return ""
    digits = max(indicator.decimals, -int(value.normalize().as_tuple().exponent))
    return with_unit(number(value, digits), indicator.unit)


def _width(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
