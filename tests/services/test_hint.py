"""Hints: shown until read, each member's own, and no change row."""

import pytest
from sqlalchemy import Engine, func, select

from db import tables as t
from db.engine import transaction
from planner.services.door import begin
from planner.services.hint import get_read_hints, mark_hint_read, show_hints_again
from schemas.vocabulary import Role
from tests.city import City, build_city
from tests.race import write_beside


@pytest.fixture
def city(engine: Engine) -> City:
    return build_city(engine)


def read(engine: Engine, city: City, role: Role = Role.COMMANDER) -> frozenset[str]:
    with begin(engine, city.people[role]) as work:
        return get_read_hints(work)


def mark(engine: Engine, city: City, name: str) -> None:
    with begin(engine, city.people[Role.COMMANDER], write=True) as work:
        mark_hint_read(work, name)


def test_a_hint_is_read_once_it_was_marked_however_often(engine: Engine, city: City) -> None:
    assert read(engine, city) == frozenset()
    mark(engine, city, "commander")
    mark(engine, city, "commander")
    assert read(engine, city) == {"commander"}


def test_what_one_member_read_another_has_not(engine: Engine, city: City) -> None:
    mark(engine, city, "commander")
    assert read(engine, city, Role.DELEGATE) == frozenset()


def test_hints_come_back_when_asked_for_and_leave_no_change_row(engine: Engine, city: City) -> None:
    mark(engine, city, "commander")
    with begin(engine, city.people[Role.COMMANDER], write=True) as work:
        show_hints_again(work)
    assert read(engine, city) == frozenset()
    with transaction(engine) as session:
        assert session.scalar(select(func.count()).select_from(t.Change)) == 0


def test_two_windows_that_mark_at_once_do_not_collide(engine: Engine, city: City) -> None:
    write_beside(
        begin(engine, city.people[Role.COMMANDER], write=True),
        lambda work: mark_hint_read(work, "commander"),
        lambda: mark(engine, city, "commander"),
    )
    assert read(engine, city) == {"commander"}
