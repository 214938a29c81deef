"""Links from one page to another."""

from uuid import UUID

import streamlit as st

from .language import _
from .navigation import page_of
from .text import plain, shorten

_LONGEST = 44
"""Letters of a demand in a link, which never wraps and still has to fit on a phone."""


def goal_link(goal_id: UUID, code: str) -> None:
    """Link to a goal by its code.

    A link never wraps, so the goal's title stands beside it as text: on a phone it would be cut.
    """
    st.page_link(
        page_of("goal"),
        label=plain(_("Goal {code}", code=code)),
        icon=":material/flag:",
        query_params={"goal": str(goal_id)},
    )


def demand_link(code: str, statement: str = "") -> None:
    """Link to what came of a demand, by its code or by the beginning of its words.

    The words are named where they don't stand beside the link already.
    """
    st.page_link(
        page_of("theme"),
        label=plain(shorten(statement, _LONGEST) or code),
        icon=":material/forum:",
        help=plain(f"{code}: {statement}") if statement else None,
        query_params={"demand": code},
    )


def voices_link(label: str, district_number: int, code: str) -> None:
    """Link to what a district heard about a demand."""
    st.page_link(
        page_of("voice"),
        label=plain(label),
        icon=":material/record_voice_over:",
        query_params={"district": str(district_number), "theme": code},
    )
