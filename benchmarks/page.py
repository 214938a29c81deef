"""The planner's frame as its server runs it, or nothing at all where the address asks for that.

The empty page is what the planner's pages are compared with: same server, same gate, same browser.
"""

from pathlib import Path

import streamlit as st

import planner.ui

if "empty" not in st.query_params:
    file = Path(planner.ui.__file__).with_name("frame.py")
    code = compile(file.read_text(encoding="utf-8"), str(file), "exec")
    exec(code, {"__name__": "__main__", "__file__": str(file)})  # noqa: S102  (our own)
