"""The work object that carries a request through the services, and the registry of use cases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from db.tables import Jurisdiction, new_id
from planner.domain.permissions import Action, Actor, decide
from schemas.errors import N_, RefusedError
from schemas.vocabulary import ActorKind

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Work:
    """One request: the session, who acts, when, and the request's id.

    `today` is the date in the jurisdiction's time zone, or the day a demo pins. `web_session_id`
    is the session in which a member is signed in, if that is how the request came.
    """

    session: Session
    actor: Actor
    jurisdiction: Jurisdiction
    now: datetime
    today: date
    request_id: str
    web_session_id: UUID | None = None

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
        raise RefusedError(_why(work), action=action.value)


def _why(work: Work) -> str:
    """Return what a refused actor is told: without any role today, whom to ask for one."""
    held = any(grant.holds(work.today) for grant in work.actor.grants)
    if work.actor.kind is ActorKind.MEMBER and not held:
        return N_("You have no role here today. Ask an administrator of your city or district.")
    return N_("Your role does not allow this here.")


__all__ = ["USE_CASES", "UseCase", "Work", "anywhere", "check", "new_id", "use_case"]
