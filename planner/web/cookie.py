"""Cookies as the planner sets them, addresses that may be led on to, and whose form it is."""

import re
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from planner.gateways.secret import new_token, read_signed, sign
from planner.ui.session import SESSION, SESSION_COOKIE, get_settings
from schemas.vocabulary import Language

from .language import COOKIE

FIRST_PAGE = "/"
ENTRANCES = ("/enter", "/signin", "/sso", "/welcome/", "/forgotten", "/asked/")
"""Pages that lead in; nobody is led back to them."""
FORM = "form"
FORM_COOKIE = "planner_form"
_LONGEST_ADDRESS = 2000
# PostgreSQL keeps no NUL, and half a character can't be written down as UTF-8.
_UNTYPABLE = re.compile(r"[\0\ud800-\udfff]")
_YEAR_SECONDS = 365 * 24 * 60 * 60


def safe_address(address: str) -> str:
    """Return an address of this site as it is, and the first page for anything else.

    Browsers take two slashes, or a slash and a backslash, for the start of another site's name,
    and skip control characters.
    """
    ours = (
        address.startswith("/")
        and not address.startswith(("//", *ENTRANCES))
        and "\\" not in address
        and address.isprintable()
        and len(address) <= _LONGEST_ADDRESS
    )
    return address if ours and not urlsplit(address).netloc else FIRST_PAGE


def text_of(form: FormData, name: str) -> str:
    """Return what stands in a field of a form, and nothing for what nobody can have typed."""
    value = form.get(name, "")
    return value if isinstance(value, str) and not _UNTYPABLE.search(value) else ""


def keep_language(response: Response, language: str) -> None:
    """Remember the language that was chosen."""
    if language in set(Language):
        # The pages read it too, so that a choice made here holds there.
        set_cookie(response, COOKIE, language, readable=True, max_age=_YEAR_SECONDS)


def keep_session(response: Response, token: str) -> None:
    """Give the browser the signed token of a session; the server says how long it lasts."""
    set_cookie(response, SESSION_COOKIE, sign(get_settings().key, SESSION, token))


def form_token(request: HTTPConnection) -> tuple[str, str]:
    """Return what a form carries and the cookie that goes with it.

    Another site can send a form here, but it can neither read nor set the cookie.
    """
    cookie = request.cookies.get(FORM_COOKIE) or new_token()
    return sign(get_settings().key, FORM, cookie), cookie


def is_own_form(request: Request, form: FormData) -> bool:
    """Say whether a form was made here for this very browser."""
    cookie = request.cookies.get(FORM_COOKIE)
    return cookie is not None and read_signed(get_settings().key, FORM, text_of(form, FORM)) == (
        cookie
    )


def set_cookie(
    response: Response, name: str, value: str, *, readable: bool = False, max_age: int | None = None
) -> None:
    """Set a cookie for this site alone; scripts can't read it unless it is `readable`."""
    response.set_cookie(
        name,
        value,
        max_age=max_age,
        path="/",
        secure=get_settings().is_secure,
        httponly=not readable,
        samesite="lax",
    )
