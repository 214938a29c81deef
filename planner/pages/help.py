"""What the marks and the words mean."""

import streamlit as st

from planner.services import account
from planner.ui.help import draw_hints_again, draw_marks, draw_words
from planner.ui.language import _
from planner.ui.rights import rights_link
from planner.ui.session import open_work

st.title(_("Help"))
with open_work() as work:
    account.get_me(work)
    limits = work.jurisdiction.on_track_limit, work.jurisdiction.at_risk_limit
rights_link(_("Who may do what"))
draw_marks(*limits)
draw_words()
draw_hints_again()
