"""What all shapes share: frozen, strict about unknown fields, text trimmed and bounded."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

LONG = 10_000
"""Characters that a long text may have."""


class Shape(BaseModel):
    """The base of all shapes that enter or leave."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _measured(value: Decimal) -> Decimal:
    """Keep a number only when the database keeps every digit of it."""
    if not value.is_finite() or abs(value) >= Decimal("9e12"):
        message = "too_large"
        raise ValueError(message)
    if value != round(value, 6):
        message = "too_many_digits"
        raise ValueError(message)
    return value


Measured = Annotated[Decimal, AfterValidator(_measured)]
"""A number with at most six decimal places."""


_LINE_BREAK = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


def one_line(text: object) -> object:
    """Turn line breaks, which a form's line has none of, into spaces."""
    return _LINE_BREAK.sub(" ", text).strip() if isinstance(text, str) else text


Line = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=300), BeforeValidator(one_line)
]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONG)]
Required = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    BeforeValidator(one_line),
]
RequiredWords = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONG)
]
Year = Annotated[int, Field(ge=2000, le=2200)]
QuarterNumber = Annotated[int, Field(ge=1, le=4)]
Version = Annotated[int, Field(ge=0)]
"""The version an editor saw; 0 when the row is new."""
Day = date
