"""Who sends a request to an address beside the pages, and the transaction it is answered in."""

from contextlib import AbstractContextManager
from uuid import UUID

from starlette.requests import HTTPConnection

from planner.services.door import begin
from planner.services.work import Work
from planner.ui.session import MEMBER_COOKIE, get_engine, get_settings, read_ticket
from schemas.errors import N_, SignedOutError


def open_request(request: HTTPConnection, *, write: bool = False) -> AbstractContextManager[Work]:
    """Open the one transaction of a member's request. Raises SignedOutError for nobody's."""
    settings, ticket = get_settings(), read_ticket(request.cookies)
    member_id = _find_member_id(request) if settings.demo else None
    if ticket is None and member_id is None:
        raise SignedOutError(N_("Sign in first."))
    return begin(get_engine(), member_id, ticket=ticket, write=write, today=settings.today)


def _find_member_id(request: HTTPConnection) -> UUID | None:
    try:
        return UUID(request.cookies.get(MEMBER_COOKIE, ""))
    except ValueError:
        return None
