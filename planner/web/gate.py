"""The gate before every page, file and socket: closed unless an address is named as open.

The demo, which has no sign-in, serves this machine alone. No page of another site can send forms
here or open a socket, and nobody can say who they are but by the cookie they were given.
"""

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager
from urllib.parse import quote, urlsplit
from uuid import UUID

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from planner.config import is_loopback
from planner.domain.permissions import Action
from planner.logs import bind_request
from planner.services.door import begin
from planner.services.work import Work, new_id
from planner.ui.session import MEMBER_COOKIE, get_engine, get_settings, read_ticket
from schemas.errors import N_, NotFoundError, PlannerError, RefusedError, SignedOutError

from .sign_in import is_signed_in
from .template import error_page

_OPEN = re.compile(
    r"/(healthz|readyz|favicon\.png|manifest\.json|robots\.txt)"
    r"|/(planner-static|static|component|_stcore/bidi-components)/.+"
    r"|/_stcore/(health|host-config)"
)
_DEMO_ENTRANCE = re.compile(r"/enter")
_ENTRANCES = re.compile(r"/(signin|signin/code|forgotten|welcome/[^/]+|asked/[^/]+)")
_SINGLE_SIGN_ON = re.compile(r"/sso(/back)?")
_DATA = re.compile(r"/media/|/_stcore/")
"""What a page loads for itself: an answer in HTML would only confuse it."""

_UNUSED = re.compile(r"/_stcore/(agent|metrics)(/.*)?|/auth/.+|/oauth2callback")
"""What the pages' server offers and no page uses: agents, numbers, its own sign-in."""
_UPLOAD = re.compile(r"/_stcore/upload_file(/.*)?")
"""Where pages take files, for whoever may write something that files belong to."""
_TAKES_FILES = (Action.PLAN_EDIT,)

# A proxy that signs people in writes who they are into headers; only it may, and there is none.
_IDENTITY = re.compile(
    rb"(x-)?remote-.*|x-forwarded-(user|email|groups|preferred-username|access-token)"
    rb"|x-(auth|streamlit-user|planner)(-.*)?"
)
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
_POLICY_VIOLATION = 1008


class Gate:
    """Lets requests through that may come, and answers the others itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        bind_request(new_id().hex)
        scope["headers"] = list(_without_identity(scope["headers"]))
        refusal = await _find_refusal(HTTPConnection(scope))
        if refusal is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await refusal(scope, receive, send)
        else:
            # Closed before it was accepted, so that the browser sees a 403.
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})


async def _find_refusal(request: HTTPConnection) -> Response | None:
    """Return the answer to a request that may not pass, or None."""
    if get_settings().demo and not (comes_from_here(request) and names_this_machine(request)):
        return error_page(
            request,
            403,
            N_("Only on this machine"),
            N_("The demo has no sign-in, so it answers only the machine it runs on."),
        )
    if crosses_sites(request):
        return error_page(
            request,
            403,
            N_("Sent from another site"),
            N_("This came from another site and was not taken. Open the planner and do it there."),
        )
    known = knows_member if get_settings().demo else is_signed_in
    if not _is_open(request) and not await run_in_threadpool(known, request):
        return _not_entered(request)
    path = request.scope["path"]
    if _UNUSED.fullmatch(path) or (
        _UPLOAD.fullmatch(path) and not await run_in_threadpool(_may_hand_in, request)
    ):
        return PlainTextResponse("Not found.", 404, {"Cache-Control": "no-store"})
    return None


def _may_hand_in(request: HTTPConnection) -> bool:
    """Say whether the member may write anything, in one of their districts, that takes files."""
    try:
        with _begin_for(request) as work:
            return any(
                work.may(action, district_id)
                for action in _TAKES_FILES
                for district_id in work.actor.districts(work.today)
            )
    except PlannerError:
        return False


def _begin_for(request: HTTPConnection) -> AbstractContextManager[Work]:
    """Open the work of whoever sends a request. Raises SignedOutError for nobody."""
    if get_settings().demo:
        return begin(get_engine(), _member_id(request), today=get_settings().today)
    ticket = read_ticket(request.cookies)
    if ticket is None:
        raise SignedOutError(N_("Sign in first."))
    return begin(get_engine(), ticket=ticket)


def comes_from_here(request: HTTPConnection) -> bool:
    """Say whether a request comes from this machine, or over a channel without addresses."""
    return request.client is None or is_loopback(request.client.host)


def names_this_machine(request: HTTPConnection) -> bool:
    """Say whether a request asks for this machine by a name of its own.

    A foreign page can point its own name at this machine, and its requests then carry that name.
    """
    try:
        host = urlsplit(f"//{request.headers.get('host', '')}")
        _ = host.port  # raises ValueError when it is no number
    except ValueError:
        return False
    return host.username is None and not host.path and is_loopback(host.hostname or "")


def crosses_sites(request: HTTPConnection) -> bool:
    """Say whether another site's page sends a form, or opens a socket."""
    if request.scope["type"] == "http" and request.scope["method"] in _SAFE_METHODS:
        return False
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = request.headers.get("origin")
    try:
        return origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    except ValueError:
        return True


def knows_member(request: HTTPConnection) -> bool:
    """Say whether the cookie names a member who may come."""
    try:
        with begin(get_engine(), _member_id(request)):
            return True
    except (RefusedError, NotFoundError):
        return False


def _member_id(request: HTTPConnection) -> UUID | None:
    try:
        return UUID(request.cookies.get(MEMBER_COOKIE, ""))
    except ValueError:
        return None


def _is_open(request: HTTPConnection) -> bool:
    # As it is routed: the address in `request.url` leaves out line breaks and tabs.
    path = request.scope["path"]
    return request.scope["type"] == "http" and any(
        addresses.fullmatch(path) for addresses in _open_addresses()
    )


def _open_addresses() -> tuple[re.Pattern[str], ...]:
    """Return what opens without signing in; with single sign-on, there and back too."""
    if get_settings().demo:
        return _OPEN, _DEMO_ENTRANCE
    by_provider = (_SINGLE_SIGN_ON,) if get_settings().oidc_issuer else ()
    return _OPEN, _ENTRANCES, *by_provider


def _not_entered(request: HTTPConnection) -> Response:
    path = request.url.path
    if request.scope.get("method") in {"GET", "HEAD"} and not _DATA.search(path):
        here = f"{path}?{request.url.query}" if request.url.query else path
        return RedirectResponse(
            f"{_entrance()}?next={quote(here, safe='/')}", 303, {"Cache-Control": "no-store"}
        )
    return PlainTextResponse("Sign in first.", 401, {"Cache-Control": "no-store"})


def _entrance() -> str:
    return "/enter" if get_settings().demo else "/signin"


def _without_identity(
    headers: Iterable[tuple[bytes, bytes]],
) -> Iterable[tuple[bytes, bytes]]:
    return (pair for pair in headers if not _IDENTITY.fullmatch(pair[0].lower()))
