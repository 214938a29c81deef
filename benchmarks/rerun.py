"""Processor time of one rerun of a page, in the server that serves it.

The whole process is counted, garbage collection after the run and the socket among it, and the
clock of the kernel ticks a hundred times a second: so many reruns are counted together.
"""

from collections.abc import Iterator
from uuid import UUID

from .running import Planner, running
from .tab import Tab

WARM, RERUNS = 5, 40
AIM_MS = 60


def cases() -> Iterator[dict[str, object]]:
    """Yield the processor time of a rerun, in milliseconds, page by page."""
    with running() as planner:
        for name, (page, query) in planner.pages.items():
            yield _measure(planner, planner.member_id, name, page, query)
        for name, (page, query) in planner.forms.items():
            yield _measure(planner, planner.writer_id, name, page, query)


def _measure(
    planner: Planner, member_id: UUID, name: str, page: str, query: dict[str, str]
) -> dict[str, object]:
    with Tab(planner.address, member_id, page, **query) as tab:
        for _ in range(WARM):
            tab.rerun()
        before = planner.cpu_seconds()
        for _ in range(RERUNS):
            tab.rerun()
        spent = planner.cpu_seconds() - before
        return {
            "case": f"rerun: {name}",
            "value": round(1000 * spent / RERUNS, 1),
            "unit": "ms of CPU",
            "aim": f"under {AIM_MS}",
            "content": {**planner.content, "elements": tab.elements, "charts": tab.charts},
        }
