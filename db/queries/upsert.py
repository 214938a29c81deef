"""Inserts that give way to a row that is there already, in each database's own words."""

from typing import TypeAlias

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from db.tables import Table

Insert: TypeAlias = postgresql.Insert | sqlite.Insert


def insert_into(session: Session, table: type[Table]) -> Insert:
    """Return an insert that can say what happens on a conflict."""
    lite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(table) if lite else postgresql.insert(table)
