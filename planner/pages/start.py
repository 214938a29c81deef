"""Lead on to the page that this member's role comes for."""

from urllib.parse import urlsplit

import streamlit as st

from planner.services import account
from planner.ui.language import _
from planner.ui.message import keep_message
from planner.ui.navigation import first_page
from planner.ui.session import open_work

with open_work() as work:
    me = account.get_me(work)

# Streamlit draws the first page for an address that is no page of this member's.
if urlsplit(st.context.url or "").path.strip("/"):
    keep_message("info", _("That page is not there, or your role does not open it."))
st.switch_page(first_page([held.role for held in me.roles]))
