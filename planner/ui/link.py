"""Links from one page to another."""

from uuid import UUID

import streamlit as st

from .language import _
from .navigation import page_of
from .text import plain


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
