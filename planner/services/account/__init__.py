"""Members, their roles, and the districts, beats and partners they work with."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Row, select

from db.tables import Beat, District, Member, MemberRole, Partner
from planner.domain.permissions import Action, Grant
from schemas.account import BeatRow, DistrictRow, MemberRow, PartnerRow, RoleRow
from schemas.errors import N_, NotFoundError

from ..grant import read_grants
from ..work import Work, use_case


@use_case(Action.ACCOUNT_READ)
def get_me(work: Work) -> MemberRow:
    """Return the member who acts, with the roles held today."""
    member_id = work.actor.member_id
    member = work.session.get(Member, member_id) if member_id else None
    if member is None:
        raise NotFoundError(N_("This member is not known any more."))
    return _member_rows(work, [member], frozenset(work.actor.grants))[0]


@use_case(Action.ACCOUNT_READ)
def get_members(work: Work) -> tuple[MemberRow, ...]:
    """Return all active members, in the order of their names."""
    members = work.session.scalars(
        select(Member)
        .where(Member.jurisdiction_id == work.jurisdiction_id, Member.active)
        .order_by(Member.name)
    ).all()
    return _member_rows(work, members)


@use_case(Action.THEME_READ)
def get_districts(work: Work) -> tuple[DistrictRow, ...]:
    """Return headquarters and the districts in their own order."""
    rows = work.session.scalars(
        select(District)
        .where(District.jurisdiction_id == work.jurisdiction_id)
        .order_by(District.number)
    )
    return tuple(district_row(row) for row in rows)


@use_case(Action.PLAN_READ)
def get_beats(work: Work, district_id: UUID) -> tuple[BeatRow, ...]:
    """Return the beats of a district."""
    rows = work.session.scalars(
        select(Beat)
        .where(Beat.jurisdiction_id == work.jurisdiction_id, Beat.district_id == district_id)
        .order_by(Beat.number)
    )
    return tuple(BeatRow(id=row.id, number=row.number) for row in rows)


@use_case(Action.PLAN_READ)
def get_partners(work: Work, district_id: UUID) -> tuple[PartnerRow, ...]:
    """Return the partners of a district, in the order of their names."""
    rows = work.session.scalars(
        select(Partner)
        .where(Partner.jurisdiction_id == work.jurisdiction_id, Partner.district_id == district_id)
        .order_by(Partner.name)
    )
    return tuple(PartnerRow(id=row.id, name=row.name, kind=row.kind) for row in rows)


def district_row(row: District) -> DistrictRow:
    """Return a district as it leaves the services."""
    return DistrictRow.model_validate(row, from_attributes=True)


def _member_rows(
    work: Work, members: Sequence[Member], among: Collection[Grant] | None = None
) -> tuple[MemberRow, ...]:
    """Return members with the roles they hold today; of these alone, where some are named."""
    held: Sequence[Row[MemberRole, District | None]] = work.session.execute(
        select(MemberRole, District)
        .outerjoin(District, MemberRole.district_id == District.id)
        .where(MemberRole.member_id.in_([member.id for member in members]))
        .order_by(MemberRole.starts_on)
    ).all()
    grants = read_grants(work.session, [role for role, _ in held])
    roles: dict[UUID, list[RoleRow]] = {}
    for (role, district), grant in zip(held, grants, strict=True):
        if grant.holds(work.today) and (among is None or grant in among):
            roles.setdefault(role.member_id, []).append(
                RoleRow(
                    role=role.role,
                    district_number=district.number if district is not None else None,
                    district_name=district.name if district is not None else None,
                    starts_on=role.starts_on,
                    ends_on=role.ends_on,
                )
            )
    return tuple(
        MemberRow(
            id=member.id,
            name=member.name,
            unit=member.unit,
            preferred_language=member.preferred_language,
            roles=tuple(roles.get(member.id, ())),
        )
        for member in members
    )
