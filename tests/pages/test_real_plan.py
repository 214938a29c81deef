"""A district's whole plan, typed into the pages field by field, is stored as it was typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.services import plan as plan_service
from planner.ui.session import get_engine
from schemas.vocabulary import IndicatorKind, Role
from tests import factories as make
from tests.pages.browser import Opener, unfold
from tests.real_plan import (
    REAL_PLAN,
    YEAR,
    RealGoal,
    RealIndicator,
    RealPriority,
    as_stored,
    build_around,
)

TEXTS = ("action", "title", "population", "resources", "ambition_reason")
AMOUNTS = ("resource_people", "resource_hours", "resource_money")
DAYS = ("start_on", "due_on", "review_on")


@dataclass
class Desk:
    """Who types, and what the district has that a goal can name, by the words on screen."""

    open_page: Opener
    member: t.Member
    district_id: UUID

    def ids(self, table: type[t.Table], name: str) -> dict[str, str]:
        with transaction(get_engine()) as session:
            return {getattr(row, name): str(row.id) for row in session.scalars(select(table))}

    def plan_id(self) -> UUID:
        with transaction(get_engine()) as session:
            return session.scalars(select(t.Plan.id)).one()


@pytest.fixture
def desk(open_page: Opener) -> Desk:
    with transaction(get_engine(), write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city, number=7, name="Englewood")
        build_around(session, district)
        commander = make.make_member(session, city, Role.COMMANDER, district)
        return Desk(open_page, commander, district.id)


def click(app: AppTest, label: str) -> AppTest:
    (button,) = [each for each in app.button if each.label == label]
    app = button.click().run()
    assert not app.exception
    assert not app.error, [each.value for each in app.error]
    return app


def type_all(app: AppTest, form: str, fields: Mapping[str, Any]) -> AppTest:
    """Type into fields as they are drawn; those that an answer brings up come in the next round."""
    left = {name: value for name, value in fields.items() if value not in (None, "", [])}
    while left:
        drawn = {name: widget for name in left if (widget := find(app, f"{form}:{name}"))}
        assert drawn, f"{sorted(left)} are not on the form"
        for name, widget in drawn.items():
            widget.set_value(left.pop(name))
        app = app.run()
        assert not app.exception
    return app


def find(app: AppTest, key: str) -> Any:
    try:
        return app.get_by_key(key)
    except KeyError:
        return None


def add_priority(desk: Desk, priority: RealPriority) -> None:
    app = desk.open_page("plan", desk.member.id, district="7", year=str(YEAR))
    app = click(app, "Add priority")
    form = f"new priority:{desk.plan_id()}"
    app = type_all(
        app,
        form,
        {
            "kind": priority.kind,
            "title": priority.title,
            "problem_type": priority.problem_type,
            "sources": list(priority.sources),
            "cites_evidence": priority.cites_evidence,
            **vars(priority.words),
        },
    )
    click(app, "Save")


def add_goal(desk: Desk, priority_id: UUID, goal: RealGoal) -> None:
    form = f"new goal:{priority_id}"
    app = desk.open_page("goal", desk.member.id, priority=str(priority_id))
    app = unfold(app, form)
    members, partners = desk.ids(t.Member, "name"), desk.ids(t.Partner, "name")
    beats, ties = desk.ids(t.Beat, "number"), dict(tie_keys(desk))
    app = type_all(
        app,
        form,
        {
            "themes": [ties[tie.demand] for tie in sorted(goal.ties, key=lambda tie: tie.demand)],
            **{f"why:{ties[tie.demand]}": tie.why for tie in goal.ties},
            **{name: getattr(goal, name) for name in (*TEXTS, *DAYS)},
            **{name: written(getattr(goal, name)) for name in AMOUNTS},
            "place": goal.place.value,
            "beat_ids": [beats[number] for number in goal.beats],
            "area_name": goal.area_name,
            "owner_id": members[goal.owner],
            "caps_owner_id": members[goal.caps_owner],
            "partner_ids": [partners[name] for name in goal.partners],
        },
    )
    for place, indicator in enumerate(goal.indicators):
        if place:
            app = app.button(key=f"do:{form}:add").click().run()
        fresh = newest_indicator(app, form)
        # What it is made of comes first: it decides what a level or a number is typed into.
        app = type_all(app, form, {f"{fresh}.kind": indicator.kind.value})
        app = type_all(app, form, dict(fields_of(fresh, indicator)))
    click(app, "Save")


def tie_keys(desk: Desk) -> Iterator[tuple[str, str]]:
    for code, row_id in desk.ids(t.Theme, "code").items():
        yield code, f"theme:{row_id}"
    for code, row_id in desk.ids(t.LocalDemand, "code").items():
        yield code, f"local:{row_id}"


def newest_indicator(app: AppTest, form: str) -> str:
    """Return the indicator whose name is empty yet."""
    (key,) = [
        each.key
        for each in app.text_input
        if each.key and each.key.startswith(form) and each.key.endswith(".name") and not each.value
    ]
    return str(key).removeprefix(f"{form}:").removesuffix(".name")


def fields_of(indicator_id: str, one: RealIndicator) -> Iterator[tuple[str, Any]]:
    """Yield the fields that an indicator's kind has, with what is typed into each."""
    told = {
        "name": one.name,
        "definition": one.definition,
        "required": one.required,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "source": one.source,
        "direction": one.direction and one.direction.value,
        "frequency": one.frequency and one.frequency.value,
        **{f"level.{level}": words for level, words in enumerate(one.levels, 1)},
    }
    if one.kind in {IndicatorKind.COUNT, IndicatorKind.PERCENT}:
        told["accumulation"] = one.accumulation.value
    if one.kind is not IndicatorKind.PERCENT:
        told["unit"] = one.unit
    if one.levels:
        told["level_count"] = str(len(one.levels))
    elif one.direction:
        told["decimals"] = str(one.decimals)
    for name, value in (told | dict(fields_of_target(one))).items():
        yield f"{indicator_id}.{name}", value


def fields_of_target(one: RealIndicator) -> Iterator[tuple[str, Any]]:
    yield "0.baseline_on", one.baseline_on
    yield "0.baseline_source", one.baseline_source
    yield "0.baseline", written(one.baseline)
    yield "0.target", written(one.target)
    yield "0.line", "straight" if one.straight_line else "own" if one.path else None
    for quarter, value in enumerate(one.path, 1):
        yield f"0.path.{YEAR}-Q{quarter}", written(value)


def written(value: Decimal | int | None) -> str:
    return "" if value is None else format(Decimal(value), "f")


def test_a_plan_that_is_typed_into_the_pages_is_stored_as_it_was_typed(desk: Desk) -> None:
    app = desk.open_page("plan", desk.member.id, district="7", year=str(YEAR))
    click(app, f"Start the plan for {YEAR}")
    for priority in REAL_PLAN.priorities:
        add_priority(desk, priority)
        for goal in priority.goals:
            add_goal(desk, newest_priority(desk), goal)
    with transaction(get_engine()) as session:
        work = make.work_for(session, desk.member)
        assert as_stored(work, desk.plan_id()) == REAL_PLAN
        found = plan_service.get_plan(work, desk.plan_id())
    missing = [goal.outline.missing for each in found.priorities for goal in each.goals]
    assert missing == [()] * len(missing)


def newest_priority(desk: Desk) -> UUID:
    with transaction(get_engine()) as session:
        return session.scalars(
            select(t.Priority.id).order_by(t.Priority.position.desc()).limit(1)
        ).one()
