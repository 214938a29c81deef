"""Links that were handed out: setting a password, and asking for a link when it is forgotten."""

from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from planner.domain.account import whole_minutes
from planner.gateways.secret import read_signed_id
from planner.jobs.lease import enqueue
from planner.jobs.link import LINK, SEND_LINK
from planner.services.account import link, sign_in
from planner.services.account.guess import WAIT
from planner.services.door import begin_anonymous
from planner.ui.session import get_engine, get_settings
from schemas.errors import N_, NotFoundError, PlannerError, RuleError
from schemas.second_factor import FirstStep
from schemas.sign_in import LinkRow

from .cookie import FIRST_PAGE, is_own_form, text_of
from .first_step import lead_in
from .sign_in import NOT_OURS, browser_of, most_hours, visitor_of
from .template import error_page, render_form

UNEQUAL = N_("The two passwords are not the same. Type the new one twice.")


async def show_password(request: Request) -> Response:
    """Show the form that sets a password, to whoever has a link that is still good."""
    try:
        found = await run_in_threadpool(_read, request)
    except NotFoundError as error:
        return _too_old(request, error)
    return _password_page(request, found)


async def take_password(request: Request) -> Response:
    """Set the password and come in; or say what is wrong with it."""
    form = await request.form(max_files=0, max_fields=10)
    new = text_of(form, "password")
    try:
        found = await run_in_threadpool(_read, request)
        if not is_own_form(request, form):
            return _password_page(request, found, NOT_OURS, 403)
        if new != text_of(form, "again"):
            return _password_page(request, found, UNEQUAL, 422)
        came = await run_in_threadpool(_set, request, found, new)
    except NotFoundError as error:
        return _too_old(request, error)
    except RuleError as error:
        return _password_page(request, found, error.message, 422, **error.params)
    return lead_in(request, came, FIRST_PAGE)


async def show_forgotten(request: Request) -> Response:
    """Show the form that asks for a link."""
    return _forgotten_page(request)


async def take_forgotten(request: Request) -> Response:
    """Say that a link is on its way, whether there is such an account or not."""
    form = await request.form(max_files=0, max_fields=10)
    if not is_own_form(request, form):
        return _forgotten_page(request, error=NOT_OURS, status=403)
    wait = await run_in_threadpool(_ask, request, text_of(form, "email"))
    if wait:
        return _forgotten_page(request, error=WAIT, status=429, minutes=whole_minutes(wait))
    return _forgotten_page(request, done=True)


def _read(request: Request) -> LinkRow:
    link_id = read_signed_id(get_settings().key, LINK, request.path_params["token"])
    if link_id is None:
        raise NotFoundError(sign_in.TOO_OLD)
    with begin_anonymous(get_engine(), link_id=link_id) as work:
        return sign_in.get_link(work, link_id)


def _set(request: Request, found: LinkRow, new: str) -> str | FirstStep:
    with begin_anonymous(get_engine(), link_id=found.id, write=True) as work:
        return sign_in.set_password(work, found.id, new, browser_of(request), most_hours())


def _ask(request: Request, typed: str) -> timedelta:
    email = typed.strip().lower()
    try:
        with begin_anonymous(get_engine(), email=email, write=True) as work:
            # Counted under keys of their own, of the address too: asking succeeds and fails alike
            # and is never taken back, so it must not use up what a station's sign-ins share.
            visitor = visitor_of(request, email, of="forgotten", at="forgotten from")
            wait = sign_in.admit(work, visitor)
    except NotFoundError:
        # A database without a jurisdiction has nobody in it either.
        return timedelta()
    if wait:
        return wait
    with begin_anonymous(get_engine(), email=email, write=True) as work:
        made = link.ask_for_link(work, email)
    if made is not None and get_settings().smtp_host:
        enqueue(get_engine(), SEND_LINK, made.id.hex, {"link_id": made.id.hex})
    return timedelta()


def _too_old(request: Request, error: PlannerError) -> Response:
    return error_page(request, 404, N_("This link doesn't work any more"), error.message)


def _password_page(
    request: Request, found: LinkRow, error: str = "", status: int = 200, **params: object
) -> Response:
    return render_form(request, "password.html", status, link=found, error=error, params=params)


def _forgotten_page(
    request: Request, *, error: str = "", status: int = 200, done: bool = False, **params: object
) -> Response:
    by_mail = bool(get_settings().smtp_host)
    return render_form(
        request, "forgotten.html", status, error=error, params=params, done=done, by_mail=by_mail
    )
