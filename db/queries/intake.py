"""What the makings of a plan name, and goals of other years and districts to begin from."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from db.tables import (
    Account,
    Beat,
    Change,
    District,
    Goal,
    LocalDemand,
    Member,
    Partner,
    Plan,
    Priority,
    Relation,
    Theme,
    ThemeText,
)
from schemas.vocabulary import Language

Precedent = Row[Goal, Priority, Plan, District]


def get_people(session: Session, jurisdiction_id: UUID) -> Sequence[Row[UUID, str, str | None]]:
    """Return active members with their names and mail addresses."""
    return session.execute(
        select(Member.id, Member.name, Account.email)
        .outerjoin(Account, Account.member_id == Member.id)
        .where(Member.jurisdiction_id == jurisdiction_id, Member.active)
        .order_by(Member.name)
    ).all()


def get_partners(session: Session, district_id: UUID) -> Sequence[Row[UUID, str]]:
    """Return a district's partners by their names."""
    return session.execute(
        select(Partner.id, Partner.name).where(Partner.district_id == district_id)
    ).all()


def get_beats(session: Session, district_id: UUID) -> Sequence[Row[UUID, str]]:
    """Return a district's beats by their numbers."""
    return session.execute(
        select(Beat.id, Beat.number).where(Beat.district_id == district_id)
    ).all()


def get_local_demands(session: Session, district_id: UUID) -> Sequence[Row[UUID, str, str]]:
    """Return a district's own demands by their codes and words."""
    return session.execute(
        select(LocalDemand.id, LocalDemand.code, LocalDemand.statement).where(
            LocalDemand.district_id == district_id
        )
    ).all()


def get_demands(
    session: Session, catalogue_id: UUID, language: Language
) -> Sequence[Row[UUID, str, str]]:
    """Return the demands of a catalogue by their codes and by their words in a language."""
    return session.execute(
        select(Theme.id, Theme.code, ThemeText.statement)
        .join(ThemeText, ThemeText.theme_id == Theme.id)
        .where(
            Theme.catalogue_id == catalogue_id,
            Theme.parent_id.is_not(None),
            ThemeText.language.in_({language, Language.EN}),
        )
        .order_by(Theme.position)
    ).all()


def find_last_plan_before(session: Session, district_id: UUID, year: int) -> Plan | None:
    """Return a district's latest plan before a year."""
    return session.scalars(
        select(Plan)
        .where(Plan.district_id == district_id, Plan.year < year)
        .order_by(Plan.year.desc())
        .limit(1)
    ).first()


def _precedents() -> Select[Goal, Priority, Plan, District]:
    return (
        select(Goal, Priority, Plan, District)
        .join(Priority, Goal.priority_id == Priority.id)
        .join(Plan, Goal.plan_id == Plan.id)
        .join(District, Plan.district_id == District.id)
    )


def get_goals_of_plan(session: Session, plan_id: UUID) -> Sequence[Precedent]:
    """Return a plan's goals in its order."""
    return session.execute(
        _precedents().where(Plan.id == plan_id).order_by(Priority.position, Goal.position)
    ).all()


def get_goals_elsewhere(
    session: Session, jurisdiction_id: UUID, district_id: UUID, years: Collection[int]
) -> Sequence[Precedent]:
    """Return the goals of all other districts in some years, the latest year first."""
    return session.execute(
        _precedents()
        .where(
            Goal.jurisdiction_id == jurisdiction_id,
            Plan.district_id != district_id,
            Plan.year.in_(years),
        )
        .order_by(Plan.year.desc(), District.number, Priority.position, Goal.position)
    ).all()


def get_goals_by_id(
    session: Session, jurisdiction_id: UUID, goal_ids: Collection[UUID]
) -> Sequence[Precedent]:
    """Return some goals, in the order of their plans."""
    return session.execute(
        _precedents()
        .where(Goal.jurisdiction_id == jurisdiction_id, Goal.id.in_(goal_ids))
        .order_by(Plan.year, District.number, Priority.position, Goal.position)
    ).all()


def get_last_relations(session: Session, goal_ids: Collection[UUID]) -> dict[UUID, Relation]:
    """Return what was last said about each goal's numbers and voices together."""
    rows = session.scalars(
        select(Relation)
        .where(Relation.goal_id.in_(goal_ids))
        .order_by(Relation.year, Relation.quarter)
    )
    return {row.goal_id: row for row in rows}


def find_written(session: Session, jurisdiction_id: UUID, entity: str, row_id: UUID) -> bool:
    """Say whether the history knows a thing already."""
    return bool(
        session.scalar(
            select(func.count())
            .select_from(Change)
            .where(
                Change.jurisdiction_id == jurisdiction_id,
                Change.entity == entity,
                Change.entity_id == row_id,
            )
        )
    )
