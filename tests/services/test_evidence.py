"""Evidence: a stored file is tied to a goal once, by those who may, and everybody may read it."""

from typing import Any

import pytest
from sqlalchemy import Engine

from planner.services.door import begin
from planner.services.evidence import add_evidence, get_evidence
from planner.services.work import new_id
from schemas.errors import NotFoundError, RefusedError
from schemas.evidence import EvidenceIn, EvidenceRow
from schemas.vocabulary import Role
from tests.city import City, build_city
from tests.race import write_beside


@pytest.fixture
def city(engine: Engine) -> City:
    return build_city(engine)


def add(engine: Engine, city: City, role: Role = Role.DAC_CHAIR, **fields: Any) -> EvidenceRow:
    with begin(engine, city.people[role], write=True) as work:
        return add_evidence(work, entry(city, **fields))


def entry(city: City, **fields: Any) -> EvidenceIn:
    defaults: dict[str, Any] = {
        "id": new_id(),
        "goal_id": city.goal,
        "digest": "a" * 64,
        "size": 12,
        "media_type": "text/plain",
        "name": "notes.txt",
    }
    return EvidenceIn(**defaults | fields)


def files(engine: Engine, city: City) -> list[str]:
    with begin(engine, city.people[Role.COMMISSIONER]) as work:
        return [row.name for row in get_evidence(work, city.goal)]


def test_a_file_is_listed_with_who_added_it(engine: Engine, city: City) -> None:
    assert add(engine, city).added_by == "dac_chair"
    add(engine, city, digest="b" * 64, name="more.txt")
    assert files(engine, city) == ["notes.txt", "more.txt"]


def test_the_same_content_is_there_once(engine: Engine, city: City) -> None:
    first = add(engine, city)
    assert add(engine, city, Role.COMMANDER, name="again.txt").id == first.id
    assert files(engine, city) == ["notes.txt"]


def test_the_same_content_from_two_people_at_once_is_there_once(engine: Engine, city: City) -> None:
    second = write_beside(
        begin(engine, city.people[Role.COMMANDER], write=True),
        lambda work: add_evidence(work, entry(city)),
        lambda: add(engine, city, name="again.txt"),
    )
    assert (second.name, second.added_by) == ("notes.txt", "commander")
    assert files(engine, city) == ["notes.txt"]


def test_a_commissioner_adds_none(engine: Engine, city: City) -> None:
    with pytest.raises(RefusedError):
        add(engine, city, Role.COMMISSIONER)


def test_a_goal_that_is_not_there_has_no_files(engine: Engine, city: City) -> None:
    with pytest.raises(NotFoundError):
        add(engine, city, goal_id=new_id())
