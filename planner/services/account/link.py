"""Links that are handed out: to come in for the first time, or to set a new password."""

from datetime import timedelta
from uuid import UUID

from db.queries import sign_in as query
from db.tables import EntryLink, Member, new_id
from planner.domain.account import INVITATION_HOLDS, NEW_PASSWORD_HOLDS
from planner.domain.permissions import Action
from schemas.errors import N_, NotFoundError, RuleError
from schemas.sign_in import LinkRow
from schemas.vocabulary import LinkPurpose

from ..change import Written, write_change
from ..work import Work, use_case
from .rows import link_row

_HOLDS = {
    LinkPurpose.INVITATION: INVITATION_HOLDS,
    LinkPurpose.NEW_PASSWORD: NEW_PASSWORD_HOLDS,
}


@use_case(Action.PEOPLE_KEEP)
def make_link(work: Work, member_id: UUID) -> LinkRow:
    """Make a link for a member to set a password; the ones made before are good for nothing.

    It is an invitation until the first password is set. Raises RuleError for a member who is
    disabled or has no mail address.
    """
    member = work.session.get(Member, member_id)
    if member is None or member.jurisdiction_id != work.jurisdiction_id:
        raise NotFoundError(N_("This member is not known any more."))
    known = query.find_known_member(work.session, member_id)
    if known is None or not member.active:
        raise RuleError(
            N_("Only somebody who is not disabled and has a mail address can get a link."),
            where="email",
        )
    invited = known.account.password_set_at is None
    # Handed over by a person it takes longer than by mail.
    return _make(
        work,
        known,
        LinkPurpose.INVITATION if invited else LinkPurpose.NEW_PASSWORD,
        INVITATION_HOLDS,
    )


@use_case(Action.SIGN_IN)
def ask_for_link(work: Work, email: str) -> LinkRow | None:
    """Make a link for whoever forgot their password; None when nobody has this mail address.

    The door tells the asker the same either way. A link that is good already stays as it is, so
    that nobody can make another person's links useless, or fill their mailbox.
    """
    known = query.find_known(work.session, email)
    if known is None or not known.member.active:
        return None
    # Asked twice at once, the second waits for the first and sees its link.
    query.hold_account(work.session, known.member.id)
    if query.open_links(work.session, [known.member.id], work.now):
        return None
    return _make(work, known, LinkPurpose.NEW_PASSWORD, NEW_PASSWORD_HOLDS)


def _make(work: Work, known: query.Known, purpose: LinkPurpose, holds: timedelta) -> LinkRow:
    query.hold_account(work.session, known.member.id)
    query.use_links(work.session, known.member.id, work.now)
    link = EntryLink(
        id=new_id(),
        jurisdiction_id=work.jurisdiction_id,
        member_id=known.member.id,
        purpose=purpose,
        made_at=work.now,
        made_by_id=work.actor.member_id,
        expires_at=work.now + holds,
    )
    work.session.add(link)
    work.session.flush()
    body = {"member_id": known.member.id, "purpose": purpose, "expires_at": link.expires_at}
    write_change(work, "make_link", Written("entry_link", link.id, 1, body))
    return link_row(link, known.member, known.account)
