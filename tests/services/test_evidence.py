"""Evidence: files and links that prove a step, kept once, for those who may open them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from db import tables as t
from db.engine import transaction
from planner.services.door import begin
from planner.services.evidence import (
    add_evidence,
    add_link,
    get_evidence,
    mark_evidence,
    take_evidence,
)
from planner.services.goal.step import get_steps
from planner.services.work import new_id
from schemas.errors import NotFoundError, RefusedError, RuleError, StaleError
from schemas.evidence import EvidenceIn, EvidenceMark, EvidenceRow, LinkIn
from schemas.vocabulary import PlanStage, Role
from tests import factories as make
from tests.city import City, build_city
from tests.race import write_beside

URL = "https://example.org/minutes?day=12#three"


@pytest.fixture
def city(engine: Engine) -> City:
    return build_city(engine)


@pytest.fixture
def step(engine: Engine, city: City) -> UUID:
    return step_of(engine, city.goal)


def step_of(engine: Engine, goal_id: UUID) -> UUID:
    with transaction(engine, write=True) as rows:
        return make.make_step(rows, rows.get_one(t.Goal, goal_id)).id


def add(
    engine: Engine, city: City, step: UUID, role: Role = Role.DAC_CHAIR, **fields: Any
) -> EvidenceRow:
    with begin(engine, city.people[role], write=True) as work:
        return add_evidence(work, entry(step, **fields))


def link(
    engine: Engine, city: City, step: UUID, role: Role = Role.DAC_CHAIR, **fields: Any
) -> EvidenceRow:
    with begin(engine, city.people[role], write=True) as work:
        defaults: dict[str, Any] = {"id": new_id(), "step_id": step, "url": URL}
        return add_link(work, LinkIn(**defaults | fields))


def mark(
    engine: Engine, city: City, row: EvidenceRow, *, removed: bool, role: Role = Role.COMMANDER
) -> EvidenceRow:
    with begin(engine, city.people[role], write=True) as work:
        seen = EvidenceMark(id=row.id, seen_version=row.seen_version, removed=removed)
        return mark_evidence(work, seen)


def take(engine: Engine, city: City, evidence_id: UUID, role: Role = Role.COMMANDER) -> EvidenceRow:
    with begin(engine, city.people[role], write=True) as work:
        return take_evidence(work, evidence_id)


def entry(step: UUID, **fields: Any) -> EvidenceIn:
    defaults: dict[str, Any] = {
        "id": new_id(),
        "step_id": step,
        "digest": "a" * 64,
        "size": 12,
        "media_type": "text/plain",
        "name": "notes.txt",
    }
    return EvidenceIn(**defaults | fields)


def held(engine: Engine, city: City, role: Role = Role.COMMANDER) -> list[str]:
    with begin(engine, city.people[role]) as work:
        found = get_evidence(work, city.goal)
        return [row.name for rows in found.values() for row in rows if not row.removed]


def counted(engine: Engine, city: City) -> list[int]:
    with begin(engine, city.people[Role.COMMISSIONER]) as work:
        return [one.evidence for one in get_steps(work, [city.goal])[city.goal]]


def elsewhere(engine: Engine, city: City) -> UUID:
    """Return a step of another district."""
    with transaction(engine, write=True) as rows:
        other = rows.get_one(t.District, city.other_district)
        priority = make.make_priority(rows, make.make_plan(rows, other))
        return make.make_step(rows, make.make_goal(rows, priority)).id


def test_files_and_links_are_listed_with_who_added_them(
    engine: Engine, city: City, step: UUID
) -> None:
    assert add(engine, city, step).added_by == "dac_chair"
    found = link(engine, city, step, name="Minutes of the meeting")
    assert (found.host, found.url, found.digest) == ("example.org", URL, None)
    assert held(engine, city) == ["notes.txt", "Minutes of the meeting"]


def test_a_link_without_words_is_called_by_the_place_it_leads_to(
    engine: Engine, city: City, step: UUID
) -> None:
    assert link(engine, city, step).name == "example.org"


def test_the_same_content_and_the_same_address_are_there_once_a_step(
    engine: Engine, city: City, step: UUID
) -> None:
    first, linked = add(engine, city, step), link(engine, city, step)
    assert add(engine, city, step, Role.COMMANDER, name="again.txt").id == first.id
    assert link(engine, city, step, name="again").id == linked.id
    add(engine, city, step_of(engine, city.goal), name="other.txt")
    assert held(engine, city) == ["notes.txt", "example.org", "other.txt"]


def test_the_same_content_from_two_people_at_once_is_there_once(
    engine: Engine, city: City, step: UUID
) -> None:
    second = write_beside(
        begin(engine, city.people[Role.COMMANDER], write=True),
        lambda work: add_evidence(work, entry(step)),
        lambda: add(engine, city, step, name="again.txt"),
    )
    assert (second.name, second.added_by) == ("notes.txt", "commander")
    assert held(engine, city) == ["notes.txt"]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/x",
        "javascript:alert(1)",
        "data:text/html,x",
        "example.org/minutes",
        "//example.org",
        "https://",
        "https://exa mple.org",
        "https://example.org/\u202etxt.exe",
        "https://example.org/<script>",
        "https://example.org:port/",
        "https://[broken/",
    ],
)
def test_what_is_no_address_of_the_web_is_refused_with_the_field(
    engine: Engine, city: City, step: UUID, url: str
) -> None:
    with pytest.raises(RuleError) as caught:
        link(engine, city, step, url=url)
    assert caught.value.where == "url"
    assert held(engine, city) == []


def test_an_address_with_a_password_is_refused_without_repeating_it(
    engine: Engine, city: City, step: UUID
) -> None:
    with pytest.raises(RuleError) as caught:
        link(engine, city, step, url="https://ada:secret@example.org/")
    assert "secret" not in str(caught.value.params)


def test_what_is_taken_away_can_be_brought_back(engine: Engine, city: City, step: UUID) -> None:
    file = add(engine, city, step)
    away = mark(engine, city, file, removed=True)
    assert (away.removed, held(engine, city), counted(engine, city)) == (True, [], [0])
    mark(engine, city, away, removed=False)
    assert (held(engine, city), counted(engine, city)) == (["notes.txt"], [1])


def test_adding_again_what_was_taken_away_brings_it_back(
    engine: Engine, city: City, step: UUID
) -> None:
    file, linked = add(engine, city, step), link(engine, city, step)
    for one in (file, linked):
        mark(engine, city, one, removed=True)
    assert add(engine, city, step).id == file.id
    assert link(engine, city, step).id == linked.id
    assert held(engine, city) == ["notes.txt", "example.org"]


def test_taking_away_what_somebody_else_took_away_is_told(
    engine: Engine, city: City, step: UUID
) -> None:
    file = add(engine, city, step)
    mark(engine, city, file, removed=True, role=Role.DAC_CHAIR)
    mark(engine, city, mark(engine, city, held_row(engine, city), removed=False), removed=True)
    with pytest.raises(StaleError):
        mark(engine, city, file, removed=False)


def held_row(engine: Engine, city: City) -> EvidenceRow:
    with begin(engine, city.people[Role.COMMANDER]) as work:
        ((row,),) = get_evidence(work, city.goal).values()
        return row


def test_a_file_that_is_taken_is_written_down(engine: Engine, city: City, step: UUID) -> None:
    file = add(engine, city, step)
    assert take(engine, city, file.id).digest == "a" * 64
    with transaction(engine) as rows:
        (words,) = rows.scalars(
            select(t.ChangeWords.body)
            .join(t.Change, t.ChangeWords.change_id == t.Change.id)
            .where(t.Change.action == "export")
        )
    assert '"file":"notes.txt"' in words.replace(" ", "")


def test_a_link_and_what_was_taken_away_are_no_files_to_take(
    engine: Engine, city: City, step: UUID
) -> None:
    away = mark(engine, city, add(engine, city, step), removed=True)
    for one in (away.id, link(engine, city, step).id, new_id()):
        with pytest.raises(NotFoundError):
            take(engine, city, one)


@pytest.mark.parametrize(
    "role", [Role.COMMISSIONER, Role.COUNCIL_MEMBER, Role.CPAP_MEMBER, Role.ADMINISTRATOR]
)
def test_who_only_follows_sees_how_many_and_opens_none(
    engine: Engine, city: City, step: UUID, role: Role
) -> None:
    file = add(engine, city, step)
    assert counted(engine, city) == [1]
    with pytest.raises(RefusedError):
        held(engine, city, role)
    with pytest.raises(RefusedError):
        take(engine, city, file.id, role)
    with pytest.raises(RefusedError):
        add(engine, city, step, role)


def test_another_districts_evidence_is_out_of_reach(engine: Engine, city: City) -> None:
    theirs = elsewhere(engine, city)
    with transaction(engine, write=True) as rows:
        row = make.make_evidence(rows, rows.get_one(t.ActionStep, theirs))
        found = EvidenceMark(id=row.id, seen_version=1, removed=True)
    attacks: list[Callable[[], object]] = [
        lambda: add(engine, city, theirs, Role.COMMANDER),
        lambda: link(engine, city, theirs, Role.COMMANDER),
        lambda: take(engine, city, found.id),
    ]
    for attack in attacks:
        with pytest.raises(RefusedError):
            attack()
    with (
        pytest.raises(RefusedError),
        begin(engine, city.people[Role.COMMANDER], write=True) as work,
    ):
        mark_evidence(work, found)


def test_a_closed_plan_takes_no_more(engine: Engine, city: City, step: UUID) -> None:
    file = add(engine, city, step)
    with transaction(engine, write=True) as rows:
        plan = rows.get_one(t.Plan, city.plan)
        plan.stage, plan.unsigned_reason = PlanStage.CLOSED, "The chair was away."
    attempts: list[Callable[[], object]] = [
        lambda: add(engine, city, step, digest="b" * 64),
        lambda: link(engine, city, step),
        lambda: mark(engine, city, file, removed=True),
    ]
    for attempt in attempts:
        with pytest.raises(RuleError):
            attempt()


def test_a_step_or_goal_that_is_not_there_has_none(engine: Engine, city: City) -> None:
    with pytest.raises(NotFoundError):
        add(engine, city, new_id())
    with pytest.raises(NotFoundError), begin(engine, city.people[Role.COMMANDER]) as work:
        get_evidence(work, new_id())
