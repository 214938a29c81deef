"""Everybody who works with the planner, as administrators see and write them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Row, delete, select
from sqlalchemy.exc import IntegrityError

from db.queries import sign_in as query
from db.queries.identity import linked_members
from db.queries.second_factor import confirmed_members
from db.tables import Account, District, Member, MemberRole, new_id
from planner.domain.account import read_email
from planner.domain.permissions import Action, Grant
from schemas.errors import N_, RuleError
from schemas.sign_in import GrantIn, GrantRow, PersonIn, PersonRow
from schemas.vocabulary import Role

from ..grant import read_grants
from ..save import require, save_row
from ..work import Work, use_case
from .kept import end_all_sessions
from .rows import link_row


@use_case(Action.PEOPLE_KEEP)
def get_people(work: Work) -> tuple[PersonRow, ...]:
    """Return everybody, those who are disabled too, in the order of their names."""
    members = work.session.scalars(
        select(Member)
        .where(Member.jurisdiction_id == work.jurisdiction_id)
        .order_by(Member.name, Member.id)
    ).all()
    ids = [member.id for member in members]
    accounts = {
        row.member_id: row
        for row in work.session.scalars(
            select(Account).where(Account.jurisdiction_id == work.jurisdiction_id)
        )
    }
    seen = query.last_seen(work.session, ids)
    second = confirmed_members(work.session, work.jurisdiction_id)
    links = {row.member_id: row for row in query.open_links(work.session, ids, work.now)}
    linked = linked_members(work.session, work.jurisdiction_id)
    grants = _grants(work)
    rows = []
    for member in members:
        account, link = accounts.get(member.id), links.get(member.id)
        rows.append(
            PersonRow(
                id=member.id,
                version=member.version,
                name=member.name,
                unit=member.unit,
                email=account.email if account else "",
                language=member.preferred_language,
                active=member.active,
                has_password=bool(account and account.password_hash),
                has_identity=member.id in linked,
                has_second_step=member.id in second,
                is_me=member.id == work.actor.member_id,
                last_seen_at=seen.get(member.id),
                link=link_row(link, member, account) if link and account else None,
                grants=tuple(grants.get(member.id, ())),
            )
        )
    return tuple(rows)


@use_case(Action.PEOPLE_KEEP)
def save_person(work: Work, entry: PersonIn) -> None:
    """Save a member with their mail address and roles; all hold from the next click on.

    Whoever is disabled is signed out everywhere. Raises RuleError for a mail address that is
    somebody else's, roles without sense, and when nobody would be left to look after people.
    """
    email = read_email(entry.email) if entry.email else ""
    for grant in entry.grants:
        _check(grant, entry.id)
    values = {
        "name": entry.name,
        "unit": entry.unit,
        "preferred_language": entry.language,
        "active": entry.active,
    }
    if not entry.seen_version:
        values["code"] = entry.id.hex
    # Two administrators who disable each other at once wait here, and the second sees it.
    query.hold_people(work.session, work.jurisdiction_id)
    before = _administrators(work)
    body = {
        **entry.model_dump(exclude={"id", "seen_version", "email", "grants"}),
        "email": email,
        "roles": [grant.model_dump() for grant in entry.grants],
    }
    saved = save_row(
        work,
        Member,
        entry.id,
        entry.seen_version,
        values,
        action=Action.PEOPLE_KEEP,
        body=body,
    )
    if saved.repeated:
        return
    _keep_roles(work, entry)
    _keep_email(work, entry.id, email)
    if not entry.active:
        end_all_sessions(work, entry.id)
        query.use_links(work.session, entry.id, work.now)
    _keep_somebody(before, _administrators(work))


def _check(grant: GrantIn, member_id: UUID) -> None:
    require(
        grant.ends_on is None or grant.starts_on <= grant.ends_on,
        N_("A role can't end before it begins."),
        where="grants",
    )
    require(
        (grant.role is Role.DELEGATE) is (grant.delegate_of_id is not None),
        N_("A delegate, and nobody else, stands in for a member."),
        where="grants",
    )
    require(
        grant.delegate_of_id != member_id,
        N_("Nobody stands in for themselves."),
        where="grants",
    )


def _keep_roles(work: Work, entry: PersonIn) -> None:
    grants = tuple(dict.fromkeys(entry.grants))
    require(
        len({(one.role, one.district_id, one.starts_on) for one in grants}) == len(grants),
        N_("The same role can't begin twice on the same day."),
        where="grants",
    )
    # What the provider of single sign-on gave is its own.
    work.session.execute(
        delete(MemberRole).where(
            MemberRole.member_id == entry.id, MemberRole.from_provider.is_(False)
        )
    )
    ours = set(
        work.session.scalars(
            select(District.id).where(District.jurisdiction_id == work.jurisdiction_id)
        )
    )
    members = set(
        work.session.scalars(
            select(Member.id).where(Member.jurisdiction_id == work.jurisdiction_id)
        )
    )
    for grant in grants:
        require(
            grant.district_id is None or grant.district_id in ours,
            N_("There is no such district."),
            where="grants",
        )
        require(
            grant.delegate_of_id is None or grant.delegate_of_id in members,
            N_("This member is not known any more."),
            where="grants",
        )
        work.session.add(
            MemberRole(
                id=new_id(),
                jurisdiction_id=work.jurisdiction_id,
                member_id=entry.id,
                **grant.model_dump(),
            )
        )
    work.session.flush()


def _keep_email(work: Work, member_id: UUID, email: str) -> None:
    query.hold_account(work.session, member_id)
    known = query.find_known_member(work.session, member_id)
    if (known.account.email if known else "") == email:
        return
    require(email, N_("A mail address can be changed, but not taken away."), where="email")
    # What was sent to the old address must not open the account any more.
    query.use_links(work.session, member_id, work.now)
    account = known.account if known else Account(id=new_id(), member_id=member_id)
    account.jurisdiction_id, account.email = work.jurisdiction_id, email
    try:
        with work.session.begin_nested():
            work.session.add(account)
            work.session.flush()
    except IntegrityError as error:
        raise RuleError(
            N_("{address} is somebody else's mail address already."), where="email", address=email
        ) from error


class _Administrators(NamedTuple):
    """Whether somebody holds the role today, and whether one of those can come in."""

    there: bool
    come_in: bool


def _keep_somebody(before: _Administrators, after: _Administrators) -> None:
    # Who can't come in looks after nobody, so an administrator who can must stay. Where none can
    # to begin with, the role itself must stay held: the demo has no accounts at all, and imported
    # people get theirs one by one, after `planner admin create` made the first who comes in.
    require(
        after.there,
        N_("Somebody must stay administrator. Make another person one first."),
        where="grants",
    )
    require(
        after.come_in or not before.come_in,
        N_("No other administrator can come in yet. Invite one of them first."),
        where="grants",
    )


def _administrators(work: Work) -> _Administrators:
    held = work.session.execute(
        select(MemberRole, Account.password_hash)
        .join(Member, MemberRole.member_id == Member.id)
        .outerjoin(Account, Account.member_id == Member.id)
        .where(
            Member.jurisdiction_id == work.jurisdiction_id,
            Member.active,
            MemberRole.role == Role.ADMINISTRATOR,
        )
    )
    have_password = {
        role.member_id: bool(password) for role, password in held if _held(role, work.today)
    }
    links = query.open_links(work.session, list(have_password), work.now)
    linked = linked_members(work.session, work.jurisdiction_id) & have_password.keys()
    return _Administrators(
        there=bool(have_password),
        come_in=any(have_password.values()) or bool(links) or bool(linked),
    )


def _held(role: MemberRole, today: date) -> bool:
    return Grant(role.role, role.district_id, role.starts_on, role.ends_on).holds(today)


def _grants(work: Work) -> Mapping[UUID, Sequence[GrantRow]]:
    found: Sequence[Row[MemberRole, District | None]] = work.session.execute(
        select(MemberRole, District)
        .outerjoin(District, MemberRole.district_id == District.id)
        .where(MemberRole.jurisdiction_id == work.jurisdiction_id)
        .order_by(MemberRole.starts_on, MemberRole.id)
    ).all()
    held = read_grants(work.session, [role for role, _ in found])
    grants: dict[UUID, list[GrantRow]] = defaultdict(list)
    for (role, district), grant in zip(found, held, strict=True):
        grants[role.member_id].append(
            GrantRow(
                role=role.role,
                district_id=role.district_id,
                district_number=district.number if district is not None else None,
                district_name=district.name if district is not None else None,
                delegate_of_id=role.delegate_of_id,
                starts_on=role.starts_on,
                ends_on=role.ends_on,
                from_provider=role.from_provider,
                holds=grant.holds(work.today),
            )
        )
    return grants
