"""The second step of signing in on one's own profile: turned on, recovery codes, turned off."""

from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

import segno
import streamlit as st

from planner.domain.second_factor import LONGEST_CODE, RECOVERY_CODES, in_groups, setup_address
from planner.services.account import second_factor
from planner.services.work import Work
from planner.ui.language import _, long_date, plural, say_error
from planner.ui.message import keep_message
from planner.ui.session import get_settings, open_work
from planner.ui.text import plain
from schemas.errors import PlannerError
from schemas.second_factor import FactorRow

from .own_password import LONGEST_PASSWORD, with_password

R = TypeVar("R")

FEW_CODES = 2
CODE = "second_factor:code"
_FRESH = "second_factor:fresh"
"""Where recovery codes are held while they are shown, which is once."""


def draw_factor(row: FactorRow) -> None:
    """Draw whether the second step is on, and what can be done about it."""
    st.header(_("Second step of signing in"))
    if fresh := st.session_state.get(_FRESH):
        _draw_fresh(fresh)
    elif row.on_since is not None:
        _draw_on(row)
    elif row.secret:
        _draw_setup(row)
    elif row.can_be_on:
        _draw_off()
    else:
        st.markdown(_("You sign in without a password here, so there is no second step to add."))


def _draw_off() -> None:
    state = _("Second step off")
    st.markdown(f":gray-badge[{plain(state)}]")
    st.markdown(
        _(
            "When it is on, a code from an app on your phone is asked after your password. Then a"
            " password that somebody found or guessed is not enough to come in as you."
        )
    )
    password = _ask_password("begin", _("Turn it on"))
    if password is not None:
        _try(
            lambda work, key: second_factor.begin_factor(work, password, key), done=lambda _row: ""
        )


def _draw_setup(row: FactorRow) -> None:
    address = setup_address(row.secret, row.email, _("District strategy planner"))
    st.markdown(
        _("1. Open an app that makes sign-in codes, and scan this picture or type the key below.")
    )
    st.image(
        _picture(address),
        width=300,
        alt=_("The key as a picture for the app to scan; the same key stands below as text."),
    )
    st.caption(_("Key for typing: based on time, six digits"))
    st.code(in_groups(row.secret), language=None, wrap_lines=True)
    st.markdown(_("2. Type the code that the app shows. From then on each sign-in asks for one."))
    with st.form("second_factor:confirm", border=False):
        st.text_input(
            _("Code from your app"), key=CODE, max_chars=LONGEST_CODE, autocomplete="one-time-code"
        )
        st.caption(_("Other browsers where you are signed in are signed out."))
        wanted = st.form_submit_button(_("Turn it on"), type="primary")
    st.button(_("Leave it off"), key="second_factor:stop", on_click=_stop)
    if wanted:
        _confirm(st.session_state[CODE])


def _confirm(code: str) -> None:
    key = get_settings().key
    try:
        with open_work(write=True) as work:
            codes = second_factor.confirm_factor(work, code, key)
    except PlannerError as error:
        st.error(say_error(error))
        return
    st.session_state[_FRESH] = codes
    keep_message("success", _("Your second step is on."))
    st.rerun()


def _stop() -> None:
    with open_work(write=True) as work:
        second_factor.stop_beginning(work)


def _draw_fresh(codes: tuple[str, ...]) -> None:
    st.subheader(_("Your recovery codes"))
    st.markdown(
        _(
            "Each stands in once for a code of the app, for when your phone is lost. Print them or"
            " keep them where you keep passwords, not on the phone itself. They are not shown"
            " again."
        )
    )
    st.code("\n".join(codes), language=None)
    st.button(_("I have kept them"), key="second_factor:kept", type="primary", on_click=_forget)


def _forget() -> None:
    st.session_state.pop(_FRESH, None)


def _draw_on(row: FactorRow) -> None:
    state = _("Second step on")
    since = _("since {day}", day=long_date(row.on_since.date())) if row.on_since else ""
    st.markdown(f":green-badge[✓ {plain(state)}] {plain(since)}")
    left = plural(
        "{count} recovery code of {all} is left.",
        "{count} recovery codes of {all} are left.",
        row.codes_left,
        all=RECOVERY_CODES,
    )
    if row.codes_left > FEW_CODES:
        st.markdown(left)
    else:
        advice = _("Make new ones before you need them.")
        st.warning(f"{left} {advice}")
    with st.expander(_("Make new recovery codes")):
        st.caption(_("The ones you have now stop working."))
        st.caption(_("Other browsers where you are signed in are signed out."))
        _draw_new_codes()
    with st.expander(_("Turn the second step off")):
        st.caption(_("From then on your password alone is enough to come in as you."))
        st.caption(_("Other browsers where you are signed in are signed out."))
        _draw_turn_off()


def _draw_new_codes() -> None:
    password = _ask_password("codes", _("Make new codes"))
    if password is not None:
        _try(
            lambda work, key: second_factor.make_codes(work, password, key),
            done=_keep_fresh,
        )


def _keep_fresh(codes: tuple[str, ...]) -> str:
    st.session_state[_FRESH] = codes
    return ""


def _draw_turn_off() -> None:
    password = _ask_password("off", _("Turn it off"))
    if password is not None:
        _try(
            lambda work, key: second_factor.turn_off(work, password, key),
            done=lambda _none: _("Your second step is off."),
        )


def _ask_password(name: str, label: str) -> str | None:
    """Draw a form that asks for the own password; return what was typed when it is sent."""
    key = f"second_factor:{name}:password"
    with st.form(f"second_factor:{name}", border=False, clear_on_submit=True):
        st.text_input(
            _("Your password"),
            type="password",
            key=key,
            max_chars=LONGEST_PASSWORD,
            autocomplete="current-password",
        )
        wanted = st.form_submit_button(label)
    return str(st.session_state[key]) if wanted else None


def _try(act: Callable[[Work, str], R], done: Callable[[R], str]) -> None:
    """Do what needs the password, or say why not; then draw the page anew."""
    try:
        came = with_password(act)
    except PlannerError as error:
        st.error(say_error(error))
        return
    if said := done(came):
        keep_message("success", said)
    st.rerun()


def _picture(address: str) -> str:
    """Return the QR code of an address as SVG: it goes into the page itself, never to a file."""
    out = BytesIO()
    # Without a size of its own it fits the one it is shown in; with one it would be cut off there.
    segno.make(address, error="m").save(out, kind="svg", border=4, light="#fff", omitsize=True)
    return out.getvalue().decode()
