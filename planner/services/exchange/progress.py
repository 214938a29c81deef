"""Measurements, as files bring them: many, so they are checked and written batch by batch."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from db import tables as t
from db.queries import exchange as query
from db.queries.exchange import Row
from planner.domain.quarters import Quarter, quarter_dates
from planner.exchange.tables import MeasurementRecord
from planner.services.change import Written, write_changes
from planner.services.progress.record import Yardstick, check_progress, progress_body
from planner.services.save import require
from planner.services.work import new_id
from schemas.errors import N_
from schemas.progress import ProgressIn

from .desk import Desk

IMPORT = "import"


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
        self.yardsticks: dict[UUID, Yardstick] = {}

    def check(self, record: MeasurementRecord) -> Measured:
        """Return what a record says. Raises RuleError naming the column at fault."""
        indicator = self.desk.find(t.Indicator, "indicator", record.indicator)
        entry = _entry(record, indicator["id"])
        check_progress(entry, self._yardstick(indicator))
        self._check_recorded_on(record)
        body = progress_body(entry)
        recorded_by = self.desk.find_id(t.Member, "recorded_by", record.recorded_by)
        return Measured(
            {
                **body,
                "first_recorded_on": record.recorded_on,
                "recorded_by_id": recorded_by,
            },
            body,
        )

    def held(self, measured: Iterable[Measured]) -> dict[tuple[object, ...], Row]:
        """Return what the planner has for the same indicators and years."""
        rows = [one.row for one in measured if not self._is_of_new(one.row)]
        if not rows:
            return {}
        years = [row["year"] for row in rows]
        found = query.measurements_of(
            self.desk.work.session,
            self.desk.work.jurisdiction_id,
            {row["indicator_id"] for row in rows},
            range(min(years), max(years) + 1),
        )
        return {quarter_of_row(row): row for row in found}

    def write(self, measured: Sequence[Measured]) -> None:
        """Write new measurements with their change rows."""
        work = self.desk.work
        common = {"jurisdiction_id": work.jurisdiction_id, "recorded_at": work.now, "version": 1}
        rows = [{"id": new_id(), **common, **one.row} for one in measured]
        query.add_rows(work.session, t.Measurement, rows)
        entity = t.Measurement.__tablename__
        write_changes(work, IMPORT, [
            Written(entity, row["id"], 1, one.body)
            for row, one in zip(rows, measured, strict=True)
        ])

    def _is_of_new(self, row: Row) -> bool:
        return row["indicator_id"] in self.desk.places

    def _yardstick(self, indicator: Row) -> Yardstick:
        found = self.yardsticks.get(indicator["id"])
        if found is None:
            found = self.yardsticks[indicator["id"]] = Yardstick(
                kind=indicator["kind"],
                levels=frozenset(self.levels[indicator["id"]]),
                due_on=self.desk.register(t.Goal).get(indicator["goal_id"])["due_on"],
                today=self.desk.today,
                fiscal_start_month=self.month,
            )
        return found

    def _check_recorded_on(self, record: MeasurementRecord) -> None:
        first, _ = quarter_dates(Quarter(*record.quarter), self.month)
        require(
            first <= record.recorded_on <= self.desk.today,
            N_("A value is recorded from the first day of its quarter on, and not after today."),
            where="recorded_on",
        )


def quarter_of_row(row: Row) -> tuple[object, ...]:
    """Return what tells one measurement from another."""
    return row["indicator_id"], row["year"], row["quarter"]


def _entry(record: MeasurementRecord, indicator_id: UUID) -> ProgressIn:
    year, quarter = record.quarter
    return ProgressIn(
        id=indicator_id,
        indicator_id=indicator_id,
        year=year,
        quarter=quarter,
        seen_version=0,
        state=record.state,
        value=record.value,
        numerator=record.numerator,
        denominator=record.denominator,
        data_as_of=record.data_as_of,
        note=record.note,
        reason=record.reason,
        language=record.language,
    )
