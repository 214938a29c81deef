"""Measurements, as files bring them: many, so they are checked and written batch by batch."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache, partial
from typing import NamedTuple
from uuid import UUID

from db import tables as t
from db.queries import exchange as query
from db.queries.exchange import Row
from db.queries.many import insert_many
from planner.domain.quarters import Quarter
from planner.exchange.tables import MeasurementRecord
from planner.services.change import Written, write_changes
from planner.services.progress.check import Yardstick, check_progress, first_day
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


class Measured(NamedTuple):
    """A measurement to write, and what the history keeps of it."""

    row: Row
    body: Row

    @property
    def quarter(self) -> tuple[object, ...]:
        """The indicator and quarter it is of."""
        return quarter_of_row(self.row)


class MeasurementTaker:
    """Takes in measurements; what they are checked against is looked up once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.month = desk.work.jurisdiction.fiscal_start_month
        self.levels: defaultdict[UUID, set[Decimal]] = defaultdict(set)
        for level in desk.register(t.RubricLevel).rows():
            self.levels[level["indicator_id"]].add(Decimal(level["level"]))
        # Many rows name the same few indicators and members.
        self.yardstick = cache(self._yardstick)
        self.member_id = cache(partial(desk.find_id, t.Member, "recorded_by"))

    def check(self, record: MeasurementRecord) -> Measured:
        """Return what a record says. Raises RuleError naming the column at fault."""
        indicator_id, yardstick = self.yardstick(record.indicator)
        quarter = Quarter(*record.quarter)
        check_progress(record, quarter, yardstick)
        require(
            first_day(quarter, self.month) <= record.recorded_on <= self.desk.today,
            N_("A value is recorded from the first day of its quarter on, and not after today."),
            where="recorded_on",
        )
        body = {
            "indicator_id": indicator_id,
            "year": quarter.year,
            "quarter": quarter.number,
            **values_of(record, *_AS_THEY_ARE),
        }
        row = {
            **body,
            "first_recorded_on": record.recorded_on,
            "recorded_by_id": self.member_id(record.recorded_by),
        }
        return Measured(row, body)

    def held(self, measured: Iterable[Measured]) -> dict[tuple[object, ...], Row]:
        """Return what the planner has for the same indicators and years."""
        rows = [one.row for one in measured if not self._is_of_new(one.row)]
        if not rows:
            return {}
        years = [row["year"] for row in rows]
        found = query.measurements_of(
            self.desk.work.session,
            {row["indicator_id"] for row in rows},
            range(min(years), max(years) + 1),
        )
        return {quarter_of_row(row): row for row in found}

    def write(self, measured: Sequence[Measured]) -> None:
        """Write new measurements with their change rows."""
        work = self.desk.work
        common = {"jurisdiction_id": work.jurisdiction_id, "recorded_at": work.now, "version": 1}
        rows = [{"id": new_id(), **common, **one.row} for one in measured]
        insert_many(work.session, t.Measurement, rows)
        entity = t.Measurement.__tablename__
        write_changes(
            work,
            IMPORT,
            [
                Written(entity, row["id"], 1, one.body)
                for row, one in zip(rows, measured, strict=True)
            ],
        )

    def _is_of_new(self, row: Row) -> bool:
        return row["indicator_id"] in self.desk.places

    def _yardstick(self, code: str) -> tuple[UUID, Yardstick]:
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


def quarter_of_row(row: Row) -> tuple[object, ...]:
    """Return what tells one measurement from another."""
    return row["indicator_id"], row["year"], row["quarter"]
