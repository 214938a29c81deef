"""One change row a write: who, what, when, why, and the whole aggregate after it.

Each aggregate has one chain of digests. The words lie in a table of their own with their salt:
when they are erased, the digest of them stays and the chain still verifies.
"""

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, select, tuple_
from sqlalchemy.orm import Session

from db.queries.many import insert_many
from db.tables import Change, ChangeWords, new_id
from schemas.errors import RefusedError
from schemas.history import Fault

from .work import Work

REFUSAL = "refusal"
FIRST = ""
"""What stands for the digest before the first row of a chain."""


@dataclass(frozen=True, slots=True)
class Written:
    """An aggregate as it stands after a write."""

    entity: str
    entity_id: UUID
    version: int
    body: Mapping[str, Any]


def canonical(value: object) -> str:
    """Write a value the same way on every database: sorted keys, numbers without noise."""
    return _encoder().encode(value)


def write_change(work: Work, action: str, written: Written, why: str = "") -> None:
    """Add the change row of one write."""
    write_changes(work, action, [written], why)


def write_changes(work: Work, action: str, written: Sequence[Written], why: str = "") -> None:
    """Add the change rows of many aggregates, each to its own chain."""
    _write(work.session, work, action, written, why)


def write_refusal(session: Session, work: Work, refused: RefusedError) -> None:
    """Add a change row for what was refused, on a session of its own."""
    body = {"action": refused.params.get("action", ""), "message": refused.message}
    _write(session, work, REFUSAL, [Written(REFUSAL, new_id(), 1, body)], "")


def _write(session: Session, work: Work, action: str, written: Sequence[Written], why: str) -> None:
    heads = _heads(session, written)
    same = {
        "jurisdiction_id": work.jurisdiction_id,
        "action": action,
        "actor_kind": work.actor.kind,
        "actor_id": work.actor.member_id,
        "at": work.now,
        "request_id": work.request_id,
    }
    origin = _origin(same)
    rows, words = [], []
    for one in written:
        salt, body = secrets.token_hex(16), canonical({"after": one.body, "why": why})
        row = {
            "id": new_id(),
            **same,
            "entity": one.entity,
            "entity_id": one.entity_id,
            "version": one.version,
            "words_digest": digest(salt, body),
            "previous_digest": heads.get((one.entity, one.entity_id), FIRST) if heads else FIRST,
        }
        row["digest"] = _digest_of(row, origin)
        rows.append(row)
        words.append({"id": new_id(), "change_id": row["id"], "salt": salt, "body": body})
    insert_many(session, Change, rows)
    insert_many(session, ChangeWords, words)


def digest(*parts: str) -> str:
    """Return the SHA-256 of parts, each with its length, so that no two lists look alike."""
    return sha256(_framed(*parts)).hexdigest()


def chain_digest(row: Mapping[str, Any]) -> str:
    """Return the digest of a change row: everything but the row's own id and its words."""
    return _digest_of(row, _origin(row))


class _Origin(NamedTuple):
    """What the rows of one write have in common, as it goes into their digests."""

    city: bytes
    act: bytes


def _origin(row: Mapping[str, Any]) -> _Origin:
    at: datetime = row["at"]
    act = _framed(
        row["action"],
        row["actor_kind"],
        str(row["actor_id"] or ""),
        at.astimezone(UTC).isoformat(timespec="microseconds"),
        row["request_id"],
    )
    return _Origin(_framed(str(row["jurisdiction_id"])), act)


def _digest_of(row: Mapping[str, Any], origin: _Origin) -> str:
    entity = _framed(row["entity"], str(row["entity_id"]), str(row["version"]))
    digests = _framed(row["words_digest"], row["previous_digest"])
    return sha256(origin.city + entity + origin.act + digests).hexdigest()


def _framed(*parts: str) -> bytes:
    return b"".join([b"%d:%b" % (len(data), data) for data in map(str.encode, parts)])


_CHUNK = 500


def _heads(session: Session, written: Sequence[Written]) -> dict[tuple[str, UUID], str]:
    """Return the newest digest of every chain that is about to grow."""
    grown = [one for one in written if one.version > 1]
    heads: dict[tuple[str, UUID], str] = {}
    for start in range(0, len(grown), _CHUNK):
        part = grown[start : start + _CHUNK]
        before = [(one.entity, one.entity_id, one.version - 1) for one in part]
        found = session.execute(
            select(Change.entity, Change.entity_id, Change.digest).where(
                tuple_(Change.entity, Change.entity_id, Change.version).in_(before)
            )
        )
        heads.update({(entity, entity_id): value for entity, entity_id, value in found})
    return heads


def find_faults(
    links: Iterable[Row[Change, ChangeWords | None]], before: Change | None = None
) -> Iterator[tuple[Change, Fault]]:
    """Yield changes that do not hold, each with what is wrong with it.

    `links` come ordered by entity, entity id and version; `before` is the change before the first.
    Erased words are not a fault.
    """
    for row, words in links:
        follows = before is not None and (before.entity, before.entity_id) == (
            row.entity,
            row.entity_id,
        )
        if fault := _find_fault(before if follows else None, row, words):
            yield row, fault
        before = row


def _find_fault(before: Change | None, row: Change, words: ChangeWords | None) -> Fault | None:
    """Say what is wrong with a change, given the one before it in its chain; None when it holds.

    Erased words are not a fault. What the row itself says comes first: one that was altered tells
    nothing reliable of its place.
    """
    if row.digest != chain_digest(row.__dict__):
        return Fault.ROW
    version, head = (before.version, before.digest) if before is not None else (0, FIRST)
    if row.version != version + 1:
        return Fault.GAP
    if row.previous_digest != head:
        return Fault.PLACE
    if words is not None and digest(words.salt, words.body) != row.words_digest:
        return Fault.WORDS
    return None


@cache
def _encoder() -> json.JSONEncoder:
    return json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(str(one) for one in value)
    message = f"{type(value).__name__} has no canonical form"
    raise TypeError(message)
