"""Opens a page of the real app without a browser, for a member and in a language."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from planner.ui import session
from planner.ui.goal.parts import Part
from schemas.vocabulary import Language
from tests import factories as make

ROOT = Path(__file__).parents[2]
FRAME = ROOT / "planner" / "ui" / "frame.py"

_pages: dict[str, Any] = {}
"""The pages that runs have registered, each under what Streamlit knows it by."""


class Opener:
    """Opens pages of one database."""

    def __init__(self, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PLANNER_DATABASE_URL", url)
        monkeypatch.setenv("PLANNER_DEMO", "1")
        monkeypatch.setenv("PLANNER_TODAY", make.TODAY.isoformat())
        session.get_settings.clear()
        session.get_engine.clear()

    def __call__(
        self,
        page: str,
        member_id: UUID | None,
        language: Language = Language.EN,
        **address: str,
    ) -> AppTest:
        """Open a page by its file name, with what the address carries; the run is done."""
        # Factories write rows without a change, which kept reads would not see.
        st.cache_data.clear()
        app = AppTest.from_file(str(FRAME), default_timeout=30)
        if member_id is not None:
            app.session_state["planner_member_id"] = str(member_id)
        app.session_state["planner_language"] = language.value
        file = ROOT / "planner" / "pages" / f"{page}.py"
        _tell_pages(app, file)
        app.switch_page(str(file))
        for name, value in address.items():
            app.query_params[name] = value
        # Switching once more raises where this member has no such page.
        return app.run().switch_page(str(file))


def _tell_pages(app: AppTest, file: Path) -> None:
    """Let a page be the first of a visit, as for somebody who follows a link to it.

    Streamlit wants another page to be run before, which tells what pages there are. That took a
    third of a test's time, and one visit tells it for all that follow.
    """
    if not any(file == Path(known["script_path"]) for known in _pages.values()):
        app.run()
        app.query_params.clear()
        _pages.update(app._registered_pages)
    app._registered_pages = dict(_pages)


def unfold(app: AppTest, form: str) -> AppTest:
    """Open every part of a goal's form, as what is folded is not drawn."""
    for part in Part:
        app.session_state[f"part:{form}:{part}"] = True
    return app.run()


def words_of(app: AppTest) -> str:
    """Return all words on a page, one element a line."""
    kinds = (
        "title",
        "header",
        "subheader",
        "markdown",
        "caption",
        "text",
        "info",
        "warning",
        "error",
    )
    return "\n".join(str(getattr(one, "value", "")) for kind in kinds for one in app.get(kind))
