"""Two writers at once: the second begins before the first has committed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from typing import TypeVar

from planner.services.work import Work

R = TypeVar("R")

HEAD_START = 0.3
"""Seconds in which the second comes as far as it can: to the row or lock that the first holds."""


def write_beside(
    opened: AbstractContextManager[Work], first: Callable[[Work], object], second: Callable[[], R]
) -> R:
    """Run `first`, start `second` while its transaction is open, and return what that one said."""
    with ThreadPoolExecutor(1) as pool:
        with opened as work:
            first(work)
            later = pool.submit(second)
            wait([later], HEAD_START)
        return later.result(timeout=60)
