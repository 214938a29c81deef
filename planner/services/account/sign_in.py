"""Coming in: who may try, whose password it is, and the session that begins."""

from datetime import timedelta
from uuid import UUID

from db.queries import sign_in as query
from db.queries.second_factor import find_confirmed
from db.tables import SecondFactor, new_id
from planner.domain.account import FREE_GUESSES, FREE_GUESSES_OF_ADDRESS
from planner.domain.permissions import Action
from planner.domain.second_factor import FIRST_STEP_HOLDS
from planner.gateways.secret import password_fits
from schemas.errors import N_, NotFoundError, RuleError
from schemas.second_factor import FirstStep
from schemas.sign_in import LinkRow, Visitor
from schemas.vocabulary import EntryWay

from ..change import REFUSAL, Written, write_change
from ..work import Work, use_case
from .code import read_secret, take_code
from .guess import count_guess, take_back
from .kept import as_member, end_all_sessions, keep_password, open_session
from .rows import link_row

TOO_OLD = N_(
    "It has been used, or it is too old. Ask for a new one, or ask the administrator who invited"
    " you."
)
AGAIN = N_("Too much time has passed. Type your password once more.")
UNREADABLE = N_(
    "Your code can't be checked any more: the key of this planner was changed. Ask an"
    " administrator to turn your second step off; then your password is enough."
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
    return count_guess(work, free)


@use_case(Action.SIGN_IN)
def whose(work: Work, email: str, password: str) -> UUID | None:
    """Return whose mail address and password these are, or None; both take the same time."""
    known = query.find_known(work.session, email)
    held = known.account.password_hash if known and known.member.active else ""
    return known.member.id if password_fits(password, held) and known else None


@use_case(Action.SIGN_IN)
def begin_session(
    work: Work, member_id: UUID, visitor: Visitor, browser: str, most: timedelta
) -> str | FirstStep:
    """Begin a session of a member whose password was right, and return its token.

    Whoever has a second step gets none yet, but the proof of the first, which `enter_code` takes.
    """
    # Held before the counts, as everywhere; nobody turns a second step on meanwhile.
    query.hold_account(work.session, member_id)
    take_back(work, visitor)
    return _begin_or_ask(work, member_id, EntryWay.PASSWORD, browser, most)


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
def set_password(
    work: Work, link_id: UUID, password: str, browser: str, most: timedelta
) -> str | FirstStep:
    """Set a password by a link, end all other sessions, and return the token of a new one.

    The link is good for nothing afterwards. Whoever has a second step gets the proof of the first
    instead: a mailbox that others read is no way round it. Raises NotFoundError for a link that
    is used or too old, RuleError for a password that is easy to guess.
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
    return _begin_or_ask(work, link.member_id, EntryWay.LINK, browser, most)


@use_case(Action.SIGN_IN)
def require_code(work: Work, first: FirstStep, key: str) -> None:
    """Raise NotFoundError when the first step has to be taken anew.

    Raises RuleError where no code can be checked, because the installation's key was changed.
    """
    _asked(work, first, key)


@use_case(Action.SIGN_IN)
def enter_code(  # noqa: PLR0913  (a request is what it is)
    work: Work,
    first: FirstStep,
    code: str,
    key: str,
    *,
    visitor: Visitor,
    browser: str,
    most: timedelta,
) -> str | None:
    """Begin a session when a code is right, and return its token; None when it is wrong.

    A code opens once. Raises as `require_code` does.
    """
    # Held first, so that of two who send one code at once the second sees that it was taken.
    query.hold_account(work.session, first.member_id)
    factor, secret = _asked(work, first, key)
    if not take_code(work, factor, secret, code, key):
        return None
    take_back(work, visitor)
    return open_session(work, first.member_id, first.way, browser, most)


@use_case(Action.SIGN_IN)
def note_wrong_code(work: Work, first: FirstStep) -> None:
    """Write down that the password was right and the code was not."""
    body = {"action": Action.SIGN_IN, "member_id": first.member_id, "what": "code"}
    write_change(work, REFUSAL, Written(REFUSAL, new_id(), 1, body))


def _asked(work: Work, first: FirstStep, key: str) -> tuple[SecondFactor, str]:
    """Return the second step that follows a first one, and the secret of its app."""
    known = query.find_known_member(work.session, first.member_id)
    set_at = known.account.password_set_at if known and known.member.active else None
    factor = find_confirmed(work.session, first.member_id)
    lately = work.now < first.at + FIRST_STEP_HOLDS
    # A password that was set since was not the one that somebody knew.
    if factor is None or set_at is None or set_at > first.at or not lately:
        raise NotFoundError(AGAIN)
    secret = read_secret(factor, key)
    if secret is None:
        raise RuleError(UNREADABLE)
    return factor, secret


def _begin_or_ask(
    work: Work, member_id: UUID, way: EntryWay, browser: str, most: timedelta
) -> str | FirstStep:
    if find_confirmed(work.session, member_id) is None:
        return open_session(work, member_id, way, browser, most)
    return FirstStep(
        jurisdiction_id=work.jurisdiction_id, member_id=member_id, way=way, at=work.now
    )
