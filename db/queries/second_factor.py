"""Second steps of signing in, and the recovery codes that stand in for them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.orm import Session

from db.tables import RecoveryCode, SecondFactor, new_id


def find_factor(session: Session, member_id: UUID) -> SecondFactor | None:
    """Return a member's second step as it is now, confirmed or only begun."""
    chosen = select(SecondFactor).where(SecondFactor.member_id == member_id)
    return session.scalar(chosen.execution_options(populate_existing=True))


def find_confirmed(session: Session, member_id: UUID) -> SecondFactor | None:
    """Return the second step that a member is asked for, or None."""
    found = find_factor(session, member_id)
    return found if found is not None and found.confirmed_at is not None else None


def confirmed_members(session: Session, jurisdiction_id: UUID) -> frozenset[UUID]:
    """Return who is asked for a second step."""
    chosen = select(SecondFactor.member_id).where(
        SecondFactor.jurisdiction_id == jurisdiction_id, SecondFactor.confirmed_at.is_not(None)
    )
    return frozenset(session.scalars(chosen))


def confirmed_factors(session: Session) -> Iterable[SecondFactor]:
    """Return every second step that somebody is asked for, in all jurisdictions."""
    return session.scalars(select(SecondFactor).where(SecondFactor.confirmed_at.is_not(None)))


def drop_factor(session: Session, member_id: UUID) -> None:
    """Take a member's second step away, with its recovery codes."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.member_id == member_id))
    session.execute(delete(SecondFactor).where(SecondFactor.member_id == member_id))


def put_codes(
    session: Session, jurisdiction_id: UUID, member_id: UUID, digests: Iterable[str]
) -> None:
    """Put new recovery codes in the place of those before."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.member_id == member_id))
    session.add_all(
        RecoveryCode(
            id=new_id(),
            jurisdiction_id=jurisdiction_id,
            member_id=member_id,
            code_digest=digest,
        )
        for digest in digests
    )
    session.flush()


def use_code(session: Session, member_id: UUID, digest: str, now: datetime) -> bool:
    """Use up a recovery code, and say whether there was such a one that was not used yet."""
    done = session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.member_id == member_id,
            RecoveryCode.code_digest == digest,
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
    )
    return isinstance(done, CursorResult) and done.rowcount == 1


def count_codes(session: Session, member_id: UUID) -> int:
    """Return how many recovery codes a member has left."""
    chosen = select(func.count()).where(
        RecoveryCode.member_id == member_id, RecoveryCode.used_at.is_(None)
    )
    return session.scalar(chosen) or 0


def forget_begun(session: Session, before: datetime) -> None:
    """Forget second steps that were begun before a moment and never confirmed."""
    session.execute(
        delete(SecondFactor).where(
            SecondFactor.confirmed_at.is_(None), SecondFactor.started_at < before
        )
    )
