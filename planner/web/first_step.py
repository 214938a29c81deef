"""From a right password to a session, or to the page that asks for the code that follows it."""

from urllib.parse import quote

from pydantic import ValidationError
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response

from planner.domain.second_factor import FIRST_STEP_HOLDS
from planner.gateways.secret import digest_of, read_signed, sign
from planner.ui.session import get_settings
from schemas.second_factor import FirstStep

from .cookie import FORM_COOKIE, keep_session, set_cookie

CODE_PAGE = "/signin/code"
FIRST_STEP_COOKIE = "planner_first_step"
_FIRST_STEP = "first step"
"""What the signature of the proof is good for."""


def lead_in(request: HTTPConnection, came: str | FirstStep, after: str) -> Response:
    """Lead on with the token of a session, or else to the page that asks for the code."""
    if isinstance(came, str):
        response = RedirectResponse(after, 303, {"Cache-Control": "no-store"})
        keep_session(response, came)
        if FIRST_STEP_COOKIE in request.cookies:
            set_cookie(response, FIRST_STEP_COOKIE, "", max_age=0)
        return response
    address = f"{CODE_PAGE}?next={quote(after, safe='/')}"
    response = RedirectResponse(address, 303, {"Cache-Control": "no-store"})
    # In a cookie and not in the form, so that choosing a language there doesn't lose it.
    proof = sign(get_settings().key, _FIRST_STEP, f"{_browser(request)} {came.model_dump_json()}")
    seconds = int(FIRST_STEP_HOLDS.total_seconds())
    set_cookie(response, FIRST_STEP_COOKIE, proof, max_age=seconds)
    return response


def read_first_step(request: HTTPConnection) -> FirstStep | None:
    """Return the first step that was taken in this very browser, or None.

    Whether it still holds is for the services to say.
    """
    cookie = request.cookies.get(FIRST_STEP_COOKIE, "")
    proof = read_signed(get_settings().key, _FIRST_STEP, cookie) or ""
    browser, _, step = proof.partition(" ")
    if FORM_COOKIE not in request.cookies or browser != _browser(request):
        return None
    try:
        return FirstStep.model_validate_json(step)
    except ValidationError:
        return None


def _browser(request: HTTPConnection) -> str:
    """Return what binds a proof to a browser: the digest of the cookie that its forms go with."""
    return digest_of(request.cookies.get(FORM_COOKIE, ""))
