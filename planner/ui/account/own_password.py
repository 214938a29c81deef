"""What needs the own password once more: a session left open must not be enough for it."""

from collections.abc import Callable
from typing import TypeVar

from planner.domain.account import whole_minutes
from planner.services.account import session
from planner.services.account.guess import WAIT
from planner.services.work import Work
from planner.ui.session import get_settings, open_work
from schemas.errors import RuleError

LONGEST_PASSWORD = 200

R = TypeVar("R")


def with_password(act: Callable[[Work, str], R]) -> R:
    """Count one guess at the own password, then do what compares it; return what came of it.

    `act` gets the installation's key beside the work. Raises RuleError with the wait after too
    many wrong ones.
    """
    key = get_settings().key
    # In a transaction of its own, which a wrong password doesn't take back.
    with open_work(write=True) as work:
        wait = session.admit_password(work, key)
    if wait:
        raise RuleError(WAIT, minutes=whole_minutes(wait))
    with open_work(write=True) as work:
        return act(work, key)
