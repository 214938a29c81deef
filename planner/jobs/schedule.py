"""What is due of itself, day by day; putting it in twice does nothing."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from db.engine import Engine, transaction
from db.queries import job as query
from db.queries.history import get_jurisdictions
from planner.services.history import anchor_day

from .anchor import ANCHOR
from .tidy import FORGET, TIDY


class Due(NamedTuple):
    """A job that a day asks for."""

    kind: str
    once_key: str
    payload: dict[str, Any]


def schedule_due(engine: Engine, now: datetime) -> int:
    """Put in the jobs that today asks for, and return how many were missing."""
    with transaction(engine) as session:
        due = list(_due(now, [row.id for row in get_jurisdictions(session)]))
        known = query.get_known_keys(session, [one.once_key for one in due])
    missing = [one for one in due if (one.kind, one.once_key) not in known]
    if not missing:
        return 0
    with transaction(engine, write=True) as session:
        return sum(
            query.add_job(session, one.kind, one.once_key, json.dumps(one.payload), now)
            for one in missing
        )


def _due(now: datetime, jurisdictions: Sequence[UUID]) -> Iterator[Due]:
    day = anchor_day(now).isoformat()
    yield Due(TIDY, day, {})
    yield Due(FORGET, day, {})
    for jurisdiction_id in jurisdictions:
        yield Due(ANCHOR, f"{jurisdiction_id}:{day}", {"jurisdiction_id": str(jurisdiction_id)})
