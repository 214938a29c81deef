"""The way from the Plan page: told aloud while a command changes, a quiet link else."""

import streamlit as st

from planner.domain.permissions import Action
from planner.services import handover
from planner.services.work import Work
from schemas.account import DistrictRow
from schemas.handover import TurnRow

from ..language import _
from ..navigation import page_of
from ..text import plain
from .words import say_turn


def find_news(work: Work, district: DistrictRow) -> TurnRow | None:
    """Return the change of command to speak of, for whoever may read of it."""
    if not work.may(Action.HANDOVER_READ, district.id):
        return None
    return handover.find_change(work, district.id)


def draw_news(district: DistrictRow, turn: TurnRow | None) -> None:
    """Lead on to the page of a change of command; one that is near is told here."""
    if turn is None:
        return
    if turn.is_near:
        st.info(plain(say_turn(turn)), icon=":material/swap_horiz:")
    st.page_link(
        page_of("handover"),
        label=_("Change of command"),
        icon=":material/swap_horiz:",
        query_params={"district": str(district.number)},
    )
