"""Structured logs without personal data: one line an event, for our code and for libraries.

What may appear is listed, and everything else is left out; only the names of what was left out
are kept. A library's message is logged as its template, since its arguments hold addresses,
paths and people's words. An exception is logged as its type and the places it passed, since its
message often quotes the data it failed on.
"""

import contextlib
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from contextvars import ContextVar, Token
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal, TextIO
from uuid import UUID

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from schemas.errors import PlannerError

KEPT_KEYS = frozenset(
    {
        *("timestamp", "level", "logger", "event", "request_id", "source", "exception", "left_out"),
        *("action", "entity", "entity_id", "version", "district", "year", "quarter"),
        *("job", "job_id", "attempt", "duration_ms", "count", "size", "media_type", "digest"),
        *("method", "route", "status", "reason", "port", "language", "database", "release"),
    }
)
"""Keys that say what the planner did and how long it took, and nothing about who a person is."""

LONGEST_TEXT = 200
MOST_PLACES = 40

_ACCESS_ARGS = 5  # Client, method, path with query, HTTP version, status.

_request: ContextVar[str | None] = ContextVar("planner_request", default=None)
_unsafe_in_id = re.compile(r"[^A-Za-z0-9._-]")
_control = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Libraries sometimes build a sentence themselves; what is plainly an address is masked in it.
_address = re.compile(
    r"\S+@\S+|\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:[0-9a-f]{0,4}:){3,}\S*", re.IGNORECASE
)


class _Handler(logging.StreamHandler[TextIO]):
    """A stream handler that, when a line fails, does not print what was in it."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Say on standard error which logger's line was lost, and why by type."""
        lost = f"A line of {record.name} was lost: {sys.exc_info()[0]}\n"
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(lost)


def configure_logs(
    level: str = "info", style: Literal["json", "text"] = "json", stream: TextIO | None = None
) -> None:
    """Send every log record of the process through one formatter, to standard error by default.

    Calling it again replaces the earlier set-up. The web server's door calls it once more when
    everything is imported, because libraries add handlers of their own as they are loaded.
    """
    handler = _Handler(stream)
    handler.setFormatter(_formatter(style))
    # Some libraries set levels of their own, which the root's level would not hold back.
    handler.setLevel(level.upper())
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for name in list(logging.root.manager.loggerDict):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """Give a module its logger: `log.info("plan_adopted", entity_id=plan.id)`."""
    return structlog.stdlib.get_logger(name)


def bind_request(request_id: str) -> Token[str | None]:
    """Carry a request's or session's id on every later line of this thread or task.

    Returns what `release_request` needs to go back to the id before.
    """
    return _request.set(_unsafe_in_id.sub("", request_id)[:64] or None)


def release_request(token: Token[str | None]) -> None:
    """Go back to the id that was bound before."""
    _request.reset(token)


def _formatter(style: str) -> structlog.stdlib.ProcessorFormatter:
    renderer: Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    if style == "text":
        renderer = structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_describe_library_record],
        processors=[
            _add_context,
            _describe_exception,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            keep_listed,
            renderer,
        ],
        use_get_message=False,
        pass_foreign_args=True,
    )


def keep_listed(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Keep the listed keys, with values cut down to short plain ones."""
    left_out = sorted(str(key) for key in event if key not in KEPT_KEYS)
    kept = {key: _plain(key, value) for key, value in event.items() if key in KEPT_KEYS}
    return {**kept, "left_out": " ".join(left_out)} if left_out else kept


def _plain(key: str, value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if key == "exception":
        return value
    if isinstance(value, str | UUID | date | Decimal):
        return _address.sub("[hidden]", _control.sub(" ", str(value)))[:LONGEST_TEXT]
    return f"<{type(value).__name__}>"


def _add_context(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    record: logging.LogRecord = event["_record"]
    event["level"] = record.levelname.lower()
    event["logger"] = record.name
    if request_id := _request.get():
        event["request_id"] = request_id
    event["timestamp"] = datetime.fromtimestamp(record.created, UTC).isoformat()
    return event


def _describe_library_record(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    record: logging.LogRecord = event["_record"]
    args = event.pop("positional_args")
    if record.name == "uvicorn.access" and len(args) == _ACCESS_ARGS:
        event.update(_web_request(*args))
        return event
    event["source"] = f"{record.module}:{record.lineno}"
    if not isinstance(record.msg, str):
        event["event"] = type(record.msg).__name__
    return event


def _web_request(
    _client: str, method: str, path: str, _version: str, status: int
) -> dict[str, object]:
    """Name a web request by its method, the first part of its path and its status.

    The rest of a path or query may be a one-time link or what a person searched for.
    """
    first = path.partition("?")[0].lstrip("/").partition("/")[0]
    return {"event": "web_request", "method": method, "route": f"/{first}", "status": status}


def _describe_exception(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    given = event.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["exception"] = "\n".join(_exception_lines(error))
    return event


def _exception_lines(error: BaseException) -> Iterator[str]:
    """Types and places of an exception and its causes, the outermost first."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        current = waiting.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield _heading(current)
        for frame in traceback.extract_tb(current.__traceback__, limit=-MOST_PLACES):
            yield f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}"
        waiting.extend(_behind(current))


def _behind(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        yield from error.exceptions
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause:
        yield cause


def _heading(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    # The message of our own errors is a catalogue key: its parameters stay in their braces.
    return f"{kind}: {error.message}" if isinstance(error, PlannerError) else kind


def _short(path: str) -> str:
    return "/".join(path.replace("\\", "/").split("/")[-3:])
