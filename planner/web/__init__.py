"""HTTP on the same server as the pages: the demo's first page, health, and the gate before all."""

from .gate import Gate
from .headers import SecurityHeaders
from .lifespan import PlainStart, lifespan
from .routes import exception_handlers, middleware, routes

__all__ = [
    "Gate",
    "PlainStart",
    "SecurityHeaders",
    "exception_handlers",
    "lifespan",
    "middleware",
    "routes",
]
