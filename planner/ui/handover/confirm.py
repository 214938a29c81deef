"""Both sides say that it is done: handed over, and taken over, each once and of what they saw."""

from uuid import UUID

import streamlit as st

from planner.services import handover
from schemas.errors import PlannerError
from schemas.handover import CommanderRow, HandoverRow, MarkIn, MarkRow
from schemas.vocabulary import HandoverSide

from ..form import close_form, form_id
from ..language import _, long_date, say_error, word
from ..message import keep_message
from ..session import open_work
from ..text import plain
from .words import say_moved


def draw_confirm(
    row: HandoverRow, member_id: UUID | None, *, may_write: bool, may_for_others: bool
) -> None:
    """Draw what each side confirmed, or what it can do about it now.

    `may_for_others` is for reviewers, who write it down for who can't and say why.
    """
    st.header(_("Handed over, taken over"))
    sides = (
        (HandoverSide.GIVEN, row.turn.outgoing, row.given),
        (HandoverSide.TAKEN, row.turn.incoming, row.taken),
    )
    for side, person, mark in sides:
        if mark is not None:
            _draw_mark(mark)
        elif person is not None:
            mine = may_write and person.member_id == member_id
            _draw_open(row, side, person, mine=mine, may_for_others=may_for_others)


def _draw_mark(mark: MarkRow) -> None:
    told = f"✔ {word(mark.side)}: {mark.name}, {long_date(mark.made_on)}"
    st.markdown(f"**{plain(told)}**")
    if mark.reason:
        by = _("Written down by {name}: {reason}", name=mark.by, reason=mark.reason)
        st.caption(plain(by))
    if mark.moved:
        moved = say_moved(mark.moved)
        text = (
            _("Much is different since then. {moved}", moved=moved)
            if mark.outdated
            else _("Different since then: {moved}", moved=moved)
        )
        (st.warning if mark.outdated else st.caption)(plain(text))


def _draw_open(
    row: HandoverRow,
    side: HandoverSide,
    person: CommanderRow,
    *,
    mine: bool,
    may_for_others: bool,
) -> None:
    """Say that a side has not confirmed yet; offer it to that side, and to reviewers."""
    st.markdown(plain(f"○ {word(side)}: " + _("{name} has not confirmed yet", name=person.name)))
    if side is HandoverSide.TAKEN and not row.turn.has_come:
        st.caption(_("This can be confirmed from {day} on.", day=long_date(row.turn.changes_on)))
        return
    name = f"handover:{side}:{row.district.id}:{row.turn.changes_on}"
    if mine:
        label = _("I have handed over") if side is HandoverSide.GIVEN else _("I have taken over")
        st.caption(_("You confirm what this page shows today. You can do it once."))
        st.button(
            label, type="primary", key=f"{name}:do", on_click=_confirm, args=(row, side, name)
        )
    elif may_for_others:
        st.text_input(
            plain(_("Why {name} can't confirm it", name=person.name)),
            key=f"{name}:reason",
            max_chars=300,
        )
        st.button(
            plain(_("Write it down for {name}", name=person.name)),
            key=f"{name}:do",
            on_click=_confirm,
            args=(row, side, name),
        )


def _confirm(row: HandoverRow, side: HandoverSide, name: str) -> None:
    """Confirm what the page showed when the button was drawn, not what there is by now."""
    entry = MarkIn(
        id=form_id(name),
        district_id=row.district.id,
        changes_on=row.turn.changes_on,
        side=side,
        reason=(st.session_state.get(f"{name}:reason") or "").strip(),
        seen=row.pinned,
    )
    try:
        with open_work(write=True) as work:
            handover.confirm_handover(work, entry)
    except PlannerError as error:
        keep_message("error", plain(say_error(error)), at_top=True)
        return
    close_form(name)
    keep_message("success", _("Confirmed."), at_top=True)
