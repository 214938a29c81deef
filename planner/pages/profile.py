"""Who I am here: name, language, password, second step, and where I am signed in."""

import streamlit as st

from planner.services.account import second_factor, session
from planner.ui.account.profile import draw_profile
from planner.ui.language import _
from planner.ui.rights import rights_link
from planner.ui.session import get_settings, open_work, session_lasting

st.title(_("Profile"))
key, lasting = get_settings().key, session_lasting()
with open_work() as work:
    me, sessions = session.get_my_profile(work), session.get_my_sessions(work, lasting)
    factor = second_factor.get_my_factor(work, key)
rights_link(_("What my roles allow"))
draw_profile(me, factor, sessions)
