"""Rows beside those that are asked for: other cities, and other years of the same city."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Engine, ForeignKey, Table, Uuid, text

from db.tables import Table as Base

ELSEWHERE = {"change", "change_words", "anchor", "job", "draft", "read_mark"}
"""Tables that no page of figures reads."""

STAY = {"jurisdiction", "district", "theme_catalogue", "theme", "theme_text"}
"""Tables whose rows years have in common."""

_YEARS = {
    "plan": "year",
    "measurement": "year",
    "goal_standing": "year",
    "relation": "year",
    "target": "from_year",
    "quarterly_target": "year",
}


def add_cities(engine: Engine, copies: range) -> None:
    """Copy all rows of the first city into so many others."""
    for table in _tables():
        columns = [column.name for column in table.columns if isinstance(column.type, Uuid)]
        _copy(engine, table, copies, columns, coded=table.name == "jurisdiction")


def add_years(engine: Engine, copies: range, years: int) -> None:
    """Copy the plans of a city, with all that hangs from them, into years to come."""
    for table in _tables():
        if table.name in STAY:
            continue
        columns = [
            column.name
            for column in table.columns
            if isinstance(column.type, Uuid) and not _stays(column.foreign_keys)
        ]
        _copy(engine, table, copies, columns, coded="code" in table.columns, years=years)


def _tables() -> Iterator[Table]:
    return (one for one in Base.metadata.sorted_tables if one.name not in ELSEWHERE)


def _stays(keys: set[ForeignKey]) -> bool:
    return any(key.column.table.name in STAY for key in keys)


def _copy(  # noqa: PLR0913
    engine: Engine,
    table: Table,
    copies: range,
    ids: Iterable[str],
    *,
    coded: bool,
    years: int = 0,
) -> None:
    """Copy the first rows of a table; `ids` get other digits, the same wherever they stand."""
    names = [column.name for column in table.columns]
    quoted = ", ".join(f'"{name}"' for name in names)
    is_first = _is_first(engine)
    with engine.begin() as connection:
        for number in copies:
            changed = {name: _id(engine, name, number) for name in ids}
            if coded:
                changed["code"] = f"code || '-{number}'"
            if years and table.name in _YEARS:
                year = _YEARS[table.name]
                changed[year] = f"{year} + {number * years}"
            values = ", ".join(changed.get(name, f'"{name}"') for name in names)
            connection.execute(
                text(
                    f'INSERT INTO "{table.name}" ({quoted})'  # noqa: S608  (names of our own)
                    f' SELECT {values} FROM "{table.name}" WHERE {is_first}'
                )
            )


def _is_first(engine: Engine) -> str:
    """Return SQL that tells rows from their copies, whose ids begin with zeros."""
    column = "id" if engine.dialect.name == "sqlite" else "id::text"
    return f"substr({column}, 1, 6) <> '000000'"


def _id(engine: Engine, column: str, number: int) -> str:
    """Return SQL for an id with other first digits; nothing stays nothing."""
    first = f"{number:08x}"
    if engine.dialect.name == "sqlite":
        return f"'{first}' || substr({column}, 9)"
    return f"('{first}' || substr(replace({column}::text, '-', ''), 9))::uuid"
