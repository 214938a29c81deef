"""Start a plan from what exists: a file, last year's goals, or those of other districts."""

import streamlit as st

from planner.domain.permissions import Action
from planner.domain.quarters import quarter_of
from planner.services import account
from planner.ui.address import keep
from planner.ui.choice import asked, choose, pick
from planner.ui.intake.form import find_draft, open_form
from planner.ui.intake.review import draw_review
from planner.ui.intake.source import draw_sources
from planner.ui.language import _
from planner.ui.message import show_error
from planner.ui.navigation import page_of
from planner.ui.place import choose_district, pick_district
from planner.ui.session import open_work
from schemas.errors import PlannerError

st.title(_("Start from what exists"))
try:
    with open_work() as work:
        districts = account.get_districts(work)
        district = pick_district(districts, asked("district"), work.actor.districts(work.today))
        this_year = quarter_of(work.today, work.jurisdiction.fiscal_start_month).year
        may_edit = work.may(Action.PLAN_EDIT, district.id)
    years = [this_year + 1, this_year]
    year = pick(asked("year"), years, years[0])
    keep(district=district.number, year=year)
    with st.container(horizontal=True):
        choose_district(districts, district)
        choose(_("Year"), "year", years, year)
    st.page_link(
        page_of("plan"),
        label=_("Back to the plan"),
        icon=":material/arrow_back:",
        query_params={"district": str(district.number), "year": str(year)},
    )
    if may_edit:
        fields = open_form(district.number, year)
        draft = find_draft(fields)
        if draft is None:
            draw_sources(fields, district, year)
        else:
            draw_review(fields, draft, district, year)
    else:
        st.info(_("Your role does not allow this here."))
except PlannerError as error:
    show_error(error)
