"""Roles as the table of rules reads them; shared by whoever asks who holds which."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import role as query
from db.tables import MemberRole
from planner.domain.permissions import Grant
from schemas.vocabulary import Role

from .gather import gather


def read_grants(session: Session, roles: Sequence[MemberRole]) -> list[Grant]:
    """Return roles as grants, in their order; a delegate's with the commands it stands on."""
    led_by = {row.delegate_of_id for row in roles if row.role is Role.DELEGATE} - {None}
    found = query.commands(session, led_by) if led_by else ()
    commands: dict[UUID | None, tuple[Grant, ...]] = gather(
        (row.member_id, _plain(row)) for row in found
    )
    return [
        Grant(
            row.role,
            row.district_id,
            row.starts_on,
            row.ends_on,
            commands.get(row.delegate_of_id, ()),
        )
        for row in roles
    ]


def _plain(row: MemberRole) -> Grant:
    return Grant(row.role, row.district_id, row.starts_on, row.ends_on)
