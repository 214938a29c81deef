"""Files on their way in: taken from whoever may add one somewhere, and never too much at once.

The pages' server holds what is uploaded in memory until the page stores it, for a session as long
as it lives. So the gate counts before it lets more in.
"""

import re

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response

from planner.domain.permissions import Action
from planner.ui.session import get_settings
from planner.ui.upload import waiting_bytes
from schemas.errors import PlannerError

from .member import open_request

UPLOADS = re.compile(r"/_stcore/upload_file(/|$)")
_ONE = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+")
BRINGING = (Action.EVIDENCE_ADD, Action.PLAN_EDIT)
"""What files are brought for: whoever may do none of it anywhere has no way in for them."""
WRAPPING = 64 * 1024
"""More than a browser writes around a file."""
FILES_WAITING = 5
"""How many of the largest files may wait in a session to be stored."""
FILES_ALTOGETHER = 20
"""And in all sessions."""


def refuse_upload(request: HTTPConnection) -> Response | None:
    """Return the answer to an upload that may not pass, or None."""
    found, method = _ONE.fullmatch(request.scope["path"]), request.scope.get("method")
    if found is None or method not in {"PUT", "DELETE"} or not _may_bring(request):
        return _answer("Not found.", 404)
    return None if method == "DELETE" else _refuse_size(request, found["session"])


def _refuse_size(request: HTTPConnection, session: str) -> Response | None:
    length = request.headers.get("content-length", "")
    if "transfer-encoding" in request.headers:
        length = ""  # What comes in pieces may be longer than it says.
    if not length.isdecimal():
        return _answer("Say how long it is.", 411)
    most = get_settings().evidence_max_bytes
    if int(length) > most + WRAPPING:
        return _answer("Too large.", 413)
    here, altogether = waiting_bytes(session)
    if here + int(length) > FILES_WAITING * most + WRAPPING:
        return _answer("Too much at once.", 413)
    if altogether + int(length) > FILES_ALTOGETHER * most + WRAPPING:
        return _answer("Try again in a minute.", 503)
    return None


def _may_bring(request: HTTPConnection) -> bool:
    try:
        with open_request(request) as work:
            districts = work.actor.districts(work.today)
            return any(work.may(action, each) for action in BRINGING for each in (None, *districts))
    except PlannerError:
        return False


def _answer(text: str, status: int) -> Response:
    return PlainTextResponse(text, status, {"Cache-Control": "no-store"})
