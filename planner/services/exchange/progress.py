"""Measurements and months, as files bring them: many, so they are written batch by batch."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache, partial
from typing import Any, ClassVar
from uuid import UUID

from db import tables as t
from db.queries import exchange as query
from db.queries.exchange import Row
from db.queries.many import insert_many
from planner.domain.quarters import Quarter
from planner.exchange.tables import MeasurementRecord, MonthlyValueRecord
from planner.services.change import Written, write_changes
from planner.services.progress.check import Yardstick, check_progress, check_value, first_day
from planner.services.save import require
from planner.services.work import new_id
from schemas.errors import N_

from .desk import Desk, values_of

IMPORT = "import"

_AS_THEY_ARE = (
    "state",
    "value",
    "numerator",
    "denominator",
    "data_as_of",
    "note",
    "reason",
    "language",
)

RowKey = tuple[object, ...]


class Measures:
    """The indicators that values are of, and what each value is checked against."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.month = desk.work.jurisdiction.fiscal_start_month
        self.levels: defaultdict[UUID, set[Decimal]] = defaultdict(set)
        for level in desk.register(t.RubricLevel).rows():
            self.levels[level["indicator_id"]].add(Decimal(level["level"]))
        self.measured: set[UUID] = set()
        """The indicators that something new was recorded for."""
        # Many rows name the same few indicators and members.
        self.find = cache(self._find)
        self.member_id = cache(partial(desk.find_id, t.Member, "recorded_by"))

    def _find(self, code: str) -> tuple[UUID, Yardstick]:
        """Return an indicator's id and what its values are checked against."""
        indicator = self.desk.find(t.Indicator, "indicator", code)
        goal = self.desk.register(t.Goal).get(indicator["goal_id"])
        return indicator["id"], Yardstick(
            kind=indicator["kind"],
            levels=frozenset(self.levels[indicator["id"]]),
            due_on=goal.get("due_on"),
            today=self.desk.today,
            fiscal_start_month=self.month,
        )


class Taker(ABC):
    """Takes in the rows of one table, batch by batch."""

    table: ClassVar[type[t.Table]]
    key: ClassVar[tuple[str, ...]]
    """The columns that tell one row from another."""

    def __init__(self, desk: Desk, measures: Measures) -> None:
        self.desk = desk
        self.measures = measures

    @abstractmethod
    def check(self, record: Any) -> Row:  # noqa: ANN401
        """Return the columns that a record fills. Raises RuleError naming the column at fault."""

    @abstractmethod
    def write(self, rows: Sequence[Row]) -> None:
        """Write new rows."""

    @abstractmethod
    def _find_held(self, rows: Sequence[Row]) -> list[Row]:
        """Return what the planner has of the same indicators and times."""

    def held(self, rows: Iterable[Row]) -> dict[RowKey, Row]:
        """Return what the planner has already, by its key."""
        known = [row for row in rows if row["indicator_id"] not in self.desk.places]
        return {self.key_of(row): row for row in self._find_held(known)} if known else {}

    def key_of(self, row: Row) -> RowKey:
        """Return what tells a row from the others."""
        return tuple(row[column] for column in self.key)

    @abstractmethod
    def finish(self) -> None:
        """Write what follows from all rows together."""


class MeasurementTaker(Taker):
    """Takes in measurements, each with its change row."""

    table = t.Measurement
    key = ("indicator_id", "year", "quarter")

    def check(self, record: MeasurementRecord) -> Row:
        """Return what a record says. Raises RuleError naming the column at fault."""
        indicator_id, yardstick = self.measures.find(record.indicator)
        quarter = Quarter(*record.quarter)
        check_progress(record, quarter, yardstick)
        require(
            first_day(quarter, yardstick.fiscal_start_month)
            <= record.recorded_on
            <= self.desk.today,
            N_("A value is recorded from the first day of its quarter on, and not after today."),
            where="recorded_on",
        )
        return {
            "indicator_id": indicator_id,
            "year": quarter.year,
            "quarter": quarter.number,
            **values_of(record, *_AS_THEY_ARE),
            "first_recorded_on": record.recorded_on,
            "recorded_by_id": self.measures.member_id(record.recorded_by),
        }

    def write(self, rows: Sequence[Row]) -> None:
        """Write new measurements with their change rows."""
        work = self.desk.work
        common = {"jurisdiction_id": work.jurisdiction_id, "recorded_at": work.now, "version": 1}
        whole = [{"id": new_id(), **common, **row} for row in rows]
        insert_many(work.session, t.Measurement, whole)
        self.measures.measured.update(row["indicator_id"] for row in rows)
        write_changes(
            work,
            IMPORT,
            [Written(t.Measurement.__tablename__, row["id"], 1, _body(row)) for row in whole],
        )

    def finish(self) -> None:
        """Nothing follows: every measurement has its change row."""

    def _find_held(self, rows: Sequence[Row]) -> list[Row]:
        years = [row["year"] for row in rows]
        return query.measurements_of(
            self.desk.work.session,
            {row["indicator_id"] for row in rows},
            range(min(years), max(years) + 1),
        )


def _body(row: Row) -> Row:
    """Return what the history keeps of a measurement."""
    return {name: row[name] for name in ("indicator_id", "year", "quarter", *_AS_THEY_ARE)}


class MonthTaker(Taker):
    """Takes in months; the history keeps one row an indicator, for the source answers for them."""

    table = t.MonthlyValue
    key = ("indicator_id", "month")

    def __init__(self, desk: Desk, measures: Measures) -> None:
        super().__init__(desk, measures)
        self._added: defaultdict[UUID, dict[str, list[Decimal]]] = defaultdict(dict)

    def check(self, record: MonthlyValueRecord) -> Row:
        """Return what a record says. Raises RuleError naming the column at fault."""
        indicator_id, yardstick = self.measures.find(record.indicator)
        require(
            record.month <= self.desk.today,
            N_("This month has not begun."),
            where="month",
        )
        require(
            record.value is not None or yardstick.kind.is_ratio,
            N_("Enter a value. Zero is a value; leave the row out where there is none."),
            where="value",
        )
        check_value(record, yardstick)
        return {"indicator_id": indicator_id, **record.model_dump(exclude={"indicator"})}

    def write(self, rows: Sequence[Row]) -> None:
        """Write new months."""
        work = self.desk.work
        common = {"jurisdiction_id": work.jurisdiction_id}
        insert_many(
            work.session, t.MonthlyValue, [{"id": new_id(), **common, **row} for row in rows]
        )
        for row in rows:
            amounts = (row["value"], row["numerator"], row["denominator"])
            month = f"{row['month']:%Y-%m}"
            self._added[row["indicator_id"]][month] = [one for one in amounts if one is not None]

    def finish(self) -> None:
        """Write one change row an indicator: the months that came in."""
        work, entity = self.desk.work, t.MonthlyValue.__tablename__
        versions = query.newest_versions(work.session, work.jurisdiction_id, entity)
        write_changes(
            work,
            IMPORT,
            [
                Written(entity, indicator_id, versions.get(indicator_id, 0) + 1, {"months": months})
                for indicator_id, months in self._added.items()
            ],
        )

    def _find_held(self, rows: Sequence[Row]) -> list[Row]:
        months = [row["month"] for row in rows]
        return query.months_of(
            self.desk.work.session,
            {row["indicator_id"] for row in rows},
            min(months),
            max(months),
        )


TAKERS: dict[str, type[Taker]] = {"measurements": MeasurementTaker, "monthly_values": MonthTaker}
"""What takes in the rows of a file, by its name."""
