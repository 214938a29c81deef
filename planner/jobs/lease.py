"""Putting jobs in and leasing them out: several workers, each job with one of them at a time."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from db.engine import Engine, transaction
from db.queries import job as query
from schemas.vocabulary import JobState

LEASE = timedelta(minutes=10)
"""How long a worker may take; after that the job is free again, because the worker is gone."""

MOST_ATTEMPTS = 15
"""With the waits of `wait_after`, a job is tried for about two days."""

_SHORTEST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Lease:
    """A job that one worker holds; `attempt` counts from one and tells its leases apart."""

    job_id: UUID
    kind: str
    payload: Mapping[str, Any]
    worker: str
    attempt: int


def enqueue(
    engine: Engine,
    kind: str,
    once_key: str,
    payload: Mapping[str, Any],
    run_after: datetime | None = None,
) -> bool:
    """Put a job in and say whether it is new; a kind takes each key once, however often it comes.

    A use case that wants its job to stand or fall with its own write calls
    `db.queries.job.add_job` on its session instead.
    """
    with transaction(engine, write=True) as session:
        after = run_after or datetime.now(UTC)
        return query.add_job(session, kind, once_key, json.dumps(payload), after)


def claim(engine: Engine, kinds: Collection[str], worker: str, now: datetime) -> Lease | None:
    """Lease the job that is due longest, or return None."""
    # Looking needs no write lock, and mostly there is nothing to take.
    with transaction(engine) as session:
        if not query.is_due(session, kinds, now):
            return None
    with transaction(engine, write=True) as session:
        query.give_up_on_expired(session, now, MOST_ATTEMPTS)
        taken = query.take_job(session, kinds, worker, now, now + LEASE)
        if taken is None:
            return None
        return Lease(taken.id, taken.kind, json.loads(taken.payload), worker, taken.attempts)


def finish(engine: Engine, lease: Lease) -> bool:
    """Mark a job done; False when the lease had expired and the job is another worker's.

    What it was to work on is forgotten, because it may hold names and addresses.
    """
    with transaction(engine, write=True) as session:
        return query.hand_back(
            session,
            lease.job_id,
            lease.worker,
            lease.attempt,
            state=JobState.DONE,
            payload="{}",
            last_error="",
        )


def fail(engine: Engine, lease: Lease, error: str, now: datetime, *, again: bool) -> bool:
    """Give a job back to be tried later, or for good; False as in `finish`."""
    again = again and lease.attempt < MOST_ATTEMPTS
    with transaction(engine, write=True) as session:
        return query.hand_back(
            session,
            lease.job_id,
            lease.worker,
            lease.attempt,
            state=JobState.WAITING if again else JobState.FAILED,
            run_after=now + wait_after(lease.attempt),
            last_error=error,
        )


def wait_after(attempt: int) -> timedelta:
    """Return how long to wait after an attempt failed: twice as long each time, to six hours."""
    doubled = _SHORTEST_WAIT * (1 << min(attempt, MOST_ATTEMPTS))
    return min(doubled, _LONGEST_WAIT)
