"""Signing in with mail address and password. Works without JavaScript, in every language."""

from datetime import timedelta
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response

from planner.domain.account import whole_minutes
from planner.gateways.secret import keyed_digest
from planner.services.account import sign_in
from planner.services.account.guess import WAIT, password_key
from planner.services.door import begin, begin_anonymous
from planner.ui.session import get_engine, get_settings, read_ticket
from schemas.errors import N_, NotFoundError, PlannerError
from schemas.second_factor import FirstStep
from schemas.sign_in import Visitor

from .cookie import is_own_form, keep_language, safe_address, text_of
from .first_step import lead_in
from .template import render_form

_LONGEST_TYPED = 400
NOT_OURS = N_("This form was open for too long, or in another browser. Please send it once more.")
WRONG = N_("Mail address and password don't go together. Try again, or set a new password.")


class Outcome(NamedTuple):
    """How a try ended: with what comes of a right password, or how long to wait, or neither."""

    came: str | FirstStep = ""
    wait: timedelta = timedelta()


async def show_sign_in(request: Request) -> Response:
    """Show the form, or lead on whoever is signed in already."""
    after = safe_address(request.query_params.get("next", ""))
    if await run_in_threadpool(is_signed_in, request):
        return RedirectResponse(after, 303, {"Cache-Control": "no-store"})
    return _page(request, after)


async def say_signed_in(_request: Request) -> Response:
    """Answer a page that asks whether its session lasts; the gate refuses it when it is over."""
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


async def take_sign_in(request: Request) -> Response:
    """Sign in, and lead on to the page asked for; or say what to do, keeping the mail address."""
    form = await request.form(max_files=0, max_fields=10)
    after, email = safe_address(text_of(form, "next")), text_of(form, "email")
    if not is_own_form(request, form):
        return _page(request, after, email, NOT_OURS, 403)
    password = text_of(form, "password")
    if len(email) > _LONGEST_TYPED or len(password) > _LONGEST_TYPED:
        return _page(request, after, "", WRONG, 401)
    outcome = await run_in_threadpool(_try, request, email, password)
    if outcome.wait:
        minutes = whole_minutes(outcome.wait)
        return _page(request, after, email, WAIT, 429, minutes=minutes)
    if not outcome.came:
        return _page(request, after, email, WRONG, 401)
    response = lead_in(request, outcome.came, after)
    keep_language(response, text_of(form, "language"))
    return response


def is_signed_in(request: HTTPConnection) -> bool:
    """Say whether a browser's cookie opens a session that still lasts."""
    ticket = read_ticket(request.cookies)
    if ticket is None:
        return False
    try:
        with begin(get_engine(), ticket=ticket):
            return True
    except PlannerError:
        return False


def browser_of(request: HTTPConnection) -> str:
    """Return what a browser calls itself."""
    return request.headers.get("user-agent", "")


def most_hours() -> timedelta:
    """Return how long a session lasts at the most."""
    return timedelta(hours=get_settings().session_hours)


def visitor_of(
    request: HTTPConnection, name: str, of: str = "account", at: str = "address"
) -> Visitor:
    """Return under which keys tries are counted: of the account named, and of the address.

    What is counted apart from passwords says `of` what and `at` what kind of place.
    """
    key, address = get_settings().key, request.client.host if request.client else ""
    return Visitor(
        account_key=password_key(key, name) if of == "account" else keyed_digest(key, of, name),
        address_key=keyed_digest(key, at, address),
    )


def _try(request: Request, typed: str, password: str) -> Outcome:
    email = typed.strip().lower()
    visitor = visitor_of(request, email)
    try:
        with begin_anonymous(get_engine(), email=email, write=True) as work:
            wait = sign_in.admit(work, visitor)
    except NotFoundError:
        # A database without a jurisdiction has nobody in it either.
        return Outcome()
    if wait:
        return Outcome(wait=wait)
    # Comparing takes long on purpose, so no other writer is kept waiting for it.
    with begin_anonymous(get_engine(), email=email) as work:
        member_id = sign_in.whose(work, email, password)
    with begin_anonymous(get_engine(), email=email, write=True) as work:
        if member_id is None:
            sign_in.note_failure(work, email)
            return Outcome()
        browser, most = browser_of(request), most_hours()
        return Outcome(sign_in.begin_session(work, member_id, visitor, browser, most))


def _page(
    request: Request,
    after: str,
    email: str = "",
    error: str = "",
    status: int = 200,
    **params: object,
) -> Response:
    return render_form(
        request,
        "signin.html",
        status,
        next=after,
        email=email[:_LONGEST_TYPED],
        error=error,
        params=params,
        why=request.query_params.get("why"),
        by_provider=bool(get_settings().oidc_issuer),
        provider=get_settings().oidc_name,
    )
