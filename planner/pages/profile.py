"""Who I am here: name, language, password, and where I am signed in."""

import streamlit as st

from planner.services.account import session
from planner.ui.account.profile import draw_profile
from planner.ui.language import _
from planner.ui.rights import rights_link
from planner.ui.session import open_work

st.title(_("Profile"))
with open_work() as work:
    me, sessions = session.get_my_profile(work), session.get_my_sessions(work)
rights_link(_("What my roles allow"))
draw_profile(me, sessions)
