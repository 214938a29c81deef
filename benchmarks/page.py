"""The planner's frame as its server runs it, or nothing, or one dot, where the address asks for it.

The empty page is what the planner's pages are compared with: same server, same gate, same browser.
The page with one dot shows what of that the framework's charts cost by themselves.
"""

from pathlib import Path
from types import CodeType

import streamlit as st

import planner.ui

FRAME = Path(planner.ui.__file__).with_name("frame.py")
DOT = {"data": {"values": [{"x": 1}]}, "mark": "point", "encoding": {"x": {"field": "x"}}}


@st.cache_resource(show_spinner=False)
def _frame() -> CodeType:
    """Return the frame's code, which the framework too keeps from run to run."""
    return compile(FRAME.read_text(encoding="utf-8"), str(FRAME), "exec")


if "dot" in st.query_params:
    st.vega_lite_chart(DOT)
elif "empty" not in st.query_params:
    exec(_frame(), {"__name__": "__main__", "__file__": str(FRAME)})  # noqa: S102  (our own)
