"""What every table shares: names of constraints, identifiers, the jurisdiction, versions."""

from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID

import uuid_utils
from sqlalchemy import CheckConstraint, ForeignKey, MetaData, String, Text, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from schemas.vocabulary import Language

from ..types import UtcDateTime, word

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> UUID:
    """Return a UUIDv7: made by the app, sorted by time, so that a repeated save is recognised."""
    return UUID(int=uuid_utils.uuid7().int)


class Table(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {str: Text, UUID: Uuid, datetime: UtcDateTime}

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-10)


class InJurisdiction:
    """Every row belongs to one jurisdiction: the shard key.

    A table whose rows are found by another index says so: each index costs every write.
    """

    indexed_by_jurisdiction: ClassVar[bool] = True

    @declared_attr
    def jurisdiction_id(cls) -> Mapped[UUID]:  # noqa: N805
        """The jurisdiction that the row belongs to."""
        index = cls.indexed_by_jurisdiction
        return mapped_column(ForeignKey("jurisdiction.id"), index=index, sort_order=-9)


class Coded:
    """A short code that people and files use to name the row."""

    code: Mapped[str] = mapped_column(String(64), sort_order=-8)


class Written:
    """Text that a person wrote carries its language."""

    @declared_attr
    def language(cls) -> Mapped[Language]:  # noqa: N805
        """The language the row's text is written in."""
        return mapped_column(word(Language, "language"), default=Language.EN, sort_order=90)


class Versioned:
    """A row whose version an editor carries in the form; every save adds one."""

    version: Mapped[int] = mapped_column(default=1, sort_order=91)


def versioned_check() -> CheckConstraint:
    """Return the constraint that versions start at one."""
    return CheckConstraint("version >= 1", name="version_from_one")


def utc_now() -> datetime:
    """Return this moment, for rows that only note when they were written."""
    return datetime.now(UTC)
