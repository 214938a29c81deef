"""One goal: what was measured, what people said, and what both mean together."""

from uuid import UUID

import streamlit as st

from planner.domain.permissions import Action
from planner.domain.quarters import Quarter, quarter_of
from planner.services import account, relation, usual_range
from planner.ui import relation as relation_ui
from planner.ui.address import find_id, find_quarter
from planner.ui.cached import Reads
from planner.ui.choice import asked
from planner.ui.language import _, current_language
from planner.ui.message import show_error
from planner.ui.place import choose_district, pick_district
from planner.ui.saving import save_form
from planner.ui.session import open_work
from schemas.errors import PlannerError
from schemas.relation import SideBySideQuarter


def draw_choice() -> None:
    """Let the reader choose a district, then one of its goals by mark and relation."""
    with open_work() as work:
        reads = Reads(work)
        districts = reads.get(account.get_districts)
        home = work.actor.districts(work.today)
        district = pick_district(districts, asked("district"), home)
        goals = reads.get(relation.get_glimpses, district.id, language=current_language())
    st.title(_("Side by side"))
    st.markdown(_("Choose a goal to see its numbers beside what people said."))
    choose_district(districts, district)
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


def draw(goal_id: UUID) -> None:
    """Draw one goal with its numbers and voices."""
    with open_work() as work:
        month = work.jurisdiction.fiscal_start_month
        current = quarter_of(work.today, month)
        upto = min(find_quarter() or current.previous(), current)
        language = current_language()
        sheet = Reads(work).get(relation.get_side_by_side, goal_id, upto, language=language)
        may_choose = work.may(Action.RELATION_CHOOSE, sheet.goal.district.id)
    quarters = relation.quarters_of_goal(sheet.goal, current, month)[::-1]
    picture = relation_ui.draw_head(sheet, quarters)
    if not sheet.quarters:
        st.info(_("This goal is not due for a quarter yet, so there is nothing side by side."))
        return
    relation_ui.draw_cards(sheet, picture, lambda row: decide(goal_id, row, may_choose=may_choose))
    part = relation_ui.choose_part(sheet, picture)
    if part is relation_ui.Part.USUAL and picture:
        with open_work() as work:
            usual = Reads(work).get(usual_range.get_usual_range, goal_id, picture.indicator.id)
        relation_ui.draw_usual(usual, picture.indicator)
    elif part:
        relation_ui.draw_part(part, sheet)


goal_id = find_id("goal")
try:
    if goal_id is None:
        draw_choice()
    else:
        draw(goal_id)
except PlannerError as error:
    show_error(error)
