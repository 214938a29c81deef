"""What community representatives asked for, and which districts answer it."""

from uuid import UUID

import streamlit as st

from planner.domain.permissions import Action
from planner.services import account, theme
from planner.ui.choice import asked, pick
from planner.ui.demand import (
    NEW,
    close_demand_form,
    draw_add_demand,
    draw_demand_form,
    draw_local_demand,
    draw_local_heading,
    form_name,
)
from planner.ui.language import _, current_language
from planner.ui.message import show_error
from planner.ui.place import choose_district, pick_district
from planner.ui.saving import save_form
from planner.ui.session import open_work
from planner.ui.theme import (
    ALL,
    ANYBODY,
    SHOWN,
    WHO,
    draw_filter,
    draw_headline,
    draw_source,
    filter_headlines,
    say_answer,
)
from schemas.errors import PlannerError
from schemas.theme import CatalogueRow, LocalDemandRow


def draw_catalogue(catalogue: CatalogueRow) -> None:
    """Draw the answer, then the demands that fit what the address asks for."""
    who, shown = pick(asked("who"), WHO, ANYBODY), pick(asked("show"), SHOWN, ALL)
    st.markdown(f"**{say_answer(catalogue)}**")
    draw_source(catalogue)
    draw_filter(who, shown)
    headlines = filter_headlines(catalogue.headlines, who, shown)
    for headline in headlines:
        draw_headline(headline, expanded=(who, shown) != (ANYBODY, ALL))
    if not headlines:
        st.info(_("Every demand of this kind has a goal this year."))


def edit(district_id: UUID, demand: LocalDemandRow | None) -> None:
    """Draw the form of a local demand; save it when it is asked for, or say why not below it."""
    save_form(
        lambda: draw_demand_form(district_id, demand),
        theme.save_local_demand,
        lambda _entry: close_demand_form(form_name(district_id, demand)),
        _("Saved."),
    )


st.title(_("Themes"))
try:
    with open_work() as work:
        catalogue = theme.get_catalogue(work, current_language())
        districts = account.get_districts(work)
        district = pick_district(districts, asked("district"), work.actor.districts(work.today))
        demands = theme.get_local_demands(work, district.id)
        may_edit = work.may(Action.PLAN_EDIT, district.id)
except PlannerError as error:
    show_error(error)
    st.stop()

draw_catalogue(catalogue)
draw_local_heading(district, len(demands))
choose_district(districts, district)
editing = asked("demand")
for demand in demands:
    if may_edit and editing == str(demand.id):
        edit(district.id, demand)
    else:
        draw_local_demand(demand, may_edit=may_edit)
if may_edit and editing == NEW:
    edit(district.id, None)
elif may_edit:
    draw_add_demand()
