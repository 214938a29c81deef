"""The community review: its days, who was asked, one answer a person, and what becomes of it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select

from db import tables as t
from db.engine import transaction
from planner.services import way
from planner.services.way import move
from planner.services.work import new_id
from schemas.errors import NotFoundError, PlannerError, RefusedError, RuleError, StaleError
from schemas.vocabulary import PlanStage, ReviewSays, Role
from schemas.way import MoveIn, ReviewIn, WindowIn
from tests import factories as make
from tests.race import write_beside
from tests.way import CLOSES, EN, Trip

AGREES, WISH, DISAGREES = ReviewSays
AFTER = CLOSES + timedelta(days=1)


def test_people_have_at_least_fourteen_days(trip: Trip) -> None:
    with pytest.raises(RuleError, match="at least 14 days: until 2026-12-04"):
        trip.open_review(CLOSES - timedelta(days=1))
    trip.open_review()
    assert trip.seen().reviews[0].is_open


def test_a_plan_without_goals_is_not_shown_to_anybody(trip: Trip, engine: Engine) -> None:
    with transaction(engine, write=True) as rows:
        plan = make.make_plan(rows, rows.get_one(t.District, trip.city.district), year=2028)
    with trip.begin(Role.COMMANDER) as work, pytest.raises(RuleError, match="no goals yet"):
        move.open_review(
            work, ReviewIn(plan_id=plan.id, seen_version=1, language=EN, closes_on=CLOSES)
        )


def test_those_who_write_the_plan_are_not_asked_what_they_think_of_it(trip: Trip) -> None:
    trip.open_review()
    for role in (Role.COMMANDER, Role.DISTRICT_STAFF, Role.REVIEWER, Role.COMMISSIONER):
        with pytest.raises(RefusedError):
            trip.answer(role, AGREES)
    for role in (Role.DAC_CHAIR, Role.DAC_MEMBER, Role.PARTNER, Role.COUNCIL_MEMBER):
        trip.answer(role, AGREES)
    trip.answer(Role.CPAP_MEMBER, AGREES)
    assert len(trip.seen().reviews[0].answers) == 5


def test_a_disagreement_without_words_is_asked_for_them(trip: Trip) -> None:
    trip.open_review()
    for says in (WISH, DISAGREES):
        with pytest.raises(RuleError, match="Write what you wish"):
            trip.answer(Role.DAC_MEMBER, says)
    trip.answer(Role.DAC_MEMBER, AGREES)


def test_an_answer_is_changed_until_the_review_closes_and_not_after(trip: Trip) -> None:
    trip.open_review()
    trip.answer(Role.DAC_MEMBER, AGREES)
    mine = trip.seen(Role.DAC_MEMBER).my_answer
    assert mine is not None
    trip.answer(Role.DAC_MEMBER, WISH, "More light.", seen_version=mine.version)
    (answer,) = trip.seen().reviews[0].answers
    assert (answer.says, answer.words, answer.version) == (WISH, "More light.", 2)
    with pytest.raises(RuleError, match="what you said stays as it is"):
        trip.answer(Role.DAC_MEMBER, AGREES, today=AFTER, seen_version=2)


def test_the_last_day_still_counts_and_a_first_answer_after_it_is_late(trip: Trip) -> None:
    trip.open_review()
    trip.answer(Role.DAC_MEMBER, AGREES, today=CLOSES)
    trip.answer(Role.PARTNER, DISAGREES, "Too little.", today=AFTER)
    assert [one.late for one in trip.seen().reviews[0].answers] == [False, True]


def test_an_answer_is_of_the_version_that_was_read(trip: Trip) -> None:
    trip.open_review()
    trip.answer(Role.DAC_MEMBER, AGREES)
    read = trip.seen().digest
    trip.change_goal(title="Answer in eight minutes")
    with pytest.raises(StaleError, match="commander changed the plan"):
        trip.answer(Role.PARTNER, AGREES, seen_digest=read)
    trip.answer(Role.PARTNER, AGREES)
    assert [one.outdated for one in trip.seen().reviews[0].answers] == [True, False]


def test_two_tabs_make_one_answer(trip: Trip) -> None:
    trip.open_review()
    trip.answer(Role.DAC_MEMBER, AGREES)
    with pytest.raises(StaleError):
        trip.answer(Role.DAC_MEMBER, WISH, "More light.")
    row_id = new_id()
    trip.answer(Role.PARTNER, AGREES, id=row_id)
    trip.answer(Role.PARTNER, AGREES, id=row_id)
    assert len(trip.seen().reviews[0].answers) == 2


def test_nobody_writes_over_the_answer_of_another(trip: Trip) -> None:
    trip.open_review()
    trip.answer(Role.DAC_MEMBER, DISAGREES, "Beat 0713 is left out.")
    with transaction(trip.engine) as rows:
        theirs = rows.scalars(select(t.ReviewAnswer)).one()
    for seen_version in (0, 1):
        with pytest.raises(PlannerError):
            trip.answer(Role.PARTNER, AGREES, id=theirs.id, seen_version=seen_version)
    (kept,) = trip.seen().reviews[0].answers
    assert (kept.name, kept.words) == ("dac_member", "Beat 0713 is left out.")


def test_who_was_silent_is_told_by_name_to_those_who_lead_the_plan_alone(trip: Trip) -> None:
    trip.open_review()
    trip.answer(Role.DAC_MEMBER, AGREES)
    for role, named in ((Role.COMMANDER, True), (Role.DAC_CHAIR, True), (Role.PARTNER, False)):
        members = trip.seen(role).reviews[0].members
        silent = [one for one in members if not one.answered]
        assert len(silent) == 4
        assert all((one.name is not None) is named for one in silent)
        assert [one.name for one in members if one.answered] == ["dac_member"]


def test_those_of_other_districts_are_not_asked(trip: Trip, engine: Engine) -> None:
    trip.open_review()
    with transaction(engine, write=True) as rows:
        other = rows.get_one(t.District, trip.city.other_district)
        city = rows.get_one(t.Jurisdiction, other.jurisdiction_id)
        make.make_member(rows, city, Role.DAC_MEMBER, other, name="Far Away")
        gone = make.make_member(rows, city, name="Long Gone", active=False)
        home = rows.get_one(t.District, trip.city.district)
        make.make_role(rows, gone, Role.DAC_MEMBER, home)
    names = {one.name for one in trip.seen().reviews[0].members}
    assert names == {"dac_chair", "dac_member", "partner", "council_member", "cpap_member"}


def test_the_last_day_is_moved_by_whoever_leads_the_plan(trip: Trip) -> None:
    review_id = trip.open_review()
    later = CLOSES + timedelta(days=7)

    def move_it(role: Role, day: date, version: int) -> None:
        with trip.begin(role) as work:
            move.move_window(
                work, WindowIn(review_id=review_id, seen_version=version, closes_on=day)
            )

    with pytest.raises(RefusedError):
        move_it(Role.DAC_MEMBER, later, 1)
    with pytest.raises(RuleError, match="at least 14 days"):
        move_it(Role.COMMANDER, CLOSES - timedelta(days=1), 1)
    move_it(Role.COMMANDER, later, 1)
    with pytest.raises(StaleError):
        move_it(Role.DAC_CHAIR, later + timedelta(days=1), 1)
    assert trip.seen().reviews[0].closes_on == later


def test_a_review_that_nobody_knows_is_not_answered_or_moved(trip: Trip) -> None:
    trip.open_review()
    with pytest.raises(RefusedError):
        trip.answer(Role.DAC_MEMBER, AGREES, review_id=new_id())
    with trip.begin(Role.COMMANDER) as work, pytest.raises(RefusedError):
        move.move_window(work, WindowIn(review_id=new_id(), seen_version=1, closes_on=CLOSES))


def test_a_review_ends_early_with_a_reason_and_the_plan_goes_back_to_drafting(trip: Trip) -> None:
    trip.open_review()
    with pytest.raises(RuleError, match="Write why"):
        trip.take(Role.COMMANDER, move.end_review)
    trip.take(Role.COMMANDER, move.end_review, reason="Everybody answered.")
    row = trip.seen()
    assert (row.stage, row.reviews[0].ended_on) == (PlanStage.DRAFTING, make.TODAY)
    assert not row.reviews[0].is_open
    assert row.moves[-1].reason == "Everybody answered."


def test_after_its_last_day_a_review_ends_without_a_reason(trip: Trip) -> None:
    trip.open_review()
    trip.take(Role.COMMANDER, move.end_review, today=AFTER)
    assert trip.seen().stage is PlanStage.DRAFTING


def test_a_second_review_is_answered_anew_and_the_first_stays(trip: Trip) -> None:
    first = trip.open_review()
    trip.answer(Role.DAC_MEMBER, DISAGREES, "Too little.")
    trip.take(Role.COMMANDER, move.end_review, reason="We write it anew.")
    trip.open_review()
    with pytest.raises(RuleError, match="newer review has begun"):
        trip.answer(Role.DAC_MEMBER, AGREES, review_id=first)
    trip.answer(Role.DAC_MEMBER, AGREES)
    latest, earlier = trip.seen().reviews
    assert [one.says for one in latest.answers] == [AGREES]
    assert [one.says for one in earlier.answers] == [DISAGREES]


def test_what_was_said_against_a_plan_stays_with_it_after_adoption(trip: Trip) -> None:
    trip.open_review()
    trip.answer(Role.DAC_MEMBER, DISAGREES, "Beat 0713 is left out.")
    trip.take(Role.COMMANDER, move.end_review, reason="Everybody answered.")
    trip.take(Role.COMMANDER, move.hand_in)
    trip.take(Role.REVIEWER, move.accept)
    trip.sign(Role.COMMANDER)
    trip.sign(Role.DAC_CHAIR)
    row = trip.seen(Role.DAC_MEMBER)
    assert row.reviews[0].answers[0].words == "Beat 0713 is left out."
    assert not row.may_answer
    with pytest.raises(RuleError, match="answers are not taken any more"):
        trip.answer(Role.PARTNER, AGREES)


def test_opening_twice_at_once_opens_one_review(trip: Trip) -> None:
    entry = ReviewIn(**trip.entry(closes_on=CLOSES, invited="Parish"))
    other = entry.model_copy(update={"closes_on": CLOSES + timedelta(days=3)})

    def second() -> str:
        try:
            with trip.begin(Role.DAC_CHAIR) as work:
                move.open_review(work, other)
        except StaleError as error:
            return str(error)
        return "opened"

    opened = trip.begin(Role.COMMANDER)
    said = write_beside(opened, lambda work: move.open_review(work, entry), second)
    assert said.startswith("commander saved this while you were writing.")
    with trip.begin(Role.COMMANDER) as work:
        move.open_review(work, entry)  # sent twice
    row = trip.seen()
    assert [one.closes_on for one in row.reviews] == [CLOSES]
    assert (row.version, len(row.moves)) == (2, 1)


def test_two_different_steps_at_once_leave_one(trip: Trip) -> None:
    trip.open_review()
    ending = MoveIn(**trip.entry(AFTER, reason="Enough."))
    onward = MoveIn(**trip.entry(AFTER))

    def second() -> str:
        try:
            with trip.begin(Role.DAC_CHAIR, AFTER) as work:
                move.hand_in(work, onward)
        except StaleError as error:
            return str(error)
        return "taken"

    opened = trip.begin(Role.COMMANDER, AFTER)
    said = write_beside(opened, lambda work: move.end_review(work, ending), second)
    assert "saved this while you were writing" in said
    assert trip.seen().stage is PlanStage.DRAFTING


def test_a_plan_that_is_not_there_has_no_way(trip: Trip) -> None:
    with trip.begin(Role.COMMANDER) as work, pytest.raises(NotFoundError):
        way.get_way(work, new_id())
