"""Saving with the version the editor saw: nothing is overwritten unseen, a repeat is recognised."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint, and_, insert, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError

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
    changes nothing the second time. Raises StaleError when the row moved on or somebody else's
    took its place, NotFoundError when it is not there.
    """
    entity: str = table.__tablename__
    version = seen_version + 1
    if _is_repeat(work, entity, row_id, version, body):
        return Saved(version, repeated=True)
    try:
        if seen_version == 0:
            _insert(work, table, row_id, values, body)
        else:
            _update(work, table, row_id, seen_version, values)
    except StaleError:
        # Sent twice at once, the second waited for the first and only now sees what it wrote.
        if _is_repeat(work, entity, row_id, version, body):
            return Saved(version, repeated=True)
        raise
    write_change(work, action, Written(entity, row_id, version, body), why)
    return Saved(version, repeated=False)


def _insert(
    work: Work,
    table: type[Table],
    row_id: UUID,
    values: Mapping[str, Any],
    body: Mapping[str, Any],
) -> None:
    row = {"id": row_id, "jurisdiction_id": work.jurisdiction_id, "version": 1, **values}
    try:
        # PostgreSQL gives up a whole transaction after an error, but for a savepoint.
        with work.session.begin_nested():
            work.session.execute(insert(table), row)
    except IntegrityError as error:
        held = _find_in_the_way(work, table, row)
        if held is None:
            raise
        held_id, current = held
        # Nothing was read before, so it is what both wrote that is compared.
        mine = json.loads(canonical(body))
        raise _stale(work, table.__tablename__, held_id, mine, current) from error


def _find_in_the_way(
    work: Work, table: type[Table], row: Mapping[str, Any]
) -> tuple[UUID, int] | None:
    """Return id and version of a row that has what is unique of a new one, or None."""
    held = Table.metadata.tables[table.__tablename__]
    keys = [
        [column == row[column.name] for column in key.columns]
        for key in held.constraints
        if isinstance(key, PrimaryKeyConstraint | UniqueConstraint)
    ]
    found = work.session.execute(
        select(held.c.id, held.c.version)
        .where(
            held.c.jurisdiction_id == work.jurisdiction_id,
            or_(*(and_(*key) for key in keys)),
        )
        .limit(1)
    ).first()
    return (found.id, found.version) if found else None


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
    current = work.session.scalar(
        select(columns.version).where(
            columns.id == row_id, columns.jurisdiction_id == work.jurisdiction_id
        )
    )
    if current is None:
        raise NotFoundError(N_("This is not there any more."))
    before = _find_body(work, table.__tablename__, row_id, seen) or {}
    raise _stale(work, table.__tablename__, row_id, before, current)


def _is_repeat(
    work: Work, entity: str, row_id: UUID, version: int, body: Mapping[str, Any]
) -> bool:
    held = _find_body(work, entity, row_id, version)
    return held is not None and held == json.loads(canonical(body))


def _find_body(work: Work, entity: str, row_id: UUID, version: int) -> dict[str, Any] | None:
    text = work.session.scalar(
        select(ChangeWords.body)
        .join(Change, ChangeWords.change_id == Change.id)
        .where(
            Change.jurisdiction_id == work.jurisdiction_id,
            Change.entity == entity,
            Change.entity_id == row_id,
            Change.version == version,
        )
    )
    body: dict[str, Any] | None = json.loads(text)["after"] if text else None
    return body


def _stale(
    work: Work, entity: str, row_id: UUID, before: Mapping[str, Any], current: int
) -> StaleError:
    who = work.session.scalar(
        select(Member.name)
        .join(Change, Change.actor_id == Member.id)
        .where(Change.entity == entity, Change.entity_id == row_id, Change.version == current)
    )
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
