"""Who may do what: the reader's own role first, then any other."""

import streamlit as st

from planner.services import account
from planner.ui.language import _
from planner.ui.rights import show_rights
from planner.ui.session import open_work

st.title(_("Who may do what"))
with open_work() as work:
    roles = [held.role for held in account.get_me(work).roles]
show_rights(roles)
