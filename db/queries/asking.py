"""Questions that somebody without an account is asked by a link."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from db.tables import Asked, District, Engagement, Goal, Member


class Put(NamedTuple):
    """A question with the meeting it is about, who sent it, and the goal it names."""

    asked: Asked
    engagement: Engagement
    asker: Member | None
    goal: Goal | None


class Open(NamedTuple):
    """A question as its link finds it, with its district and who sent it."""

    asked: Asked
    district: District
    asker: Member | None


def find_home(session: Session, asked_id: UUID) -> UUID | None:
    """Return the jurisdiction that a question belongs to."""
    return session.scalar(select(Asked.jurisdiction_id).where(Asked.id == asked_id))


def find_district(session: Session, jurisdiction_id: UUID, asked_id: UUID) -> UUID | None:
    """Return the district whose meeting a question is about."""
    return session.scalar(
        select(Engagement.district_id)
        .join(Asked, Asked.engagement_id == Engagement.id)
        .where(Asked.id == asked_id, Asked.jurisdiction_id == jurisdiction_id)
    )


def find_open(session: Session, jurisdiction_id: UUID, asked_id: UUID) -> Open | None:
    """Return a question with its district, whatever became of it."""
    found = session.execute(
        select(Asked, District, Member)
        .join(Engagement, Asked.engagement_id == Engagement.id)
        .join(District, Engagement.district_id == District.id)
        .outerjoin(Member, Asked.made_by_id == Member.id)
        .where(Asked.id == asked_id, Asked.jurisdiction_id == jurisdiction_id)
    ).one_or_none()
    return Open(*found) if found else None


def hold(session: Session, jurisdiction_id: UUID, asked_id: UUID) -> Asked | None:
    """Return a question as it is now, and let nobody else answer or withdraw it meanwhile."""
    chosen: Select[Asked] = (
        select(Asked)
        .where(Asked.id == asked_id, Asked.jurisdiction_id == jurisdiction_id)
        .with_for_update()
    )
    return session.scalar(chosen.execution_options(populate_existing=True))


def of_district(session: Session, jurisdiction_id: UUID, district_id: UUID) -> list[Put]:
    """Return the questions about a district's meetings, the latest first."""
    rows = session.execute(
        select(Asked, Engagement, Member, Goal)
        .join(Engagement, Asked.engagement_id == Engagement.id)
        .outerjoin(Member, Asked.made_by_id == Member.id)
        .outerjoin(Goal, Asked.goal_id == Goal.id)
        .where(Asked.jurisdiction_id == jurisdiction_id, Engagement.district_id == district_id)
        .order_by(Asked.made_at.desc(), Asked.id.desc())
    )
    return [Put(*row) for row in rows]


def count_since(session: Session, member_id: UUID | None, since: datetime) -> int:
    """Return how many questions a member sent since a moment."""
    return session.scalars(
        select(func.count(Asked.id)).where(Asked.made_by_id == member_id, Asked.made_at > since)
    ).one()


def forget_people(session: Session, before: datetime) -> None:
    """Empty name and mail address where a link was over before a moment."""
    over = func.coalesce(Asked.answered_at, Asked.withdrawn_at, Asked.expires_at)
    session.execute(update(Asked).where(over < before, Asked.name != "").values(name="", email=""))
