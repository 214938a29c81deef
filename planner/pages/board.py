"""All districts this quarter: what was reached, what slipped, what went silent."""

import streamlit as st

from planner.domain.quarters import quarter_of
from planner.services import board, theme
from planner.ui.board import (
    FIRST_GOALS,
    draw_goals,
    draw_map,
    draw_strip,
    say_board,
    say_since,
    state_words,
    theme_choices,
)
from planner.ui.choice import asked, choose, pick
from planner.ui.language import _, current_language, quarter_name
from planner.ui.message import show_error
from planner.ui.session import open_work
from schemas.errors import PlannerError

PAST_QUARTERS = 8

st.title(_("Board"))
try:
    with open_work() as work:
        catalogue = theme.get_catalogue(work, current_language())
        current = quarter_of(work.today, work.jurisdiction.fiscal_start_month)
        quarters = [current.plus(-back) for back in range(PAST_QUARTERS)]
        quarter = pick(asked("quarter"), quarters, current.previous())
        themes = theme_choices(catalogue)
        code = pick(asked("theme"), list(themes), "")
        shown = board.get_board(work, quarter, theme_code=code)
except PlannerError as error:
    show_error(error)
    st.stop()

states = {"": _("All of them")} | state_words()
state = pick(asked("status"), list(states), "")
with st.container(horizontal=True):
    choose(
        _("Quarter"),
        "quarter",
        quarters,
        quarter,
        lambda each: quarter_name(each.year, each.number),
    )
    choose(_("Theme"), "theme", list(themes), code, themes.__getitem__)
    choose(_("Where goals stand"), "status", list(states), state, states.__getitem__)

if not shown.goals:
    st.info(_("No goal fits this choice. Choose another quarter or theme, or add goals to a plan."))
    st.stop()

goals = [
    goal
    for goal in shown.goals
    if state in {"", (goal.standing.status or goal.standing.state).value}
]
dark = st.context.theme.type == "dark"
st.markdown(f"**{say_board(shown)}**")
st.markdown(say_since(shown))
left, right = st.columns([2, 3], gap="large")
with left:
    draw_map(shown, dark=dark)
with right:
    st.header(_("What needs attention first"))
    draw_goals(goals, FIRST_GOALS)
    if len(goals) > FIRST_GOALS:
        with st.expander(_("The other {count} goals", count=len(goals) - FIRST_GOALS)):
            draw_goals(goals[FIRST_GOALS:], len(goals))
    if not goals:
        st.info(_("No goal stands there this quarter."))
if goals:
    draw_strip(goals, dark=dark)
