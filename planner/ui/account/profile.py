"""What people say about themselves, how they come in, and where they are signed in."""

from collections.abc import Sequence

import streamlit as st

from planner.i18n import own_name
from planner.services.account import session
from planner.ui.language import _, long_date, say_error, word
from planner.ui.message import keep_message
from planner.ui.session import get_settings, open_work, remember_language
from planner.ui.text import plain
from schemas.errors import N_, PlannerError, RuleError
from schemas.second_factor import FactorRow
from schemas.sign_in import ProfileIn, ProfileRow, SessionRow
from schemas.vocabulary import Language

from .own_password import LONGEST_PASSWORD, with_password
from .second_factor import draw_factor

LONGEST_NAME = 300
UNEQUAL = N_("The two passwords are not the same. Type the new one twice.")
OLD, NEW, AGAIN = "profile:old", "profile:new", "profile:again"


def draw_profile(me: ProfileRow, factor: FactorRow, sessions: Sequence[SessionRow]) -> None:
    """Draw the whole page below its title."""
    _draw_self(me)
    if get_settings().demo:
        st.caption(_("The demo has no sign-in, so there is no password to change here."))
        return
    _draw_password()
    draw_factor(factor)
    _draw_sessions(sessions)


def _draw_self(me: ProfileRow) -> None:
    with st.form("profile", border=False):
        name = st.text_input(_("Name"), value=me.name, max_chars=LONGEST_NAME)
        language = st.selectbox(
            _("Language of pages and mail"),
            list(Language),
            index=list(Language).index(me.language),
            format_func=own_name,
        )
        if me.email:
            # As text: Markdown makes every mail address a link.
            st.text(_("You sign in as {email}. An administrator can change it.", email=me.email))
        wanted = st.form_submit_button(_("Save"), type="primary")
    if not wanted or language is None:
        return
    if not name.strip():
        st.error(_("Your name is empty. Write how others should call you."))
        return
    try:
        with open_work(write=True) as work:
            entry = ProfileIn(seen_version=me.version, name=name, language=language)
            session.save_profile(work, entry)
    except PlannerError as error:
        st.error(say_error(error))
        return
    remember_language(language)
    keep_message("success", _("Saved."))
    st.rerun()


def _draw_password() -> None:
    st.header(_("Password"))
    with st.form("password", border=False):
        for key, label, meaning in (
            (OLD, _("Password until now"), "current-password"),
            (NEW, _("New password"), "new-password"),
            (AGAIN, _("The new one once more"), "new-password"),
        ):
            st.text_input(
                label,
                type="password",
                key=key,
                max_chars=LONGEST_PASSWORD,
                autocomplete=meaning,
            )
        st.caption(_("Other browsers where you are signed in are signed out."))
        wanted = st.form_submit_button(_("Change password"))
    if not wanted:
        return
    try:
        old, new, again = (st.session_state[key] for key in (OLD, NEW, AGAIN))
        if new != again:
            raise RuleError(UNEQUAL)
        with_password(lambda work, key: session.change_password(work, old, new, key))
    except PlannerError as error:
        st.error(say_error(error))
        return
    for key in (OLD, NEW, AGAIN):
        del st.session_state[key]
    keep_message("success", _("Your password is changed."))
    st.rerun()


def _draw_sessions(rows: Sequence[SessionRow]) -> None:
    st.header(_("Where you are signed in"))
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center"):
            since = _(
                "since {day}, last used {last}",
                day=long_date(row.began_at.date()),
                last=long_date(row.seen_at.date()),
            )
            name = row.browser or _("Unknown browser")
            st.markdown(f"{plain(name)}  \n:small[{plain(word(row.way))} · {plain(since)}]")
            if row.here:
                here = _("This browser")
                st.markdown(f":blue-badge[{plain(here)}]", width="content")
            else:
                st.button(_("Sign out there"), key=f"end:{row.id}", on_click=_end, args=(row,))
    if len(rows) > 1:
        st.button(_("Sign out everywhere else"), key="end_others", on_click=_end_others)


def _end(row: SessionRow) -> None:
    with open_work(write=True) as work:
        session.end_session(work, row.id)
    keep_message("success", _("Signed out there."))


def _end_others() -> None:
    with open_work(write=True) as work:
        session.end_sessions(work, but_this=True)
    keep_message("success", _("You are signed in here alone now."))
