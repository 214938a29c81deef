"""The mark of what was changed since the plan was signed."""

import streamlit as st

from planner.ui.language import _
from planner.ui.text import plain


def mark_amended(is_amended: bool) -> None:  # noqa: FBT001
    """Say of a priority or goal that it is not as it was signed."""
    if is_amended:
        told = plain(_("Amended, not signed yet"))
        st.markdown(f":orange-badge[:material/history_edu: {told}]")
