"""Who sits at this browser, and the door through which their requests reach the services."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from db.engine import Engine, make_engine
from planner import i18n
from planner.config import Settings, load_settings
from planner.services.door import begin
from planner.services.work import Work, new_id
from schemas.vocabulary import Language

MEMBER_COOKIE = "planner_member"
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


@contextmanager
def open_work(*, write: bool = False) -> Iterator[Work]:
    """Open one transaction for the member at this browser.

    No other Streamlit call belongs inside: a rerun or a stop is an exception and would roll back.
    """
    with begin(
        get_engine(),
        find_member_id(),
        write=write,
        today=get_settings().today,
        request_id=session_id(),
    ) as work:
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
