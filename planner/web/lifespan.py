"""Starting and stopping: everything is checked before the first request, or said and ended."""

import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from db.check import what_is_missing, why_not_ready
from planner.i18n import translator
from planner.jobs.worker import Worker
from planner.logs import configure_logs, get_logger
from planner.services.progress.fill import fill_standings
from planner.ui.session import get_engine, get_settings
from schemas.errors import PlannerError, SettingsError
from schemas.vocabulary import Language

from .rounds import keep_rounds_short, load_for_good
from .single_sign_on import get_provider

log = get_logger(__name__)

STOP_SECONDS = 10.0
"""How long a worker's last job may hold up the end; the lease brings a job back that is cut off."""


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Check that the planner can run, run it, and stop its worker at the end.

    Raises PlannerError, for `PlainStart` to say, when it can't.
    """
    check_start()
    load_for_good()
    keep_rounds_short()
    worker = Worker(get_engine(), get_settings()) if get_settings().worker_in_process else None
    thread = Thread(target=worker.run, name="worker", daemon=True) if worker else None
    if thread:
        thread.start()
    try:
        yield
    finally:
        if worker and thread:
            worker.stop()
            await run_in_threadpool(thread.join, STOP_SECONDS)


def check_start() -> None:
    """Raise PlannerError when the settings or the database don't allow serving."""
    settings = get_settings()
    # The server's libraries added handlers of their own by now; they write more than we allow.
    configure_logs(settings.log_level, settings.log_format)
    # Asking where the database stands is no news, and /readyz asks all day.
    logging.getLogger("alembic.runtime.migration").setLevel(logging.WARNING)
    problem = settings.why_not_serve() or why_not_ready(get_engine())
    if problem is None and settings.oidc_issuer:
        # The one that people are led to, so that what it says now is kept for them.
        problem = get_provider().why_not_usable()
    if problem:
        raise problem
    fill_standings(get_engine())
    if not settings.demo and (missing := what_is_missing(get_engine())):
        # Commands and no link, which whoever reads the log could use.
        sentence = f"Nobody can sign in yet. Run {', then '.join(missing)}"
        log.warning(sentence)


class PlainStart:
    """Says in one sentence why the planner doesn't start, where servers would print a traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; hold back the report of a failed start until its cause is known."""
        held: list[Message] = []

        async def hold(message: Message) -> None:
            if message["type"] == "lifespan.startup.failed":
                held.append(message)
            else:
                await send(message)

        try:
            await self._app(scope, receive, hold if scope["type"] == "lifespan" else send)
        except PlannerError as error:
            if not held:
                raise
            sys.stderr.write(f"{_sentence(error)}\n")
            await send({"type": "lifespan.startup.failed", "message": ""})
        except BaseException:
            for message in held:
                await send(message)
            raise


def _sentence(error: PlannerError) -> str:
    try:
        language = get_settings().language
    except SettingsError:
        language = Language.EN
    return translator(language).error(error)
