"""Reports in pauses of typing: what the script is told."""

import json

from streamlit.testing.v1 import AppTest


def draw() -> None:
    # AppTest copies this function's text, so it imports for itself.
    from planner.components import typing_pause  # noqa: PLC0415

    typing_pause("goal:07-a", pause_ms=300, most_ms=900)


def test_the_browser_gets_the_script_which_fields_and_how_long_it_waits() -> None:
    app = AppTest.from_function(draw).run(timeout=60)
    assert not app.exception
    proto = app.main.children[0].proto
    assert proto.js_source_path == "typing_pause.js"
    assert json.loads(proto.json) == {
        "fields": '[class*="st-key-goal-07-a"]',
        "pause": 300,
        "most": 900,
    }
