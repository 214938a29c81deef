"""Everybody who works with the planner: who they are, whether they can come in, and how."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from planner.jobs.lease import enqueue
from planner.jobs.link import SEND_LINK, link_address
from planner.services.account import link, people, second_factor, single_sign_on
from planner.ui.choice import asked, choose, leaf, one_page, open_button, pick
from planner.ui.language import _, listed, long_date, plural, say_error, word
from planner.ui.message import keep_message
from planner.ui.place import place_name
from planner.ui.saving import save_form
from planner.ui.session import get_engine, get_settings, open_work
from planner.ui.text import plain
from schemas.account import DistrictRow
from schemas.errors import PlannerError
from schemas.sign_in import GrantRow, PersonRow
from schemas.vocabulary import LinkPurpose, Role

from .form import NEW, close_person_form, draw_person_form

PAGE = 20
SEPARATOR = " · "


def show_people(rows: Sequence[PersonRow], districts: Sequence[DistrictRow], today: date) -> None:
    """Draw the whole page below its title: the count, the form that is open, and the list."""
    st.markdown(f"**{plain(_say_count(rows))}**")
    opened = asked("person")
    row = next((one for one in rows if str(one.id) == opened), None)
    if row is not None or opened == NEW:
        save_form(
            lambda: draw_person_form(row, rows, districts, today),
            people.save_person,
            lambda _entry: close_person_form(row),
            _("Saved. What changed holds from their next click on."),
        )
    else:
        open_button(_("Add a person"), "person", NEW, add=True)
    chosen = _choose(rows)
    if not chosen:
        st.info(_("Nobody matches. Take a filter away to see more."))
    shown, pages, page = one_page(chosen, PAGE)
    for one in shown:
        _draw(one, today)
    leaf(pages, page)


def say_role(grant: GrantRow, today: date) -> str:
    """Return a role, where it is held, and from when to when where that is not simply now."""
    number, name = grant.district_number, grant.district_name
    where = place_name(number, name) if number is not None and name is not None else ""
    if grant.starts_on > today:
        when = _("from {day}", day=long_date(grant.starts_on))
    elif grant.ends_on is None:
        when = ""
    elif grant.ends_on < today:
        when = _("until {day}, over", day=long_date(grant.ends_on))
    else:
        when = _("until {day}", day=long_date(grant.ends_on))
    given = _("from single sign-on") if grant.from_provider else ""
    idle = _("without a commander to stand in for") if _is_idle(grant, today) else ""
    return listed(part for part in (word(grant.role), where, when, given, idle) if part)


def _is_idle(grant: GrantRow, today: date) -> bool:
    over = grant.ends_on is not None and grant.ends_on < today
    return not grant.holds and grant.starts_on <= today and not over


def _say_count(rows: Sequence[PersonRow]) -> str:
    active = [row for row in rows if row.active]
    waiting = sum(_is_waiting(row) for row in active)
    said = plural("{count} person works here.", "{count} people work here.", len(active))
    if waiting:
        said += " " + plural(
            "{count} has not come in yet.", "{count} have not come in yet.", waiting
        )
    return said


def _choose(rows: Sequence[PersonRow]) -> list[PersonRow]:
    states = _states()
    role, state = asked("role"), pick(asked("state"), list(states), "")
    with st.container(horizontal=True):
        text = st.text_input(_("Find a name or mail address"), key="people:find")
        choose(_("Role"), "role", ["", *Role], pick(role, list(Role), ""), _role_name)
        choose(_("Show"), "state", list(states), state, states.__getitem__)
    sought = text.strip().casefold()
    return [
        row
        for row in rows
        if sought in f"{row.name} {row.email}".casefold()
        and (not role or any(one.role == role and one.holds for one in row.grants))
        and _is_in(row, state)
    ]


def _is_waiting(row: PersonRow) -> bool:
    return not row.has_password and not row.has_identity


def _role_name(role: str) -> str:
    return word(Role(role)) if role else _("All roles")


def _states() -> dict[str, str]:
    return {
        "": _("Everybody who works here"),
        "waiting": _("Not come in yet"),
        "links": _("With a link to hand over"),
        "disabled": _("Disabled"),
    }


def _is_in(row: PersonRow, state: str) -> bool:
    if state == "disabled":
        return not row.active
    if state == "waiting":
        return row.active and _is_waiting(row)
    if state == "links":
        return row.active and row.link is not None
    return row.active


def _draw(row: PersonRow, today: date) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(row.name)}** {_badge(row)}", width="content")
            open_button(_("Edit"), "person", row.id)
        roles = [say_role(one, today) for one in row.grants]
        seen = row.last_seen_at
        facts = [
            *(roles or [_("No role: sees nothing")]),
            row.unit,
            _("Second step on") if row.has_second_step else "",
            _("Last here on {day}", day=long_date(seen.date())) if seen else "",
        ]
        st.caption(plain(SEPARATOR.join(filter(None, facts))))
        if row.email:
            # As text: Markdown makes every mail address a link, however it is escaped.
            st.text(row.email)
        if row.active and row.email:
            _draw_link(row)
        if row.has_identity:
            _draw_identity(row)
        if row.has_second_step and not row.is_me:
            _draw_second_step(row)


def _badge(row: PersonRow) -> str:
    disabled, unreachable, waiting = (
        _("Disabled"),
        _("No mail address yet"),
        _("Not come in yet"),
    )
    if not row.active:
        return f":gray-badge[{plain(disabled)}]"
    if not _is_waiting(row):
        return ""
    return f":orange-badge[▲ {plain(waiting if row.email else unreachable)}]"


def _draw_link(row: PersonRow) -> None:
    if get_settings().demo:
        st.caption(_("The demo has no sign-in, so it hands out no links."))
        return
    label = _("New link for a password") if row.has_password else _("Invite")
    if row.link is None:
        st.button(
            label,
            key=f"link:{row.id}",
            icon=":material/link:",
            type="tertiary",
            on_click=_make_link,
            args=(row,),
        )
        return
    invited = row.link.purpose is LinkPurpose.INVITATION
    with st.popover(_("Show the invitation") if invited else _("Show the link"), type="tertiary"):
        st.markdown(
            _(
                "Hand this over to {name} and nobody else: whoever opens it sets the password."
                " It works once, until {day}.",
                name=plain(row.name),
                day=long_date(row.link.expires_at.date()),
            )
        )
        st.code(link_address(get_settings(), row.link.id), language=None, wrap_lines=True)
        st.button(
            _("Make another one; this one stops working"),
            key=f"link:{row.id}",
            on_click=_make_link,
            args=(row,),
        )


def _draw_identity(row: PersonRow) -> None:
    with st.popover(_("Single sign-on"), type="tertiary"):
        st.markdown(
            _(
                "{name} comes in with single sign-on. Undo this link when it leads to the wrong"
                " person: the roles it gave are taken away, {name} is signed out, and whoever"
                " comes next with this mail address is linked anew.",
                name=plain(row.name),
            )
        )
        st.button(
            _("Undo the link"), key=f"identity:{row.id}", on_click=_forget_identity, args=(row,)
        )


def _forget_identity(row: PersonRow) -> None:
    try:
        with open_work(write=True) as work:
            single_sign_on.forget_identity(work, row.id)
    except PlannerError as error:
        keep_message("error", say_error(error))
        return
    keep_message("success", _("The link of {name} is undone.", name=row.name))


def _make_link(row: PersonRow) -> None:
    """Make a link, and mail it where mail can be sent."""
    try:
        with open_work(write=True) as work:
            made = link.make_link(work, row.id)
    except PlannerError as error:
        keep_message("error", say_error(error))
        return
    if get_settings().smtp_host:
        enqueue(get_engine(), SEND_LINK, made.id.hex, {"link_id": made.id.hex})
        keep_message("success", _("A link is on its way to {email}.", email=made.email))
    else:
        keep_message(
            "success", _("The link for {name} is ready to hand over.", name=plain(row.name))
        )


def _draw_second_step(row: PersonRow) -> None:
    with st.popover(_("Turn the second step off"), type="tertiary"):
        st.markdown(
            _(
                "Only when {name} has lost phone and recovery codes, and you are sure that it is"
                " {name} who asks: from then on the password alone is enough. {name} is signed out"
                " everywhere and can turn the second step on again.",
                name=plain(row.name),
            )
        )
        st.button(_("Turn it off"), key=f"second_step:{row.id}", on_click=_turn_off, args=(row,))


def _turn_off(row: PersonRow) -> None:
    try:
        with open_work(write=True) as work:
            second_factor.turn_off_for(work, row.id)
    except PlannerError as error:
        keep_message("error", say_error(error))
        return
    keep_message("success", _("The second step of {name} is off.", name=plain(row.name)))
