"""The second step of signing in: a code from an app, or a recovery code, after the password."""

from datetime import timedelta
from typing import NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from planner.domain.account import whole_minutes
from planner.domain.permissions import ANONYMOUS
from planner.domain.second_factor import LONGEST_CODE
from planner.logs import get_logger
from planner.services.account import sign_in
from planner.services.account.guess import WAIT
from planner.services.door import begin
from planner.ui.session import get_engine, get_settings
from schemas.errors import N_, NotFoundError, RuleError
from schemas.second_factor import FirstStep

from .cookie import is_own_form, safe_address, text_of
from .first_step import lead_in, read_first_step
from .sign_in import NOT_OURS, browser_of, is_signed_in, most_hours, visitor_of
from .template import render_form

log = get_logger(__name__)

RECOVERY = "recovery"
"""What the address and the form carry where a recovery code is to be typed."""
WRONG = N_("This code is wrong or was used already. Type the next one.")


class View(NamedTuple):
    """What stays the same however often the page is shown: where it leads, which code it wants."""

    after: str
    by_recovery: bool = False


async def show_code(request: Request) -> Response:
    """Show the form that asks for the code, to whoever has just typed their password here."""
    after = safe_address(request.query_params.get("next", ""))
    if await run_in_threadpool(is_signed_in, request):
        return RedirectResponse(after, 303, {"Cache-Control": "no-store"})
    view, first = View(after, RECOVERY in request.query_params), read_first_step(request)
    try:
        await run_in_threadpool(_look, first)
    except NotFoundError:
        return _from_the_start(after)
    except RuleError as error:
        return _unreadable(request, view, error)
    return _page(request, view)


async def take_code(request: Request) -> Response:
    """Begin a session and lead on to the page asked for; or say what to do."""
    form = await request.form(max_files=0, max_fields=10)
    view = View(safe_address(text_of(form, "next")), bool(text_of(form, RECOVERY)))
    if not is_own_form(request, form):
        return _page(request, view, NOT_OURS, 403)
    try:
        came = await run_in_threadpool(
            _try, request, read_first_step(request), text_of(form, "code")
        )
    except NotFoundError:
        return _from_the_start(view.after)
    except RuleError as error:
        return _unreadable(request, view, error)
    if isinstance(came, str):
        return lead_in(request, came, view.after)
    if came:
        return _page(request, view, WAIT, 429, minutes=whole_minutes(came))
    return _page(request, view, WRONG, 401)


def _look(first: FirstStep | None) -> None:
    if first is None:
        raise NotFoundError(sign_in.AGAIN)
    with begin(get_engine(), actor=ANONYMOUS, jurisdiction_id=first.jurisdiction_id) as work:
        sign_in.require_code(work, first, get_settings().key)


def _try(request: Request, first: FirstStep | None, code: str) -> str | timedelta:
    """Return the token of a session; or how long to wait, which is nothing for a wrong code."""
    if first is None:
        raise NotFoundError(sign_in.AGAIN)
    if len(code) > LONGEST_CODE:
        return timedelta()
    # Of the member and apart from passwords: beginning again with the password, which is right,
    # must not forget the codes that were guessed.
    visitor = visitor_of(request, first.member_id.hex, of="code")
    home, key = first.jurisdiction_id, get_settings().key
    with begin(get_engine(), actor=ANONYMOUS, jurisdiction_id=home, write=True) as work:
        sign_in.require_code(work, first, key)
        wait = sign_in.admit(work, visitor)
    if wait:
        return wait
    with begin(get_engine(), actor=ANONYMOUS, jurisdiction_id=home, write=True) as work:
        token = sign_in.enter_code(
            work,
            first,
            code,
            key,
            visitor=visitor,
            browser=browser_of(request),
            most=most_hours(),
        )
        if token is None:
            sign_in.note_wrong_code(work, first)
    return token or timedelta()


def _from_the_start(after: str) -> Response:
    address = f"/signin?next={quote(after, safe='/')}&why=again"
    return RedirectResponse(address, 303, {"Cache-Control": "no-store"})


def _unreadable(request: Request, view: View, error: RuleError) -> Response:
    log.warning("second step unreadable: was the installation's key changed?")
    return _page(request, view, error.message, 409, asks=False)


def _page(
    request: Request,
    view: View,
    error: str = "",
    status: int = 200,
    *,
    asks: bool = True,
    **params: object,
) -> Response:
    return render_form(
        request,
        "code.html",
        status,
        next=view.after,
        by_recovery=view.by_recovery,
        error=error,
        params=params,
        asks=asks,
    )
