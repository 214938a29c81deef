"""Whether the process lives and can work; open to everybody, so it tells nothing about anybody."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from db.check import why_not_ready
from planner.ui.session import get_engine

_FRESH = {"Cache-Control": "no-store"}


async def is_alive(_request: Request) -> JSONResponse:
    """Answer as long as the process does."""
    return JSONResponse({"status": "ok"}, headers=_FRESH)


async def is_ready(_request: Request) -> JSONResponse:
    """Answer 200 when the database can be reached and has this release's tables, else 503."""
    reason = await run_in_threadpool(lambda: why_not_ready(get_engine()))
    if reason is None:
        return JSONResponse({"status": "ready"}, headers=_FRESH)
    return JSONResponse({"status": "not ready", "reason": str(reason)}, 503, headers=_FRESH)
