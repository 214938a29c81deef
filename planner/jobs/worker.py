"""The worker: takes one job after the other until it is told to stop; several may run at once."""

import os
import secrets
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event

from db.engine import Engine
from planner.config import Settings
from planner.logs import get_logger
from schemas.errors import PlannerError

from . import anchor, asking, lease, link, mail, schedule, tidy
from .kinds import KINDS, GiveUpError, Order

__all__ = [
    "Worker",
    "anchor",
    "asking",
    "link",
    "mail",
    "tidy",
]  # importing a kind's module registers it

LOOK_SECONDS = 2.0
"""How often an idle worker looks for work."""
SCHEDULE_SECONDS = 60.0
"""How often it looks for what the day asks for."""

_log = get_logger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


class Worker:
    """Runs jobs one at a time. `stop` ends it after the job at hand; no job is cut off."""

    def __init__(
        self, engine: Engine, settings: Settings, now: Callable[[], datetime] = _now
    ) -> None:
        self.name = f"{socket.gethostname()[:32]}:{os.getpid()}:{secrets.token_hex(4)}"
        self._engine = engine
        self._settings = settings
        self._now = now
        self._stopped = Event()
        self._schedule_at = 0.0

    def stop(self) -> None:
        """Ask the worker to end; any thread and any signal handler may."""
        self._stopped.set()

    def run(self) -> None:
        """Work until stopped. A database that is away for a while is waited for."""
        while not self._stopped.is_set():
            try:
                worked = self.run_once()
            except Exception:  # noqa: BLE001  (a worker that dies is found out too late)
                _log.exception("worker_cannot_work")
                worked = False
            if not worked:
                self._stopped.wait(LOOK_SECONDS)

    def run_once(self) -> bool:
        """Schedule what is due, run at most one job, and say whether there was one."""
        if time.monotonic() >= self._schedule_at:
            schedule.schedule_due(self._engine, self._now())
            self._schedule_at = time.monotonic() + SCHEDULE_SECONDS
        held = lease.claim(self._engine, KINDS, self.name, self._now())
        if held is not None:
            self._run(held)
        return held is not None

    def _run(self, held: lease.Lease) -> None:
        log = _log.bind(job=held.kind, job_id=held.job_id, attempt=held.attempt)
        try:
            KINDS[held.kind](Order(self._engine, self._settings, held.payload))
        except Exception as error:
            again = not isinstance(error, GiveUpError)
            log.exception("job_failed", status="again" if again else "given up")
            lease.fail(self._engine, held, _describe(error), self._now(), again=again)
        else:
            log.info("job_done")
            lease.finish(self._engine, held)


def _describe(error: Exception) -> str:
    """Name an error without the words it quotes, which may be somebody's name or address."""
    cause = error.__cause__ if isinstance(error, GiveUpError) and error.__cause__ else error
    return cause.message if isinstance(cause, PlannerError) else type(cause).__name__
