"""A plan's way from its draft to its signatures: who takes which step, and what stands in it."""

from planner.services import goal
from planner.services.door import begin
from planner.services.way import move
from schemas.vocabulary import PlanMove, PlanStage, ReviewSays, Role
from tests import factories as make
from tests.way import CLOSES, Trip


def test_the_plan_of_the_tests_lacks_nothing(trip: Trip) -> None:
    with begin(trip.engine, trip.city.people[Role.COMMANDER], today=make.TODAY) as work:
        assert goal.get_outlines(work, [trip.city.goal])[trip.city.goal].missing == ()


def test_a_plan_goes_all_the_way_to_both_signatures(trip: Trip) -> None:
    trip.open_review(invited="St. Sabina's parish")
    assert trip.seen().stage is PlanStage.COMMUNITY_REVIEW
    trip.answer(Role.DAC_MEMBER, ReviewSays.DISAGREES, "Beat 0713 is left out.")
    trip.take(Role.COMMANDER, move.end_review, reason="Everybody answered.")
    trip.take(Role.COMMANDER, move.hand_in)
    trip.take(Role.REVIEWER, move.accept)
    assert not trip.sign(Role.COMMANDER)
    assert trip.sign(Role.DAC_CHAIR)
    row = trip.seen()
    assert (row.stage, row.since, row.amendments) == (PlanStage.ADOPTED, make.TODAY, ())
    assert [one.move for one in row.moves] == [
        PlanMove.OPEN_REVIEW,
        PlanMove.END_REVIEW,
        PlanMove.HAND_IN,
        PlanMove.ACCEPT,
        PlanMove.ADOPT,
    ]
    assert row.signed is not None
    assert row.signed == row.edition
    assert [(one.post, one.name) for one in row.signatures] == [
        (Role.COMMANDER, "commander"),
        (Role.DAC_CHAIR, "dac_chair"),
    ]
    (review,) = row.reviews
    assert (review.closes_on, review.invited) == (CLOSES, "St. Sabina's parish")
    assert [(one.says, one.words) for one in review.answers] == [
        (ReviewSays.DISAGREES, "Beat 0713 is left out.")
    ]
