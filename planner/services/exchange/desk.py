"""Where an import lies until all of it is right: rows that are there, and rows to add.

A row is known by its key: the texts that name it in files, such as ("7", "2026", "1") for a
priority. Keys of rows that belong to another row begin with the other one's key.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from db import tables as t
from db.queries import exchange as query
from db.queries.exchange import Row
from planner.services.save import require
from planner.services.work import Work, new_id
from schemas.errors import N_, RuleError

from .keys import KEYS, PARTS, POSITIONS, Key, key_of, leads_to, written

Place = tuple[str, int]
"""A file and a line of it."""


class HeldBackError(Exception):
    """A row can't be judged, because what it refers to is wrong and was named already."""


class StandIn(Row):
    """Stands for a row whose own line is wrong: it has an id, and nothing else is known of it."""

    def __missing__(self, column: str) -> object:
        """Hold back whoever needs to know."""
        raise HeldBackError


class Register:
    """The rows of one table: those that are held already, and those to add."""

    def __init__(self, table: type[t.Table], held: Mapping[Key, Row]) -> None:
        self.held = held
        self.new: dict[Key, Row] = {}
        self.stand_ins: dict[Key, UUID] = {}
        self.keys = {row["id"]: key for key, row in held.items()}
        self._position = POSITIONS.get(table, ())
        self._taken = {self._position_of(row) for row in held.values()}

    def find(self, key: Key) -> Row | None:
        """Return a row by its key, or None."""
        return self.new.get(key) or self.held.get(key)

    def get(self, row_id: UUID) -> Row:
        """Return a row by its id."""
        return self.find(self.keys[row_id]) or StandIn(id=row_id)

    def rows(self) -> Iterator[Row]:
        """Return all rows, held and new."""
        return chain(self.held.values(), self.new.values())

    def add(self, key: Key, row: Row) -> None:
        """Take in a new row. Raises RuleError when its position is taken."""
        position = self._position_of(row)
        require(
            not position or position not in self._taken,
            N_("Another row has this position."),
            where="position",
        )
        self._taken.add(position)
        self.new[key] = row
        self.keys[row["id"]] = key

    def _position_of(self, row: Row) -> tuple[object, ...]:
        return tuple(row[column] for column in self._position)


class Desk:
    """All registers of an import, each filled when it is first asked for."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.catalogue_id = query.newest_catalogue_id(work.session, work.jurisdiction_id)
        self.broken: set[tuple[type[t.Table], Key]] = set()
        self.place: Place = ("", 0)
        self.places: dict[UUID, Place] = {}
        self._registers: dict[type[t.Table], Register] = {}

    @property
    def today(self) -> date:
        """The day of the import, in the jurisdiction's time zone."""
        return self.work.today

    def register(self, table: type[t.Table]) -> Register:
        """Return the rows of a table."""
        if table not in self._registers:
            rows = query.rows_of(self.work.session, table, self.work.jurisdiction_id)
            held = {self._key(table, row): row for row in self._of_this_edition(table, rows)}
            self._registers[table] = Register(table, held)
        return self._registers[table]

    def new_rows(self, table: type[t.Table]) -> Iterable[Row]:
        """Return the rows of a table that are to be added."""
        return self._registers[table].new.values() if table in self._registers else ()

    def new_parts(self, table: type[t.Table]) -> Mapping[UUID, list[Row]]:
        """Return the rows of a table that are to be added, by what they are part of."""
        parts: dict[UUID, list[Row]] = defaultdict(list)
        for row in self.new_rows(table):
            parts[row[PARTS[table]]].append(row)
        return parts

    def find(self, table: type[t.Table], column: str, *key: object) -> Row:
        """Return the row that a cell refers to, or what stands in for it when its line is wrong.

        Raises RuleError naming the column when there is no such row.
        """
        named = key_of(key)
        row = self.register(table).find(named)
        if row is not None:
            return row
        if (table, named) in self.broken:
            return self._stand_in(table, named)
        raise RuleError(
            N_("“{name}” is not known, neither in these files nor in the planner."),
            where=column,
            name="/".join(named),
        )

    def find_id(self, table: type[t.Table], column: str, key: object) -> UUID | None:
        """Return the id of the row that a cell refers to, None for an empty cell."""
        return None if key is None else self.find(table, column, key)["id"]

    def is_new(self, row: Row) -> bool:
        """Say whether a row is one to add."""
        return row["id"] in self.places

    def put(self, table: type[t.Table], values: Row) -> Row:
        """Take in a row of the current place, and return it as it stands.

        A row that is there with the same content is left alone. Raises RuleError when it is there
        with other content, or can't be added any more.
        """
        key, register = self._key(table, values), self.register(table)
        require(key not in register.new, N_("This row is in these files twice."))
        held = register.held.get(key)
        if held is not None:
            check_same(held, values)
            return held
        self._check_whole(table, values)
        row = {"id": new_id(), "jurisdiction_id": self.work.jurisdiction_id, **values}
        register.add(key, row)
        self.places[row["id"]] = self.place
        return row

    def _stand_in(self, table: type[t.Table], key: Key) -> Row:
        register = self.register(table)
        row = StandIn(id=register.stand_ins.setdefault(key, new_id()))
        register.keys[row["id"]] = key
        self.places[row["id"]] = self.place
        return row

    def _check_whole(self, table: type[t.Table], values: Row) -> None:
        column = PARTS.get(table)
        require(
            column is None or values[column] in self.places,
            N_("What this row belongs to is in the planner already. Change it there."),
            where=written(column or ""),
        )

    def _of_this_edition(self, table: type[t.Table], rows: Iterable[Row]) -> Iterator[Row]:
        """Leave out themes of other editions, whose codes are taken again.

        A role from the provider of single sign-on is none that files could give.
        """
        if table is t.MemberRole:
            return (row for row in rows if not row["from_provider"])
        if table is t.Theme:
            return (row for row in rows if row["catalogue_id"] == self.catalogue_id)
        if table in {t.ThemeCitation, t.ThemeAnswerable, t.ThemeText}:
            themes = self.register(t.Theme).keys
            return (row for row in rows if row["theme_id"] in themes)
        return iter(rows)

    def _key(self, table: type[t.Table], row: Row) -> Key:
        return tuple(
            part for column in KEYS[table] for part in self._parts(table, column, row[column])
        )

    def _parts(self, table: type[t.Table], column: str, value: object) -> Key:
        other = leads_to(table, column)
        if other is None or value is None:
            return key_of((value,))
        # A theme of an earlier edition goes by its id alone.
        return self.register(other).keys.get(value, (str(value),))


def check_same(held: Row, values: Row) -> None:
    """Raise RuleError unless a row says what the one that is there says."""
    other = [name for name in values if held[name] != values[name]]
    require(
        not other,
        N_("This row is in the planner with different content: {columns}. Change it there."),
        where=written(other[0]) if other else None,
        columns=tuple(map(written, other)),
    )


def values_of(record: Any, *columns: str) -> Row:  # noqa: ANN401
    """Return the columns of a record that a row takes as they are."""
    return {column: getattr(record, column) for column in columns}
