"""Rows that come in many at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, insert
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from db.tables import Table

FEW = 50
"""So few rows are not worth the trouble of going past SQLAlchemy."""


def insert_many(session: Session, table: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns; none is fine too.

    Many go to the driver column by column: looking at each row with its names takes as long again
    as writing it.
    """
    if not rows:
        return
    whole = Table.metadata.tables[table.__tablename__]
    if len(rows) < FEW:
        session.execute(insert(whole), rows)
        return
    session.flush()
    connection = session.connection()
    defaults = {
        column.name: column.default.arg
        for column in whole.columns
        if column.name not in rows[0] and isinstance(column.default, ScalarElementColumnDefault)
    }
    columns = [column for column in whole.columns if column.name in rows[0].keys() | defaults]
    statement = insert(whole).compile(
        dialect=connection.dialect, column_keys=[column.name for column in columns]
    )
    cells = [
        _bound(column, connection.dialect, [row[column.name] for row in rows])
        if column.name in rows[0]
        else _bound(column, connection.dialect, [defaults[column.name]]) * len(rows)
        for column in columns
    ]
    connection.exec_driver_sql(str(statement), _parameters(statement, columns, cells))


def _bound(column: Column[Any], dialect: Dialect, values: list[Any]) -> list[Any]:
    """Return a column's values as the driver takes them; what all rows share is turned once."""
    bind: Callable[[Any], Any] | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    if bind is None:
        return values
    first = values[0]
    if all(value is first for value in values):
        return [bind(first)] * len(values)
    return [bind(value) for value in values]


def _parameters(statement: Any, columns: Sequence[Column[Any]], cells: list[list[Any]]) -> Any:  # noqa: ANN401
    """Return tuples where the driver counts its places, and mappings where it names them."""
    if statement.positional:
        order = {column.name: place for place, column in enumerate(columns)}
        in_turn = [cells[order[name]] for name in statement.positiontup]
        return list(zip(*in_turn, strict=True))
    names = [column.name for column in columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]
