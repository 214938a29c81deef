"""What people said at meetings: read it, enter it, approve its wording."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import streamlit as st

from planner.domain.permissions import Action
from planner.services import account, engagement, theme, voice
from planner.ui import engagement as meeting_ui
from planner.ui import voice as voice_ui
from planner.ui.address import keep
from planner.ui.choice import asked, choose, pick
from planner.ui.language import _, current_language
from planner.ui.message import keep_message, show_error
from planner.ui.place import district_name, pick_district
from planner.ui.saving import save_form
from planner.ui.session import open_work
from planner.ui.text import plain
from planner.ui.voice import form as voice_form
from schemas.engagement import EngagementRow
from schemas.errors import PlannerError
from schemas.voice import VoiceIn, VoiceRow


def enter_meeting(
    district_id: UUID, row: EngagementRow | None, priorities: Mapping[str, UUID], today: date
) -> None:
    """Draw the form of a meeting; save it when it is asked for, or say why not below it."""
    save_form(
        lambda: meeting_ui.draw_engagement_form(district_id, row, priorities, today),
        engagement.save_engagement,
        lambda _entry: meeting_ui.close_engagement_form(meeting_ui.form_name(district_id, row)),
        _("Saved."),
    )


def enter_voice(
    district_id: UUID,
    row: VoiceRow | None,
    held: Sequence[EngagementRow],
    demands: Mapping[str, voice_form.Demand],
) -> None:
    """Draw the form of a voice; save it when it is asked for, or say why not below it."""

    def close(entry: VoiceIn) -> None:
        voice_form.close_voice_form(voice_form.form_name(district_id, row))
        if row is None:
            # The next voice was mostly heard at the same meeting, so the form comes back with it.
            keep(voice=voice_ui.NEW, heard=entry.engagement_id)

    save_form(
        lambda: voice_form.draw_voice_form(district_id, row, held, demands),
        voice.save_voice,
        close,
        _("Saved."),
    )


def approve(row: VoiceRow) -> None:
    """Approve the wording of a voice as it was shown."""
    try:
        with open_work(write=True) as work:
            voice.approve_voice(work, row.id, row.version)
    except PlannerError as error:
        show_error(error)
        return
    keep_message("success", _("The wording is approved."))
    st.rerun()


st.title(_("Voices"))
language, code = current_language(), asked("theme")
shown = pick(asked("show"), voice_ui.SHOWN, voice_ui.ALL)
try:
    with open_work() as work:
        today = work.today
        districts = account.get_districts(work)
        district = pick_district(districts, asked("district"), work.actor.districts(today))
        may_enter = work.may(Action.VOICE_ENTER, district.id)
        may_edit = may_enter and work.may(Action.VOICE_READ_ORIGINAL, district.id)
        may_approve = work.may(Action.VOICE_APPROVE, district.id)
        meetings = engagement.get_engagements(work, district.id)
        priorities = engagement.get_priorities(work, district.id)
        said = voice.get_voices(work, district.id, language=language)
        fitting = voice.get_voices(work, district.id, code or None, language=language)
        demands = voice_form.demands_of(
            theme.get_catalogue(work, language), theme.get_local_demands(work, district.id)
        )
except PlannerError as error:
    show_error(error)
    st.stop()

keep(district=district.number)
places = {row.number: district_name(row) for row in districts}
names = {one: demand.statement for one, demand in demands.items()}
choose(_("District"), "district", list(places), district.number, places.__getitem__)
st.markdown(f"**{plain(voice_ui.say_voices(said, places[district.number]))}**")

meeting = next((row for row in meetings if str(row.id) == asked("meeting")), None)
opened = next((row for row in said if str(row.id) == asked("voice")), None)
if may_enter:
    voice_ui.draw_buttons()
if may_enter and (meeting or asked("meeting") == voice_ui.NEW):
    enter_meeting(district.id, meeting, meeting_ui.priority_names(priorities), today)
if (may_edit and opened) or (may_enter and asked("voice") == voice_ui.NEW):
    enter_voice(district.id, opened, [one for one in meetings if one.held_on <= today], demands)

voice_ui.draw_filter(said, names, code, shown)
rows = [row for row in fitting if shown == voice_ui.ALL or voice_ui.waits(row)]
if not rows:
    voice_ui.draw_no_voices(are_there_others=bool(said))
for row in voice_ui.leaf(rows, f"voices:{district.number}:{code}:{shown}"):
    if voice_ui.draw_voice(row, names, may_approve=may_approve, may_edit=may_edit):
        approve(row)
with st.expander(_("Meetings and the questions that were asked"), expanded=not said):
    meeting_ui.draw_engagements(meetings, may_edit=may_enter)
