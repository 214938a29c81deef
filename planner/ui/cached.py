"""Reads that are kept from run to run, each under everything that decides what it shows.

Nothing is ever cleared: whoever saves leaves one change more, and so another key.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st

from db.queries import change as query
from planner.services.work import Work

from .session import get_settings

P = ParamSpec("P")
R = TypeVar("R")

MOST = 200
LONGEST = timedelta(minutes=10)
"""How long a read is kept at most, for what reaches the database past the planner."""
LONGEST_WRITE = timedelta(hours=1)


class Reads:
    """What the actor of one transaction reads, kept for their next run.

    A read is kept for one member with these roles, on this day, in the state of the jurisdiction
    that the transaction sees; arguments must tell the rest (the language among it) and be written
    by `repr` as what they are. What a read returns must survive pickling; each run gets a copy.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        # Counted, not the last id: ids are made before the commit, so a later one may be smaller.
        hour = work.now.replace(minute=0, second=0, microsecond=0)
        since = hour - LONGEST_WRITE
        changes = query.count_changes(work.session, work.jurisdiction_id, since)
        whose = (work.jurisdiction_id, work.actor, work.today)
        self._state = (get_settings().database_url, *whose, since, changes)

    def get(self, read: Callable[Concatenate[Work, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Return what a function reads from this work, or what it has read before."""
        asked = (*self._state, read.__module__, read.__qualname__, args, kwargs)
        kept: R = _keep(repr(asked), partial(read, self._work, *args, **kwargs))
        return kept


@st.cache_data(max_entries=MOST, ttl=LONGEST, show_spinner=False)
def _keep(key: str, _read: Callable[[], R]) -> R:  # noqa: ARG001  (what it is kept under)
    return _read()
