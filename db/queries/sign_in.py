"""Accounts, links handed out, sessions, and failed attempts to sign in."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from db.tables import (
    Account,
    EntryLink,
    Guess,
    Identity,
    Jurisdiction,
    Member,
    WebSession,
    new_id,
)

from .upsert import insert_into


class Known(NamedTuple):
    """A member with the account they sign in with."""

    member: Member
    account: Account


def find_known(session: Session, email: str) -> Known | None:
    """Return who signs in with a mail address, as it is kept; a disabled member too."""
    found = session.execute(
        select(Member, Account).join(Account).where(Account.email == email)
    ).one_or_none()
    return Known(*found) if found else None


def find_known_member(session: Session, member_id: UUID) -> Known | None:
    """Return a member with their account, or None when they have none."""
    found = session.execute(
        select(Member, Account).join(Account).where(Account.member_id == member_id)
    ).one_or_none()
    return Known(*found) if found else None


def has_account(session: Session) -> bool:
    """Say whether anybody, anywhere, can sign in or was invited to."""
    chosen = select(Account.id).join(Member).where(Member.active).limit(1)
    return session.scalar(chosen) is not None


def find_home(
    session: Session, email: str, link_id: UUID | None, identity: tuple[str, str]
) -> UUID | None:
    """Return the jurisdiction of a link or an account, or else the one that is there first.

    An identity is a provider and its own name for somebody.
    """
    issuer, subject = identity
    homes = (
        select(Identity.jurisdiction_id).where(
            Identity.issuer == issuer, Identity.subject == subject
        ),
        select(EntryLink.jurisdiction_id).where(EntryLink.id == link_id),
        select(Account.jurisdiction_id).where(Account.email == email),
        select(Jurisdiction.id).order_by(Jurisdiction.code).limit(1),
    )
    return next((home for chosen in homes if (home := session.scalar(chosen))), None)


def hold_account(session: Session, member_id: UUID) -> None:
    """Let nobody else make or use links of a member, or set their password, meanwhile."""
    session.execute(select(Account.id).where(Account.member_id == member_id).with_for_update())


def find_link(session: Session, link_id: UUID, now: datetime) -> EntryLink | None:
    """Return a link that was not used and has not expired."""
    return session.scalar(
        select(EntryLink).where(
            EntryLink.id == link_id, EntryLink.used_at.is_(None), EntryLink.expires_at > now
        )
    )


def open_links(session: Session, member_ids: Sequence[UUID], now: datetime) -> Sequence[EntryLink]:
    """Return the links of some members that are still good."""
    return session.scalars(
        select(EntryLink).where(
            EntryLink.member_id.in_(member_ids),
            EntryLink.used_at.is_(None),
            EntryLink.expires_at > now,
        )
    ).all()


def use_links(session: Session, member_id: UUID, now: datetime) -> None:
    """Make all links of a member useless: one was used, or a new one takes their place."""
    session.execute(
        update(EntryLink)
        .where(EntryLink.member_id == member_id, EntryLink.used_at.is_(None))
        .values(used_at=now)
    )


def find_session(session: Session, token_digest: str) -> WebSession | None:
    """Return the session that a token opens, whether it still lasts or not."""
    return session.scalar(select(WebSession).where(WebSession.token_digest == token_digest))


def open_sessions(session: Session, member_id: UUID) -> Sequence[WebSession]:
    """Return the sessions of a member that were not ended, the one used last first."""
    return session.scalars(_open_sessions(member_id)).all()


def hold_sessions(session: Session, member_id: UUID) -> Sequence[WebSession]:
    """Return the same, as they are now, and let nobody else end them meanwhile."""
    chosen = _open_sessions(member_id).with_for_update()
    return session.scalars(chosen.execution_options(populate_existing=True)).all()


def _open_sessions(member_id: UUID) -> Select[WebSession]:
    return (
        select(WebSession)
        .where(WebSession.member_id == member_id, WebSession.ended_at.is_(None))
        .order_by(WebSession.seen_at.desc())
    )


def note_seen(session: Session, session_id: UUID, now: datetime) -> None:
    """Note that a session was used; an older moment never takes the place of a newer one."""
    session.execute(
        update(WebSession)
        .where(WebSession.id == session_id, WebSession.seen_at < now)
        .values(seen_at=now)
    )


def last_seen(session: Session, member_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """Return when each of some members was seen last; those never seen are left out."""
    rows = session.execute(
        select(WebSession.member_id, func.max(WebSession.seen_at))
        .where(WebSession.member_id.in_(member_ids))
        .group_by(WebSession.member_id)
    )
    return {row[0]: row[1] for row in rows}


def hold_guess(session: Session, key_digest: str, now: datetime) -> Guess:
    """Return the row of a key, made if need be, and let nobody else count there meanwhile."""
    session.execute(
        insert_into(session, Guess)
        .values(id=new_id(), key_digest=key_digest, failures=0, failed_at=now, free_at=now)
        # Writing what stands there holds the row: else it could be forgotten before it is read.
        .on_conflict_do_update(index_elements=[Guess.key_digest], set_={"key_digest": key_digest})
    )
    return session.scalars(
        select(Guess).where(Guess.key_digest == key_digest).with_for_update()
    ).one()


def forget_guesses(session: Session, key_digests: Sequence[str]) -> None:
    """Forget what was counted under some keys."""
    session.execute(delete(Guess).where(Guess.key_digest.in_(key_digests)))


def take_back_guess(session: Session, key_digest: str, now: datetime) -> None:
    """Take back one try that was counted under a key: it did not fail."""
    session.execute(
        update(Guess)
        .where(Guess.key_digest == key_digest, Guess.failures > 0)
        .values(failures=Guess.failures - 1, free_at=now)
    )


def hold_people(session: Session, jurisdiction_id: UUID) -> None:
    """Let nobody else change who holds which role in a jurisdiction meanwhile."""
    session.execute(
        select(Jurisdiction.id)
        .where(Jurisdiction.id == jurisdiction_id)
        .with_for_update(key_share=True)
    )


def forget_old(session: Session, before: datetime) -> None:
    """Forget counts, links and sessions that were over before a moment."""
    session.execute(delete(Guess).where(Guess.failed_at < before, Guess.free_at < before))
    session.execute(delete(EntryLink).where(EntryLink.expires_at < before))
    session.execute(delete(WebSession).where(WebSession.expires_at < before))
