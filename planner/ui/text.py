"""Text that people typed, made safe to show, or short."""

import re
import unicodedata
from itertools import accumulate

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&@/=])")
# A line that is set in becomes code, in which escapes would show.
_INDENT = re.compile(r"(?<=\n)[ \t]+")


def plain(text: str) -> str:
    """Escape everything that Markdown or HTML would act on; line breaks stay.

    What looks like an address of the web still becomes a link, with its own letters for a name.
    """
    return _MARKDOWN.sub(r"\\\1", _INDENT.sub("", text)).replace("\n", "  \n")


def shorten(text: str, most: int) -> str:
    """Return what fits into `most` Latin letters, cut at a space where there is one.

    A Chinese character takes the room of two letters.
    """
    room = list(accumulate(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text))
    if not room or room[-1] <= most:
        return text
    kept = text[: sum(taken < most for taken in room)]
    # A text without spaces, as in Chinese, is cut wherever its room ends.
    start, _space, _rest = kept.rpartition(" ")
    return (start or kept).rstrip(" ,;:.") + "\N{HORIZONTAL ELLIPSIS}"
