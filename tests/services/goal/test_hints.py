"""Hints on a goal's words: set aside for a text as it stands, back when it changes."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine, select, update

from db import tables as t
from db.engine import transaction
from planner.services import goal
from planner.services.door import begin
from planner.services.goal.hints import dismiss_hint, preview_hints, show_hint_again
from planner.services.work import Work, new_id
from schemas.errors import NotFoundError, RefusedError, RuleError
from schemas.goal import GoalIn
from schemas.goal_hint import HintIn, HintRow
from schemas.vocabulary import HintKind, Language, PlanStage, Role
from tests import factories as make
from tests.city import City, build_city

VAGUE = {"title": "Improve how urgent calls are answered", "action": "Support the dispatchers"}


@pytest.fixture
def city(engine: Engine) -> City:
    found = build_city(engine)
    with transaction(engine, write=True) as rows:
        rows.execute(update(t.Goal).where(t.Goal.id == found.goal).values(**VAGUE))
    return found


def hints(engine: Engine, city: City, **changed: object) -> dict[str, HintRow]:
    """Return the hints on the goal by field, with some of its fields typed anew."""
    with begin(engine, city.people[Role.COMMANDER], today=make.TODAY) as work:
        entry = goal.get_goal(work, city.goal).goal
        found = preview_hints(work, entry.model_copy(update=changed))
    return {one.field: one for one in found}


def entry_of(city: City, hint: HintRow) -> HintIn:
    return HintIn(goal_id=city.goal, kind=hint.kind, field=hint.field, digest=hint.digest)


def act(
    engine: Engine,
    city: City,
    does: Callable[[Work, HintIn], None],
    entry: HintIn,
    who: Role = Role.COMMANDER,
) -> None:
    with begin(engine, city.people[who], write=True, today=make.TODAY) as work:
        does(work, entry)


def changes(engine: Engine) -> list[str]:
    with transaction(engine) as rows:
        found = rows.scalars(
            select(t.Change.action).where(t.Change.entity == "dismissed_hint").order_by(t.Change.id)
        )
        return list(found)


def test_a_hint_says_who_set_it_aside_and_when(engine: Engine, city: City) -> None:
    before = hints(engine, city)
    assert before.keys() == {"title", "action"}
    assert before["title"].dismissed_at is None
    act(engine, city, dismiss_hint, entry_of(city, before["title"]), Role.DAC_CHAIR)
    after = hints(engine, city)
    assert after["title"].dismissed_by == Role.DAC_CHAIR.value
    assert after["title"].dismissed_at is not None
    # Another field's hint of the same kind stays.
    assert after["action"].dismissed_at is None


def test_a_hint_is_back_when_its_text_changes_and_gone_when_it_is_as_before(
    engine: Engine, city: City
) -> None:
    act(engine, city, dismiss_hint, entry_of(city, hints(engine, city)["title"]))
    assert hints(engine, city, title="Improve the wait for a car")["title"].dismissed_at is None
    assert hints(engine, city, action="Support all")["title"].dismissed_at is not None
    # Another space changes no word.
    spaced = VAGUE["title"].replace(" ", "  ")
    assert hints(engine, city, title=spaced)["title"].dismissed_at is not None


def test_a_hint_that_follows_from_a_date_is_back_when_the_date_changes(
    engine: Engine, city: City
) -> None:
    title = "Cut the wait by 20% by the end of 2025"
    first, later = date(2026, 12, 31), date(2027, 6, 30)
    hint = hints(engine, city, title=title, due_on=first)["title"]
    assert hint.kind is HintKind.OTHER_YEAR
    act(engine, city, dismiss_hint, entry_of(city, hint))
    assert hints(engine, city, title=title, due_on=first)["title"].dismissed_at is not None
    assert hints(engine, city, title=title, due_on=later)["title"].dismissed_at is None


def test_a_hint_is_shown_again_and_set_aside_again(engine: Engine, city: City) -> None:
    entry = entry_of(city, hints(engine, city)["title"])
    act(engine, city, show_hint_again, entry)
    assert changes(engine) == []
    act(engine, city, dismiss_hint, entry)
    act(engine, city, dismiss_hint, entry)
    act(engine, city, show_hint_again, entry)
    assert hints(engine, city)["title"].dismissed_at is None
    act(engine, city, dismiss_hint, entry)
    assert changes(engine) == ["dismiss_hint", "show_hint_again", "dismiss_hint"]


def test_each_act_leaves_one_row_of_the_hint_and_one_change(engine: Engine, city: City) -> None:
    first = hints(engine, city)["title"]
    act(engine, city, dismiss_hint, entry_of(city, first))
    anew = hints(engine, city, title="Improve the wait for a car")["title"]
    act(engine, city, dismiss_hint, entry_of(city, anew))
    with transaction(engine) as rows:
        (kept,) = rows.scalars(select(t.DismissedHint))
    assert (kept.digest, kept.version) == (anew.digest, 2)
    assert len(changes(engine)) == 2


def test_setting_a_hint_aside_changes_nothing_about_the_goal(engine: Engine, city: City) -> None:
    def read() -> tuple[int, object]:
        with begin(engine, city.people[Role.COMMANDER], today=make.TODAY) as work:
            row = goal.get_goal(work, city.goal)
            return row.goal.seen_version, row.findings

    before = read()
    act(engine, city, dismiss_hint, entry_of(city, hints(engine, city)["title"]))
    assert read() == before


def test_only_who_writes_the_goal_sets_its_hints_aside(engine: Engine, city: City) -> None:
    entry = entry_of(city, hints(engine, city)["title"])
    for does in (dismiss_hint, show_hint_again):
        with pytest.raises(RefusedError):
            act(engine, city, does, entry, Role.COMMISSIONER)
    assert changes(engine) == []


def test_hints_of_a_goal_elsewhere_or_of_a_closed_plan_stay(engine: Engine, city: City) -> None:
    entry = entry_of(city, hints(engine, city)["title"])
    with pytest.raises(NotFoundError):
        act(engine, city, dismiss_hint, entry.model_copy(update={"goal_id": new_id()}))
    with transaction(engine, write=True) as rows:
        plan = rows.get_one(t.Plan, city.plan)
        plan.stage, plan.unsigned_reason = PlanStage.CLOSED, "Nobody signed"
    with pytest.raises(RuleError, match="closed"):
        act(engine, city, dismiss_hint, entry)


@pytest.mark.parametrize(
    "wrong", [{"digest": "x"}, {"digest": "A" * 64}, {"field": "population"}, {"kind": "other"}]
)
def test_only_a_hint_that_there_is_can_be_named(wrong: dict[str, str]) -> None:
    right: dict[str, object] = {
        "goal_id": UUID(int=1),
        "kind": "vague_verb",
        "field": "title",
        "digest": "a" * 64,
    }
    assert HintIn.model_validate(right).kind is HintKind.VAGUE_VERB
    with pytest.raises(ValidationError):
        HintIn.model_validate(right | wrong)


def test_the_priorities_assessment_is_read_in_its_own_language(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as rows:
        priority = rows.get_one(t.Priority, city.priority)
        priority.assessment, priority.language = "Będziemy monitorować sytuację", Language.PL
    assert hints(engine, city)["assessment"].kind is HintKind.VAGUE_CHECK


def test_a_goal_that_is_not_saved_yet_gets_hints_too(engine: Engine, city: City) -> None:
    entry = GoalIn(
        id=new_id(),
        priority_id=city.priority,
        seen_version=0,
        title="Promote safety downtown",
        language=Language.EN,
    )
    with begin(engine, city.people[Role.COMMANDER], today=make.TODAY) as work:
        (hint,) = preview_hints(work, entry)
    assert (hint.kind, hint.dismissed_at) == (HintKind.VAGUE_VERB, None)
