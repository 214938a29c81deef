"""Coming in: who may try, whose password it is, and the session that begins."""

from datetime import timedelta
from uuid import UUID

from db.queries import sign_in as query
from db.tables import Guess, Member, WebSession, new_id
from planner.domain.account import (
    FREE_GUESSES,
    FREE_GUESSES_OF_ADDRESS,
    Guesses,
)
from planner.domain.permissions import Action
from planner.gateways.secret import digest_of, new_token, password_fits
from schemas.errors import N_, NotFoundError
from schemas.sign_in import LinkRow, Visitor
from schemas.vocabulary import EntryWay

from ..change import REFUSAL, Written, write_change
from ..work import Work, use_case
from .kept import as_member, end_all_sessions, keep_password
from .rows import link_row

LONGEST_BROWSER = 200
TOO_OLD = N_(
    "It has been used, or it is too old. Ask for a new one, or ask the administrator who invited"
    " you."
)


@use_case(Action.SIGN_IN)
def admit(work: Work, visitor: Visitor) -> timedelta:
    """Count one try to sign in and return how long to wait first; nothing when it may be made.

    A try counts as failed until it succeeds, so that a storm of them can't outrun the counting.
    Known and unknown accounts are counted alike.
    """
    free = {
        visitor.account_key: FREE_GUESSES,
        visitor.address_key: FREE_GUESSES_OF_ADDRESS,
    }
    # Always in the same order, so that two at once wait for each other and not in a circle.
    held = {key: query.hold_guess(work.session, key, work.now) for key in sorted(free)}
    # Within the free ones nobody waits: of two at once the later may be the first to count.
    waits = (_guesses(row).wait(work.now) for key, row in held.items() if row.failures >= free[key])
    wait = max(waits, default=timedelta())
    if not wait:
        for key, row in held.items():
            counted = _guesses(row).and_one(work.now, free[key])
            row.failures, row.failed_at = counted.failures, work.now
            row.free_at = counted.free_at or work.now
    return wait


@use_case(Action.SIGN_IN)
def whose(work: Work, email: str, password: str) -> UUID | None:
    """Return whose mail address and password these are, or None; both take the same time."""
    known = query.find_known(work.session, email)
    held = known.account.password_hash if known and known.member.active else ""
    return known.member.id if password_fits(password, held) and known else None


@use_case(Action.SIGN_IN)
def begin_session(
    work: Work, member_id: UUID, visitor: Visitor, browser: str, most: timedelta
) -> str:
    """Begin a session of a member whose password was right, and return its token."""
    # In the order in which `admit` holds them, or the two could wait for each other in a circle.
    for key in sorted((visitor.account_key, visitor.address_key)):
        query.hold_guess(work.session, key, work.now)
    query.forget_guesses(work.session, [visitor.account_key])
    # Who signs in did not guess, or a station's address would soon be full.
    query.take_back_guess(work.session, visitor.address_key, work.now)
    return open_session(work, member_id, EntryWay.PASSWORD, browser, most)


@use_case(Action.SIGN_IN)
def note_failure(work: Work, email: str) -> None:
    """Write down that signing in failed, and for which account where it is a known one.

    What was typed is not kept: people type passwords into the wrong field.
    """
    known = query.find_known(work.session, email)
    body = {"action": Action.SIGN_IN, "member_id": known.member.id if known else None}
    write_change(work, REFUSAL, Written(REFUSAL, new_id(), 1, body))


@use_case(Action.SIGN_IN)
def get_link(work: Work, link_id: UUID) -> LinkRow:
    """Return what a link opens. Raises NotFoundError when it was used or is too old."""
    found = query.find_link(work.session, link_id, work.now)
    known = query.find_known_member(work.session, found.member_id) if found else None
    if found is None or known is None or not known.member.active:
        raise NotFoundError(TOO_OLD)
    return link_row(found, known.member, known.account)


@use_case(Action.SIGN_IN)
def set_password(work: Work, link_id: UUID, password: str, browser: str, most: timedelta) -> str:
    """Set a password by a link, end all other sessions, and return the token of a new one.

    The link is good for nothing afterwards. Raises NotFoundError for a link that is used or too
    old, RuleError for a password that is easy to guess.
    """
    query.hold_account(work.session, get_link(work, link_id).member_id)
    # Looked at again: somebody else may have used it until now.
    link = get_link(work, link_id)
    known = query.find_known_member(work.session, link.member_id)
    assert known is not None  # noqa: S101  (get_link found it)
    keep_password(work, known.member, known.account, password)
    query.use_links(work.session, link.member_id, work.now)
    own = as_member(work, known.member)
    body = {"member_id": link.member_id, "purpose": link.purpose, "used_at": work.now}
    write_change(own, "use_link", Written("entry_link", link.id, 2, body))
    end_all_sessions(own, link.member_id)
    return open_session(work, link.member_id, EntryWay.LINK, browser, most)


def open_session(work: Work, member_id: UUID, way: EntryWay, browser: str, most: timedelta) -> str:
    """Begin a session of a member who has shown who they are, and return its token."""
    token = new_token()
    row = WebSession(
        id=new_id(),
        jurisdiction_id=work.jurisdiction_id,
        member_id=member_id,
        token_digest=digest_of(token),
        way=way,
        began_at=work.now,
        seen_at=work.now,
        expires_at=work.now + most,
        browser=browser[:LONGEST_BROWSER],
    )
    work.session.add(row)
    work.session.flush()
    body = {"member_id": member_id, "way": way, "browser": row.browser}
    own = as_member(work, work.session.get_one(Member, member_id))
    write_change(own, Action.SIGN_IN, Written("web_session", row.id, 1, body))
    return token


def _guesses(row: Guess) -> Guesses:
    return Guesses(row.failures, row.failed_at, row.free_at)
