"""What use cases about oneself share; these have checked the permission."""

from db.queries import sign_in as query
from db.tables import Member, WebSession
from planner.gateways.secret import password_fits
from schemas.errors import N_, NotFoundError, RuleError

from ..work import Work
from .guess import password_key
from .kept import end_sessions


def my_member(work: Work) -> Member:
    """Return the member who acts. Raises NotFoundError where it is nobody."""
    member = work.session.get(Member, work.actor.member_id) if work.actor.member_id else None
    if member is None:
        raise NotFoundError(N_("This member is not known any more."))
    return member


def require_password(work: Work, password: str, key: str) -> query.Known:
    """Return who acts, with their account, which nobody else changes meanwhile.

    Raises RuleError unless this is their password. The guess was counted before, by
    `admit_password`; the right one forgets what was counted.
    """
    member = my_member(work)
    query.hold_account(work.session, member.id)
    known = query.find_known_member(work.session, member.id)
    if known is None or not password_fits(password, known.account.password_hash):
        raise RuleError(N_("This is not your password."), where="old")
    query.forget_guesses(work.session, [password_key(key, known.account.email)])
    return known


def my_open_sessions(work: Work) -> list[WebSession]:
    """Return the sessions of who acts that were not ended, and let nobody end them meanwhile."""
    if work.actor.member_id is None:
        return []
    return list(query.hold_sessions(work.session, work.actor.member_id))


def end_my_others(work: Work) -> None:
    """End all sessions of who acts but the one that asks: they came in by what held before."""
    end_sessions(work, [row for row in my_open_sessions(work) if row.id != work.web_session_id])
