"""Action steps: what, who, by when; added and ticked by those who may write the goal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import RULES, Action
from planner.services.change import digest
from planner.services.goal.step import get_steps, next_step, save_step
from planner.services.work import Work, new_id
from schemas.errors import NotFoundError, RefusedError, RuleError, StaleError
from schemas.goal import StepIn, StepRow
from schemas.vocabulary import Language, PlanStage, Role
from tests import factories as make

MAY_WRITE = RULES[Action.GOAL_EDIT]


@dataclass
class Place:
    """A goal of district 7 with its commander."""

    session: Session
    city: t.Jurisdiction
    district: t.District
    plan: t.Plan
    goal: t.Goal
    commander: t.Member

    def work(self, member: t.Member | None = None) -> Work:
        return make.work_for(self.session, member or self.commander)

    def step(self, **fields: Any) -> StepIn:
        defaults: dict[str, Any] = {
            "id": new_id(),
            "goal_id": self.goal.id,
            "seen_version": 0,
            "what": "Send the nearest car first",
            "language": Language.EN,
        }
        return StepIn(**defaults | fields)

    def save(self, *entries: StepIn) -> tuple[StepRow, ...]:
        for entry in entries:
            save_step(self.work(), entry)
        return self.read()

    def read(self, language: Language = Language.EN) -> tuple[StepRow, ...]:
        return get_steps(self.work(), [self.goal.id], language).get(self.goal.id, ())


@pytest.fixture
def place(engine: Engine) -> Iterator[Place]:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city, number=7)
        plan = make.make_plan(session, district)
        goal = make.make_goal(session, make.make_priority(session, plan))
        commander = make.make_member(session, city, Role.COMMANDER, district, name="Ada Rivera")
        yield Place(session, city, district, plan, goal, commander)


def test_new_steps_come_last_with_their_owners_name(place: Place) -> None:
    first, second = place.save(
        place.step(owner_id=place.commander.id), place.step(what="Call back", who="Two volunteers")
    )
    assert (first.position, first.owner_name, first.seen_version) == (1, "Ada Rivera", 1)
    assert (second.position, second.owner_name, second.who) == (2, None, "Two volunteers")


def test_a_goal_without_steps_has_none(place: Place) -> None:
    assert place.read() == ()


@pytest.mark.parametrize(
    ("due_on", "done_on", "overdue"),
    [
        (date(2026, 11, 19), None, True),
        (date(2026, 11, 20), None, False),
        (date(2026, 11, 19), date(2026, 11, 20), False),
        (None, None, False),
    ],
)
def test_a_step_is_overdue_when_its_day_has_passed_and_it_is_open(
    place: Place, due_on: date | None, done_on: date | None, *, overdue: bool
) -> None:
    (row,) = place.save(place.step(due_on=due_on, done_on=done_on))
    assert row.overdue is overdue


def test_ticking_and_unticking_are_saves_with_a_change_each(place: Place) -> None:
    entry = place.step()
    done = entry.model_copy(update={"seen_version": 1, "done_on": make.TODAY})
    (row,) = place.save(entry, done)
    assert (row.done_on, row.seen_version) == (make.TODAY, 2)
    (row,) = place.save(entry.model_copy(update={"seen_version": 2}))
    assert (row.done_on, row.seen_version, row.position) == (None, 3, 1)
    changes = select(t.Change.action).where(t.Change.entity_id == entry.id)
    assert list(place.session.scalars(changes)) == ["save_step"] * 3


def test_a_step_that_moved_on_is_not_overwritten(place: Place) -> None:
    entry = place.step()
    place.save(entry, entry.model_copy(update={"seen_version": 1, "what": "Theirs"}))
    with pytest.raises(StaleError) as stale:
        place.save(entry.model_copy(update={"seen_version": 1, "what": "Mine"}))
    assert stale.value.fields == ("what",)


def test_a_step_saved_twice_is_there_once(place: Place) -> None:
    entry = place.step()
    assert len(place.save(entry, entry)) == 1


@pytest.mark.parametrize("role", list(Role))
def test_who_may_write_the_goal_may_write_its_steps(place: Place, role: Role) -> None:
    member = make.make_member(place.session, place.city, role, place.district)
    if role in MAY_WRITE:
        assert save_step(place.work(member), place.step()) == 1
        return
    with pytest.raises(RefusedError):
        save_step(place.work(member), place.step())


def test_another_districts_commander_may_not(place: Place) -> None:
    elsewhere = make.make_district(place.session, place.city, number=11)
    member = make.make_member(place.session, place.city, Role.COMMANDER, elsewhere)
    with pytest.raises(RefusedError):
        save_step(place.work(member), place.step())


def test_a_closed_plan_keeps_its_steps(place: Place) -> None:
    place.plan.unsigned_reason, place.plan.stage = "The chair's seat is empty.", PlanStage.CLOSED
    with pytest.raises(RuleError, match="closed"):
        place.save(place.step())


@pytest.mark.parametrize(
    ("fields", "where"),
    [({"done_on": date(2026, 11, 21)}, "done_on"), ({"owner_id": new_id()}, "owner_id")],
)
def test_a_broken_rule_names_its_field(place: Place, fields: dict[str, Any], where: str) -> None:
    with pytest.raises(RuleError) as broken:
        place.save(place.step(**fields))
    assert broken.value.where == where


def test_what_is_not_there_is_said(place: Place) -> None:
    with pytest.raises(NotFoundError):
        place.save(place.step(goal_id=new_id()))
    with pytest.raises(NotFoundError):
        place.save(place.step(seen_version=1))


def test_a_step_stays_with_its_goal(place: Place) -> None:
    entry = place.step()
    place.save(entry)
    priority = place.session.get_one(t.Priority, place.goal.priority_id)
    other = make.make_goal(place.session, priority)
    with pytest.raises(NotFoundError):
        place.save(entry.model_copy(update={"seen_version": 1, "goal_id": other.id}))


def test_a_translation_says_when_the_original_moved_on(place: Place) -> None:
    (row,) = place.save(place.step())
    step = place.session.get_one(t.ActionStep, row.id)
    make.make_translation(
        place.session,
        step,
        "Enviar el auto más cercano",
        field="what",
        original_digest=digest(step.what),
    )
    (found,) = place.read(Language.ES)[0].translations
    assert (found.text, found.is_old) == ("Enviar el auto más cercano", False)
    assert place.read()[0].translations == ()
    step.what = "Send both cars"
    place.session.flush()
    assert place.read(Language.ES)[0].translations[0].is_old


def test_the_next_step_is_the_open_one_that_is_due_first(place: Place) -> None:
    rows = place.save(
        place.step(what="someday"),
        place.step(what="in March", due_on=date(2027, 3, 1)),
        place.step(what="in January", due_on=date(2027, 1, 1)),
        place.step(what="done", due_on=date(2026, 1, 1), done_on=date(2026, 1, 1)),
    )
    found = next_step(rows)
    assert found is not None
    assert found.what == "in January"
    assert next_step(rows[3:]) is None
