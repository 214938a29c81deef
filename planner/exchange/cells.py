"""The kinds of cells that files are made of: text in, values out, each with one way to write it.

A cell that breaks its rule raises a pydantic error of the types in `findings.py`. Empty cells
never get here: a record is made of the cells that hold something.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, StringConstraints
from pydantic_core import PydanticCustomError

from schemas.shape import LONG, one_line

LARGEST = 2_147_483_647
"""The largest whole number that both databases keep."""
PLACES = 6
"""Decimal places that both databases keep."""
_LIMIT = Decimal("9e12")

_WHOLE = re.compile(r"-?[0-9]+")
_NUMBER = re.compile(r"-?[0-9]+(?:\.([0-9]+))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_FIRST_YEAR, _LAST_YEAR = 2000, 2200
_ANSWERS = {"yes": True, "no": False}

T = TypeVar("T")


class InQuarter(NamedTuple):
    """A quarter as a file names it: 2026-Q3."""

    year: int
    quarter: int

    def __str__(self) -> str:
        return f"{self.year}-Q{self.quarter}"


def _wrong(kind: str) -> PydanticCustomError:
    return PydanticCustomError(kind, "not written as it should be")


def whole(text: str) -> int:
    """Read a whole number in plain digits."""
    if not _WHOLE.fullmatch(text):
        raise _wrong("whole")
    return int(text)


def _number(text: str) -> Decimal:
    written = _NUMBER.fullmatch(text)
    if written is None:
        raise _wrong("number")
    value = Decimal(text)
    if len((written[1] or "").rstrip("0")) > PLACES:
        raise _wrong("decimals")
    if abs(value) >= _LIMIT:
        raise _wrong("large")
    return value


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise _wrong("day")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _wrong("day") from error


def _quarter(text: str) -> InQuarter:
    written = _QUARTER.fullmatch(text)
    if written is None or not _FIRST_YEAR <= int(written[1]) <= _LAST_YEAR:
        raise _wrong("quarter")
    return InQuarter(int(written[1]), int(written[2]))


def _month(text: str) -> date:
    written = _MONTH.fullmatch(text)
    if written is None or not _FIRST_YEAR <= int(written[1]) <= _LAST_YEAR:
        raise _wrong("month")
    return date(int(written[1]), int(written[2]), 1)


def _answer(text: str) -> bool:
    if text not in _ANSWERS:
        raise _wrong("yes_no")
    return _ANSWERS[text]


def _list(text: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in text.split(";"))
    if not all(parts):
        raise _wrong("gap")
    return parts


def _no_repeats(values: tuple[object, ...]) -> tuple[object, ...]:
    if len(set(values)) < len(values):
        raise _wrong("repeats")
    return values


Whole = Annotated[int, BeforeValidator(whole), Field(ge=0, le=LARGEST)]
Place = Annotated[int, BeforeValidator(whole), Field(ge=1, le=LARGEST)]
Year = Annotated[int, BeforeValidator(whole), Field(ge=_FIRST_YEAR, le=_LAST_YEAR)]
Number = Annotated[Decimal, PlainValidator(_number)]
Day = Annotated[date, PlainValidator(_day)]
Month = Annotated[date, PlainValidator(_month)]
"""Its first day stands for a month."""
QuarterCell = Annotated[InQuarter, PlainValidator(_quarter)]
YesNo = Annotated[bool, PlainValidator(_answer)]
Listed = Annotated[tuple[T, ...], BeforeValidator(_list)]
"""Written with semicolons between its parts."""
SetOf = Annotated[Listed[T], AfterValidator(_no_repeats)]
"""Written with semicolons between its parts, each once."""

Code = Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Line = Annotated[str, StringConstraints(max_length=300), BeforeValidator(one_line)]
Text = Annotated[str, StringConstraints(max_length=LONG)]
