"""What was asked at which meeting, who was there, and how many voices came from it."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session

from db.tables import Attendance, Engagement, Plan, Priority, Question, Voice, VoiceTheme


def find_district(session: Session, jurisdiction_id: UUID, engagement_id: UUID) -> UUID | None:
    """Return the district that held an engagement."""
    return session.scalar(
        select(Engagement.district_id).where(
            Engagement.id == engagement_id, Engagement.jurisdiction_id == jurisdiction_id
        )
    )


def find_priority_district(
    session: Session, jurisdiction_id: UUID, priority_id: UUID
) -> UUID | None:
    """Return the district whose plan holds a priority."""
    return session.scalar(
        select(Plan.district_id)
        .join(Priority, Priority.plan_id == Plan.id)
        .where(Priority.id == priority_id, Priority.jurisdiction_id == jurisdiction_id)
    )


def priorities_of_district(
    session: Session, jurisdiction_id: UUID, district_id: UUID
) -> Sequence[Row[UUID, int, int, str]]:
    """Return id, plan year, position and title of a district's priorities, latest year first."""
    return session.execute(
        select(Priority.id, Plan.year, Priority.position, Priority.title)
        .join(Plan, Priority.plan_id == Plan.id)
        .where(Plan.jurisdiction_id == jurisdiction_id, Plan.district_id == district_id)
        .order_by(Plan.year.desc(), Priority.position)
    ).all()


class Held(NamedTuple):
    """An engagement with its voices: how many, how many coded, how many approved."""

    engagement: Engagement
    voices: int
    coded: int
    approved: int


def engagements_of_district(
    session: Session, jurisdiction_id: UUID, district_id: UUID
) -> list[Held]:
    """Return a district's engagements with what became of their voices, the latest first."""
    coded = Voice.id.in_(select(VoiceTheme.voice_id))
    rows = session.execute(
        select(
            Engagement,
            func.count(Voice.id),
            func.count(case((coded, Voice.id))),
            func.count(Voice.approved_at),
        )
        .outerjoin(Voice, Voice.engagement_id == Engagement.id)
        .where(Engagement.jurisdiction_id == jurisdiction_id, Engagement.district_id == district_id)
        .group_by(Engagement.id)
        .order_by(Engagement.held_on.desc(), Engagement.id.desc())
    )
    return [Held(*row) for row in rows]


def questions_of_district(
    session: Session, jurisdiction_id: UUID, district_id: UUID
) -> Sequence[Question]:
    """Return the questions of a district's engagements, in the order they were put."""
    return session.scalars(
        select(Question)
        .join(Engagement, Question.engagement_id == Engagement.id)
        .where(Engagement.jurisdiction_id == jurisdiction_id, Engagement.district_id == district_id)
        .order_by(Question.engagement_id, Question.position)
    ).all()


def attendance_of_district(
    session: Session, jurisdiction_id: UUID, district_id: UUID
) -> Sequence[Attendance]:
    """Return who of the police was at a district's engagements, by rank and unit."""
    return session.scalars(
        select(Attendance)
        .join(Engagement, Attendance.engagement_id == Engagement.id)
        .where(Engagement.jurisdiction_id == jurisdiction_id, Engagement.district_id == district_id)
        .order_by(Attendance.engagement_id, Attendance.rank, Attendance.unit)
    ).all()
