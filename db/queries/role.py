"""Dated roles: the commands that delegates stand on, and who held which post when."""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import District, Member, MemberRole
from schemas.vocabulary import DistrictKind, Role


class Term(NamedTuple):
    """A role with who holds it."""

    role: MemberRole
    member: Member


def commands(session: Session, member_ids: Collection[UUID | None]) -> Sequence[MemberRole]:
    """Return the roles of commander of members who are not disabled."""
    return session.scalars(
        select(MemberRole)
        .join(Member, MemberRole.member_id == Member.id)
        .where(
            MemberRole.member_id.in_(member_ids), MemberRole.role == Role.COMMANDER, Member.active
        )
        .order_by(MemberRole.starts_on, MemberRole.id)
    ).all()


def terms(
    session: Session,
    jurisdiction_id: UUID,
    roles: Collection[Role],
    district_id: UUID | None = None,
) -> list[Term]:
    """Return who holds, held or will hold some roles, of one district or all, in order of time."""
    chosen = (
        select(MemberRole, Member)
        .join(Member, MemberRole.member_id == Member.id)
        .where(MemberRole.jurisdiction_id == jurisdiction_id, MemberRole.role.in_(roles))
        .order_by(MemberRole.starts_on, Member.name, MemberRole.id)
    )
    if district_id is not None:
        chosen = chosen.where(MemberRole.district_id == district_id)
    return [Term(*row) for row in session.execute(chosen)]


def districts(session: Session, jurisdiction_id: UUID) -> Sequence[District]:
    """Return the districts that have posts to fill, by number; headquarters has none."""
    return session.scalars(
        select(District)
        .where(District.jurisdiction_id == jurisdiction_id, District.kind == DistrictKind.DISTRICT)
        .order_by(District.number)
    ).all()
