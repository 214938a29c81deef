"""What people said that numbers and voices mean together, and what stands around it."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import (
    Engagement,
    LocalDemand,
    Member,
    Relation,
    Theme,
    ThemeCatalogue,
    ThemeText,
)
from schemas.vocabulary import Language


def relations(
    session: Session, jurisdiction_id: UUID, goal_ids: Collection[UUID], years: Collection[int]
) -> Sequence[tuple[Relation, str | None]]:
    """Return the relations of goals in some years, with the name of who chose each."""
    rows = session.execute(
        select(Relation, Member.name)
        .outerjoin(Member, Relation.chosen_by_id == Member.id)
        .where(
            Relation.jurisdiction_id == jurisdiction_id,
            Relation.goal_id.in_(goal_ids),
            Relation.year.in_(years),
        )
        .order_by(Relation.year, Relation.quarter)
    )
    return [(row, name) for row, name in rows]


def meetings(
    session: Session, jurisdiction_id: UUID, district_id: UUID, first: date, last: date
) -> Sequence[Engagement]:
    """Return what a district held between two days, both included, the earliest first."""
    return session.scalars(
        select(Engagement)
        .where(
            Engagement.jurisdiction_id == jurisdiction_id,
            Engagement.district_id == district_id,
            Engagement.held_on.between(first, last),
        )
        .order_by(Engagement.held_on, Engagement.id)
    ).all()


def statements(
    session: Session, jurisdiction_id: UUID, codes: Collection[str], language: Language
) -> dict[str, str]:
    """Return the words of demands by code: in a language, else in English.

    A code that several editions of the catalogue hold has the words of the newest.
    """
    local = session.execute(
        select(LocalDemand.code, LocalDemand.statement).where(
            LocalDemand.jurisdiction_id == jurisdiction_id, LocalDemand.code.in_(codes)
        )
    )
    texts = session.execute(
        select(Theme.code, ThemeText.statement, ThemeText.language, ThemeCatalogue.edition)
        .join(Theme, ThemeText.theme_id == Theme.id)
        .join(ThemeCatalogue, Theme.catalogue_id == ThemeCatalogue.id)
        .where(
            Theme.jurisdiction_id == jurisdiction_id,
            Theme.code.in_(codes),
            ThemeText.language.in_({language, Language.EN}),
        )
    ).all()
    in_turn = sorted(texts, key=lambda row: (row.language is language, row.edition))
    return {row.code: row.statement for row in (*local, *in_turn)}
