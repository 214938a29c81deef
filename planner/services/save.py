"""Saving with the version the editor saw: nothing is overwritten unseen, a repeat is recognised."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.engine import CursorResult

from db.tables import Change, ChangeWords, Member, Table
from schemas.errors import N_, NotFoundError, RuleError, StaleError
from schemas.message import Message

from .change import Written, canonical, write_change
from .work import Work


@dataclass(frozen=True, slots=True)
class Saved:
    """The version after a save; `repeated` when the very same save had arrived before."""

    version: int
    repeated: bool


def save_row(  # noqa: PLR0913
    work: Work,
    table: type[Table],
    row_id: UUID,
    seen_version: int,
    values: Mapping[str, Any],
    *,
    action: str,
    body: Mapping[str, Any],
    why: str = "",
) -> Saved:
    """Insert (seen version 0) or update one versioned row, and add its change row.

    `body` is the whole aggregate after the write, without its version. A save that arrives twice
    changes nothing the second time. Raises StaleError when the row moved on, NotFoundError when
    it is not there.
    """
    entity: str = table.__tablename__
    version = seen_version + 1
    if _is_repeat(work, entity, row_id, version, body):
        return Saved(version, repeated=True)
    if seen_version == 0:
        _insert(work, table, row_id, values)
    else:
        _update(work, table, row_id, seen_version, values)
    write_change(work, action, Written(entity, row_id, version, body), why)
    return Saved(version, repeated=False)


def _insert(work: Work, table: type[Table], row_id: UUID, values: Mapping[str, Any]) -> None:
    found = work.session.get(table, row_id)
    if found is not None:
        raise _stale(work, table.__tablename__, row_id, 0, found.version)  # type: ignore[attr-defined]
    work.session.execute(
        insert(table),
        {"id": row_id, "jurisdiction_id": work.jurisdiction_id, "version": 1, **values},
    )


def _update(
    work: Work, table: type[Table], row_id: UUID, seen: int, values: Mapping[str, Any]
) -> None:
    columns = table.__table__.c
    done = work.session.execute(
        update(table)
        .where(
            columns.id == row_id,
            columns.version == seen,
            columns.jurisdiction_id == work.jurisdiction_id,
        )
        .values(version=seen + 1, **values)
        .execution_options(synchronize_session=False)
    )
    if not isinstance(done, CursorResult) or done.rowcount == 1:
        work.session.expire_all()
        return
    current = work.session.scalar(select(columns.version).where(columns.id == row_id))
    if current is None:
        raise NotFoundError(N_("This is not there any more."))
    raise _stale(work, table.__tablename__, row_id, seen, current)


def _is_repeat(
    work: Work, entity: str, row_id: UUID, version: int, body: Mapping[str, Any]
) -> bool:
    held = _find_body(work, entity, row_id, version)
    return held is not None and held == json.loads(canonical(body))


def _find_body(work: Work, entity: str, row_id: UUID, version: int) -> dict[str, Any] | None:
    text = work.session.scalar(
        select(ChangeWords.body)
        .join(Change, ChangeWords.change_id == Change.id)
        .where(Change.entity == entity, Change.entity_id == row_id, Change.version == version)
    )
    body: dict[str, Any] | None = json.loads(text)["after"] if text else None
    return body


def _stale(work: Work, entity: str, row_id: UUID, seen: int, current: int) -> StaleError:
    who = work.session.scalar(
        select(Member.name)
        .join(Change, Change.actor_id == Member.id)
        .where(Change.entity == entity, Change.entity_id == row_id, Change.version == current)
    )
    before = _find_body(work, entity, row_id, seen) or {}
    after = _find_body(work, entity, row_id, current) or {}
    fields = tuple(
        name for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)
    )
    return StaleError(
        N_("{who} saved this while you were writing. Nothing of yours is lost: it is still here."),
        current=current,
        fields=fields,
        who=who or Message(N_("The planner")),
    )


def require(condition: object, message: str, /, where: str | None = None, **params: object) -> None:
    """Raise RuleError with the message unless the condition holds."""
    if not condition:
        raise RuleError(message, where=where, **params)
