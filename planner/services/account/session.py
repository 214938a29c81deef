"""A member's own sessions, name, language and password."""

from datetime import timedelta
from uuid import UUID

from db.queries import sign_in as query
from db.tables import Member, WebSession
from planner.domain.account import FREE_GUESSES, SEEN_EVERY, Lasting
from planner.domain.permissions import Action
from schemas.sign_in import ProfileIn, ProfileRow, SessionRow

from ..door import lasts
from ..save import save_row
from ..work import Work, use_case
from . import kept as keep
from .guess import count_guess, password_key
from .own import end_my_others, my_member, my_open_sessions, require_password
from .rows import body_of


@use_case(Action.ACCOUNT_READ)
def get_my_profile(work: Work) -> ProfileRow:
    """Return what the member said about themselves, and what they sign in as."""
    member = my_member(work)
    known = query.find_known_member(work.session, member.id)
    return ProfileRow(
        version=member.version,
        name=member.name,
        language=member.preferred_language,
        email=known.account.email if known else "",
    )


@use_case(Action.ACCOUNT_KEEP)
def get_my_sessions(work: Work, lasting: Lasting) -> tuple[SessionRow, ...]:
    """Return where the member is signed in, the session used last first.

    A session that lapsed is none any more, though nobody ended it.
    """
    return tuple(
        SessionRow(
            id=row.id,
            way=row.way,
            browser=row.browser,
            began_at=row.began_at,
            seen_at=row.seen_at,
            here=row.id == work.web_session_id,
        )
        for row in _mine(work)
        if lasts(row, lasting, work.now)
    )


@use_case(Action.ACCOUNT_READ)
def is_due_to_be_seen(work: Work) -> bool:
    """Say whether it is time to note that this session is still used."""
    row = work.session.get(WebSession, work.web_session_id) if work.web_session_id else None
    return row is not None and work.now - row.seen_at >= SEEN_EVERY


@use_case(Action.ACCOUNT_READ)
def note_seen(work: Work) -> None:
    """Note that this session is used; no change row."""
    if work.web_session_id is not None:
        query.note_seen(work.session, work.web_session_id, work.now)


@use_case(Action.ACCOUNT_KEEP)
def end_session(work: Work, session_id: UUID) -> None:
    """End one of the member's own sessions. Ending it twice changes nothing."""
    keep.end_sessions(work, [row for row in my_open_sessions(work) if row.id == session_id])


@use_case(Action.ACCOUNT_KEEP)
def end_sessions(work: Work, *, but_this: bool = False) -> None:
    """End all of the member's own sessions, or all but the one that asks."""
    kept = work.web_session_id if but_this else None
    keep.end_sessions(work, [row for row in my_open_sessions(work) if row.id != kept])


@use_case(Action.ACCOUNT_KEEP)
def save_profile(work: Work, entry: ProfileIn) -> None:
    """Save the member's own name and language."""
    member = my_member(work)
    values = {"name": entry.name, "preferred_language": entry.language}
    body = body_of(work, member) | {"name": entry.name, "language": entry.language}
    save_row(
        work,
        Member,
        member.id,
        entry.seen_version,
        values,
        action=Action.ACCOUNT_KEEP,
        body=body,
    )


@use_case(Action.ACCOUNT_KEEP)
def admit_password(work: Work, key: str) -> timedelta:
    """Count one guess at the member's own password and return how long to wait first.

    It is the count of signing in: whoever found a browser open guesses no faster than at the
    entrance. Belongs in a transaction before the one that compares, which a wrong one takes back.
    """
    known = query.find_known_member(work.session, my_member(work).id)
    if known is None:
        return timedelta()
    return count_guess(work, {password_key(key, known.account.email): FREE_GUESSES})


@use_case(Action.ACCOUNT_KEEP)
def change_password(work: Work, old: str, new: str, key: str) -> None:
    """Change the member's own password, and end their other sessions.

    Raises RuleError when the old one is wrong, or the new one easy to guess.
    """
    known = require_password(work, old, key)
    keep.keep_password(work, known.member, known.account, new)
    end_my_others(work)


def _mine(work: Work) -> list[WebSession]:
    if work.actor.member_id is None:
        return []
    return list(query.open_sessions(work.session, work.actor.member_id))
