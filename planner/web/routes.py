"""Which addresses there are beside the pages, and what stands before all of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from planner.ui.session import SIGNED_IN, get_settings
from schemas.errors import N_

from .asking import show_question, take_answer
from .demo import choose_member, show_members
from .evidence import send_evidence
from .gate import Gate
from .headers import SecurityHeaders
from .health import is_alive, is_ready
from .lifespan import PlainStart
from .link import show_forgotten, show_password, take_forgotten, take_password
from .second_factor import show_code, take_code
from .sign_in import say_signed_in, show_sign_in, take_sign_in
from .single_sign_on import BACK, START, come_back, start
from .template import error_page

STATIC = Path(__file__).parent / "static"


def routes() -> list[BaseRoute]:
    """Return the planner's own addresses; the server of the pages adds its own."""
    return [
        Route("/healthz", is_alive),
        Route("/readyz", is_ready),
        *(_demo() if get_settings().demo else _sign_in()),
        Route("/evidence/{evidence_id:uuid}", send_evidence, methods=["GET"]),
        Mount("/planner-static", StaticFiles(directory=STATIC)),
    ]


def _demo() -> list[BaseRoute]:
    return [
        Route("/enter", show_members, methods=["GET"]),
        Route("/enter", choose_member, methods=["POST"]),
    ]


def _sign_in() -> list[BaseRoute]:
    return [
        Route("/signin", show_sign_in, methods=["GET"]),
        Route("/signin", take_sign_in, methods=["POST"]),
        Route(SIGNED_IN, say_signed_in),
        Route("/signin/code", show_code, methods=["GET"]),
        Route("/signin/code", take_code, methods=["POST"]),
        Route("/forgotten", show_forgotten, methods=["GET"]),
        Route("/forgotten", take_forgotten, methods=["POST"]),
        Route("/welcome/{token}", show_password, methods=["GET"]),
        Route("/welcome/{token}", take_password, methods=["POST"]),
        Route("/asked/{token}", show_question, methods=["GET"]),
        Route("/asked/{token}", take_answer, methods=["POST"]),
        *(_single_sign_on() if get_settings().oidc_issuer else ()),
    ]


def _single_sign_on() -> list[BaseRoute]:
    return [
        Route(START, start, methods=["GET"]),
        Route(BACK, come_back, methods=["GET"]),
    ]


def middleware() -> list[Middleware]:
    """Return what every request passes, the outermost first."""
    return [Middleware(PlainStart), Middleware(SecurityHeaders), Middleware(Gate)]


def exception_handlers() -> Mapping[Any, Any]:
    """Return what is shown when the server fails: a calm page, and nothing about how."""
    return {500: _failed}


def _failed(request: Request, _error: Exception) -> Response:
    return error_page(
        request,
        500,
        N_("Something went wrong here"),
        N_(
            "What you saved is safe. Try again in a minute; if it stays, tell who runs the planner."
        ),
    )
