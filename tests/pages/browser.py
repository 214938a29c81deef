"""Opens a page of the real app without a browser, for a member and in a language."""

from pathlib import Path
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
        # Only a first run tells which pages there are under which address.
        app.run().switch_page(str(ROOT / "planner" / "pages" / f"{page}.py"))
        app.query_params.clear()
        for name, value in address.items():
            app.query_params[name] = value
        return app.run()


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
