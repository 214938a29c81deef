"""Column types that keep the same value on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, DateTime, Enum
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

DECIMAL_PLACES = 6
_SCALE = 10**DECIMAL_PLACES
_LIMIT = 2**63


class Scaled(TypeDecorator[Decimal]):
    """A decimal stored as a whole number of millionths.

    SQLite keeps SQLAlchemy's Numeric as a float and loses digits, so both databases store an
    integer. More than six decimal places, or a value over 9 million million, raises ValueError.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Turn a decimal into millionths."""
        if value is None:
            return None
        scaled = Decimal(value) * _SCALE
        whole = int(scaled)
        if whole != scaled or abs(whole) >= _LIMIT:
            message = f"{value} does not fit {DECIMAL_PLACES} decimal places"
            raise ValueError(message)
        return whole

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Turn millionths back into a decimal without trailing zeros."""
        return None if value is None else _unscaled(value)


@lru_cache(maxsize=16_384)
def _unscaled(value: int) -> Decimal:
    """Return so many millionths; the same few baselines, targets and shares are read often."""
    whole, rest = divmod(value, _SCALE)
    return Decimal(whole) if rest == 0 else (Decimal(value) / _SCALE).normalize()


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with its time zone; stored in UTC and read back aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs its time zone"
            raise ValueError(message)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give SQLite's plain moments their zone back."""
        if value is None or value.tzinfo is not None:
            return value.astimezone(UTC) if value else None
        return value.replace(tzinfo=UTC)


def word(enum: type[StrEnum], name: str) -> Enum:
    """Return a column type for one word of the vocabulary, guarded by a check constraint."""

    def values(members: Any) -> list[str]:  # noqa: ANN401  (SQLAlchemy passes the enum class)
        return [member.value for member in members]

    return Enum(
        enum,
        name=name,
        native_enum=False,
        length=32,
        create_constraint=True,
        values_callable=values,
        validate_strings=True,
    )
