"""The planner's frame as its server runs it, or nothing, or one dot, where the address asks for it.

The empty page is what the planner's pages are compared with: same server, same gate, same browser.
The page with one dot shows what of that the framework's charts cost by themselves.
"""

from pathlib import Path

import streamlit as st

import planner.ui

DOT = {"data": {"values": [{"x": 1}]}, "mark": "point", "encoding": {"x": {"field": "x"}}}

if "dot" in st.query_params:
    st.vega_lite_chart(DOT)
elif "empty" not in st.query_params:
    file = Path(planner.ui.__file__).with_name("frame.py")
    code = compile(file.read_text(encoding="utf-8"), str(file), "exec")
    exec(code, {"__name__": "__main__", "__file__": str(file)})  # noqa: S102  (our own)
