"""The watch over a session: what the script is told."""

import json

from streamlit.testing.v1 import AppTest


def draw() -> None:
    # AppTest copies this function's text, so it imports for itself.
    from planner.components import session_watch  # noqa: PLC0415

    session_watch("/signed-in", "Your session has ended.", "/signin", "Sign in", seconds=5)


def test_the_browser_gets_the_script_what_to_ask_and_what_to_say() -> None:
    app = AppTest.from_function(draw).run(timeout=60)
    assert not app.exception
    proto = app.main.children[0].proto
    assert proto.js_source_path == "session_watch.js"
    assert json.loads(proto.json) == {
        "ask": "/signed-in",
        "says": "Your session has ended.",
        "leads": "/signin",
        "label": "Sign in",
        "seconds": 5,
    }
