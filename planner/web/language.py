"""Which language a visitor reads before anybody knows who it is."""

from collections.abc import Iterator

from starlette.requests import HTTPConnection

from planner.i18n import find_language
from planner.ui.session import get_settings
from schemas.vocabulary import Language

COOKIE = "planner_language"
_BY_TAG = {language.value.partition("_")[0]: language for language in Language}


def find_chosen(request: HTTPConnection) -> Language | None:
    """Return the language asked for in the address or kept in the cookie, or None."""
    asked = (request.query_params.get("language"), request.cookies.get(COOKIE))
    return next((found for one in asked if (found := find_language(one))), None)


def pick_language(request: HTTPConnection, otherwise: Language | None = None) -> Language:
    """Return the language that was chosen, or is set in the browser.

    Where a page is made for somebody who reads another language, `otherwise` tells which, and
    the browser is not asked.
    """
    return (
        find_chosen(request)
        or otherwise
        or next(_of_browser(request), None)
        or get_settings().language
    )


def _of_browser(request: HTTPConnection) -> Iterator[Language]:
    """Yield our languages among those the browser asks for, the most wanted first."""
    parts = request.headers.get("accept-language", "").split(",")
    wanted = sorted(map(_weighed, parts), key=lambda pair: -pair[1])
    for tag, weight in wanted:
        if weight > 0 and tag in _BY_TAG:
            yield _BY_TAG[tag]


def _weighed(part: str) -> tuple[str, float]:
    """Read `es-MX;q=0.8` as the tag's first part and its weight; no weight is 1."""
    tag, _, weight = part.partition(";q=")
    try:
        return tag.strip().lower().partition("-")[0], float(weight or 1)
    except ValueError:
        return "", 0.0
