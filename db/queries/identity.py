"""Whom a provider of single sign-on knows, and the roles it gave them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.tables import Identity, Member, MemberRole


def find_identity(session: Session, issuer: str, subject: str) -> Identity | None:
    """Return whom a provider means by its own name for them."""
    return session.scalar(
        select(Identity).where(Identity.issuer == issuer, Identity.subject == subject)
    )


def is_linked(session: Session, issuer: str, member_id: UUID) -> bool:
    """Say whether a provider knows a member already, under whatever name."""
    chosen = select(Identity.id).where(Identity.issuer == issuer, Identity.member_id == member_id)
    return session.scalar(chosen) is not None


def linked_members(session: Session, jurisdiction_id: UUID) -> frozenset[UUID]:
    """Return the members whom a provider knows."""
    chosen = select(Identity.member_id).where(Identity.jurisdiction_id == jurisdiction_id)
    return frozenset(session.scalars(chosen))


def hold_member(session: Session, member_id: UUID) -> Member:
    """Return a member as they are now, and let nobody else link them or give them roles."""
    chosen = select(Member).where(Member.id == member_id).with_for_update()
    return session.scalars(chosen.execution_options(populate_existing=True)).one()


def roles_from_provider(session: Session, member_id: UUID) -> Sequence[MemberRole]:
    """Return the roles that a provider gave a member."""
    chosen = select(MemberRole).where(MemberRole.member_id == member_id, MemberRole.from_provider)
    return session.scalars(chosen).all()


def forget_identities(session: Session, member_id: UUID) -> None:
    """Forget whom providers mean by a member, and the roles they gave."""
    session.execute(
        delete(MemberRole).where(MemberRole.member_id == member_id, MemberRole.from_provider)
    )
    session.execute(delete(Identity).where(Identity.member_id == member_id))
