"""Files that leave: no way out but the one that writes down who took what."""

import ast
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import streamlit as st
from sqlalchemy import select

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import RULES, Action
from planner.ui import session
from schemas.errors import N_, PlannerError, SignedOutError
from schemas.vocabulary import Role
from tests.city import build_city
from tests.pages.browser import Opener

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


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What makes each file that a page offers, as the browser asks for it: after the run."""
    makers: dict[str, Callable[[], bytes]] = {}

    def offer(_label: str, make: Callable[[], bytes], *, file_name: str, **_: object) -> None:
        makers[file_name] = make

    monkeypatch.setattr(st, "download_button", offer)
    return makers


@pytest.mark.parametrize("missing", ["planner.services.export.note_export", "planner.ui.session"])
def test_no_file_is_made_that_can_not_be_written_down(
    open_page: Opener,
    monkeypatch: pytest.MonkeyPatch,
    taken: dict[str, Callable[[], bytes]],
    missing: str,
) -> None:
    engine = session.get_engine()
    city = build_city(engine)
    ended = SignedOutError(N_("You were signed out. Sign in again to go on."))

    def refuse(*_: object, **__: object) -> None:
        raise ended

    open_page("board", city.people[Role.COMMISSIONER])
    if missing == "planner.ui.session":
        # Whoever was disabled since the page was drawn takes nothing either.
        with transaction(engine, write=True) as rows:
            rows.get_one(t.Member, city.people[Role.COMMISSIONER]).active = False
    else:
        monkeypatch.setattr(missing, refuse)
    for make in taken.values():
        with pytest.raises(PlannerError):
            make()
    assert taken
    engine.dispose()


def test_what_is_taken_is_written_down_with_its_filter(
    open_page: Opener, taken: dict[str, Callable[[], bytes]]
) -> None:
    engine = session.get_engine()
    city = build_city(engine)
    long = "x" * 1000
    open_page("board", city.people[Role.COMMISSIONER], quarter="2026-Q3", status=long)
    with ThreadPoolExecutor(1) as browser:
        # As Streamlit does: in a thread of its own, which knows of no session.
        assert browser.submit(next(iter(taken.values()))).result().startswith(b"\xef\xbb\xbf")
    with transaction(engine) as rows:
        (body,) = rows.scalars(select(t.ChangeWords.body))
        (row,) = rows.scalars(select(t.Change))
    assert '"quarter": "2026-Q3"' in body
    assert '"rows": 1' in body
    assert len(body) < 1000
    assert row.actor_id == city.people[Role.COMMISSIONER]
    engine.dispose()
