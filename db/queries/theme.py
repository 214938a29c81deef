"""The newest catalogue, what hangs from its themes, and local demands."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Nullable, Row, func, select
from sqlalchemy.orm import Session

from db.tables import (
    District,
    Goal,
    GoalTheme,
    LocalDemand,
    Plan,
    Theme,
    ThemeAnswerable,
    ThemeCatalogue,
    ThemeCitation,
    ThemeText,
    VoiceTheme,
)
from schemas.vocabulary import AnswerableAt, Language


def find_newest_catalogue(session: Session, jurisdiction_id: UUID) -> ThemeCatalogue | None:
    """Return the catalogue's newest edition."""
    return session.scalar(
        select(ThemeCatalogue)
        .where(ThemeCatalogue.jurisdiction_id == jurisdiction_id)
        .order_by(ThemeCatalogue.edition.desc())
        .limit(1)
    )


def get_themes(session: Session, catalogue_id: UUID) -> Sequence[Theme]:
    """Return headlines and demands in the catalogue's own order."""
    return session.scalars(
        select(Theme).where(Theme.catalogue_id == catalogue_id).order_by(Theme.position)
    ).all()


def get_texts(
    session: Session, catalogue_id: UUID, languages: Collection[Language]
) -> Sequence[ThemeText]:
    """Return the texts of a catalogue in some languages."""
    return session.scalars(
        select(ThemeText)
        .join(Theme, ThemeText.theme_id == Theme.id)
        .where(Theme.catalogue_id == catalogue_id, ThemeText.language.in_(languages))
    ).all()


def get_citations(session: Session, catalogue_id: UUID) -> Sequence[ThemeCitation]:
    """Return who said what, by the part of the report."""
    return session.scalars(
        select(ThemeCitation)
        .join(Theme, ThemeCitation.theme_id == Theme.id)
        .where(Theme.catalogue_id == catalogue_id)
        .order_by(ThemeCitation.report_part)
    ).all()


def get_answerable(session: Session, catalogue_id: UUID) -> Sequence[Row[UUID, AnswerableAt]]:
    """Return theme ids with each place where the theme can be answered."""
    return session.execute(
        select(ThemeAnswerable.theme_id, ThemeAnswerable.answerable_at)
        .join(Theme, ThemeAnswerable.theme_id == Theme.id)
        .where(Theme.catalogue_id == catalogue_id)
    ).all()


def get_answering_goals(
    session: Session, jurisdiction_id: UUID, year: int
) -> Sequence[Row[str, int, str, UUID, str, str]]:
    """Return (theme code, district number and name, goal id, code and title) of one plan year.

    By code, not by id: a goal tied to an older edition still answers the same demand. A goal
    tied to a local demand answers the demand of the catalogue that it is mapped to.
    """
    theme_id = func.coalesce(GoalTheme.theme_id, LocalDemand.mapped_theme_id)
    return session.execute(
        select(Theme.code, District.number, District.name, Goal.id, Goal.code, Goal.title)
        .select_from(GoalTheme)
        .outerjoin(LocalDemand, GoalTheme.local_demand_id == LocalDemand.id)
        .join(Theme, theme_id == Theme.id)
        .join(Goal, GoalTheme.goal_id == Goal.id)
        .join(Plan, Goal.plan_id == Plan.id)
        .join(District, Plan.district_id == District.id)
        .where(GoalTheme.jurisdiction_id == jurisdiction_id, Plan.year == year)
        .distinct()
        .order_by(Theme.code, District.number, Goal.code)
    ).all()


def count_voices(session: Session, jurisdiction_id: UUID) -> dict[str, int]:
    """Return how many voices are coded with each theme, by theme code."""
    rows = session.execute(
        select(Theme.code, func.count(VoiceTheme.voice_id.distinct()))
        .join(VoiceTheme, VoiceTheme.theme_id == Theme.id)
        .where(VoiceTheme.jurisdiction_id == jurisdiction_id)
        .group_by(Theme.code)
    )
    return dict(rows.all())


def get_local_demands(
    session: Session, jurisdiction_id: UUID, district_id: UUID
) -> Sequence[Row[LocalDemand, str | None]]:
    """Return a district's own demands with the code of the theme each is mapped to."""
    return session.execute(
        select(LocalDemand, Nullable(Theme.code))
        .outerjoin(Theme, LocalDemand.mapped_theme_id == Theme.id)
        .where(
            LocalDemand.jurisdiction_id == jurisdiction_id,
            LocalDemand.district_id == district_id,
        )
        .order_by(LocalDemand.code)
    ).all()
