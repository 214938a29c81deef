"""Whole tables of a jurisdiction as plain rows, for what comes in many at once."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables import Change, Jurisdiction, Measurement, MonthlyValue, Table, ThemeCatalogue

Row = dict[str, Any]
"""A row by its column names."""


def jurisdiction_ids(session: Session, code: str | None) -> Sequence[UUID]:
    """Return the jurisdictions that have a code, or all where none is given."""
    query = select(Jurisdiction.id)
    if code is not None:
        query = query.where(Jurisdiction.code == code)
    return session.scalars(query).all()


def rows_of(session: Session, table: type[Table], jurisdiction_id: UUID) -> list[Row]:
    """Return all rows of a table that belong to a jurisdiction."""
    columns = table.__table__.c
    found = session.execute(select(*columns).where(columns.jurisdiction_id == jurisdiction_id))
    return [dict(row) for row in found.mappings()]


def newest_catalogue_id(session: Session, jurisdiction_id: UUID) -> UUID | None:
    """Return the newest edition of the theme catalogue, or None."""
    return session.scalar(
        select(ThemeCatalogue.id)
        .where(ThemeCatalogue.jurisdiction_id == jurisdiction_id)
        .order_by(ThemeCatalogue.edition.desc())
        .limit(1)
    )


def measurements_of(session: Session, indicator_ids: Collection[UUID], years: range) -> list[Row]:
    """Return what was recorded for some indicators, of one jurisdiction, in some years.

    The jurisdiction is not asked for again: it would draw SQLite to the index by quarter, which
    looks at every indicator's rows.
    """
    columns = Measurement.__table__.c
    found = session.execute(
        select(*columns).where(
            columns.indicator_id.in_(indicator_ids),
            columns.year.between(years.start, years.stop - 1),
        )
    )
    return [dict(row) for row in found.mappings()]


def months_of(
    session: Session, indicator_ids: Collection[UUID], first: date, last: date
) -> list[Row]:
    """Return what sources published for some indicators, of one jurisdiction, in some months."""
    columns = MonthlyValue.__table__.c
    found = session.execute(
        select(*columns).where(
            columns.indicator_id.in_(indicator_ids), columns.month.between(first, last)
        )
    )
    return [dict(row) for row in found.mappings()]


def newest_versions(session: Session, jurisdiction_id: UUID, entity: str) -> dict[UUID, int]:
    """Return the newest version of each aggregate of a kind, by its id."""
    found = session.execute(
        select(Change.entity_id, func.max(Change.version).label("version"))
        .where(Change.jurisdiction_id == jurisdiction_id, Change.entity == entity)
        .group_by(Change.entity_id)
    )
    return {row.entity_id: row.version for row in found}
