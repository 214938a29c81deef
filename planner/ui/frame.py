"""The script behind every page: who is here, in which language, and where they can go."""

from pathlib import Path

import streamlit as st

from planner.components import close_menu, page_language
from planner.i18n import language_tag, own_name
from planner.logs import bind_request
from planner.services import account
from planner.services.account import session
from planner.ui.address import is_presented, show_address
from planner.ui.cached import Reads
from planner.ui.hint import show_hint
from planner.ui.language import _, builtin_words, current_language, listed, word
from planner.ui.message import show_error, show_messages
from planner.ui.navigation import is_first_page, make_pages, page_of
from planner.ui.picture import made_up_notice, remember_made_up
from planner.ui.session import (
    find_language,
    get_settings,
    open_work,
    reading_as,
    remember_language,
    session_id,
)
from planner.ui.signed_out import here_link, show_signed_out, sign_out, watch_session
from planner.ui.text import plain
from schemas.account import MemberRow
from schemas.errors import PlannerError, SignedOutError
from schemas.vocabulary import Language, Role

LANGUAGE = "language"
# An icon of our own: for the pages' icons a browser would ask a server elsewhere.
ICON = Path(__file__).parent / "icon.svg"
PRINT = Path(__file__).parent / "print.css"


def choose_language() -> None:
    """Take over the language picked in the side bar."""
    remember_language(st.session_state[LANGUAGE])


def draw_sidebar(me: MemberRow) -> None:
    """Show who is here and let them change the language or the person."""
    with st.sidebar:
        st.selectbox(
            _("Language"),
            list(Language),
            index=list(Language).index(current_language()),
            format_func=own_name,
            key=LANGUAGE,
            on_change=choose_language,
        )
        role = listed(word(held.role) for held in me.roles)
        where = next((r.district_name for r in me.roles if r.district_name), None)
        st.caption(plain(" · ".join(part for part in (me.name, role, where) if part)))
        st.page_link(page_of("help"), label=_("Help"), icon=":material/help:")
        st.page_link(page_of("profile"), label=_("Profile"), icon=":material/person:")
        if any(held.role is Role.REVIEWER for held in me.roles):
            name = _("Indicators")
            st.page_link(page_of("library"), label=name, icon=":material/straighten:")
        if any(held.role is Role.ADMINISTRATOR for held in me.roles):
            st.page_link(page_of("people"), label=_("People and roles"), icon=":material/group:")
            st.page_link(page_of("change"), label=_("Changes"), icon=":material/history:")
        draw_sign_out()


def draw_sign_out() -> None:
    """Offer the way out, or in the demo to another person."""
    if get_settings().demo:
        here_link("/enter", _("Change person"))
        return
    st.button(_("Sign out"), key="sign_out", icon=":material/logout:", on_click=sign_out)


def draw() -> None:
    """Draw one page inside the frame."""
    with open_work() as work:
        me = Reads(work).get(account.get_me)
        made_up = work.jurisdiction.made_up
        is_due = session.is_due_to_be_seen(work)
    if is_due:
        with open_work(write=True) as writing:
            session.note_seen(writing)
    if find_language() is None:
        # Before anything is worded, the names of the pages among it.
        remember_language(me.preferred_language)
    presented = is_presented()
    page = st.navigation(
        make_pages(work.actor, work.today), position="hidden" if presented else "sidebar"
    )
    show_address()
    page_language(language_tag(current_language()), builtin_words())
    close_menu(page.url_path)
    watch_session()
    st.html(PRINT)
    if not presented:
        draw_sidebar(me)
    remember_made_up(made_up=made_up)
    if notice := made_up_notice():
        st.caption(notice)
    show_messages()
    roles = [held.role for held in me.roles]
    if not presented and is_first_page(page, roles):
        show_hint(roles)
    with reading_as(work):
        page.run()


bind_request(session_id())
st.set_page_config(page_title=_("District strategy planner"), page_icon=str(ICON), layout="wide")
try:
    draw()
except SignedOutError as ended:
    show_signed_out(ended)
except PlannerError as error:
    show_error(error)
    draw_sign_out()
