"""Which addresses there are beside the pages, and what stands before all of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from schemas.errors import N_

from .account import choose_member, show_members
from .gate import Gate
from .headers import SecurityHeaders
from .health import is_alive, is_ready
from .lifespan import PlainStart
from .template import error_page

STATIC = Path(__file__).parent / "static"


def routes() -> list[BaseRoute]:
    """Return the planner's own addresses; the server of the pages adds its own."""
    return [
        Route("/healthz", is_alive),
        Route("/readyz", is_ready),
        Route("/enter", show_members, methods=["GET"]),
        Route("/enter", choose_member, methods=["POST"]),
        Mount("/planner-static", StaticFiles(directory=STATIC)),
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
