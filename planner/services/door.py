"""Where a request comes in: its one transaction, who acts, and the record of a refusal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables import Jurisdiction, Member, MemberRole, new_id
from planner.domain.permissions import SYSTEM, Actor, Grant
from planner.domain.quarters import local_day
from planner.logs import bind_request, get_logger, release_request
from schemas.errors import N_, NotFoundError, RefusedError
from schemas.vocabulary import ActorKind

from .change import write_refusal
from .work import Work

log = get_logger(__name__)


@contextmanager
def begin(  # noqa: PLR0913  (a request is what it is)
    engine: Engine,
    member_id: UUID | None = None,
    *,
    actor: Actor | None = None,
    jurisdiction_id: UUID | None = None,
    write: bool = False,
    today: date | None = None,
    request_id: str = "",
) -> Iterator[Work]:
    """Open the one transaction of a request and yield its work; for doors only.

    `member_id` names who acts, `actor` stands in for it where nobody is signed in or the planner
    itself acts. A refusal is written down in a transaction of its own, then raised on. Without a
    jurisdiction id the only one there is is taken. Log lines written meanwhile, and the change
    rows, carry the request's id.
    """
    request_id = request_id or new_id().hex
    work: Work | None = None
    bound = bind_request(request_id)
    try:
        with transaction(engine, write=write) as session:
            work = _make_work(session, member_id, actor, jurisdiction_id, today, request_id)
            yield work
    except RefusedError as refused:
        if work is not None:
            with transaction(engine, write=True) as session:
                write_refusal(session, work, refused)
        log.info("refused", action=refused.params.get("action", ""))
        raise
    finally:
        release_request(bound)


@contextmanager
def begin_founding(
    engine: Engine, jurisdiction: Jurisdiction, *, today: date | None = None, request_id: str = ""
) -> Iterator[Work]:
    """Open a writing transaction for a jurisdiction that is still to be made; for doors only.

    The planner itself acts. The jurisdiction waits in the session and is written with the first
    rows that belong to it; when anything fails, neither is there.
    """
    now = datetime.now(UTC)
    with transaction(engine, write=True) as session:
        session.add(jurisdiction)
        day = today or local_day(now, jurisdiction.time_zone)
        yield Work(session, SYSTEM, jurisdiction, now, day, request_id or new_id().hex)


def _make_work(  # noqa: PLR0913, PLR0917
    session: Session,
    member_id: UUID | None,
    actor: Actor | None,
    jurisdiction_id: UUID | None,
    today: date | None,
    request_id: str,
) -> Work:
    now = datetime.now(UTC)
    if member_id is not None:
        actor = find_actor(session, member_id)
    if actor is None:
        raise RefusedError(N_("Choose who you are first."), action="")
    jurisdiction = _find_jurisdiction(session, member_id, jurisdiction_id)
    day = today or local_day(now, jurisdiction.time_zone)
    return Work(session, actor, jurisdiction, now, day, request_id)


def find_actor(session: Session, member_id: UUID) -> Actor | None:
    """Return who acts, with the roles that the database holds for them, or None."""
    member = session.get(Member, member_id)
    if member is None or not member.active:
        return None
    roles = session.scalars(
        select(MemberRole).where(MemberRole.member_id == member_id).order_by(MemberRole.starts_on)
    )
    grants = tuple(Grant(r.role, r.district_id, r.starts_on, r.ends_on) for r in roles)
    return Actor(ActorKind.MEMBER, member.id, member.name, member.preferred_language, grants)


def _find_jurisdiction(
    session: Session, member_id: UUID | None, jurisdiction_id: UUID | None
) -> Jurisdiction:
    query = select(Jurisdiction)
    if member_id is not None:
        query = query.join(Member).where(Member.id == member_id)
    elif jurisdiction_id is not None:
        query = query.where(Jurisdiction.id == jurisdiction_id)
    found = session.scalars(query.limit(2)).all()
    if len(found) != 1:
        raise NotFoundError(N_("Say which jurisdiction is meant: there are none, or several."))
    return found[0]
