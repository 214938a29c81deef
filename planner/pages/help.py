"""What the marks and the words mean."""

import streamlit as st

from planner.services import account
from planner.ui.help import draw_hints_again, draw_marks, draw_words
from planner.ui.language import _
from planner.ui.session import open_work

st.title(_("Help"))
with open_work() as work:
    account.get_me(work)
    limits = work.jurisdiction.on_track_limit, work.jurisdiction.at_risk_limit
draw_marks(*limits)
draw_words()
draw_hints_again()
