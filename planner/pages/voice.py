"""What people said at meetings, what they were asked, and what was promised to them."""

import streamlit as st

from planner.services import account
from planner.ui.address import keep
from planner.ui.choice import asked, pick, switch
from planner.ui.commitment.part import show_promises
from planner.ui.engagement.part import show_meetings
from planner.ui.language import _
from planner.ui.message import show_error
from planner.ui.place import choose_district, pick_district
from planner.ui.session import open_work
from planner.ui.voice.part import show_voices
from schemas.errors import PlannerError

VOICES, MEETINGS, PROMISES = "voices", "meetings", "promises"
# In pixels: no district's name is longer.
NARROW = 360
SHOW = {VOICES: show_voices, MEETINGS: show_meetings, PROMISES: show_promises}


def asked_part() -> str:
    """Return the part that the address asks for; a link to a form leads to the form's part."""
    opened = {"promise": PROMISES, "meeting": MEETINGS, "ask": MEETINGS}
    named = next((part for name, part in opened.items() if asked(name)), VOICES)
    return pick(asked("part"), list(SHOW), named)


st.title(_("Voices"))
try:
    with open_work() as work:
        districts = account.get_districts(work)
        district = pick_district(districts, asked("district"), work.actor.districts(work.today))
except PlannerError as error:
    show_error(error)
    st.stop()

keep(district=district.number)
part = asked_part()
parts = {
    VOICES: _("What people said"),
    MEETINGS: _("Meetings and questions"),
    PROMISES: _("What was promised"),
}
with st.container(width=NARROW):
    choose_district(districts, district)
switch(_("Part of this page"), "part", list(parts), part, parts.__getitem__)
SHOW[part](district)
