"""What community representatives asked for, and which districts answer it."""

import streamlit as st

from planner.services import theme
from planner.ui.choice import asked, pick
from planner.ui.language import _, current_language
from planner.ui.message import show_error
from planner.ui.session import open_work
from planner.ui.theme import (
    ALL,
    EVERYBODY,
    SHOWN,
    WHO,
    draw_filter,
    draw_headline,
    draw_source,
    filter_headlines,
    say_answer,
)
from schemas.errors import PlannerError

st.title(_("Themes"))
who, shown = pick(asked("who"), WHO, EVERYBODY), pick(asked("show"), SHOWN, ALL)

try:
    with open_work() as work:
        catalogue = theme.get_catalogue(work, current_language())
except PlannerError as error:
    show_error(error)
    st.stop()

st.markdown(f"**{say_answer(catalogue)}**")
draw_source(catalogue)
draw_filter(who, shown)
headlines = filter_headlines(catalogue.headlines, who, shown)
for headline in headlines:
    draw_headline(headline, expanded=(who, shown) != (EVERYBODY, ALL))
if not headlines:
    st.info(_("Every demand of this kind has a goal this year."))
