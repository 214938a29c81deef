"""The way to a field: what the script is told."""

import json

from streamlit.testing.v1 import AppTest


def draw() -> None:
    # AppTest copies this function's text, so it imports for itself.
    from planner.components import go_to_field  # noqa: PLC0415

    go_to_field("new goal:1:0.baseline", "part:new goal:1:measured", "once")


def test_the_browser_gets_the_script_and_where_to_lead() -> None:
    app = AppTest.from_function(draw).run(timeout=60)
    assert not app.exception
    proto = app.main.children[0].proto
    assert proto.js_source_path == "go_to_field.js"
    assert json.loads(proto.json) == {
        "field": ".st-key-new-goal-1-0-baseline",
        "part": ".st-key-part-new-goal-1-measured",
        "occasion": "once",
    }
