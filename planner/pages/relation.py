"""One goal: what was measured, what people said, and what both mean together."""

from uuid import UUID

import streamlit as st

from planner.charts.voice import reach_of
from planner.domain.permissions import Action
from planner.domain.quarters import Quarter, quarter_of
from planner.services import account, goal, relation
from planner.ui import relation as relation_ui
from planner.ui.address import find_id, find_quarter, keep
from planner.ui.choice import asked, choose
from planner.ui.language import _, current_language, quarter_name
from planner.ui.message import show_error
from planner.ui.place import district_name, pick_district
from planner.ui.saving import save_form
from planner.ui.session import open_work
from schemas.errors import PlannerError
from schemas.relation import SideBySideQuarter, SideBySideRow

WIDTHS = (5, 3, 5)


def draw_choice() -> None:
    """Let the reader choose a district, then one of its goals."""
    with open_work() as work:
        districts = account.get_districts(work)
        home = work.actor.districts(work.today)
        district = pick_district(districts, asked("district"), home)
        goals = goal.get_goals(work, district.id)
    names = {row.number: district_name(row) for row in districts}
    st.markdown(_("Choose a goal to see its numbers beside what people said."))
    choose(_("District"), "district", list(names), district.number, names.__getitem__)
    relation_ui.draw_picker(goals)


def decide(goal_id: UUID, row: SideBySideQuarter, *, may_choose: bool) -> None:
    """Draw what both mean together; save what was chosen, or say why not below it."""
    is_open = asked("relation") == str(Quarter(row.year, row.quarter))
    save_form(
        lambda: relation_ui.draw_together(goal_id, row, may_choose=may_choose, is_open=is_open),
        relation.choose_relation,
        lambda _entry: relation_ui.close_relation_form(relation_ui.form_name(goal_id, row)),
        _("Saved."),
    )


def draw_quarters(goal_id: UUID, sheet: SideBySideRow, *, may_choose: bool) -> None:
    """Draw a card a quarter, the latest on top, each with the same three parts."""
    dark = st.context.theme.type == "dark"
    lanes = relation_ui.choose_indicator(sheet.quarters)
    reach = reach_of(row.voices for row in sheet.quarters)
    for row in sheet.quarters:
        with st.container(border=True):
            st.markdown(f"#### {quarter_name(row.year, row.quarter)}")
            left, middle, right = st.columns(WIDTHS, gap="medium")
            with left:
                relation_ui.draw_measured(row, lanes, dark=dark)
            with middle:
                decide(goal_id, row, may_choose=may_choose)
            with right:
                relation_ui.draw_heard(row, reach, dark=dark)
    with st.expander(_("The same as a table")):
        relation_ui.draw_table(sheet.quarters)


def draw(goal_id: UUID) -> None:
    """Draw one goal with its numbers and voices."""
    with open_work() as work:
        month = work.jurisdiction.fiscal_start_month
        current = quarter_of(work.today, month)
        upto = min(find_quarter() or current.previous(), current)
        sheet = relation.get_side_by_side(work, goal_id, upto, language=current_language())
        may_choose = work.may(Action.RELATION_CHOOSE, sheet.goal.district.id)
    relation_ui.draw_goal(sheet.goal)
    quarters = relation.quarters_of_goal(sheet.goal, current, month)[::-1]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if quarters:
            choose(
                _("Up to"),
                "quarter",
                quarters,
                min(max(upto, quarters[-1]), quarters[0]),
                lambda each: quarter_name(each.year, each.number),
            )
        st.button(_("Another goal"), on_click=keep, kwargs={"goal": None, "quarter": None})
    if not sheet.quarters:
        st.info(_("This goal is not due for a quarter yet, so there is nothing side by side."))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(relation_ui.say_latest(sheet.quarters[0]), width="content")
        relation_ui.draw_why(sheet.quarters[0])
    draw_quarters(goal_id, sheet, may_choose=may_choose)


st.title(_("Side by side"))
goal_id = find_id("goal")
try:
    if goal_id is None:
        draw_choice()
    else:
        draw(goal_id)
except PlannerError as error:
    show_error(error)
