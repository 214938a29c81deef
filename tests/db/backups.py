"""What tests of backup and faults share: a dump of everything, and writers that keep count."""

import hashlib
from pathlib import Path
from threading import Event

from sqlalchemy import Engine, select

from db import tables as t
from db.engine import transaction
from tests import factories as make

Dump = dict[str, list[tuple[str, ...]]]


def dump(engine: Engine) -> Dump:
    """Return every row of every table as text, in an order both databases agree on."""
    with transaction(engine) as session:
        return {
            table.name: sorted(
                tuple(str(value) for value in row) for row in session.execute(select(table))
            )
            for table in t.Table.metadata.sorted_tables
        }


class Writer:
    """Writes numbered pairs, a district and its beat, each pair in one transaction.

    `acknowledged` counts the pairs whose commit returned.
    """

    SPAN = 10_000

    def __init__(self, engine: Engine, jurisdiction: t.Jurisdiction, place: int) -> None:
        self.first = place * self.SPAN
        self.acknowledged = 0
        self._engine = engine
        self._jurisdiction = jurisdiction

    def run(self, stop: Event) -> None:
        while not stop.is_set():
            self.write()

    def write(self) -> None:
        number = self.first + self.acknowledged
        with transaction(self._engine, write=True) as session:
            district = make.make_district(session, self._jurisdiction, number=number)
            make.make_beat(session, district, number=str(number))
        self.acknowledged += 1

    def owns(self, number: int) -> bool:
        return self.first <= number < self.first + self.SPAN


def put_evidence(root: Path, content: bytes) -> Path:
    """Store a file as the evidence store does and return where it is."""
    digest = hashlib.sha256(content).hexdigest()
    path = root / digest[:2] / digest
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
