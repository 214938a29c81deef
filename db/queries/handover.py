"""What a change of command hands over: open plans, who looks after what, contacts, and marks."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Nullable, Row, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from db.tables import (
    ActionStep,
    Asked,
    Change,
    Engagement,
    Goal,
    GoalPartner,
    HandoverMark,
    HandoverNote,
    Member,
    MemberRole,
    Partner,
    Plan,
)
from schemas.vocabulary import EngagementKind, HandoverSide, PlanStage

Thing: TypeAlias = tuple[str, UUID]
"""An aggregate as the history names it: its kind and id."""


class OfCommand(NamedTuple):
    """One command of one person in a district, by its first day."""

    district_id: UUID
    commander_id: UUID
    began_on: date


class Kept(NamedTuple):
    """A goal with the names of who looks after it."""

    goal: Goal
    owner: str | None
    caps_owner: str | None


class Step(NamedTuple):
    """A step with its goal's code, and the name of the member who does it."""

    step: ActionStep
    code: str
    owner: str | None


def open_plans(session: Session, jurisdiction_id: UUID, district_id: UUID) -> Sequence[UUID]:
    """Return a district's plans that are not closed, the earliest year first."""
    return session.scalars(
        select(Plan.id)
        .where(
            Plan.jurisdiction_id == jurisdiction_id,
            Plan.district_id == district_id,
            Plan.stage != PlanStage.CLOSED,
        )
        .order_by(Plan.year)
    ).all()


def goals(session: Session, plan_ids: Collection[UUID]) -> list[Kept]:
    """Return the goals of plans with who looks after them, by code."""
    owner, caps = aliased(Member), aliased(Member)
    rows = session.execute(
        select(Goal, Nullable(owner.name), Nullable(caps.name))
        .outerjoin(owner, Goal.owner_id == owner.id)
        .outerjoin(caps, Goal.caps_owner_id == caps.id)
        .where(Goal.plan_id.in_(plan_ids))
        .order_by(Goal.code)
    )
    return [Kept(*row) for row in rows]


def open_steps(session: Session, plan_ids: Collection[UUID]) -> list[Step]:
    """Return the steps of plans that are not done, in the order of goals and their own."""
    rows = session.execute(
        select(ActionStep, Goal.code, Nullable(Member.name))
        .join(Goal, ActionStep.goal_id == Goal.id)
        .outerjoin(Member, ActionStep.owner_id == Member.id)
        .where(Goal.plan_id.in_(plan_ids), ActionStep.done_on.is_(None))
        .order_by(Goal.code, ActionStep.position)
    )
    return [Step(*row) for row in rows]


def partners(session: Session, district_id: UUID) -> Sequence[Partner]:
    """Return a district's partners, by name."""
    return session.scalars(
        select(Partner).where(Partner.district_id == district_id).order_by(Partner.name)
    ).all()


def partners_of_goals(session: Session, plan_ids: Collection[UUID]) -> Sequence[Row[UUID, str]]:
    """Return partners with the code of each goal of some plans that they take part in."""
    return session.execute(
        select(GoalPartner.partner_id, Goal.code)
        .join(Goal, GoalPartner.goal_id == Goal.id)
        .where(Goal.plan_id.in_(plan_ids))
        .order_by(Goal.code)
    ).all()


def contacts(session: Session, district_id: UUID, today: date) -> Sequence[Row[UUID, date, str]]:
    """Return partners with each meeting about a priority of their goals, the latest last."""
    return session.execute(
        select(GoalPartner.partner_id, Engagement.held_on, Engagement.title)
        .join(Goal, GoalPartner.goal_id == Goal.id)
        .join(Engagement, Engagement.priority_id == Goal.priority_id)
        .where(Engagement.district_id == district_id, Engagement.held_on <= today)
        .order_by(Engagement.held_on, Engagement.id)
    ).all()


def conversations(session: Session, district_id: UUID, since: date) -> Sequence[Engagement]:
    """Return a district's community conversations since a day, held or planned."""
    return session.scalars(
        select(Engagement)
        .where(
            Engagement.district_id == district_id,
            Engagement.kind == EngagementKind.COMMUNITY_CONVERSATION,
            Engagement.held_on >= since,
        )
        .order_by(Engagement.held_on, Engagement.id)
    ).all()


def count_questions(session: Session, district_id: UUID, now: datetime) -> int:
    """Return how many questions by a link can still be answered, and were not."""
    return session.scalars(
        select(func.count(Asked.id))
        .join(Engagement, Asked.engagement_id == Engagement.id)
        .where(
            Engagement.district_id == district_id,
            Asked.answered_at.is_(None),
            Asked.withdrawn_at.is_(None),
            Asked.expires_at > now,
        )
    ).one()


def people(
    session: Session, jurisdiction_id: UUID, district_id: UUID, since: date
) -> Sequence[Row[Member, MemberRole]]:
    """Return members who are not disabled with each role here that lasts until a day or longer."""
    return session.execute(
        select(Member, MemberRole)
        .join(MemberRole, MemberRole.member_id == Member.id)
        .where(
            Member.jurisdiction_id == jurisdiction_id,
            Member.active,
            MemberRole.district_id == district_id,
            or_(MemberRole.ends_on.is_(None), MemberRole.ends_on >= since),
        )
        .order_by(Member.name, MemberRole.starts_on)
    ).all()


# --- what is left and confirmed -----------------------------------------------------------------


def find_note(session: Session, command: OfCommand) -> tuple[HandoverNote, str | None] | None:
    """Return the note that a commander left for a command, with who wrote it last."""
    found = session.execute(
        select(HandoverNote, Nullable(Member.name))
        .outerjoin(Member, HandoverNote.written_by_id == Member.id)
        .where(
            HandoverNote.district_id == command.district_id,
            HandoverNote.commander_id == command.commander_id,
            HandoverNote.began_on == command.began_on,
        )
    ).one_or_none()
    return (found[0], found[1]) if found else None


def find_mark(
    session: Session, command: OfCommand, side: HandoverSide
) -> tuple[HandoverMark, str | None] | None:
    """Return what a commander confirmed of a command, with who wrote it down."""
    found = session.execute(
        select(HandoverMark, Nullable(Member.name))
        .outerjoin(Member, HandoverMark.made_by_id == Member.id)
        .where(
            HandoverMark.district_id == command.district_id,
            HandoverMark.commander_id == command.commander_id,
            HandoverMark.began_on == command.began_on,
            HandoverMark.side == side,
        )
    ).one_or_none()
    return (found[0], found[1]) if found else None


def find_last_change(session: Session, things: Collection[Thing]) -> UUID | None:
    """Return the newest change of some things."""
    return session.scalar(
        select(Change.id)
        .where(_about(things))
        .order_by(Change.at.desc(), Change.id.desc())
        .limit(1)
    )


def count_changed(
    session: Session, things: Collection[Thing], after: UUID | None, until: datetime | None
) -> int:
    """Return how many of some things were saved after a change, and before a moment if given."""
    seen = select(Change.at).where(Change.id == after).scalar_subquery()
    conditions = [
        *([Change.at > seen] if after else []),
        *([Change.at <= until] if until else []),
    ]
    return session.scalars(
        select(func.count(Change.entity_id.distinct())).where(_about(things), *conditions)
    ).one()


def _about(things: Collection[Thing]) -> ColumnElement[bool]:
    return tuple_(Change.entity, Change.entity_id).in_(list(things))
