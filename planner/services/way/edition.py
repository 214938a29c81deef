"""Editions: a plan's priorities and goals, numbered by what they say, and never copied.

An edition names the versions that the history holds, with the digests of their words: whoever
signs it signs these words, though they may be erased one day.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from db.queries import way as query
from db.queries.many import insert_many
from db.queries.way import Part
from db.tables import Edition, EditionPart, new_id
from schemas.errors import N_, StaleError
from schemas.message import Message
from schemas.way import EditionRow

from ..change import digest
from ..work import Work

MOVED_ON = N_(
    "{who} changed the plan while you were reading it. Read it again, then go on: nothing of yours"
    " is lost."
)


def digest_of(parts: Iterable[Part]) -> str:
    """Return what tells an edition: its parts, their versions, and the digests of their words."""
    return digest(
        *(
            text
            for part in parts
            for text in (part.entity, str(part.entity_id), str(part.version), part.words_digest)
        )
    )


def check_seen(work: Work, plan_id: UUID, seen_digest: str) -> None:
    """Raise StaleError when a priority or goal was saved since the plan was read."""
    if digest_of(query.get_parts(work.session, plan_id)) != seen_digest:
        who = query.find_last_writer(work.session, plan_id)
        raise StaleError(MOVED_ON, current=0, who=who or Message(N_("The planner")))


def edition_now(work: Work, plan_id: UUID) -> Edition:
    """Return the edition of a plan as it stands, made where nobody spoke of it before.

    The caller holds the plan, so that two never get one number.
    """
    parts = query.get_parts(work.session, plan_id)
    held = {row.digest: row for row in query.get_editions(work.session, plan_id)}
    return held.get(digest_of(parts)) or _make(work, plan_id, parts)


def adopt_first(work: Work, plan_ids: Iterable[UUID]) -> None:
    """Make the first edition of plans that come in adopted; the day of it is not known."""
    for plan_id in plan_ids:
        edition_now(work, plan_id).adopted = True
    work.session.flush()


def edition_row(row: Edition) -> EditionRow:
    """Return an edition as it leaves."""
    return EditionRow(id=row.id, number=row.number, adopted=row.adopted, adopted_on=row.adopted_on)


def _make(work: Work, plan_id: UUID, parts: Sequence[Part]) -> Edition:
    row = Edition(
        id=new_id(),
        jurisdiction_id=work.jurisdiction_id,
        plan_id=plan_id,
        number=query.last_number(work.session, Edition, plan_id) + 1,
        digest=digest_of(parts),
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    insert_many(
        work.session,
        EditionPart,
        [
            {
                "id": new_id(),
                "jurisdiction_id": work.jurisdiction_id,
                "edition_id": row.id,
                "entity": part.entity,
                "entity_id": part.entity_id,
                "version": part.version,
            }
            for part in parts
        ],
    )
    return row
