"""Files that leave: no way out but the one that writes down who took what."""

import ast
from pathlib import Path

import pytest
from sqlalchemy import select

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import RULES, Action
from planner.ui import session
from schemas.errors import N_, SignedOutError
from schemas.vocabulary import Role
from tests.city import build_city
from tests.pages.browser import Opener, words_of

OPENS = {"download_button"}
"""What hands a file over."""


@pytest.fixture
def open_page(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Opener:
    return Opener(sqlite_url, monkeypatch)


def calls(file: Path, names: set[str]) -> list[ast.Call]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [
        one
        for one in ast.walk(tree)
        if isinstance(one, ast.Call)
        and getattr(one.func, "attr", getattr(one.func, "id", "")) in names
    ]


def test_one_place_alone_hands_files_over() -> None:
    found = {str(file) for file in Path("planner").rglob("*.py") if calls(file, OPENS)}
    assert found == {"planner/ui/export.py"}


def test_whoever_sees_a_page_may_take_what_it_shows() -> None:
    assert set(RULES[Action.EXPORT]) == set(Role)


def test_a_file_that_can_not_be_written_down_is_told(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = session.get_engine()
    city = build_city(engine)
    app = open_page("board", city.people[Role.COMMISSIONER])

    def ended(*_: object, **__: object) -> None:
        raise SignedOutError(N_("You were signed out. Sign in again to go on."))

    monkeypatch.setattr("planner.services.export.note_export", ended)
    app.download_button[0].click().run()
    assert "could not be written down" in app.warning[0].value
    assert "You were signed out" in words_of(app)
    with transaction(engine) as rows:
        assert rows.scalars(select(t.Change)).all() == []
    engine.dispose()


def test_whoever_was_signed_out_meanwhile_is_told_that_what_they_took_is_not_written_down(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = session.get_engine()
    city = build_city(engine)
    app = open_page("board", city.people[Role.COMMISSIONER])

    def ended(*_: object, **__: object) -> None:
        raise SignedOutError(N_("You were signed out. Sign in again to go on."))

    monkeypatch.setattr("planner.ui.session.begin", ended)
    app.download_button[0].click().run()
    assert app.title[0].value == "Signed out"
    assert "could not be written down" in app.warning[0].value
    engine.dispose()


def test_what_is_taken_is_written_down_with_its_filter(open_page: Opener) -> None:
    engine = session.get_engine()
    city = build_city(engine)
    long = "x" * 1000
    app = open_page("board", city.people[Role.COMMISSIONER], quarter="2026-Q3", status=long)
    app.download_button[0].click().run()
    with transaction(engine) as rows:
        (body,) = rows.scalars(select(t.ChangeWords.body))
        (row,) = rows.scalars(select(t.Change))
    assert '"quarter": "2026-Q3"' in body
    assert '"rows": 1' in body
    assert len(body) < 1000
    assert row.actor_id == city.people[Role.COMMISSIONER]
    engine.dispose()
