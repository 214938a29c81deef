"""The history as a whole: jurisdictions, links of every chain, anchors."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Row, Uuid, exists, func, literal, select, tuple_
from sqlalchemy.orm import Session

from db.tables import Anchor, Change, ChangeWords, Jurisdiction, Member, Table

_AT_A_TIME = 2_000

Key: TypeAlias = tuple[str, UUID, int]
"""The place of a change: entity, entity id and version."""


def get_jurisdictions(session: Session) -> Sequence[Row[UUID, str]]:
    """Return each jurisdiction's id and code."""
    return session.execute(
        select(Jurisdiction.id, Jurisdiction.code).order_by(Jurisdiction.code)
    ).all()


def count_links(session: Session, jurisdiction_id: UUID) -> int:
    """Return how many changes there are."""
    chosen = Change.jurisdiction_id == jurisdiction_id
    return session.scalar(select(func.count()).select_from(Change).where(chosen)) or 0


def get_chains(
    session: Session, jurisdiction_id: UUID, start: Key | None = None, most: int | None = None
) -> Iterable[Row[Change, ChangeWords | None]]:
    """Return changes with their words, chain by chain, without holding all in memory.

    They begin with the one that has the key `start`, or with the first.
    """
    # As an expression: found by the index of chains, none needs to be sorted.
    whose = func.coalesce(Change.jurisdiction_id, Change.jurisdiction_id)
    query = (
        select(Change, ChangeWords)
        .outerjoin(ChangeWords, ChangeWords.change_id == Change.id)
        .where(whose == jurisdiction_id)
        .order_by(Change.entity, Change.entity_id, Change.version)
        .limit(most)
        .execution_options(yield_per=_AT_A_TIME)
    )
    if start is not None:
        entity, entity_id, version = start
        key = tuple_(literal(entity), literal(entity_id, Uuid()), literal(version))
        query = query.where(tuple_(Change.entity, Change.entity_id, Change.version) >= key)
    return session.execute(query)


def get_short_chains(
    session: Session, jurisdiction_id: UUID, table: type[Table]
) -> Sequence[Row[UUID, int, int | None]]:
    """Return rows whose version has no change: id, that version, and the newest that has one."""
    row = table.__table__.c
    newest = (
        select(func.max(Change.version))
        .where(Change.entity == table.__tablename__, Change.entity_id == row.id)
        .scalar_subquery()
    )
    told = exists().where(
        Change.entity == table.__tablename__,
        Change.entity_id == row.id,
        Change.version == row.version,
    )
    return session.execute(
        select(row.id, row.version, newest).where(row.jurisdiction_id == jurisdiction_id, ~told)
    ).all()


def find_link(session: Session, key: Key) -> Change | None:
    """Return one change by its place."""
    return session.scalar(
        select(Change).where(
            Change.entity == key[0], Change.entity_id == key[1], Change.version == key[2]
        )
    )


def get_names(session: Session, member_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return what members are called."""
    rows = session.scalars(select(Member).where(Member.id.in_(list(member_ids))))
    return {row.id: row.name for row in rows}


def get_links(
    session: Session, jurisdiction_id: UUID, since: datetime | None, until: datetime
) -> Iterable[Row[datetime, str, UUID, int, str]]:
    """Return moment, entity, its id, version and digest of changes in a span, the oldest first."""
    query = select(Change.at, Change.entity, Change.entity_id, Change.version, Change.digest).where(
        Change.jurisdiction_id == jurisdiction_id, Change.at < until
    )
    if since is not None:
        query = query.where(Change.at >= since)
    return session.execute(query.order_by(Change.at).execution_options(yield_per=_AT_A_TIME))


def get_anchors(session: Session, jurisdiction_id: UUID) -> Sequence[Anchor]:
    """Return the anchors by day."""
    return session.scalars(
        select(Anchor).where(Anchor.jurisdiction_id == jurisdiction_id).order_by(Anchor.day)
    ).all()


def find_newest_anchor(session: Session, jurisdiction_id: UUID) -> Anchor | None:
    """Return the anchor of the latest day."""
    return session.scalar(
        select(Anchor)
        .where(Anchor.jurisdiction_id == jurisdiction_id)
        .order_by(Anchor.day.desc())
        .limit(1)
    )
