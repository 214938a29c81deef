"""Coming in by a provider of single sign-on: who it means, the roles it gives, and no others."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from db.queries import identity as query
from db.queries.sign_in import find_known
from db.tables import Account, District, Identity, Member, MemberRole, new_id
from planner.domain.account import read_email
from planner.domain.permissions import Action
from planner.domain.single_sign_on import Given, read_groups
from planner.logs import get_logger
from schemas.errors import N_, NotFoundError, RuleError
from schemas.single_sign_on import ClaimsIn, SignOnRow
from schemas.vocabulary import EntryWay, Language, Role, SignOnRefusal

from ..change import REFUSAL, Written, write_change
from ..save import require, save_row
from ..work import Work, use_case
from .kept import end_all_sessions, open_session

log = get_logger(__name__)


@use_case(Action.SIGN_IN)
def sign_on(  # noqa: PLR0913  (a request is what it is)
    work: Work,
    claims: ClaimsIn,
    *,
    prefix: str,
    language: Language,
    browser: str,
    most: timedelta,
) -> SignOnRow:
    """Begin a session of whom the provider means, with the roles that their groups give now.

    The first time, a mail address that the provider vouches for leads to the account that has it,
    or else a member is made when a group gives a role. What is refused is written down.
    """
    districts = _districts(work)
    reading = read_groups(claims.groups, prefix, districts)
    if reading.unread:
        # Their number only: what groups somebody is in can tell more about them than we need.
        log.warning("groups that give no role", count=reading.unread)
    found = _find(work, claims) or _link_or_make(work, claims, reading.given, language)
    if isinstance(found, SignOnRefusal):
        return _refuse(work, claims, found, None)
    if not query.hold_member(work.session, found).active:
        return _refuse(work, claims, SignOnRefusal.DISABLED, found)
    wanted = {
        (role, None if number is None else districts[number]) for role, number in reading.given
    }
    _keep_roles(work, found, wanted)
    return SignOnRow(token=open_session(work, found, EntryWay.SINGLE_SIGN_ON, browser, most))


@use_case(Action.PEOPLE_KEEP)
def forget_identity(work: Work, member_id: UUID) -> None:
    """Forget whom the provider means by a member, with the roles it gave, and sign them out.

    Whoever it vouches for by the same mail address is linked anew when they come in.
    """
    member = work.session.get(Member, member_id)
    if member is None or member.jurisdiction_id != work.jurisdiction_id:
        raise NotFoundError(N_("This member is not known any more."))
    # Whoever asks holds the role that this needs, and so somebody stays who does.
    require(member_id != work.actor.member_id, N_("Ask another administrator to do this for you."))
    query.hold_member(work.session, member_id)
    query.forget_identities(work.session, member_id)
    end_all_sessions(work, member_id)
    write_change(
        work, "unlink", Written("identity", new_id(), 1, {"member_id": member_id, "issuer": ""})
    )


def _find(work: Work, claims: ClaimsIn) -> UUID | None:
    held = query.find_identity(work.session, claims.issuer, claims.subject)
    return held.member_id if held else None


def _link_or_make(
    work: Work, claims: ClaimsIn, given: tuple[Given, ...], language: Language
) -> UUID | SignOnRefusal:
    email = _read_email(claims)
    if not email:
        return SignOnRefusal.UNVERIFIED
    known = find_known(work.session, email)
    if known is None and not given:
        return SignOnRefusal.NO_ROLE
    try:
        # Undone as a whole when somebody else was first, with the change rows.
        with work.session.begin_nested():
            if known is not None:
                return _link(work, claims, known.member.id)
            return _make(work, claims, email, language)
    except IntegrityError:
        # Two came at once for the first time: what the other one made is there now.
        return _find(work, claims) or _link_or_make(work, claims, given, language)


def _link(work: Work, claims: ClaimsIn, member_id: UUID) -> UUID | SignOnRefusal:
    if not query.hold_member(work.session, member_id).active:
        return SignOnRefusal.DISABLED
    # Looked at again: of two who came at once, the other one may have linked them by now.
    if found := _find(work, claims):
        return found
    if query.is_linked(work.session, claims.issuer, member_id):
        return SignOnRefusal.TAKEN
    _put_identity(work, claims, member_id)
    return member_id


def _make(work: Work, claims: ClaimsIn, email: str, language: Language) -> UUID:
    member_id, name = new_id(), claims.name or email
    values = {"name": name, "unit": "", "preferred_language": language, "active": True}
    body = {"name": name, "unit": "", "language": language, "active": True}
    save_row(
        work,
        Member,
        member_id,
        0,
        {**values, "code": member_id.hex},
        action=Action.SIGN_IN,
        body={**body, "email": email, "roles": []},
    )
    account = Account(id=new_id(), jurisdiction_id=work.jurisdiction_id, member_id=member_id)
    account.email = email
    work.session.add(account)
    work.session.flush()
    _put_identity(work, claims, member_id)
    return member_id


def _put_identity(work: Work, claims: ClaimsIn, member_id: UUID) -> None:
    identity = Identity(
        id=new_id(),
        jurisdiction_id=work.jurisdiction_id,
        member_id=member_id,
        issuer=claims.issuer,
        subject=claims.subject,
        linked_at=work.now,
    )
    work.session.add(identity)
    work.session.flush()
    body = {"member_id": member_id, "issuer": claims.issuer, "subject": claims.subject}
    write_change(work, "link", Written("identity", identity.id, 1, body))


def _keep_roles(work: Work, member_id: UUID, wanted: set[tuple[Role, UUID | None]]) -> None:
    """Let a member hold of the provider's roles what it gives now; the others are not its own."""
    held = query.roles_from_provider(work.session, member_id)
    gone = [row for row in held if (row.role, row.district_id) not in wanted]
    new = wanted - {(row.role, row.district_id) for row in held}
    if not gone and not new:
        return
    for row in gone:
        work.session.delete(row)
    work.session.flush()
    for role, district_id in new:
        work.session.add(
            MemberRole(
                id=new_id(),
                jurisdiction_id=work.jurisdiction_id,
                member_id=member_id,
                role=role,
                district_id=district_id,
                starts_on=work.today,
                from_provider=True,
            )
        )
    work.session.flush()
    roles = sorted((role, str(place or "")) for role, place in wanted)
    body = {"member_id": member_id, "roles": roles}
    write_change(work, "roles_from_provider", Written("provider_roles", new_id(), 1, body))


def _refuse(work: Work, claims: ClaimsIn, why: SignOnRefusal, member_id: UUID | None) -> SignOnRow:
    body = {
        "action": Action.SIGN_IN,
        "member_id": member_id,
        "issuer": claims.issuer,
        "subject": claims.subject,
        "why": why,
    }
    write_change(work, REFUSAL, Written(REFUSAL, new_id(), 1, body))
    return SignOnRow(refused=why)


def _read_email(claims: ClaimsIn) -> str:
    try:
        return read_email(claims.email)
    except RuleError:
        return ""


def _districts(work: Work) -> Mapping[int, UUID]:
    rows = work.session.scalars(
        select(District).where(District.jurisdiction_id == work.jurisdiction_id)
    )
    return {row.number: row.id for row in rows}
