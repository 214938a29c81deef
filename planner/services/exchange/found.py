"""The transaction of an import: on the jurisdiction that is meant, or on one still to be made."""

from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Engine

from db.engine import transaction
from db.queries import exchange as query
from db.tables import Jurisdiction, new_id
from planner.domain.permissions import SYSTEM
from planner.exchange import Findings
from planner.exchange.tables import JurisdictionRecord
from planner.services.door import begin, begin_founding
from planner.services.work import Work
from schemas.errors import N_, NotFoundError, PlannerError
from schemas.message import Message

from .account import jurisdiction_values
from .report import RejectedError, read_sheets, rejected
from .steps import JURISDICTION

FILE = f"{JURISDICTION}.csv"


@contextmanager
def begin_import(
    engine: Engine,
    files: Mapping[str, bytes],
    *,
    code: str | None = None,
    today: date | None = None,
) -> Iterator[Work]:
    """Open the transaction of an import by the planner itself; for doors only.

    The jurisdiction is the one of that code, or of jurisdiction.csv, or the only one there is. A
    jurisdiction that only the file knows is made with the import. Raises RejectedError when the
    file is wrong, NotFoundError when no jurisdiction is meant.
    """
    record = find_jurisdiction(files)
    code = code or (record.code if record else None)
    with transaction(engine) as session:
        found = query.jurisdiction_ids(session, code)
    if found:
        known = found[0] if code else None
        with begin(engine, actor=SYSTEM, jurisdiction_id=known, write=True, today=today) as work:
            yield work
    elif record is None or record.code != code:
        raise NotFoundError(N_("This jurisdiction is not known. Hand in its jurisdiction.csv too."))
    else:
        city = Jurisdiction(id=new_id(), **jurisdiction_values(record))
        with begin_founding(engine, city, today=today) as work:
            yield work


def is_empty(engine: Engine) -> bool:
    """Say whether the planner has no jurisdiction yet, and so nothing at all."""
    with transaction(engine) as session:
        return not query.jurisdiction_ids(session, None)


def find_jurisdiction(files: Mapping[str, bytes]) -> JurisdictionRecord | None:
    """Return what jurisdiction.csv says, None where it isn't among the files.

    Raises RejectedError, with all that is wrong in the cells of all files, when it says nothing
    that makes sense.
    """
    if FILE not in files:
        return None
    findings = Findings()
    sheet = read_sheets({FILE: files[FILE]}, findings).get(JURISDICTION)
    records = [pair for batch in sheet.batches(findings) for pair in batch.records] if sheet else []
    if not records and not findings:
        findings.add(FILE, None, "", Message(N_("This file has no row.")))
    for line, record in records:
        try:
            jurisdiction_values(record)
        except PlannerError as error:
            findings.add(FILE, line, error.where or "", Message(error.message, error.params))
    if findings:
        raise _all_wrong(files, findings)
    found: JurisdictionRecord = records[0][1]
    return found


def _all_wrong(files: Mapping[str, bytes], findings: Findings) -> RejectedError:
    others = {file: content for file, content in files.items() if file != FILE}
    sheets = read_sheets(others, findings)
    for sheet in sheets.values():
        # Cells are noted as they are read; what rows refer to can't be known yet.
        deque(sheet.batches(findings), maxlen=0)
    return rejected(files, sheets, findings)
