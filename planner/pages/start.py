"""Lead on to the page that this member's role comes for."""

import streamlit as st

from planner.services import account
from planner.ui.navigation import first_page
from planner.ui.session import open_work

with open_work() as work:
    me = account.get_me(work)

st.switch_page(first_page([held.role for held in me.roles]))
