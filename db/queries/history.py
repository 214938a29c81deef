"""The history as a whole: jurisdictions, links of every chain, anchors."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.tables import Anchor, Change, ChangeWords, Jurisdiction

_AT_A_TIME = 2_000


def get_jurisdictions(session: Session) -> Sequence[Row[UUID, str]]:
    """Return each jurisdiction's id and code."""
    return session.execute(
        select(Jurisdiction.id, Jurisdiction.code).order_by(Jurisdiction.code)
    ).all()


def get_chains(
    session: Session, jurisdiction_id: UUID
) -> Iterable[Row[Change, ChangeWords | None]]:
    """Return all changes with their words, chain by chain, without holding all in memory."""
    return session.execute(
        select(Change, ChangeWords)
        .outerjoin(ChangeWords, ChangeWords.change_id == Change.id)
        .where(Change.jurisdiction_id == jurisdiction_id)
        .order_by(Change.entity, Change.entity_id, Change.version)
        .execution_options(yield_per=_AT_A_TIME)
    )


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
