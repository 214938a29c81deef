"""When a session has ended: say so, keep what was typed, and show the way back in."""

from html import escape
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from planner.components import close_menu, session_watch
from planner.services import draft
from planner.services.account import session
from schemas.errors import PlannerError, SignedOutError
from schemas.vocabulary import EntryWay

from .fields import open_fields
from .language import _, say_error
from .session import SIGNED_IN, get_settings, open_last_words, open_work, session_lasting
from .typed import open_typing

_WAY = "signed_out_way"
"""How somebody had come in who has just signed out."""


def sign_out() -> None:
    """End this session; the page drawn next says so."""
    lasting = session_lasting()
    with open_work() as work:
        here = next((one for one in session.get_my_sessions(work, lasting) if one.here), None)
    if here is not None:
        with open_work(write=True) as work:
            session.end_session(work, here.id)
        st.session_state[_WAY] = here.way


def watch_session() -> None:
    """Let the browser say when the session ends while nobody clicks; the demo has no session."""
    if get_settings().demo:
        return
    says = _("Your session has ended. Copy what you have not saved yet, then sign in again.")
    session_watch(SIGNED_IN, says, "/signin", _("Sign in"))


def show_signed_out(error: SignedOutError) -> None:
    """Say that the session has ended, and lead to the way in and from there back to this page."""
    kept = keep_last_words()
    close_menu("signed out")
    st.title(_("Signed out"))
    st.info(say_error(error))
    if kept:
        st.markdown(_("What you had typed is kept, and waits for you."))
    if st.session_state.get(_WAY) is EntryWay.SINGLE_SIGN_ON:
        st.markdown(
            _(
                "You had come in with single sign-on, where you may still be signed in. On a"
                " computer that others use, sign out there too."
            )
        )
    path, query = urlsplit(st.context.url or "").path, urlencode(st.query_params.to_dict())
    back = f"{path}?{query}" if query else path
    here_link(f"/signin?next={quote(back, safe='/')}", _("Sign in"))


def keep_last_words() -> bool:
    """Keep what stands in open forms as drafts, and say whether there was any."""
    forms = [*open_typing(), *open_fields()]
    if not forms:
        return False
    try:
        with open_last_words() as work:
            for form, version, values in forms:
                draft.keep_draft(work, form, version, values)
    except PlannerError:
        return False
    return True


def here_link(address: str, label: str) -> None:
    """Draw a link that leaves the pages, in the same tab."""
    link = f'<a href="{escape(address)}" target="_self" style="color: inherit">{escape(label)}</a>'
    st.html(link)
