"""Who works with the planner: invite people, give them roles, disable them."""

import streamlit as st

from planner.services import account
from planner.services.account import people, post
from planner.ui.account.people import show_people
from planner.ui.language import _
from planner.ui.message import show_error
from planner.ui.post import draw_vacancies
from planner.ui.rights import rights_link
from planner.ui.session import open_work
from schemas.errors import PlannerError

st.title(_("People and roles"))
try:
    with open_work() as work:
        rows, districts, today = people.get_people(work), account.get_districts(work), work.today
        vacancies = post.get_vacancies(work)
except PlannerError as error:
    show_error(error)
    st.stop()
draw_vacancies(vacancies, today)
rights_link(_("What each role may do"))
show_people(rows, districts, today)
