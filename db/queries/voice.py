"""Voices with the meeting they were heard at, how they are coded, and their translations."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVarTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    case,
    func,
    select,
    union,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.tables import (
    Asked,
    District,
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
from schemas.vocabulary import Consent, Language, Valence

from .theme import coded

S = TypeVarTuple("S")

Voices = Select[Voice, Engagement]
"""A choice of voices, which can also choose what belongs to them."""


class Code(NamedTuple):
    """A theme or local demand that a voice is coded with."""

    voice_id: UUID
    theme_id: UUID | None
    local_demand_id: UUID | None
    name: str


class Heard(NamedTuple):
    """How many voices of one kind a district heard on a demand."""

    number: int
    name: str
    valence: Valence | None
    consent: Consent
    approved: bool
    voices: int


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
    named = VoiceTheme.theme_id, VoiceTheme.local_demand_id
    return coded(select(VoiceTheme.voice_id), *named, code)


def waiting() -> ColumnElement[bool]:
    """Tell which voices' wording is still to be approved."""
    return and_(Voice.approved_at.is_(None), Voice.consent != Consent.COUNTED_ONLY)


def quotable() -> ColumnElement[bool]:
    """Tell which voices every member may read."""
    return and_(Voice.approved_at.is_not(None), Voice.consent != Consent.COUNTED_ONLY)


def count_in_district(
    session: Session, jurisdiction_id: UUID, district_id: UUID
) -> tuple[int, int, int]:
    """Return how many voices a district heard, at how many meetings, and how many wait."""
    voices, meetings, wait = session.execute(
        _in_district(
            select(
                func.count(Voice.id),
                func.count(Voice.engagement_id.distinct()),
                func.count(case((waiting(), Voice.id))),
            ),
            jurisdiction_id,
            district_id,
        )
    ).one()
    return voices, meetings, wait


def languages_in_district(
    session: Session, jurisdiction_id: UUID, district_id: UUID
) -> Sequence[Language]:
    """Return the languages that a district's voices speak."""
    return session.scalars(
        _in_district(select(Voice.language).distinct(), jurisdiction_id, district_id)
    ).all()


def codes_in_district(session: Session, jurisdiction_id: UUID, district_id: UUID) -> Sequence[str]:
    """Return what a district's voices are coded with, in the order of the names."""
    name = func.coalesce(Theme.code, LocalDemand.code)
    return session.scalars(
        select(name)
        .select_from(VoiceTheme)
        .join(Voice, VoiceTheme.voice_id == Voice.id)
        .join(Engagement, Voice.engagement_id == Engagement.id)
        .outerjoin(Theme, VoiceTheme.theme_id == Theme.id)
        .outerjoin(LocalDemand, VoiceTheme.local_demand_id == LocalDemand.id)
        .where(VoiceTheme.jurisdiction_id == jurisdiction_id, Engagement.district_id == district_id)
        .distinct()
        .order_by(name)
    ).all()


def count_chosen(session: Session, chosen: Voices) -> int:
    """Return how many voices are chosen."""
    return session.scalars(chosen.with_only_columns(func.count(Voice.id)).order_by(None)).one()


def page_of_ids(session: Session, chosen: Voices, first: int, size: int) -> Sequence[UUID]:
    """Return the ids of some of the chosen voices, in their order, from the place `first` on."""
    page: Select[UUID] = chosen.with_only_columns(Voice.id).limit(size).offset(first)
    return session.scalars(page).all()


def count_by_place(session: Session, jurisdiction_id: UUID, code: str) -> list[Heard]:
    """Return how many voices on a demand each district heard, by what decides who reads them."""
    approved = Voice.approved_at.is_not(None)
    place = (District.number, District.name)
    rows = session.execute(
        select(*place, Voice.valence, Voice.consent, approved, func.count(Voice.id))
        .join(Engagement, Voice.engagement_id == Engagement.id)
        .join(District, Engagement.district_id == District.id)
        .where(Voice.jurisdiction_id == jurisdiction_id, Voice.id.in_(coded_with(code)))
        .group_by(*place, Voice.valence, Voice.consent, approved)
        .order_by(District.number)
    )
    return [Heard(*row) for row in rows]


def count_meetings(session: Session, jurisdiction_id: UUID, code: str) -> int:
    """Return at how many meetings people spoke of a demand."""
    meetings = select(func.count(Voice.engagement_id.distinct())).where(
        Voice.jurisdiction_id == jurisdiction_id, Voice.id.in_(coded_with(code))
    )
    return session.scalars(meetings).one()


def _in_district(chosen: Select[*S], jurisdiction_id: UUID, district_id: UUID) -> Select[*S]:
    return chosen.join(Engagement, Voice.engagement_id == Engagement.id).where(
        Voice.jurisdiction_id == jurisdiction_id, Engagement.district_id == district_id
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


def by_link(session: Session, chosen: Voices) -> Collection[UUID | None]:
    """Return which of the chosen voices came in by a link that was sent to somebody."""
    asked = select(Asked.voice_id).where(Asked.voice_id.in_(_ids(chosen)))
    return set(session.scalars(asked))


def _ids(chosen: Voices) -> Select[Any]:
    return chosen.with_only_columns(Voice.id).order_by(None)
