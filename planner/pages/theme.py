"""What community representatives asked for, which districts answer it, and what came of it."""

import streamlit as st

from planner.domain.permissions import Action
from planner.services import account, commitment, demand, library, theme, voice_page
from planner.ui.cached import Reads
from planner.ui.choice import asked, pick, switch
from planner.ui.demand import draw_came, draw_local, draw_way_back
from planner.ui.language import _, current_language
from planner.ui.library import draw_measured_by
from planner.ui.message import show_error
from planner.ui.navigation import page_of
from planner.ui.place import choose_district, pick_district
from planner.ui.session import open_work
from planner.ui.theme import (
    ALL,
    ANYBODY,
    SHOWN,
    WHO,
    draw_coverage,
    draw_district,
    draw_filter,
    draw_headlines,
    draw_source,
    filter_headlines,
    say_answer,
)
from schemas.errors import PlannerError

THEME, DISTRICT = "theme", "district"


def show_demand(code: str) -> None:
    """Draw one demand with everything that came of it."""
    draw_way_back()
    language = current_language()
    try:
        with open_work() as work:
            reads = Reads(work)
            row = reads.get(demand.get_demand, code, language)
            voices = reads.get(voice_page.get_demand_voices, code, language=language)
            promises = reads.get(commitment.get_commitments, code=code, language=language)
            indicators = reads.get(library.get_library, language)
    except PlannerError as error:
        show_error(error)
        return
    draw_came(row, voices, promises)
    mapped = row.local.mapped_theme_code if row.local else None
    draw_measured_by(mapped or code, indicators)


def show_catalogue() -> None:
    """Draw all demands, by theme or as one district sees them."""
    by = pick(asked("by"), (THEME, DISTRICT), THEME)
    who, shown = pick(asked("who"), WHO, ANYBODY), pick(asked("show"), SHOWN, ALL)
    try:
        with open_work() as work:
            reads = Reads(work)
            catalogue = reads.get(theme.get_catalogue, current_language())
            districts = reads.get(account.get_districts)
            home = pick_district(districts, asked("district"), work.actor.districts(work.today))
            local = theme.get_local_demands(work, home.id, current_language())
            may_edit = work.may(Action.PLAN_EDIT, home.id)
    except PlannerError as error:
        show_error(error)
        return
    if by == THEME:
        st.markdown(f"**{say_answer(catalogue)}**")
    ways = {THEME: _("By theme"), DISTRICT: _("By district")}
    switch(_("How to look at it"), "by", list(ways), by, ways.__getitem__)
    with st.container(horizontal=True):
        if by == DISTRICT:
            choose_district(districts, home)
        draw_filter(who, shown)
    if by == THEME:
        draw_coverage(filter_headlines(catalogue.headlines, who), districts)
        draw_headlines(filter_headlines(catalogue.headlines, who, shown))
    else:
        draw_district(filter_headlines(catalogue.headlines, who), home, shown)
        draw_local(home, local, may_edit=may_edit)
    draw_source(catalogue)
    st.page_link(
        page_of("library"),
        label=_("Indicators that measure these demands"),
        icon=":material/straighten:",
    )


st.title(_("Themes"))
if asked("demand"):
    show_demand(asked("demand"))
else:
    show_catalogue()
