"""The newest catalogue, what hangs from its themes, and local demands."""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Nullable, Row, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from db.tables import (
    District,
    Engagement,
    Goal,
    GoalTheme,
    LocalDemand,
    Plan,
    Theme,
    ThemeAnswerable,
    ThemeCatalogue,
    ThemeCitation,
    ThemeText,
    Voice,
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


class Answer(NamedTuple):
    """A goal that answers a demand; the theme code of an unmapped local demand is empty."""

    theme_code: str
    number: int
    name: str
    goal_id: UUID
    goal_code: str
    title: str


def get_answering_goals(session: Session, jurisdiction_id: UUID, year: int) -> list[Answer]:
    """Return the goals of one plan year by the demand of the catalogue that they answer.

    By code, not by id: a goal tied to an older edition still answers the same demand. A goal
    tied to a local demand answers the demand of the catalogue that it is mapped to.
    """
    chosen = _answers(jurisdiction_id, year).where(Theme.code.is_not(None))
    return [Answer(*row) for row in session.execute(chosen)]


def get_goals_of_local_demand(
    session: Session, jurisdiction_id: UUID, year: int, code: str
) -> list[Answer]:
    """Return the goals of one plan year that answer a local demand."""
    chosen = _answers(jurisdiction_id, year).where(LocalDemand.code == code)
    return [Answer(*row) for row in session.execute(chosen)]


def coded(
    chosen: Select[UUID],
    theme_id: InstrumentedAttribute[UUID | None],
    local_demand_id: InstrumentedAttribute[UUID | None],
    code: str,
) -> Select[UUID]:
    """Leave of rows that name a theme or a local demand those of a demand, headline or local one.

    What names a local demand counts for the demand of the catalogue that it is mapped to.
    """
    headline = aliased(Theme)
    return (
        chosen.outerjoin(LocalDemand, local_demand_id == LocalDemand.id)
        .outerjoin(Theme, func.coalesce(theme_id, LocalDemand.mapped_theme_id) == Theme.id)
        .outerjoin(headline, Theme.parent_id == headline.id)
        .where(or_(Theme.code == code, headline.code == code, LocalDemand.code == code))
    )


def _answers(jurisdiction_id: UUID, year: int) -> Select[str, int, str, UUID, str, str]:
    theme_id = func.coalesce(GoalTheme.theme_id, LocalDemand.mapped_theme_id)
    code = func.coalesce(Theme.code, "")
    return (
        select(code, District.number, District.name, Goal.id, Goal.code, Goal.title)
        .select_from(GoalTheme)
        .outerjoin(LocalDemand, GoalTheme.local_demand_id == LocalDemand.id)
        .outerjoin(Theme, theme_id == Theme.id)
        .join(Goal, GoalTheme.goal_id == Goal.id)
        .join(Plan, Goal.plan_id == Plan.id)
        .join(District, Plan.district_id == District.id)
        .where(GoalTheme.jurisdiction_id == jurisdiction_id, Plan.year == year)
        .distinct()
        .order_by(code, District.number, Goal.code)
    )


def count_voices(session: Session, jurisdiction_id: UUID) -> Sequence[Row[str, int, int]]:
    """Return (theme code, district number, voices coded with it), districts in their own order.

    A voice coded with a local demand speaks for the demand that this is mapped to, too.
    """
    theme_id = func.coalesce(VoiceTheme.theme_id, LocalDemand.mapped_theme_id)
    return session.execute(
        select(Theme.code, District.number, func.count(VoiceTheme.voice_id.distinct()))
        .select_from(VoiceTheme)
        .outerjoin(LocalDemand, VoiceTheme.local_demand_id == LocalDemand.id)
        .join(Theme, theme_id == Theme.id)
        .join(Voice, VoiceTheme.voice_id == Voice.id)
        .join(Engagement, Voice.engagement_id == Engagement.id)
        .join(District, Engagement.district_id == District.id)
        .where(VoiceTheme.jurisdiction_id == jurisdiction_id)
        .group_by(Theme.code, District.number)
        .order_by(Theme.code, District.number)
    ).all()


Local = Row[LocalDemand, District, str | None]
"""A local demand with its district and the code of the theme it is mapped to."""


def get_local_demands(
    session: Session, jurisdiction_id: UUID, district_id: UUID
) -> Sequence[Local]:
    """Return a district's own demands, by code."""
    chosen = _local(jurisdiction_id).where(LocalDemand.district_id == district_id)
    return session.execute(chosen).all()


def get_mapped_demands(session: Session, jurisdiction_id: UUID, code: str) -> Sequence[Local]:
    """Return the local demands that are mapped to a demand of the catalogue."""
    return session.execute(_local(jurisdiction_id).where(Theme.code == code)).all()


def find_local_demand(session: Session, jurisdiction_id: UUID, code: str) -> Local | None:
    """Return a local demand by its code."""
    return session.execute(_local(jurisdiction_id).where(LocalDemand.code == code)).one_or_none()


def _local(jurisdiction_id: UUID) -> Select[LocalDemand, District, str | None]:
    return (
        select(LocalDemand, District, Nullable(Theme.code))
        .join(District, LocalDemand.district_id == District.id)
        .outerjoin(Theme, LocalDemand.mapped_theme_id == Theme.id)
        .where(LocalDemand.jurisdiction_id == jurisdiction_id)
        .order_by(LocalDemand.code)
    )
