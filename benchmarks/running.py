"""What benchmarks before a running planner share: the server, a member, a goal, the CPU."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from tests.journeys.server import running_planner

from .served import UNTUNED

GOAL = "07-2026-1"
SERVED = (sys.executable, "-m", "benchmarks.served")
_COMMANDER = """
    SELECT member_id FROM member_role WHERE role = 'commander' AND ends_on IS NULL
    AND district_id IN (SELECT district_id FROM plan JOIN goal ON goal.plan_id = plan.id
                        WHERE goal.code = ?)"""
_COUNTS = ("district", "goal", "indicator", "measurement", "voice")


@dataclass(frozen=True, slots=True)
class Planner:
    """A planner that runs on the sample data: where, in which process, and who looks at what."""

    address: str
    process_id: int
    member_id: UUID
    writer_id: UUID
    goal_id: UUID
    priority_id: UUID
    content: dict[str, int]

    @property
    def pages(self) -> dict[str, tuple[str, dict[str, str]]]:
        """The pages that are measured: address and query."""
        goal = {"goal": str(self.goal_id)}
        return {
            "board": ("board", {}),
            "goal": ("goal", goal),
            "side by side": ("side-by-side", goal),
        }

    @property
    def forms(self) -> dict[str, tuple[str, dict[str, str]]]:
        """The forms that are measured, for who may write there: address and query."""
        return {
            "draft of a new goal": ("goal", {"priority": str(self.priority_id)}),
            "draft of a saved goal": ("goal", {"goal": str(self.goal_id), "edit": "1"}),
        }

    def cpu_seconds(self) -> float:
        """Return the processor time that the server has taken so far, in all its threads."""
        fields = (
            Path(f"/proc/{self.process_id}/stat").read_text(encoding="utf-8").rpartition(")")[2]
        )
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(*, untuned: bool = False) -> Iterator[Planner]:
    """Start a planner on the sample data, for a commissioner, and a commander who writes."""
    command = (*SERVED, UNTUNED) if untuned else SERVED
    with (
        TemporaryDirectory() as folder,
        running_planner(Path(folder), command) as found,
        sqlite3.connect(found.database) as base,
    ):
        yield Planner(
            found.address,
            found.process_id,
            _find(base, "SELECT member_id FROM member_role WHERE role = 'commissioner'"),
            _find(base, _COMMANDER, GOAL),
            _find(base, "SELECT id FROM goal WHERE code = ?", GOAL),
            _find(base, "SELECT priority_id FROM goal WHERE code = ?", GOAL),
            {
                table: base.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  (names above)
                for table in _COUNTS
            },
        )


def _find(base: sqlite3.Connection, query: str, *params: str) -> UUID:
    return UUID(base.execute(query, params).fetchone()[0])
