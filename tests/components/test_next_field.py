"""Enter as a way on: what the script is told."""

import json

from streamlit.testing.v1 import AppTest


def draw() -> None:
    # AppTest copies this function's text, so it imports for itself.
    from planner.components import next_field  # noqa: PLC0415

    next_field('[class*="st-key-value"]')


def test_the_browser_gets_the_script_and_which_fields_it_leads_through() -> None:
    app = AppTest.from_function(draw).run(timeout=60)
    assert not app.exception
    proto = app.main.children[0].proto
    assert proto.js_source_path == "next_field.js"
    assert json.loads(proto.json) == {"fields": '[class*="st-key-value"]'}
