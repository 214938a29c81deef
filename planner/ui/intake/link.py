"""The way from a plan to what it can be started from, and from a goal to the one it was after."""

import streamlit as st

from planner.services.intake import OPEN_STAGES
from schemas.intake import Credit
from schemas.plan import PlanRow

from ..language import _
from ..link import goal_link
from ..navigation import page_of
from ..place import district_name
from ..text import plain


def draw_intake_link(district: int, year: int, found: PlanRow | None) -> None:
    """Lead to what a plan can be started from, while it is open for that."""
    if found is None or found.stage in OPEN_STAGES:
        st.page_link(
            page_of("intake"),
            label=_("Start from what exists"),
            icon=":material/move_to_inbox:",
            query_params={"district": str(district), "year": str(year)},
        )


def draw_credit(credit: Credit | None) -> None:
    """Say which goal this one was written after."""
    if credit is None:
        return
    told = _(
        "After a goal of {district}, {year}: {title}",
        district=district_name(credit.district),
        year=credit.year,
        title=credit.title,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(told), width="content")
        goal_link(credit.id, credit.code)
