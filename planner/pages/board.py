"""All districts this quarter: what was reached, what slipped, what went silent."""

import streamlit as st

from planner.services import board
from planner.ui import board as ui
from planner.ui.cached import Reads
from planner.ui.language import current_language
from planner.ui.message import show_error
from planner.ui.session import open_work
from schemas.board import Board
from schemas.errors import PlannerError


def draw(shown: Board, view: ui.View, choices: ui.Choices) -> None:
    """Draw the answer in words, then the map and the goals beside it, then all quarters."""
    fitting = ui.fitting_goals(shown, view)
    goals = ui.goals_of_district(fitting, view.number)
    ui.draw_head(view, choices, shown, goals)
    if shown.goals:
        ui.draw_answer(shown, view)
        ui.draw_nothing_told(shown, view, choices)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        ui.draw_map(shown, fitting, view)
    with right:
        ui.draw_place(shown, goals, view)
        if goals:
            ui.draw_goals(goals, view)
        else:
            ui.draw_nothing_fits(shown, view)
    if goals:
        ui.draw_strip(shown, goals, view)
    if not view.present:
        ui.draw_tables(shown, goals)


try:
    language = current_language()
    with open_work() as work:
        reads = Reads(work)
        choices = reads.get(ui.load_choices, language)
        view = ui.read_view(choices)
        shown = reads.get(
            board.get_board,
            view.quarter,
            theme_code=view.theme,
            area=int(view.area) if view.area else None,
            language=language,
        )
    draw(shown, view, choices)
except PlannerError as error:
    show_error(error)
