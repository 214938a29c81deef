"""Members and links as several use cases let them out; these have checked the permission."""

from typing import Any

from sqlalchemy import select

from db.queries import sign_in as query
from db.tables import Account, EntryLink, Member, MemberRole
from schemas.sign_in import GrantIn, LinkRow

from ..work import Work


def body_of(work: Work, member: Member) -> dict[str, Any]:
    """Return a member as change rows tell them."""
    known = query.find_known_member(work.session, member.id)
    # What the provider of single sign-on gave has change rows of its own.
    by_hand = [MemberRole.member_id == member.id, MemberRole.from_provider.is_(False)]
    roles = work.session.scalars(select(MemberRole).where(*by_hand))
    return {
        "name": member.name,
        "unit": member.unit,
        "language": member.preferred_language,
        "active": member.active,
        "email": known.account.email if known else "",
        "roles": [
            GrantIn.model_validate(role, from_attributes=True).model_dump() for role in roles
        ],
    }


def link_row(link: EntryLink, member: Member, account: Account) -> LinkRow:
    """Return a link as it leaves the services."""
    return LinkRow(
        id=link.id,
        member_id=member.id,
        purpose=link.purpose,
        email=account.email,
        name=member.name,
        language=member.preferred_language,
        expires_at=link.expires_at,
    )
