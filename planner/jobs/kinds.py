"""The kinds of jobs there are, each with the function that runs it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from db.engine import Engine
from planner.config import Settings


class GiveUpError(Exception):
    """Raised by a job that can't succeed however often it runs; its cause says why."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a job gets to do its work with."""

    engine: Engine
    settings: Settings
    payload: Mapping[str, Any]


Run: TypeAlias = Callable[[Order], None]

KINDS: dict[str, Run] = {}


def job(kind: str) -> Callable[[Run], Run]:
    """Register a function as the one that runs jobs of a kind.

    It may be run again after it was cut off half-way, so a second run must do no harm. It opens
    its own transactions, and none while it waits for the network.
    """

    def register(run: Run) -> Run:
        KINDS[kind] = run
        return run

    return register
