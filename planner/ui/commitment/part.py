"""The part of the Voices page about promises: the answer, the list, and the form."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import streamlit as st

from planner.domain.permissions import Action
from planner.services import commitment, engagement, goal, theme
from planner.services.work import Work
from planner.ui.choice import asked, leaf, one_page, open_button
from planner.ui.language import _, current_language
from planner.ui.message import show_error
from planner.ui.place import district_name
from planner.ui.saving import save_form
from planner.ui.session import open_work
from planner.ui.text import plain
from planner.ui.voice.form import Demand, demands_of
from schemas.account import DistrictRow
from schemas.commitment import CommitmentRow
from schemas.errors import PlannerError

from .form import NEW, Offered, close_commitment_form, draw_commitment_form, form_name
from .words import draw_commitments, say_commitments

PAGE = 10
"""Promises drawn at once."""


def show_promises(district: DistrictRow) -> None:
    """Draw what a district promised and what came of it, with the form for who keeps it."""
    opened = asked("promise")
    try:
        with open_work() as work:
            rows = commitment.get_commitments(
                work, district_id=district.id, language=current_language()
            )
            may_edit = work.may(Action.COMMITMENT_KEEP, district.id)
            demands = demands_of(
                theme.get_headlines(work, current_language()),
                theme.get_local_demands(work, district.id),
            )
            offered = _offer(work, district.id, demands) if may_edit and opened else None
    except PlannerError as error:
        show_error(error)
        return
    if rows:
        place = district_name(district)
        answer = _("{place}: {answer}", place=place, answer=say_commitments(rows))
        st.markdown(f"**{plain(answer)}**")
    row = next((one for one in rows if str(one.id) == opened), None)
    if offered and (row or opened == NEW):
        _edit(district.id, row, offered)
    elif may_edit:
        open_button(_("Write down a promise"), "promise", NEW, add=True)
    names = {code: one.statement for code, one in demands.items()}
    _draw_page(rows, names, may_edit=may_edit)


def _offer(work: Work, district_id: UUID, demands: Mapping[str, Demand]) -> Offered:
    """Return what a promise of a district can answer."""
    held = engagement.get_engagements(work, district_id)
    return Offered(
        {one.code: one for one in held if one.held_on <= work.today},
        demands,
        {one.code: one for one in goal.get_goals(work, district_id)},
        work.today,
    )


def _draw_page(rows: Sequence[CommitmentRow], names: Mapping[str, str], *, may_edit: bool) -> None:
    if not rows:
        st.info(
            _(
                "Nothing has been promised here yet. After a meeting, write down what people asked"
                " for, what you promised, and when they can ask what came of it."
            )
        )
        return
    shown, pages, page = one_page(rows, PAGE)
    draw_commitments(shown, names, may_edit=may_edit)
    leaf(pages, page)


def _edit(district_id: UUID, row: CommitmentRow | None, offered: Offered) -> None:
    """Draw the form of a promise; save it when it is asked for, or say why not below it."""
    save_form(
        lambda: draw_commitment_form(district_id, row, offered),
        commitment.save_commitment,
        lambda _entry: close_commitment_form(form_name(district_id, row)),
        _("Saved."),
    )
