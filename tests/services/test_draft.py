"""Drafts: private, kept on the server, gone when they are saved or given up."""

from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from db import tables as t
from db.engine import transaction
from planner.services.door import begin
from planner.services.draft import Kept, drop_draft, find_draft, keep_draft
from schemas.errors import RuleError
from schemas.vocabulary import Role
from tests.city import City, build_city
from tests.race import write_beside


@pytest.fixture
def city(engine: Engine) -> City:
    return build_city(engine)


def keep(engine: Engine, city: City, values: dict[str, Any], role: Role = Role.COMMANDER) -> None:
    with begin(engine, city.people[role], write=True) as work:
        keep_draft(work, "goal:1", 3, values)


def find(engine: Engine, city: City, role: Role = Role.COMMANDER) -> Kept | None:
    with begin(engine, city.people[role]) as work:
        return find_draft(work, "goal:1")


def test_the_last_thing_typed_is_kept(engine: Engine, city: City) -> None:
    keep(engine, city, {"title": "a"})
    keep(engine, city, {"title": "ab", "why": "警"})
    kept = find(engine, city)
    assert kept is not None
    assert (kept.seen_version, kept.values) == (3, {"title": "ab", "why": "警"})


def test_a_draft_is_its_writers_alone(engine: Engine, city: City) -> None:
    keep(engine, city, {"title": "a"})
    assert find(engine, city, Role.DELEGATE) is None


def test_a_draft_leaves_no_change_row_and_goes_when_dropped(engine: Engine, city: City) -> None:
    keep(engine, city, {"title": "a"})
    with begin(engine, city.people[Role.COMMANDER], write=True) as work:
        drop_draft(work, "goal:1")
    assert find(engine, city) is None
    with transaction(engine) as session:
        assert session.scalar(select(func.count()).select_from(t.Change)) == 0


def test_more_than_a_form_can_hold_is_refused(engine: Engine, city: City) -> None:
    with pytest.raises(RuleError):
        keep(engine, city, {"title": "x" * 200_001})


def test_two_windows_that_keep_the_first_draft_at_once_do_not_collide(
    engine: Engine, city: City
) -> None:
    write_beside(
        begin(engine, city.people[Role.COMMANDER], write=True),
        lambda work: keep_draft(work, "goal:1", 3, {"title": "first"}),
        lambda: keep(engine, city, {"title": "second"}),
    )
    kept = find(engine, city)
    assert kept is not None
    assert kept.values == {"title": "second"}
