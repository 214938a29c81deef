"""The lease table: put a job in, take one, hand it back."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import Session

from db.tables import Job, new_id
from schemas.vocabulary import JobState

from .upsert import insert_into

EXPIRED = "lease expired"
"""The last error of a job whose every run was cut off."""


def add_job(session: Session, kind: str, once_key: str, payload: str, run_after: datetime) -> bool:
    """Put a job in and say whether it is new: a kind takes each key once, for good."""
    added = session.execute(
        insert_into(session, Job)
        .values(
            id=new_id(),
            kind=kind,
            once_key=once_key,
            payload=payload,
            state=JobState.WAITING,
            run_after=run_after,
        )
        .on_conflict_do_nothing(index_elements=[Job.kind, Job.once_key])
        .returning(Job.id)
    )
    return added.first() is not None


def get_known_keys(session: Session, keys: Collection[str]) -> set[tuple[str, str]]:
    """Return which of these keys were put in before, each with its kind."""
    found = session.execute(select(Job.kind, Job.once_key).where(Job.once_key.in_(keys)))
    return {(kind, key) for kind, key in found}


def is_due(session: Session, kinds: Collection[str], now: datetime) -> bool:
    """Say whether a job of these kinds is free to be taken."""
    return bool(session.scalar(select(exists().where(_free(kinds, now)))))


def take_job(
    session: Session, kinds: Collection[str], worker: str, now: datetime, until: datetime
) -> Job | None:
    """Lease the job that has waited longest, or return None.

    PostgreSQL passes over rows that another worker is just taking. SQLite knows no row locks:
    there the write transaction keeps others out, and the update names what it saw.
    """
    seen = session.execute(
        select(Job.id, Job.state, Job.attempts)
        .where(_free(kinds, now))
        .order_by(Job.run_after, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if seen is None:
        return None
    job_id, state, attempts = seen
    return session.scalar(
        update(Job)
        .where(Job.id == job_id, Job.state == state, Job.attempts == attempts)
        .values(state=JobState.RUNNING, leased_until=until, leased_by=worker, attempts=attempts + 1)
        .returning(Job)
    )


def hand_back(
    session: Session,
    job_id: UUID,
    worker: str,
    attempt: int,
    *,
    state: JobState,
    **values: Any,  # noqa: ANN401  (columns of the table)
) -> bool:
    """End a lease; False when it had expired and the job is somebody else's by now."""
    ended = session.execute(
        update(Job)
        .where(
            Job.id == job_id,
            Job.state == JobState.RUNNING,
            Job.leased_by == worker,
            Job.attempts == attempt,
        )
        .values(state=state, leased_until=None, leased_by="", **values)
        .returning(Job.id)
    )
    return ended.first() is not None


def give_up_on_expired(session: Session, now: datetime, most_attempts: int) -> Sequence[UUID]:
    """Fail the jobs that were cut off in every run they were allowed; return which."""
    return session.scalars(
        update(Job)
        .where(_lost(now), Job.attempts >= most_attempts)
        .values(state=JobState.FAILED, leased_until=None, leased_by="", last_error=EXPIRED)
        .returning(Job.id)
    ).all()


def get_stuck(session: Session, now: datetime, waiting_since: datetime) -> Sequence[Job]:
    """Return jobs that failed for good, lost their worker, or wait for one too long."""
    return session.scalars(
        select(Job)
        .where(
            or_(
                Job.state == JobState.FAILED,
                _lost(now),
                and_(Job.state == JobState.WAITING, Job.run_after < waiting_since),
            )
        )
        .order_by(Job.run_after, Job.id)
    ).all()


def _free(kinds: Collection[str], now: datetime) -> ColumnElement[bool]:
    waits = and_(Job.state == JobState.WAITING, Job.run_after <= now)
    return and_(Job.kind.in_(kinds), or_(waits, _lost(now)))


def _lost(now: datetime) -> ColumnElement[bool]:
    return and_(Job.state == JobState.RUNNING, Job.leased_until < now)
