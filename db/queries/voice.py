"""Voices with the meeting they were heard at, how they are coded, and their translations."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, func, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from db.tables import (
    Engagement,
    Goal,
    GoalTheme,
    LocalDemand,
    Plan,
    Theme,
    Translation,
    Voice,
    VoiceTheme,
)
from schemas.vocabulary import Language

Voices = Select[Voice, Engagement]
"""A choice of voices, which can also choose what belongs to them."""


class Code(NamedTuple):
    """A theme or local demand that a voice is coded with."""

    voice_id: UUID
    theme_id: UUID | None
    local_demand_id: UUID | None
    name: str


def find_district(session: Session, jurisdiction_id: UUID, voice_id: UUID) -> UUID | None:
    """Return the district where a voice was heard."""
    return session.scalar(
        select(Engagement.district_id)
        .join(Voice, Voice.engagement_id == Engagement.id)
        .where(Voice.id == voice_id, Voice.jurisdiction_id == jurisdiction_id)
    )


def voices(jurisdiction_id: UUID) -> Voices:
    """Choose all voices with their engagements, the latest meeting first."""
    return (
        select(Voice, Engagement)
        .join(Engagement, Voice.engagement_id == Engagement.id)
        .where(Voice.jurisdiction_id == jurisdiction_id)
        .order_by(Engagement.held_on.desc(), Voice.id.desc())
    )


def coded_with(code: str) -> Select[UUID]:
    """Choose the ids of voices coded with a demand, with one under a headline, or a local one."""
    headline = aliased(Theme)
    return (
        select(VoiceTheme.voice_id)
        .outerjoin(Theme, VoiceTheme.theme_id == Theme.id)
        .outerjoin(headline, Theme.parent_id == headline.id)
        .outerjoin(LocalDemand, VoiceTheme.local_demand_id == LocalDemand.id)
        .where(or_(Theme.code == code, headline.code == code, LocalDemand.code == code))
    )


def codes(session: Session, chosen: Voices) -> list[Code]:
    """Return the codes of the chosen voices, in the order of their names."""
    name = func.coalesce(Theme.code, LocalDemand.code)
    rows = session.execute(
        select(VoiceTheme.voice_id, VoiceTheme.theme_id, VoiceTheme.local_demand_id, name)
        .outerjoin(Theme, VoiceTheme.theme_id == Theme.id)
        .outerjoin(LocalDemand, VoiceTheme.local_demand_id == LocalDemand.id)
        .where(VoiceTheme.voice_id.in_(_ids(chosen)))
        .order_by(name)
    )
    return [Code(*row) for row in rows]


def count_demands(
    session: Session,
    jurisdiction_id: UUID,
    district_id: UUID,
    theme_ids: Collection[UUID],
    local_demand_ids: Collection[UUID],
) -> int:
    """Count how many of these themes, and of these demands of the district, there are."""
    themes = select(func.count(Theme.id)).where(
        Theme.jurisdiction_id == jurisdiction_id, Theme.id.in_(theme_ids)
    )
    demands = select(func.count(LocalDemand.id)).where(
        LocalDemand.jurisdiction_id == jurisdiction_id,
        LocalDemand.district_id == district_id,
        LocalDemand.id.in_(local_demand_ids),
    )
    return session.scalars(themes).one() + session.scalars(demands).one()


def translations(session: Session, chosen: Voices, language: Language) -> Sequence[Translation]:
    """Return the translations of the chosen voices' words into one language."""
    return session.scalars(
        select(Translation).where(
            Translation.entity == Voice.__tablename__,
            Translation.field == Voice.text.key,
            Translation.language == language,
            Translation.entity_id.in_(_ids(chosen)),
        )
    ).all()


def heard_for_goals(
    jurisdiction_id: UUID, goal_ids: Collection[UUID], first: date, last: date
) -> CompoundSelect[UUID, UUID]:
    """Choose goal and voice where a meeting of the goal's district spoke of what it is tied to."""
    by_theme = _heard(GoalTheme.theme_id, VoiceTheme.theme_id)
    by_demand = _heard(GoalTheme.local_demand_id, VoiceTheme.local_demand_id)
    limits = (
        Goal.jurisdiction_id == jurisdiction_id,
        Goal.id.in_(goal_ids),
        Engagement.held_on.between(first, last),
    )
    # Two joins on one column each use their indexes; one join on either column would not.
    return union(by_theme.where(*limits), by_demand.where(*limits))


def _heard(
    tied: InstrumentedAttribute[UUID | None], coded: InstrumentedAttribute[UUID | None]
) -> Select[UUID, UUID]:
    return (
        select(Goal.id.label("goal_id"), Voice.id.label("voice_id"))
        .join(Plan, Goal.plan_id == Plan.id)
        .join(GoalTheme, GoalTheme.goal_id == Goal.id)
        .join(VoiceTheme, coded == tied)
        .join(Voice, VoiceTheme.voice_id == Voice.id)
        .join(Engagement, Voice.engagement_id == Engagement.id)
        .where(Engagement.district_id == Plan.district_id)
    )


def _ids(chosen: Voices) -> Select[Any]:
    return chosen.with_only_columns(Voice.id).order_by(None)
