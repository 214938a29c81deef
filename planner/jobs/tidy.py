"""Removing what is over: files cut off while they were written, sessions, links and counts."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db.engine import transaction
from db.queries import asking, second_factor, sign_in
from planner.gateways.atomic import UNFINISHED
from planner.gateways.mail import OUTBOX

from .kinds import Order, job

TIDY = "files.tidy"
FORGET = "sign_in.forget"
KEPT = timedelta(days=30)
"""How long sessions, links, counts and who was asked are kept after it is over; changes stay."""
STALE_SECONDS = 24 * 60 * 60
"""Nothing takes a day to write, so that a file this old belongs to nobody."""


@job(TIDY)
def remove_unfinished(order: Order) -> None:
    """Remove unfinished files from the folders of evidence and mail."""
    for file in find_stale((order.settings.evidence_dir, OUTBOX), time.time()):
        file.unlink(missing_ok=True)


@job(FORGET)
def forget_old(order: Order) -> None:
    """Forget sessions, links, failed attempts, and who was asked by a link that is long over."""
    with transaction(order.engine, write=True) as session:
        before = datetime.now(UTC) - KEPT
        sign_in.forget_old(session, before)
        second_factor.forget_begun(session, before)
        asking.forget_people(session, before)


def find_stale(folders: tuple[Path, ...], now: float) -> Iterator[Path]:
    """Yield the unfinished files that nobody can still be writing; `now` in seconds since 1970."""
    for folder in folders:
        for file in folder.glob(f"*{UNFINISHED}"):
            if file.stat().st_mtime < now - STALE_SECONDS:
                yield file
