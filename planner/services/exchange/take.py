"""The import of files: everything is read and checked, and all of it is written, or nothing."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import inspect

from db import tables as t
from db.queries.exchange import Row
from db.queries.many import insert_many
from planner.domain.permissions import Action
from planner.exchange import Findings, Record, Sheet
from planner.services.progress.kept import refresh_standings
from planner.services.save import require
from planner.services.way.edition import adopt_first
from planner.services.work import Work, use_case
from schemas.errors import N_, PlannerError, RuleError
from schemas.exchange import ImportReport
from schemas.message import Message

from .desk import Desk, HeldBackError, check_same
from .history import write_history, write_jurisdiction
from .keys import KEYS, key_of_record
from .library import Entries, check_entries
from .plan import signed_plans
from .progress import TAKERS, Measures, Taker
from .report import read_sheets, rejected, taken
from .standing import goals_moved
from .steps import JURISDICTION, Step, steps
from .whole import Goals, check_goals

T = TypeVar("T")

Progress = Callable[[str, int, int], None]
"""Told what is gone through, rows or goals, and how many of how many are done."""


@use_case(Action.IMPORT)
def import_tables(
    work: Work,
    files: Mapping[str, bytes],
    made_up: bool,  # noqa: FBT001  (whoever imports says it in so many words)
    on_progress: Progress | None = None,
) -> ImportReport:
    """Import CSV files, given by name, and return how many rows each added.

    An import adds rows and changes none; rows that are there with the same content are skipped.
    Raises RuleError where made-up and real data would mix, and RejectedError, with a report of
    every row at fault, where anything is wrong: the caller's transaction then writes nothing.
    """
    _check_made_up(work, made_up=made_up)
    findings = Findings()
    sheets = read_sheets(files, findings)
    intake = _Intake(work, sheets, findings, on_progress)
    intake.take_all()
    if findings:
        raise rejected(files, sheets, findings)
    return taken(sheets.values(), intake.added)


def _check_made_up(work: Work, *, made_up: bool) -> None:
    require(
        made_up or not work.jurisdiction.made_up,
        N_(
            "The planner holds made-up data here, and these files are taken for real: they don't"
            " mix. Say that the files are made up, or use another jurisdiction."
        ),
        where="made_up",
    )
    require(
        work.jurisdiction.made_up or not made_up,
        N_("The planner holds real data here, and these files are made up: they don't mix."),
        where="made_up",
    )


class _Intake:
    """One import on its way: the desk, what is wrong so far, and how much was added."""

    def __init__(
        self,
        work: Work,
        sheets: Mapping[str, Sheet],
        findings: Findings,
        on_progress: Progress | None,
    ) -> None:
        self.added: Counter[str] = Counter()
        # A jurisdiction that is still to be made waits in the session: see `begin_founding`.
        self.founding = inspect(work.jurisdiction).pending
        work.session.flush()
        self.desk = Desk(work)
        self.sheets = sheets
        self.findings = findings
        self._tell = on_progress or (lambda _what, _done, _all: None)
        self._done, self._all = 0, sum(map(len, sheets.values()))

    def take_all(self) -> None:
        """Take in all files; what is much comes last, since it is written as it is read."""
        for step in steps(self.desk):
            if step.name in self.sheets:
                self._take(step, self.sheets[step.name])
        goals = Goals(self.desk)
        check_goals(goals, self._report_row)
        entries = Entries(self.desk)
        check_entries(entries, self._report_row)
        if not self.findings:
            goals.note_facts()
            self._write(goals, entries)
        measures = Measures(self.desk)
        for name, taker in TAKERS.items():
            if name in self.sheets:
                self._take_many(taker(self.desk, measures), self.sheets[name])
        if not self.findings:
            moved = goals_moved(self.desk, measures.measured)
            refresh_standings(self.desk.work, moved, partial(self._tell, N_("Goals")))

    def _take(self, step: Step, sheet: Sheet) -> None:
        for batch in sheet.batches(self.findings):
            for line, record in sorted(batch.records, key=lambda pair: step.waits(pair[1])):
                self._try(sheet, step.table, line, record, lambda one: step.take(self.desk, one))
            for cells in batch.broken:
                key = tuple(cells.get(column, "") for column in sheet.record.key)
                self.desk.broken.add((step.table, key))
            self._count(len(batch.records) + len(batch.broken))
        self.added[step.name] = len(list(self.desk.new_rows(step.table)))

    def _take_many(self, taker: Taker, sheet: Sheet) -> None:
        for batch in sheet.batches(self.findings):
            rows = [
                (line, row)
                for line, record in batch.records
                if (row := self._try(sheet, taker.table, line, record, taker.check))
            ]
            fresh = self._fresh(sheet, taker, rows)
            if not self.findings:
                taker.write(fresh)
            self.added[sheet.table] += len(fresh)
            self._count(len(batch.records) + len(batch.broken))
        if not self.findings:
            taker.finish()

    def _fresh(self, sheet: Sheet, taker: Taker, rows: Sequence[tuple[int, Row]]) -> list[Row]:
        """Return the rows that the planner has not yet, and check the others."""
        held = taker.held([row for _, row in rows])
        if not held:
            return [row for _, row in rows]
        fresh = []
        for line, row in rows:
            there = held.get(taker.key_of(row))
            if there is None:
                fresh.append(row)
                continue
            try:
                check_same(there, row)
            except RuleError as error:
                self._report(sheet, line, error.where or "", error)
        return fresh

    def _try(
        self,
        sheet: Sheet,
        table: type[t.Table],
        line: int,
        record: Record,
        take: Callable[[Any], T],
    ) -> T | None:
        self.desk.place = (sheet.file, line)
        try:
            return take(record)
        except HeldBackError:
            pass
        except PlannerError as error:
            self._report(sheet, line, error.where or "", error)
        self.desk.broken.add((table, key_of_record(record)))
        return None

    def _report_row(self, row_id: UUID, column: str, error: RuleError) -> None:
        file, line = self.desk.places[row_id]
        sheet = next(sheet for sheet in self.sheets.values() if sheet.file == file)
        self._report(sheet, line, column, error)

    def _report(self, sheet: Sheet, line: int, column: str, error: PlannerError) -> None:
        known = column if column in sheet.record.model_fields else ""
        self.findings.add(sheet.file, line, known, Message(error.message, error.params))

    def _count(self, rows: int) -> None:
        self._done += rows
        self._tell(N_("Rows"), self._done, self._all)

    def _write(self, goals: Goals, entries: Entries) -> None:
        if self.founding:
            write_jurisdiction(self.desk)
            self.added[JURISDICTION] = 1
        for table in KEYS:
            insert_many(self.desk.work.session, table, list(self.desk.new_rows(table)))
        write_history(self.desk, goals, entries)
        adopt_first(self.desk.work, signed_plans(self.desk))
