"""What is wrong with files, gathered row by row, and pydantic's findings in words."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from schemas.errors import N_
from schemas.exchange import Finding
from schemas.message import Message

MOST_LISTED = 200
"""Findings listed for one file; the rest is counted."""


class Findings:
    """Everything that is wrong so far."""

    def __init__(self) -> None:
        self._listed: list[Finding] = []
        self._counts: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self._counts)

    def add(self, file: str, line: int | None, column: str, message: Message) -> None:
        """Note one thing that is wrong; beyond the first 200 of a file it is only counted."""
        self._counts[file] += 1
        if self._counts[file] <= MOST_LISTED:
            self._listed.append(Finding(file=file, line=line, column=column, message=message))

    def count(self, file: str) -> int:
        """Return how much is wrong in a file."""
        return self._counts[file]

    def listed(self) -> tuple[Finding, ...]:
        """Return the findings, the files in the order they were met, the lines in theirs."""
        files = {name: place for place, name in enumerate(self._counts)}
        return tuple(sorted(self._listed, key=lambda one: (files[one.file], one.line or 0)))


def in_words(error: ErrorDetails) -> Message:
    """Say what is wrong with a cell, and how it is written right."""
    sentence = _SENTENCES[error["type"]]
    return sentence(error) if callable(sentence) else Message(sentence, _written(error))


def _written(error: ErrorDetails) -> Mapping[str, Any]:
    return {"text": _short(str(error["input"]))}


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


_SHOWN = 60
"""How much of a cell a sentence repeats."""


def _unknown_word(error: ErrorDetails) -> Message:
    words = tuple(re.findall(r"'([^']*)'", error["ctx"]["expected"]))
    written = str(error["input"])
    if near := get_close_matches(written.lower(), words, n=1):
        return Message(
            N_("“{text}” is not one of the words for this. Did you mean {near}?"),
            {"text": _short(written), "near": near[0]},
        )
    return Message(
        N_("“{text}” is not one of the words for this: {words}."),
        {"text": _short(written), "words": words},
    )


def _too_long(error: ErrorDetails) -> Message:
    return Message(
        N_("This text has {length} characters; {most} is the most."),
        {"length": len(str(error["input"])), "most": error["ctx"]["max_length"]},
    )


def _too_small(error: ErrorDetails) -> Message:
    return Message(
        N_("{number} is too small; {least} is the least."),
        {"number": error["input"], "least": error["ctx"]["ge"]},
    )


def _too_large(error: ErrorDetails) -> Message:
    return Message(
        N_("{number} is too large; {most} is the most."),
        {"number": error["input"], "most": error["ctx"]["le"]},
    )


_SENTENCES: Mapping[str, str | Callable[[ErrorDetails], Message]] = {
    "missing": N_("This cell is empty; it has to be filled."),
    "enum": _unknown_word,
    "string_too_long": _too_long,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_large,
    "string_pattern_mismatch": N_(
        "“{text}” is not a code. Use letters, digits, dots, hyphens and underscores."
    ),
    "whole": N_("“{text}” is not a whole number. Write plain digits, such as 1200."),
    "number": N_("“{text}” is not a number. Write plain digits and a dot, such as 1200.5."),
    "decimals": N_("“{text}” has more than six decimal places."),
    "large": N_("“{text}” is too large a number."),
    "day": N_("“{text}” is not a day. Write year, month and day, such as 2026-11-20."),
    "month": N_("“{text}” is not a month. Write it like 2026-03."),
    "quarter": N_("“{text}” is not a quarter. Write it like 2026-Q3."),
    "yes_no": N_("“{text}” is neither yes nor no."),
    "gap": N_("A value is missing between the semicolons."),
    "repeats": N_("The same value stands here twice."),
}
"""By pydantic's name for the error; `cells.py` makes the ones that pydantic does not know."""
