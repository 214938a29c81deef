"""Removing files that were cut off while they were written."""

import time
from collections.abc import Iterator
from pathlib import Path

from planner.gateways.atomic import UNFINISHED
from planner.gateways.mail import OUTBOX

from .kinds import Order, job

TIDY = "files.tidy"
STALE_SECONDS = 24 * 60 * 60
"""Nothing takes a day to write, so that a file this old belongs to nobody."""


@job(TIDY)
def remove_unfinished(order: Order) -> None:
    """Remove unfinished files from the folders of evidence and mail."""
    for file in find_stale((order.settings.evidence_dir, OUTBOX), time.time()):
        file.unlink(missing_ok=True)


def find_stale(folders: tuple[Path, ...], now: float) -> Iterator[Path]:
    """Yield the unfinished files that nobody can still be writing; `now` in seconds since 1970."""
    for folder in folders:
        for file in folder.glob(f"*{UNFINISHED}"):
            if file.stat().st_mtime < now - STALE_SECONDS:
                yield file
