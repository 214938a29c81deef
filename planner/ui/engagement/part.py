"""The part of the Voices page about meetings: which there were, and what was asked there."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import streamlit as st

from planner.domain.permissions import Action
from planner.services import engagement
from planner.ui.asking.part import may_hand_out, show_ask_form, show_asked
from planner.ui.choice import asked, leaf, one_page, open_button
from planner.ui.language import _
from planner.ui.message import show_error
from planner.ui.place import district_name
from planner.ui.saving import save_form
from planner.ui.session import open_work
from planner.ui.text import plain
from schemas.account import DistrictRow
from schemas.engagement import EngagementRow
from schemas.errors import PlannerError

from .form import (
    NEW,
    close_engagement_form,
    draw_engagement_form,
    form_name,
    priority_names,
)
from .words import draw_meeting, draw_questions, say_meetings

PAGE = 12
"""Meetings listed at once."""


def show_meetings(district: DistrictRow) -> None:
    """Draw a district's meetings and what was asked there, with the form for who enters them."""
    try:
        with open_work() as work:
            rows = engagement.get_engagements(work, district.id)
            priorities = priority_names(engagement.get_priorities(work, district.id))
            may_enter = work.may(Action.VOICE_ENTER, district.id)
            today = work.today
    except PlannerError as error:
        show_error(error)
        return
    if rows:
        st.markdown(f"**{plain(say_meetings(rows, district_name(district), today))}**")
    else:
        st.info(_("No meeting has been entered yet."))
    if may_enter:
        show_ask_form(district.id, [row for row in rows if row.held_on <= today])
    opened = asked("meeting")
    row = next((one for one in rows if str(one.id) == opened), None)
    if may_enter and (row or opened == NEW):
        _edit(district.id, row, priorities, today)
    elif may_enter:
        open_button(_("Enter a meeting"), "meeting", NEW, add=True)
    shown, pages, page = one_page(rows, PAGE)
    for one in shown:
        draw_meeting(
            one,
            district_number=district.number,
            may_edit=may_enter,
            may_ask=may_enter and may_hand_out() and one.held_on <= today,
        )
    leaf(pages, page)
    show_asked(district)
    st.header(_("Questions that were asked already"))
    draw_questions(rows)


def _edit(
    district_id: UUID, row: EngagementRow | None, priorities: Mapping[str, UUID], today: date
) -> None:
    """Draw the form of a meeting; save it when it is asked for, or say why not below it."""
    save_form(
        lambda: draw_engagement_form(district_id, row, priorities, today),
        engagement.save_engagement,
        lambda _entry: close_engagement_form(form_name(district_id, row)),
        _("Saved."),
    )
