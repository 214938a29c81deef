"""After the signatures: what is changed shows as amended until it is signed again."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, delete, select

from db import tables as t
from db.engine import transaction
from planner.services import goal, plan, way
from planner.services.plan import get_plan
from planner.services.way import move, year_end
from planner.services.work import new_id
from schemas.errors import NotFoundError, RefusedError, RuleError
from schemas.goal import GoalIn
from schemas.plan import PriorityIn
from schemas.vocabulary import PlanMove, PlanStage, PriorityKind, Role, SignatureAct
from schemas.way import MoveIn, YearEndIn
from tests import factories as make
from tests.race import write_beside
from tests.way import ADOPTED, EN, Trip, build_trip

WHY = "The federal grant ended."


@pytest.fixture
def adopted(engine: Engine) -> Trip:
    return build_trip(engine, ADOPTED)


def test_a_signed_plan_changes_only_with_a_reason(adopted: Trip) -> None:
    for why in ("", "  "):
        with pytest.raises(RuleError, match="This plan was signed, so say why") as refused:
            adopted.change_goal(why, title="Other")
        assert refused.value.where == "amendment_reason"
    adopted.change_goal(WHY, title="Other")


def test_a_draft_changes_without_one(trip: Trip) -> None:
    trip.change_goal(title="Other")
    assert trip.seen().amendments == ()


def test_a_plan_adopted_past_the_planner_asks_for_none(trip: Trip) -> None:
    with transaction(trip.engine, write=True) as rows:
        held = rows.get_one(t.Plan, trip.city.plan)
        held.stage, held.unsigned_reason = PlanStage.ADOPTED, "From before"
    trip.change_goal(title="Other")
    assert trip.seen().amendments == ()


def test_a_lower_target_shows_as_signed_and_now_with_who_and_why(adopted: Trip) -> None:
    adopted.lower_target("9", WHY)
    (amended,) = adopted.seen(Role.COMMISSIONER).amendments
    assert (amended.code, amended.added) == ("07-2026-1", False)
    assert [(one.who, one.why) for one in amended.saves] == [("commander", WHY)]
    told = {one.path: (one.before, one.after) for one in amended.fields}
    assert told["indicators", "1", "targets", "2", "target"] == (None, "9")
    assert told["indicators", "1", "targets", "2", "reason"] == (None, "More cars")


def test_a_changed_field_shows_both_texts(adopted: Trip) -> None:
    adopted.change_goal(WHY, title="Answer in ten minutes")
    adopted.change_goal("A slip", title="Answer in eleven minutes")
    (amended,) = adopted.seen().amendments
    assert [(one.before, one.after) for one in amended.fields] == [
        ("Answer urgent calls faster", "Answer in eleven minutes")
    ]
    assert [one.why for one in amended.saves] == [WHY, "A slip"]


def test_a_goal_or_priority_that_was_added_is_an_amendment(adopted: Trip) -> None:
    with adopted.begin(Role.COMMANDER) as work:
        priority = PriorityIn(
            id=new_id(),
            plan_id=adopted.city.plan,
            seen_version=0,
            kind=PriorityKind.ENGAGEMENT,
            title="Meet at the library",
            language=EN,
        )
        with pytest.raises(RuleError, match="This plan was signed"):
            plan.save_priority(work, priority)
        plan.save_priority(work, priority, WHY)
        entry = GoalIn(
            id=new_id(), priority_id=priority.id, seen_version=0, title="Meet", language=EN
        )
        goal.save_goal(work, entry, WHY)
    rows = adopted.seen().amendments
    assert [(one.entity, one.title, one.added) for one in rows] == [
        ("priority", "Meet at the library", True),
        ("goal", "Meet", True),
    ]
    with adopted.begin(Role.COMMANDER) as work:
        found = way.find_amendment(work, adopted.city.plan, entry.id)
        assert found is not None
        assert found.added
        assert way.find_amendment(work, adopted.city.plan, adopted.city.goal) is None
        assert way.is_signed(work, adopted.city.plan)


def test_as_signed_can_be_read_until_the_plan_is_signed_again(adopted: Trip) -> None:
    adopted.change_goal(WHY, title="Other")
    signed = adopted.seen().signed
    assert signed is not None
    with adopted.begin(Role.PARTNER) as work:
        found = way.get_signed(work, adopted.city.plan, signed.id)
        with pytest.raises(NotFoundError):
            way.get_signed(work, new_id(), signed.id)
    assert [(one.entity, one.title) for one in found.parts][-1] == (
        "goal",
        "Answer urgent calls faster",
    )
    told = {one.path: one.after for one in found.parts[-1].fields}
    assert told["indicators", "1", "targets", "1", "target"] == "8"


def test_amendments_are_signed_by_both_and_the_new_edition_holds(adopted: Trip) -> None:
    with pytest.raises(RuleError, match="there is nothing to sign"):
        adopted.take(Role.REVIEWER, move.adopt, reason="Again")
    adopted.change_goal(WHY, title="Other")
    first = adopted.seen().signed
    assert not adopted.sign(Role.COMMANDER)
    assert len(adopted.seen().amendments) == 1
    assert adopted.sign(Role.DAC_CHAIR)
    row = adopted.seen()
    assert row.amendments == ()
    assert row.signed is not None
    assert first is not None
    assert row.signed.number == first.number + 1
    assert [one.move for one in row.moves].count(PlanMove.ADOPT) == 2
    assert row.stage is PlanStage.ADOPTED


def test_adopting_once_more_by_a_repeat_signs_no_amendment(trip: Trip) -> None:
    trip.hand_in()
    trip.take(Role.REVIEWER, move.accept)
    for post in (Role.COMMANDER, Role.DAC_CHAIR):
        trip.sign(post, act=SignatureAct.REFUSED, reason="I was not asked.")
    entry = MoveIn(**trip.entry(reason="Neither will sign."))
    with trip.begin(Role.REVIEWER) as work:
        move.adopt(work, entry)
    signed = trip.seen().signed
    trip.change_goal(WHY, title="Other")
    with trip.begin(Role.REVIEWER) as work:
        move.adopt(work, entry)
    row = trip.seen()
    assert row.signed == signed
    assert [one.title for one in row.amendments] == ["Other"]


def test_a_new_commander_amends_like_everybody_else(adopted: Trip) -> None:
    with transaction(adopted.engine, write=True) as rows:
        home = rows.get_one(t.District, adopted.city.district)
        city = rows.get_one(t.Jurisdiction, home.jurisdiction_id)
        new = make.make_member(rows, city, Role.COMMANDER, home, name="Esteban").id
    people = adopted.city.people | {Role.COMMANDER: new}
    later = Trip(adopted.engine, replace(adopted.city, people=people))
    with pytest.raises(RuleError, match="This plan was signed"):
        later.lower_target("9.5")
    later.lower_target("9.5", WHY)
    assert [one.who for one in adopted.seen().amendments[0].saves] == ["Esteban"]


def test_words_that_were_erased_are_not_made_up(adopted: Trip) -> None:
    adopted.change_goal(WHY, title="Other")
    with transaction(adopted.engine, write=True) as rows:
        changes = select(t.Change.id).where(t.Change.entity == "goal")
        rows.execute(delete(t.ChangeWords).where(t.ChangeWords.change_id.in_(changes)))
    row = adopted.seen()
    assert [(one.erased, one.fields) for one in row.amendments] == [(True, ())]
    assert row.signed is not None
    with adopted.begin(Role.COMMANDER) as work:
        parts = way.get_signed(work, adopted.city.plan, row.signed.id).parts
        assert ("goal", ()) in [(one.entity, one.fields) for one in parts]


# --- what waits ---------------------------------------------------------------------------------


def waiting(trip: Trip) -> list[tuple[PlanMove, Role | None, int]]:
    with trip.begin(Role.COMMANDER) as work:
        found = way.get_open_moves(work, trip.city.district)
    return [(one.move, one.post, one.amendments) for one in found]


def test_what_waits_is_told_for_whoever_takes_over(trip: Trip) -> None:
    assert waiting(trip) == [(PlanMove.OPEN_REVIEW, None, 0)]
    trip.open_review()
    assert waiting(trip) == [(PlanMove.HAND_IN, None, 0)]
    trip.take(Role.COMMANDER, move.end_review, reason="Enough.")
    assert waiting(trip) == [(PlanMove.HAND_IN, None, 0)]
    trip.take(Role.COMMANDER, move.hand_in)
    assert waiting(trip) == [(PlanMove.ACCEPT, None, 0)]
    trip.take(Role.REVIEWER, move.accept)
    both = [(PlanMove.SIGN, Role.COMMANDER), (PlanMove.SIGN, Role.DAC_CHAIR)]
    assert waiting(trip) == [(*one, 0) for one in both]
    trip.sign(Role.COMMANDER)
    trip.sign(Role.DAC_CHAIR)
    assert waiting(trip) == []
    trip.change_goal(WHY, title="Other")
    assert waiting(trip) == [(*one, 1) for one in both]


# --- the year's account -------------------------------------------------------------------------


def test_a_plan_is_closed_after_its_year_with_an_account(adopted: Trip) -> None:
    with pytest.raises(RuleError, match="Its year ends on 2026-12-31"):
        adopted.close(date(2026, 12, 31))
    adopted.close(missed="Call-backs.")
    end = adopted.seen().year_end
    assert end is not None
    assert (end.reached, end.missed, end.learned) == (
        "Faster answers.",
        "Call-backs.",
        "Call back sooner.",
    )
    assert (end.closed_on, end.closed_by) == (date(2027, 1, 20), "commander")
    assert [one.code for one in end.goals] == ["07-2026-1"]
    with pytest.raises(RuleError, match="This plan is closed"):
        adopted.change_goal(WHY, title="Other")


def test_how_goals_stood_is_frozen_with_the_account(adopted: Trip) -> None:
    adopted.close()
    before = adopted.seen().year_end
    with transaction(adopted.engine, write=True) as rows:
        minutes = rows.get_one(t.Indicator, adopted.city.minutes)
        for quarter in (3, 4):
            make.make_measurement(rows, minutes, quarter)
    assert adopted.seen(today=date(2027, 6, 1)).year_end == before


def test_a_closed_plan_is_opened_by_headquarters_with_a_reason_and_closed_again(
    adopted: Trip,
) -> None:
    adopted.close()
    later = date(2027, 2, 1)
    with pytest.raises(RefusedError):
        adopted.take(Role.COMMANDER, move.reopen, today=later, reason="A slip.")
    with pytest.raises(RuleError, match="Write why"):
        adopted.take(Role.REVIEWER, move.reopen, today=later)
    adopted.take(Role.REVIEWER, move.reopen, today=later, reason="A slip.")
    row = adopted.seen()
    assert (row.stage, row.moves[-1].reason) == (PlanStage.ADOPTED, "A slip.")
    assert row.year_end is not None
    adopted.close(later, reached="Faster answers, as counted anew.")
    row = adopted.seen()
    assert row.year_end is not None
    assert row.year_end.reached == "Faster answers, as counted anew."


def test_closing_twice_is_closing_once(adopted: Trip) -> None:
    day = date(2027, 1, 20)
    entry = YearEndIn(**adopted.entry(day, reached="Faster.", learned="Much."))
    for _ in range(2):
        with adopted.begin(Role.COMMANDER, day) as work:
            year_end.close_year(work, entry)
    assert adopted.seen().stage is PlanStage.CLOSED


def test_a_goal_is_not_saved_while_its_plan_is_closed(adopted: Trip) -> None:
    day = date(2027, 1, 20)
    entry = YearEndIn(**adopted.entry(day, reached="Faster.", learned="Much."))

    def second() -> str:
        try:
            adopted.change_goal(WHY, title="Other")
        except RuleError as error:
            return error.message
        return "saved"

    opened = adopted.begin(Role.COMMANDER, day)
    said = write_beside(opened, lambda work: year_end.close_year(work, entry), second)
    assert said == "This plan is closed: its goals stay as they are."


def test_a_closed_plan_still_reads(adopted: Trip) -> None:
    adopted.close()
    with adopted.begin(Role.COMMISSIONER) as work:
        assert get_plan(work, adopted.city.plan).stage is PlanStage.CLOSED
