"""Where a plan stands on its way: one block, with the reader's own next step in it."""

from collections.abc import Sequence

import streamlit as st

from planner.ui.choice import asked
from planner.ui.language import _
from schemas.plan import PlanRow
from schemas.vocabulary import PlanMove
from schemas.way import WayRow

from .account import draw_account
from .amended import draw_amendments, draw_signed, say_amended
from .form import ANSWER, WINDOW, draw_form
from .next import draw_next, draw_returned
from .said import draw_reviews
from .stage import draw_past, draw_stage

__all__ = ["draw_way"]


def draw_way(plan: PlanRow, row: WayRow) -> None:
    """Draw how far the plan has come, and the reader's next step or the form for it."""
    st.header(_("Where the plan stands"))
    draw_stage(plan, row)
    draw_returned(row)
    say_amended(row)
    wanted = asked("step")
    if wanted in _steps(row):
        draw_form(plan, row, wanted)
    else:
        draw_next(plan, row)
    draw_amendments(row)
    draw_account(row)
    draw_reviews(row)
    draw_signed(row)
    draw_past(row)


def _steps(row: WayRow) -> Sequence[str]:
    """Return the steps whose form is open to this reader now, as the address names them."""
    moves = [one.move.value for one in row.options if one.is_open]
    window = any(one.is_open for one in row.reviews)
    may_move = any(one.move is PlanMove.END_REVIEW for one in row.options)
    return [
        *moves,
        *([ANSWER] if row.may_answer else []),
        *([WINDOW] if window and may_move else []),
    ]
