"""Rows that come in many at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from db.tables import Table


def insert_many(session: Session, table: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns; none is fine too.

    They go past the object mapper, which takes as long again to look at each.
    """
    if rows:
        session.execute(insert(Table.metadata.tables[table.__tablename__]), rows)
