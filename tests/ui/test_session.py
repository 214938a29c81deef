"""Who reads during a run of the frame was found when it began; what writes finds out anew."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlalchemy import Engine

from db import tables as t
from db.engine import transaction
from planner.ui import session
from planner.ui.session import open_work, reading_as
from schemas.errors import RefusedError
from schemas.vocabulary import Role
from tests.city import build_city


@pytest.fixture
def member_id(engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[UUID]:
    """A commander who sits at this browser."""
    city = build_city(engine)
    found = city.people[Role.COMMANDER]
    monkeypatch.setenv("PLANNER_DATABASE_URL", database_url)
    monkeypatch.setenv("PLANNER_DEMO", "1")
    monkeypatch.setattr(session, "get_engine", lambda: engine)
    monkeypatch.setattr(session, "find_member_id", lambda: found)
    monkeypatch.setattr(session, "session_id", lambda: "here")
    session.get_settings.clear()
    yield found
    session.get_settings.clear()


def disable(engine: Engine, member_id: UUID) -> None:
    with transaction(engine, write=True) as rows:
        rows.get_one(t.Member, member_id).active = False


def test_a_run_goes_on_as_it_began(engine: Engine, member_id: UUID) -> None:
    with open_work() as work:
        pass
    with reading_as(work):
        disable(engine, member_id)
        with open_work() as again:
            assert again.actor == work.actor
            assert again.session is not work.session


def test_what_writes_finds_out_anew_who_acts(engine: Engine, member_id: UUID) -> None:
    with open_work() as work:
        pass
    disable(engine, member_id)
    with reading_as(work), pytest.raises(RefusedError), open_work(write=True):
        pass


def test_the_next_run_finds_out_anew_who_acts(engine: Engine, member_id: UUID) -> None:
    with open_work() as work:
        pass
    disable(engine, member_id)
    with pytest.raises(ZeroDivisionError), reading_as(work):
        raise ZeroDivisionError
    with pytest.raises(RefusedError), open_work():
        pass


def test_what_is_fetched_later_finds_out_anew_who_acts(engine: Engine, member_id: UUID) -> None:
    with open_work() as work:
        pass
    with reading_as(work):
        later = session.later_work()
        disable(engine, member_id)
        with pytest.raises(RefusedError), later():
            pass
