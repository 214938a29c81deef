"""What is kept of a password, and of sessions; the callers have checked the permission."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from db.queries import sign_in as query
from db.tables import Account, Member, WebSession, new_id
from planner.domain.account import check_password
from planner.domain.permissions import Action, Actor
from planner.gateways.secret import digest_of, hash_password, new_token
from schemas.vocabulary import ActorKind, EntryWay, LinkPurpose

from ..change import Written, write_change
from ..work import Work

LONGEST_BROWSER = 200


def as_member(work: Work, member: Member) -> Work:
    """Return the work of a member who has just shown who they are: changes carry their name."""
    actor = Actor(ActorKind.MEMBER, member.id, member.name, member.preferred_language)
    return replace(work, actor=actor)


def keep_password(work: Work, member: Member, account: Account, password: str) -> None:
    """Keep a new password. Raises RuleError when it is easy to guess."""
    check_password(password, member.name, account.email)
    account.password_hash = hash_password(password)
    account.password_set_at = work.now
    body = {"member_id": member.id, "what": LinkPurpose.NEW_PASSWORD}
    own = as_member(work, member)
    write_change(own, "set_password", Written("password", new_id(), 1, body))


def end_all_sessions(work: Work, member_id: UUID) -> None:
    """End a member's sessions, wherever they are signed in."""
    end_sessions(work, query.hold_sessions(work.session, member_id))


def end_sessions(work: Work, rows: Iterable[WebSession]) -> None:
    """End sessions that are held, each with its change row."""
    for row in rows:
        row.ended_at = work.now
        body = {"member_id": row.member_id, "way": row.way, "ended_at": work.now}
        write_change(work, "sign_out", Written("web_session", row.id, 2, body))


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
