"""Everything that was changed, by whom and when: look for it, take it along, prove it."""

import streamlit as st

from planner.services import audit
from planner.ui.change import read_mark, read_query, show_changes
from planner.ui.language import _
from planner.ui.message import show_error
from planner.ui.session import open_work
from schemas.errors import PlannerError

st.title(_("Changes"))
try:
    with open_work() as work:
        people, found = (
            audit.get_changers(work),
            audit.find_changes(work, read_query(), read_mark()),
        )
except PlannerError as error:
    show_error(error)
    st.stop()
show_changes(people, found)
