"""Who sits at this browser, and the door through which their requests reach the services."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import timedelta
from functools import partial
from typing import TypeAlias
from uuid import UUID

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from db.engine import Engine, make_engine
from planner import i18n
from planner.config import Settings, load_settings
from planner.domain.account import Lasting
from planner.gateways.secret import digest_of, read_signed
from planner.services.door import begin, begin_again, begin_last_words
from planner.services.work import Work, new_id
from schemas.errors import N_, SignedOutError
from schemas.sign_in import Ticket
from schemas.vocabulary import Language

MEMBER_COOKIE = "planner_member"
SESSION_COOKIE = "planner_session"
SIGNED_IN = "/signed-in"
"""The address that answers only who is signed in."""
SESSION = "session"
"""What the signature of the session's cookie is good for."""
_MEMBER = "planner_member_id"


@st.cache_resource(show_spinner=False)
def get_settings() -> Settings:
    """Return the settings this process was started with."""
    return load_settings()


@st.cache_resource(show_spinner=False)
def get_engine() -> Engine:
    """Return the one engine of this process."""
    return make_engine(get_settings().database_url)


def find_member_id() -> UUID | None:
    """Return who was chosen in the demo, from the session or else from the browser's cookie."""
    if not get_settings().demo:
        return None
    held = st.session_state.get(_MEMBER) or st.context.cookies.get(MEMBER_COOKIE)
    if held is None:
        return None
    try:
        member_id = UUID(str(held))
    except ValueError:
        return None
    st.session_state[_MEMBER] = str(member_id)
    return member_id


def read_ticket(cookies: Mapping[str, str]) -> Ticket | None:
    """Return what a browser's cookies show at the door; None when they show nothing of ours."""
    settings, cookie = get_settings(), cookies.get(SESSION_COOKIE)
    token = read_signed(settings.key, SESSION, cookie) if cookie and not settings.demo else None
    if token is None:
        return None
    lasting = session_lasting()
    return Ticket(token_digest=digest_of(token), idle=lasting.idle, most=lasting.most)


def session_lasting() -> Lasting:
    """Return how long sessions last, as the settings say now."""
    settings = get_settings()
    return Lasting(
        idle=timedelta(minutes=settings.session_idle_minutes),
        most=timedelta(hours=settings.session_hours),
    )


_known: ContextVar[Work | None] = ContextVar("planner_known", default=None)


@contextmanager
def open_work(*, write: bool = False) -> Iterator[Work]:
    """Open one transaction for the member at this browser.

    Who that is, and in which roles, is looked up, but for reading inside `reading_as`. No other
    Streamlit call belongs inside: a rerun or a stop is an exception and would roll back.
    """
    known = _known.get()
    opened = (
        later_work(write=write)() if known is None or write else begin_again(get_engine(), known)
    )
    with opened as work:
        yield work


@contextmanager
def reading_as(work: Work) -> Iterator[None]:
    """Let what is read meanwhile be read by the member that `work` has found.

    For one run of the frame, which begins with finding them: still signed in, and in which roles.
    What writes, is fetched later, or runs without the frame finds them anew.
    """
    before = _known.set(work)
    try:
        yield
    finally:
        _known.reset(before)


OpenWork: TypeAlias = Callable[[], AbstractContextManager[Work]]
"""What opens one transaction for a member."""


def later_work(*, write: bool = False) -> OpenWork:
    """Return what opens such a transaction later, in a thread that knows of no browser."""
    settings = get_settings()
    ticket = None if settings.demo else read_ticket(st.context.cookies)
    if ticket is None and not settings.demo:
        raise SignedOutError(N_("Sign in first."))
    return partial(
        begin,
        get_engine(),
        find_member_id(),
        ticket=ticket,
        write=write,
        today=settings.today,
        request_id=session_id(),
    )


@contextmanager
def open_last_words() -> Iterator[Work]:
    """Open a transaction that keeps drafts of a session that has just lapsed, and nothing else.

    Raises SignedOutError where there is no such session.
    """
    ticket = read_ticket(st.context.cookies)
    if ticket is None:
        raise SignedOutError(N_("Sign in first."))
    with begin_last_words(get_engine(), ticket) as work:
        yield work


def session_id() -> str:
    """Return the id of this browser's session, which its log lines and change rows carry."""
    held: str = st.session_state.setdefault("planner_session", new_id().hex)
    return held


class _Spoken(threading.local):
    """The language that a script's thread looked up last, and for which run."""

    run: object = None
    language: Language | None = None


_spoken = _Spoken()


def remember_language(language: Language) -> None:
    """Keep the language for the rest of the session."""
    st.session_state["planner_language"] = language.value
    _spoken.run = None


def find_language() -> Language | None:
    """Return the language chosen in this session or kept in the browser's cookie.

    A page asks some hundred times a run, so it is looked up once for each run.
    """
    run = get_script_run_ctx(suppress_warning=True)
    if run is None or _spoken.run is not run:
        held = st.session_state.get("planner_language") or st.context.cookies.get(
            "planner_language"
        )
        _spoken.run, _spoken.language = run, i18n.find_language(held)
    return _spoken.language
