"""Signing in by a provider: there, and back with what it says. Works without JavaScript."""

import hmac
from datetime import UTC, datetime, timedelta
from functools import cache

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from planner.gateways.provider import Provider, ProviderError, Secrets
from planner.gateways.secret import new_token, read_signed, sign
from planner.logs import get_logger
from planner.services.account.single_sign_on import sign_on
from planner.services.door import begin_anonymous
from planner.ui.session import get_engine, get_settings
from schemas.errors import N_, NotFoundError
from schemas.shape import Shape
from schemas.single_sign_on import ClaimsIn, SignOnRow
from schemas.vocabulary import SignOnRefusal

from .cookie import FIRST_PAGE, keep_language, keep_session, safe_address, set_cookie
from .language import pick_language
from .sign_in import browser_of, is_signed_in, most_hours
from .template import render

log = get_logger(__name__)

START, BACK = "/sso", "/sso/back"
COOKIE = "planner_sso"
HOLDS = timedelta(minutes=10)
"""How long somebody may take at the provider, to find a phone and type a code."""
_ATTEMPT = "single sign-on"
"""What the signature of the cookie is good for."""

LAPSED = N_("That took too long, or it was begun in another browser. Please begin once more.")
STOPPED = N_("The single sign-on service did not let you in, or you stopped there.")
SILENT = N_("The single sign-on service does not answer now. Try again in a minute.")
DOUBTFUL = N_(
    "What the single sign-on service sent can't be checked. Begin once more; if it stays, tell who"
    " runs the planner."
)
REFUSED = {
    SignOnRefusal.UNVERIFIED: N_(
        "The single sign-on service does not say that your mail address is yours, so the planner"
        " can't tell who you are. Have it confirmed there, then begin once more."
    ),
    SignOnRefusal.NO_ROLE: N_(
        "You have no account and no role here yet. Ask an administrator of your city or district"
        " to invite you."
    ),
    SignOnRefusal.DISABLED: N_(
        "Your account is disabled. Ask an administrator of your city or district."
    ),
    SignOnRefusal.TAKEN: N_(
        "The account with your mail address belongs to another person at the single sign-on"
        " service. Ask an administrator of your city or district."
    ),
}


class Attempt(Shape):
    """One try to sign in, as the browser that began it carries it there and back."""

    secrets: Secrets
    after: str
    began_at: datetime


@cache
def get_provider() -> Provider:
    """Return the provider that the settings name; what it said of itself is kept."""
    return Provider(get_settings())


async def start(request: Request) -> Response:
    """Lead to the provider, and remember in the browser what it was asked with."""
    after = safe_address(request.query_params.get("next", ""))
    if await run_in_threadpool(is_signed_in, request):
        return RedirectResponse(after, 303, {"Cache-Control": "no-store"})
    secrets = Secrets(new_token(), new_token(), new_token())
    try:
        address = await run_in_threadpool(get_provider().entrance, _back(), secrets)
    except ProviderError as error:
        return _failed(request, after, error)
    response = RedirectResponse(address, 303, {"Cache-Control": "no-store"})
    attempt = Attempt(secrets=secrets, after=after, began_at=datetime.now(UTC))
    cookie = sign(get_settings().key, _ATTEMPT, attempt.model_dump_json())
    set_cookie(response, COOKIE, cookie, max_age=int(HOLDS.total_seconds()))
    return response


async def come_back(request: Request) -> Response:
    """Begin a session for whom the provider means, and lead on to the page asked for."""
    attempt = _find_attempt(request)
    response = await _answer(request, attempt)
    # Used once, whatever came of it.
    set_cookie(response, COOKIE, "", max_age=0)
    return response


async def _answer(request: Request, attempt: Attempt | None) -> Response:
    said = request.query_params
    if attempt is None:
        log.info("single sign-on failed", reason="not begun here, or too long ago")
        return _page(request, FIRST_PAGE, LAPSED, 400)
    # A provider that names itself must be the one that was asked (RFC 9207).
    if said.get("iss", get_provider().issuer) != get_provider().issuer:
        return _failed(request, attempt.after, ProviderError("another issuer"))
    if "error" in said or "code" not in said:
        log.info("single sign-on failed", reason="stopped at the provider")
        return _page(request, attempt.after, STOPPED, 403)
    try:
        claims = await run_in_threadpool(
            get_provider().read_claims, said["code"], _back(), attempt.secrets
        )
    except ProviderError as error:
        return _failed(request, attempt.after, error)
    came = await run_in_threadpool(_sign_on, request, claims)
    if came.refused:
        return _page(request, attempt.after, REFUSED[came.refused], 403)
    response = RedirectResponse(attempt.after, 303, {"Cache-Control": "no-store"})
    keep_session(response, came.token)
    keep_language(response, pick_language(request))
    return response


def _find_attempt(request: Request) -> Attempt | None:
    """Return the try that this browser began and that the provider answers, if it still holds."""
    carried = read_signed(get_settings().key, _ATTEMPT, request.cookies.get(COOKIE, ""))
    try:
        attempt = Attempt.model_validate_json(carried or "")
    except ValidationError:
        return None
    state = request.query_params.get("state", "")
    fits = hmac.compare_digest(state.encode(), attempt.secrets.state.encode())
    return attempt if fits and datetime.now(UTC) - attempt.began_at < HOLDS else None


def _sign_on(request: Request, claims: ClaimsIn) -> SignOnRow:
    identity = (claims.issuer, claims.subject)
    try:
        with begin_anonymous(
            get_engine(), email=claims.email.lower(), identity=identity, write=True
        ) as work:
            return sign_on(
                work,
                claims,
                prefix=get_settings().oidc_group_prefix,
                language=pick_language(request),
                browser=browser_of(request),
                most=most_hours(),
            )
    except NotFoundError:
        # A database without a jurisdiction has no roles to give either.
        return SignOnRow(refused=SignOnRefusal.NO_ROLE)


def _back() -> str:
    return get_settings().base_url + BACK


def _failed(request: Request, after: str, error: ProviderError) -> Response:
    log.warning("single sign-on failed", reason=error.why)
    if error.silent:
        return _page(request, after, SILENT, 503)
    return _page(request, after, DOUBTFUL, 403)


def _page(request: Request, after: str, text: str, status: int) -> Response:
    return render("single_sign_on.html", pick_language(request), status, text=text, next=after)
