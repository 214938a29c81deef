"""The door: builds the web application out of the pages and the planner's own addresses.

`planner serve`, `streamlit run streamlit_app.py` and `uvicorn streamlit_app:app` all start it.
"""

from pathlib import Path

import streamlit as st
from streamlit import config

from planner import web

HERE = Path(__file__).resolve()

# Streamlit looks for its settings beside the main script. Under other servers it takes the frame
# for that and would miss ours, which keep error details and usage statistics where they belong.
config._main_script_path = config._main_script_path or str(HERE)  # noqa: SLF001

app = st.App(
    HERE.parent / "planner" / "ui" / "frame.py",
    routes=web.routes(),
    middleware=web.middleware(),
    exception_handlers=web.exception_handlers(),
    lifespan=web.lifespan,
)
