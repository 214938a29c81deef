"""What one person is responsible for is handed to others: all of it, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, select, update

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import SYSTEM
from planner.services import goal
from planner.services.door import begin
from planner.services.goal.step import save_step
from planner.services.handover.reassign import get_owned, reassign
from planner.services.way.edition import adopt_first
from planner.services.work import Work
from schemas.errors import NotFoundError, PlannerError, RefusedError, RuleError
from schemas.goal import StepIn
from schemas.handover import MoveIn, OwnedRows, ReassignIn
from schemas.vocabulary import Language, OwnedAs, PlanStage, Role
from tests import factories as make
from tests.city import City, build_city
from tests.kept import drifted
from tests.race import write_beside


@pytest.fixture
def city(engine: Engine) -> City:
    """The commander owns two goals, helps with one of them, and does a step."""
    city = build_city(engine)
    with transaction(engine, write=True) as rows:
        owner_id = city.people[Role.COMMANDER]
        priority = rows.get_one(t.Priority, city.priority)
        make.make_goal(rows, priority, position=2, code="07-2026-2", owner_id=owner_id)
        first = update(t.Goal).where(t.Goal.id == city.goal)
        rows.execute(first.values(owner_id=owner_id, caps_owner_id=owner_id))
        for position, done_on in ((1, None), (2, date(2026, 11, 1))):
            step = t.ActionStep(
                jurisdiction_id=priority.jurisdiction_id,
                goal_id=city.goal,
                position=position,
                what=f"Step {position}",
                owner_id=owner_id,
                done_on=done_on,
            )
            make.add(rows, step)
    return city


@contextmanager
def writing(engine: Engine, who: UUID) -> Iterator[Work]:
    with begin(engine, who, write=True, today=make.TODAY) as work:
        yield work


def owned(engine: Engine, city: City, who: Role = Role.COMMANDER) -> OwnedRows:
    with begin(engine, city.people[Role.REVIEWER], today=make.TODAY) as work:
        return get_owned(work, city.district, city.people[who], Language.EN)


def everything(engine: Engine, city: City, to: Role = Role.DISTRICT_STAFF) -> ReassignIn:
    moves = (
        MoveIn(
            kind=one.kind,
            id=one.id,
            seen_version=one.version,
            from_id=city.people[Role.COMMANDER],
            to_id=city.people[to],
        )
        for one in owned(engine, city).rows
    )
    return ReassignIn(district_id=city.district, moves=tuple(moves))


def hand_over(engine: Engine, city: City, entry: ReassignIn) -> ReassignIn:
    with writing(engine, city.people[Role.COMMANDER]) as work:
        return reassign(work, entry)


def content(engine: Engine) -> list[str]:
    with transaction(engine) as rows:
        tables = (t.Goal, t.ActionStep, t.Change)
        return [repr(row) for one in tables for row in rows.execute(select(one.__table__)).all()]


def test_everything_that_is_open_is_listed_with_how(engine: Engine, city: City) -> None:
    rows = owned(engine, city).rows
    assert [(one.kind, one.code, one.title) for one in rows] == [
        (OwnedAs.OWNER, "07-2026-1", rows[0].title),
        (OwnedAs.CAPS_OWNER, "07-2026-1", rows[0].title),
        (OwnedAs.OWNER, "07-2026-2", rows[2].title),
        (OwnedAs.STEP, "07-2026-1", "Step 1"),
    ]
    assert [one.name for one in owned(engine, city).owners] == ["commander"]
    with transaction(engine, write=True) as session:
        session.execute(
            update(t.Plan).values(stage=PlanStage.CLOSED, unsigned_reason="Nobody came.")
        )
    assert owned(engine, city).rows == ()


def test_people_of_the_district_can_take_over_those_to_come_and_just_gone_too(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as rows:
        district = rows.get_one(t.District, city.district)
        other = rows.get_one(t.District, city.other_district)
        jurisdiction = rows.get_one(t.Jurisdiction, district.jurisdiction_id)
        make.make_member(rows, jurisdiction, Role.DISTRICT_STAFF, other, name="Elsewhere")
        make.make_member(
            rows, jurisdiction, Role.DISTRICT_STAFF, district, name="Off", active=False
        )
        for name, starts, ends in (("Comes", 9, None), ("Gone", -99, -9), ("Long gone", -99, -61)):
            member = make.make_member(rows, jurisdiction, name=name)
            last = None if ends is None else make.TODAY + timedelta(days=ends)
            first = make.TODAY + timedelta(days=starts)
            make.make_role(rows, member, Role.COMMANDER, district, starts_on=first, ends_on=last)
    names = {one.name for one in owned(engine, city).people}
    assert names >= {"commander", "district_staff", "Comes", "Gone"}
    assert not names & {"Elsewhere", "Off", "Long gone", "administrator"}


def test_all_of_it_changes_hands_by_the_ordinary_saves(engine: Engine, city: City) -> None:
    hand_over(engine, city, everything(engine, city))
    assert owned(engine, city).rows == ()
    assert len(owned(engine, city, Role.DISTRICT_STAFF).rows) == 4
    with transaction(engine) as rows:
        done = rows.execute(select(t.Change.action, t.Change.version).order_by(t.Change.id)).all()
        finished = rows.scalars(select(t.ActionStep).where(t.ActionStep.position == 2)).one()
    # A goal that changes both its hands is saved once.
    assert sorted(map(tuple, done)) == [("save_goal", 2), ("save_goal", 2), ("save_step", 2)]
    assert finished.owner_id == city.people[Role.COMMANDER]
    assert drifted(engine) == []


def test_nothing_but_the_owner_of_a_goal_changes(engine: Engine, city: City) -> None:
    def read() -> dict[str, object]:
        with begin(engine, city.people[Role.COMMANDER], today=make.TODAY) as work:
            return goal.get_goal(work, city.goal).goal.model_dump()

    before = read()
    hand_over(engine, city, everything(engine, city))
    after = read()
    assert {name for name in before if before[name] != after[name]} == {
        "owner_id",
        "caps_owner_id",
        "seen_version",
    }


def test_what_is_handed_over_can_be_given_back(engine: Engine, city: City) -> None:
    back = hand_over(engine, city, everything(engine, city))
    hand_over(engine, city, back)
    assert len(owned(engine, city).rows) == 4
    assert owned(engine, city, Role.DISTRICT_STAFF).rows == ()


def test_a_part_of_it_can_go_to_each_of_several(engine: Engine, city: City) -> None:
    whole = everything(engine, city)
    first, second, *_rest = whole.moves
    second = second.model_copy(update={"to_id": city.people[Role.DAC_CHAIR]})
    hand_over(engine, city, whole.model_copy(update={"moves": (first, second)}))
    with transaction(engine) as rows:
        row = rows.get_one(t.Goal, city.goal)
        assert row.owner_id == city.people[Role.DISTRICT_STAFF]
        assert row.caps_owner_id == city.people[Role.DAC_CHAIR]
    assert len(owned(engine, city).rows) == 2


def test_what_moved_meanwhile_is_named_and_nothing_is_half_done(engine: Engine, city: City) -> None:
    entry = everything(engine, city)
    with writing(engine, city.people[Role.DISTRICT_STAFF]) as work:
        held = goal.get_goal(work, city.goal).goal
        goal.save_goal(work, held.model_copy(update={"title": "Another title"}))
    before = content(engine)
    with pytest.raises(RuleError) as refused:
        hand_over(engine, city, entry)
    assert refused.value.params["things"] == ("07-2026-1",)
    assert content(engine) == before


def test_a_step_that_moved_meanwhile_keeps_the_goals_where_they_were(
    engine: Engine, city: City
) -> None:
    entry = everything(engine, city)
    with writing(engine, city.people[Role.DISTRICT_STAFF]) as work:
        row = work.session.get_one(t.ActionStep, entry.moves[-1].id)
        save_step(
            work,
            StepIn(
                id=row.id,
                goal_id=row.goal_id,
                seen_version=1,
                what="Step one",
                owner_id=row.owner_id,
                language=Language.EN,
            ),
        )
    with pytest.raises(RuleError) as refused:
        hand_over(engine, city, entry)
    assert refused.value.params["things"] == ("Step one",)
    assert len(owned(engine, city).rows) == 4


def test_two_reassignments_at_once_are_one_and_one_refusal(engine: Engine, city: City) -> None:
    first = everything(engine, city)
    other = everything(engine, city, Role.DAC_CHAIR)

    def second() -> str:
        try:
            hand_over(engine, city, other)
        except RuleError as error:
            return str(error)
        return "saved"

    opened = begin(engine, city.people[Role.COMMANDER], write=True, today=make.TODAY)
    said = write_beside(opened, lambda work: reassign(work, first), second)
    assert "07-2026-1, 07-2026-2" in said.replace("('", "").replace("', '", ", ")
    assert len(owned(engine, city, Role.DISTRICT_STAFF).rows) == 4
    assert owned(engine, city, Role.DAC_CHAIR).rows == ()
    assert drifted(engine) == []


def test_a_goal_saved_while_it_changes_hands_is_named(engine: Engine, city: City) -> None:
    """The other does not wait for the district, but for the plan and its goals."""
    entry = everything(engine, city)

    def second() -> str:
        try:
            hand_over(engine, city, entry)
        except RuleError as error:
            return str(error.params["things"])
        return "saved"

    def save(work: Work) -> None:
        held = goal.get_goal(work, city.goal).goal
        goal.save_goal(work, held.model_copy(update={"title": "Another title"}))

    opened = begin(engine, city.people[Role.DISTRICT_STAFF], write=True, today=make.TODAY)
    assert write_beside(opened, save, second) == "('07-2026-1',)"
    assert len(owned(engine, city).rows) == 4


def test_what_a_save_refuses_is_named_with_the_reason(engine: Engine, city: City) -> None:
    entry = everything(engine, city)
    with transaction(engine, write=True) as rows:
        # Written past the rule that a save checks.
        partner = make.make_partner(rows, rows.get_one(t.District, city.other_district))
        tie = t.GoalPartner(
            jurisdiction_id=partner.jurisdiction_id, goal_id=city.goal, partner_id=partner.id
        )
        make.add(rows, tie)
    before = content(engine)
    with pytest.raises(RuleError, match="Nothing was changed") as refused:
        hand_over(engine, city, entry)
    assert refused.value.params["thing"] == "07-2026-1"
    assert "another district" in str(refused.value.params["why"])
    assert content(engine) == before


def test_nobody_from_elsewhere_takes_over(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as rows:
        other = rows.get_one(t.District, city.other_district)
        jurisdiction = rows.get_one(t.Jurisdiction, other.jurisdiction_id)
        stranger = make.make_member(rows, jurisdiction, Role.DISTRICT_STAFF, other)
    entry = everything(engine, city)
    move = entry.moves[0].model_copy(update={"to_id": stranger.id})
    with pytest.raises(NotFoundError):
        hand_over(engine, city, entry.model_copy(update={"moves": (move,)}))


def test_another_districts_goal_is_not_taken_along(engine: Engine, city: City) -> None:
    """Not even by somebody who may write in both districts."""
    with transaction(engine, write=True) as rows:
        other = rows.get_one(t.District, city.other_district)
        make.make_role(
            rows, rows.get_one(t.Member, city.people[Role.COMMANDER]), Role.COMMANDER, other
        )
        plan = make.make_plan(rows, other)
        theirs = make.make_goal(
            rows, make.make_priority(rows, plan), owner_id=city.people[Role.COMMANDER]
        )
    entry = everything(engine, city)
    move = entry.moves[0].model_copy(update={"id": theirs.id, "seen_version": 1})
    with pytest.raises(PlannerError):
        hand_over(engine, city, entry.model_copy(update={"moves": (move,)}))


@pytest.mark.parametrize("role", [Role.DAC_CHAIR, Role.DAC_MEMBER, Role.PARTNER, Role.REVIEWER])
def test_only_the_districts_team_reassigns(engine: Engine, city: City, role: Role) -> None:
    entry = everything(engine, city)
    with transaction(engine, write=True) as rows:
        # A reviewer of the whole city, who writes no goals of a district.
        held = update(t.MemberRole).where(t.MemberRole.role == Role.REVIEWER)
        rows.execute(held.values(district_id=None))
    with pytest.raises(RefusedError), writing(engine, city.people[role]) as work:
        reassign(work, entry)
    assert len(owned(engine, city).rows) == 4


def test_goals_of_a_signed_plan_change_hands_for_a_reason(engine: Engine, city: City) -> None:
    adopted = {"stage": PlanStage.ADOPTED, "unsigned_reason": "The chair is vacant."}
    with transaction(engine, write=True) as rows:
        rows.execute(update(t.Plan).where(t.Plan.id == city.plan).values(**adopted))
    with begin(engine, actor=SYSTEM, write=True, today=make.TODAY) as work:
        goal.save_goal(work, goal.get_goal(work, city.goal).goal)
        adopt_first(work, [city.plan])
    entry = everything(engine, city)
    with pytest.raises(RuleError, match="can't be saved"):
        hand_over(engine, city, entry)
    undo = hand_over(engine, city, entry.model_copy(update={"why": "Change of command"}))
    assert owned(engine, city).rows == ()
    hand_over(engine, city, undo)
    assert len(owned(engine, city).rows) == 4
