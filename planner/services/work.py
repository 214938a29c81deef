"""The work object that carries a request through the services, and the registry of use cases."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables import Jurisdiction, Member, MemberRole, new_id
from planner.domain.permissions import SYSTEM, Action, Actor, Grant, decide
from planner.domain.quarters import local_day
from schemas.errors import N_, NotFoundError, RefusedError
from schemas.vocabulary import ActorKind

from .change import write_refusal

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Work:
    """One request: the session, who acts, when, and the request's id.

    `today` is the date in the jurisdiction's time zone, or the day a demo pins.
    """

    session: Session
    actor: Actor
    jurisdiction: Jurisdiction
    now: datetime
    today: date
    request_id: str

    @property
    def jurisdiction_id(self) -> UUID:
        """The jurisdiction that every row read or written belongs to."""
        return self.jurisdiction.id

    def may(self, action: Action, district_id: UUID | None = None) -> bool:
        """Say whether the actor may do this here and today."""
        return decide(self.actor, action, district_id, self.today)


@dataclass(frozen=True, slots=True)
class UseCase:
    """A registered service function and the action it needs."""

    name: str
    action: Action
    function: Callable[..., Any]


USE_CASES: dict[str, UseCase] = {}

Scope = Callable[..., UUID | None]


def anywhere(*_arguments: object, **_named: object) -> UUID | None:
    """Tell that a use case touches no district in particular."""
    return None


def use_case(
    action: Action, scope: Scope = anywhere
) -> Callable[[Callable[Concatenate[Work, P], R]], Callable[Concatenate[Work, P], R]]:
    """Register a service function with the action it needs, and check that first on every call.

    `scope` takes the same arguments and tells which district they touch. A call that the actor
    may not make raises RefusedError before the function runs.
    """

    def register(
        function: Callable[Concatenate[Work, P], R],
    ) -> Callable[Concatenate[Work, P], R]:
        @wraps(function)
        def checked(work: Work, /, *args: P.args, **kwargs: P.kwargs) -> R:
            check(work, action, scope(work, *args, **kwargs))
            return function(work, *args, **kwargs)

        name = f"{function.__module__.rpartition('.')[2]}.{function.__name__}"
        USE_CASES[name] = UseCase(name, action, checked)
        return checked

    return register


def check(work: Work, action: Action, district_id: UUID | None = None) -> None:
    """Raise RefusedError unless the actor may do this here and today."""
    if not work.may(action, district_id):
        raise RefusedError(N_("Your role does not allow this here."), action=action.value)


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
    jurisdiction id the only one there is is taken.
    """
    request_id = request_id or new_id().hex
    work: Work | None = None
    try:
        with transaction(engine, write=write) as session:
            work = _make_work(session, member_id, actor, jurisdiction_id, today, request_id)
            yield work
    except RefusedError as refused:
        if work is not None:
            with transaction(engine, write=True) as session:
                write_refusal(session, work, refused)
        raise


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


__all__ = [
    "USE_CASES",
    "UseCase",
    "Work",
    "anywhere",
    "begin",
    "begin_founding",
    "check",
    "find_actor",
    "new_id",
    "use_case",
]
