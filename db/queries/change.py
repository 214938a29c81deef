"""Changes: how far they have come, and those that somebody looks for, newest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, bindparam, case, func, literal, select, tuple_
from sqlalchemy.orm import Session

from db.tables import Change, ChangeWords, Member
from schemas.vocabulary import ActorKind

from ..types import UtcDateTime

FEW = 500
"""So many things are looked up by their ids; among more, the newest changes are found soon."""
REFUSAL = "refusal"
TOLD = (REFUSAL, "password", "export", "web_session", "entry_link")
"""Kinds of things whose words tell a list what happened."""


Mark: TypeAlias = tuple[datetime, UUID]
"""Moment and id of the change that a page ended with."""


class Found(NamedTuple):
    """One change in a list. `body` is there where a list needs it to tell what happened."""

    id: UUID
    at: datetime
    entity: str
    entity_id: UUID
    version: int
    action: str
    actor_kind: ActorKind
    actor_id: UUID | None
    actor_name: str | None
    has_words: bool
    body: str | None


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search leaves. `named` selects the ids of things by kind; none at all finds nothing.

    `member_id` is who did it, or whose account somebody tried to sign in to.
    """

    jurisdiction_id: UUID
    since: datetime | None = None
    until: datetime | None = None
    entity: str = ""
    action: str = ""
    member_id: UUID | None = None
    actor_kind: ActorKind | None = None
    named: Mapping[str, Select[UUID]] | None = None


def count_changes(
    session: Session, jurisdiction_id: UUID, since: datetime
) -> tuple[int, datetime | None]:
    """Return how many changes there were since a moment, and when the last of them began."""
    asked = {"jurisdiction_id": jurisdiction_id, "since": since}
    count, last = session.execute(_COUNT, asked).one()
    return count, last


# Made once: every run of a page asks this, and putting a statement together takes longer than it.
_COUNT = select(func.count(), func.max(Change.at)).where(
    Change.jurisdiction_id == bindparam("jurisdiction_id"), Change.at >= bindparam("since")
)


def find_newest(session: Session, sought: Sought, before: Mark | None, most: int) -> list[Found]:
    """Return the newest changes that a search leaves, or those before one of them.

    Each way in which a change can fit is found by an index of its own, and they are merged.
    """
    ways = [_rows(session, way, before, most) for way in _ways(session, sought)]
    newest = merge(*ways, key=lambda one: (one.at, one.id), reverse=True)
    return list(islice(newest, most))


def find_change(session: Session, jurisdiction_id: UUID, change_id: UUID) -> Found | None:
    """Return one change with its words, whatever kind of thing it is about."""
    query = _told(ChangeWords.body).where(
        Change.jurisdiction_id == jurisdiction_id, Change.id == change_id
    )
    row = session.execute(query).first()
    return Found(*row) if row else None


def find_before(session: Session, found: Found) -> Found | None:
    """Return the change of the same thing that came before one."""
    query = _told(ChangeWords.body).where(
        Change.entity == found.entity,
        Change.entity_id == found.entity_id,
        Change.version == found.version - 1,
    )
    row = session.execute(query).first()
    return Found(*row) if row else None


def _rows(session: Session, way: Select[Any], before: Mark | None, most: int) -> list[Found]:
    query = way.order_by(Change.at.desc(), Change.id.desc()).limit(most)
    if before is not None:
        at, change_id = before
        mark = tuple_(literal(at, UtcDateTime()), literal(change_id, Uuid()))
        query = query.where(tuple_(Change.at, Change.id) < mark)
    return [Found(*row) for row in session.execute(query)]


def _ways(session: Session, sought: Sought) -> list[Select[Any]]:
    fitting = _fitting(sought)
    by_whom = [fitting] if sought.member_id is None else _of_member(fitting, sought.member_id)
    if sought.named is None:
        return by_whom
    return [way.where(*about) for way in by_whom for about in _about(session, sought)]


def _fitting(sought: Sought) -> Select[Any]:
    conditions = [Change.jurisdiction_id == sought.jurisdiction_id]
    if sought.since is not None:
        conditions.append(Change.at >= sought.since)
    if sought.until is not None:
        conditions.append(Change.at < sought.until)
    if sought.entity:
        conditions.append(Change.entity == sought.entity)
    if sought.action:
        conditions.append(Change.action == sought.action)
    if sought.actor_kind is not None:
        conditions.append(Change.actor_kind == sought.actor_kind)
    return _told(case((Change.entity.in_(TOLD), ChangeWords.body))).where(*conditions)


def _of_member(fitting: Select[Any], member_id: UUID) -> list[Select[Any]]:
    tried = ChangeWords.body.contains(f'"member_id": "{member_id}"', autoescape=True)
    return [
        fitting.where(Change.actor_id == member_id),
        fitting.where(Change.entity == REFUSAL, Change.actor_kind == ActorKind.ANONYMOUS, tried),
    ]


def _about(session: Session, sought: Sought) -> Iterator[Sequence[ColumnElement[bool]]]:
    """Yield what tells the things of each kind, by their ids where they are few."""
    for kind, chosen in (sought.named or {}).items():
        if sought.entity in {"", kind}:
            ids = session.scalars(chosen.limit(FEW + 1)).all()
            if ids:
                named = chosen if len(ids) > FEW else ids
                yield Change.entity == kind, Change.entity_id.in_(named)


def _told(body: Any) -> Select[Any]:  # noqa: ANN401  (a column, or a case of one)
    columns: tuple[Any, ...] = (
        Change.id,
        Change.at,
        Change.entity,
        Change.entity_id,
        Change.version,
        Change.action,
        Change.actor_kind,
        Change.actor_id,
        Member.name,
        ChangeWords.id.is_not(None),
        body,
    )
    told = select(*columns).outerjoin(Member, Change.actor_id == Member.id)
    return told.outerjoin(ChangeWords, ChangeWords.change_id == Change.id)
