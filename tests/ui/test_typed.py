"""Forms that lose nothing: fields come back as they were left, whatever the page did meanwhile."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from planner.ui import typed

HIDE, HIDE_LATER, HURRY = "hide", "hide_later", "hurry"


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """A form of three fields, the last of which comes and goes; nothing reaches a database."""
    monkeypatch.setattr(typed, "find_typed", lambda _form: None)
    monkeypatch.setattr(typed, "keep_typed", lambda *_what: None)
    return AppTest.from_function(_page).run()


def _page() -> None:
    # The test runs the source of this function alone.
    import streamlit as st  # noqa: PLC0415

    from planner.ui.typed import begin_typing, key_of, read_typing  # noqa: PLC0415

    asked = st.session_state
    if asked.get("hide"):
        return
    blank = dict.fromkeys(("one", "two", "three"), "")
    begin_typing("form", 0, blank, {})
    st.text_input("one", key=key_of("form", "one"))
    if asked.pop("hurry", False):
        # The next click ends a run halfway, and another begins with what is typed by then.
        st.rerun()
    st.text_input("two", key=key_of("form", "two"))
    if not asked.get("hide_later"):
        st.text_input("three", key=key_of("form", "three"))
    st.json(read_typing("form", blank))


def _ask(app: AppTest, name: str, value: bool) -> AppTest:
    app.session_state[name] = value
    return app.run()


def _typed(app: AppTest) -> dict[str, Any]:
    assert not app.exception
    return {one.label: one.value for one in app.text_input}


def test_a_form_that_was_out_of_sight_comes_back_as_it_was_left(app: AppTest) -> None:
    app.text_input(key="form:one").set_value("a").run()
    app.text_input(key="form:three").set_value("c").run()
    _ask(app, HIDE, True)
    _ask(app, HIDE, False)
    assert _typed(app) == {"one": "a", "two": "", "three": "c"}


def test_a_field_that_was_out_of_sight_comes_back_and_counts_meanwhile(app: AppTest) -> None:
    app.text_input(key="form:three").set_value("c").run()
    _ask(app, HIDE_LATER, True)
    app.text_input(key="form:one").set_value("a").run()
    assert json.loads(app.json[0].value) == {"one": "a", "two": "", "three": "c"}
    _ask(app, HIDE_LATER, False)
    assert _typed(app) == {"one": "a", "two": "", "three": "c"}


def test_what_is_typed_while_a_run_is_cut_short_stays(app: AppTest) -> None:
    app.text_input(key="form:two").set_value("first").run()
    app.session_state[HURRY] = True
    app.text_input(key="form:two").set_value("second").run()
    assert _typed(app)["two"] == "second"
