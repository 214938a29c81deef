"""What people typed and have not saved."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from db.tables import Draft, new_id

from .upsert import insert_into


def keep(  # noqa: PLR0913, PLR0917
    session: Session,
    jurisdiction_id: UUID,
    member_id: UUID | None,
    form: str,
    seen_version: int,
    body: str,
    kept_at: datetime,
) -> None:
    """Keep a draft in the place of the one before; two windows at once don't collide."""
    kept = {"seen_version": seen_version, "body": body, "kept_at": kept_at}
    session.execute(
        insert_into(session, Draft)
        .values(
            id=new_id(),
            jurisdiction_id=jurisdiction_id,
            member_id=member_id,
            form=form,
            **kept,
        )
        .on_conflict_do_update(index_elements=[Draft.member_id, Draft.form], set_=kept)
    )
