"""Translations of what people wrote."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import Table, Translation
from schemas.vocabulary import Language


def get_translations(
    session: Session, table: type[Table], row_ids: Collection[UUID], language: Language
) -> Sequence[Translation]:
    """Return the translations of some rows' texts into one language, by field."""
    if not row_ids:
        return ()
    return session.scalars(
        select(Translation)
        .where(
            Translation.entity == table.__tablename__,
            Translation.entity_id.in_(row_ids),
            Translation.language == language,
        )
        .order_by(Translation.field)
    ).all()
