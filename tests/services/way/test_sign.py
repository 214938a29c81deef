"""Headquarters and signatures: both sign the very same plan, or everybody reads why not."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import Engine, select, update

from db import tables as t
from db.engine import transaction
from planner.services import goal
from planner.services.way import move, sign
from schemas.errors import PlannerError, RefusedError, RuleError, StaleError
from schemas.vocabulary import DistrictKind, PlanMove, PlanStage, Role, SignatureAct
from schemas.way import MoveIn, SignatureIn
from tests import factories as make
from tests.race import write_beside
from tests.way import ACCEPTED, EN, HANDED_IN, Trip, build_trip

REFUSED = SignatureAct.REFUSED


@pytest.fixture
def handed_in(engine: Engine) -> Trip:
    return build_trip(engine, HANDED_IN)


@pytest.fixture
def accepted(engine: Engine) -> Trip:
    return build_trip(engine, ACCEPTED)


def end_roles(engine: Engine, role: Role, on: date = date(2026, 3, 31)) -> None:
    """Let a post fall vacant."""
    with transaction(engine, write=True) as rows:
        rows.execute(update(t.MemberRole).where(t.MemberRole.role == role).values(ends_on=on))


# --- handing in ---------------------------------------------------------------------------------


def test_a_plan_that_lacks_something_is_not_handed_in_and_says_how_many_goals(trip: Trip) -> None:
    trip.change_goal(action="")
    trip.open_review()
    trip.take(Role.COMMANDER, move.end_review, reason="Enough.")
    with pytest.raises(RuleError, match="One goal still lacks something that is required"):
        trip.take(Role.COMMANDER, move.hand_in)
    with transaction(trip.engine, write=True) as rows:
        make.make_goal(rows, rows.get_one(t.Priority, trip.city.priority))
    with pytest.raises(RuleError, match="2 goals still lack something"):
        trip.take(Role.COMMANDER, move.hand_in)


def test_the_community_is_asked_before_headquarters(trip: Trip) -> None:
    with pytest.raises(RuleError, match="open the community review first"):
        trip.take(Role.COMMANDER, move.hand_in)
    trip.open_review()
    with pytest.raises(RuleError, match="People can still answer, until 2026-12-04"):
        trip.take(Role.COMMANDER, move.hand_in)
    trip.take(Role.COMMANDER, move.hand_in, today=date(2026, 12, 5))
    assert trip.seen().stage is PlanStage.HEADQUARTERS_REVIEW


def test_what_is_handed_in_is_what_was_read(trip: Trip) -> None:
    trip.open_review()
    trip.take(Role.COMMANDER, move.end_review, reason="Enough.")
    read = trip.seen().digest
    trip.change_goal(role=Role.DAC_MEMBER, title="Answer in eight minutes")
    with pytest.raises(StaleError, match="dac_member changed the plan while you were reading it"):
        trip.take(Role.COMMANDER, move.hand_in, seen_digest=read)
    with pytest.raises(StaleError):
        trip.take(Role.COMMANDER, move.hand_in, seen_digest="")


def test_a_plan_is_taken_back_and_handed_in_again(handed_in: Trip) -> None:
    with pytest.raises(RefusedError):
        handed_in.take(Role.COMMISSIONER, move.withdraw)
    handed_in.take(Role.COMMANDER, move.withdraw, reason="A number was wrong.")
    assert handed_in.seen().stage is PlanStage.DRAFTING
    handed_in.take(Role.COMMANDER, move.hand_in)
    assert handed_in.seen().stage is PlanStage.HEADQUARTERS_REVIEW


# --- headquarters -------------------------------------------------------------------------------


def test_headquarters_returns_with_reasons_that_stand_until_the_next_hand_in(
    handed_in: Trip,
) -> None:
    with pytest.raises(RuleError, match="at least one reason"):
        handed_in.return_it()
    handed_in.return_it(("Say who pays.", None), ("Why eight?", handed_in.city.goal))
    row = handed_in.seen()
    assert row.stage is PlanStage.DRAFTING
    assert [(one.text, one.goal_code, one.made_by) for one in row.returned] == [
        ("Say who pays.", None, "reviewer"),
        ("Why eight?", "07-2026-1", "reviewer"),
    ]
    handed_in.take(Role.COMMANDER, move.hand_in)
    row = handed_in.seen()
    assert row.returned == ()
    assert [one.text for one in row.returned_before] == ["Say who pays.", "Why eight?"]


def test_a_reason_is_about_a_goal_of_this_plan(handed_in: Trip, engine: Engine) -> None:
    with transaction(engine, write=True) as rows:
        home = rows.get_one(t.District, handed_in.city.other_district)
        other = make.make_goal(rows, make.make_priority(rows, make.make_plan(rows, home)))
    with pytest.raises(RuleError, match="goal of another plan"):
        handed_in.return_it(("Why?", other.id))


@pytest.mark.parametrize("role", [Role.COMMANDER, Role.DAC_CHAIR, Role.COMMISSIONER])
def test_nobody_but_headquarters_accepts_or_adopts(handed_in: Trip, role: Role) -> None:
    for step in (move.accept, move.adopt, move.return_plan, move.reopen):
        with pytest.raises(RefusedError):
            handed_in.take(role, step, reason="Because")


def test_the_wait_for_headquarters_is_dated(trip: Trip) -> None:
    trip.open_review()
    trip.take(Role.COMMANDER, move.hand_in, today=date(2026, 12, 7))
    assert trip.seen(today=date(2026, 12, 20)).since == date(2026, 12, 7)


def test_an_edit_after_acceptance_has_to_be_accepted_again(accepted: Trip) -> None:
    assert accepted.seen().accepted
    accepted.change_goal(title="Answer in eight minutes")
    assert not accepted.seen().accepted
    with pytest.raises(RuleError, match="has not accepted it yet as it stands"):
        accepted.sign(Role.COMMANDER)
    accepted.take(Role.REVIEWER, move.accept)
    accepted.sign(Role.COMMANDER)


def test_a_plan_is_accepted_once(accepted: Trip) -> None:
    with pytest.raises(RuleError, match="Headquarters has accepted it as it stands"):
        accepted.take(Role.REVIEWER, move.accept)


# --- signing ------------------------------------------------------------------------------------


def test_nobody_signs_before_headquarters_accepted(handed_in: Trip) -> None:
    for role in (Role.COMMANDER, Role.DAC_CHAIR):
        with pytest.raises(RuleError, match="has not accepted it yet"):
            handed_in.sign(role)


def test_one_signature_is_not_enough_and_the_second_adopts(accepted: Trip) -> None:
    assert not accepted.sign(Role.DAC_CHAIR)
    assert accepted.seen().stage is PlanStage.HEADQUARTERS_REVIEW
    assert accepted.sign(Role.COMMANDER)
    with transaction(accepted.engine) as rows:
        plan = rows.get_one(t.Plan, accepted.city.plan)
    assert plan.stage is PlanStage.ADOPTED
    assert plan.commander_signed_by_id == accepted.city.people[Role.COMMANDER]
    assert plan.dac_chair_signed_by_id == accepted.city.people[Role.DAC_CHAIR]


def test_a_signature_sent_twice_is_one_and_another_post_is_not_signed_for(accepted: Trip) -> None:
    accepted.sign(Role.COMMANDER)
    assert not accepted.sign(Role.COMMANDER)
    with pytest.raises(RuleError, match="You don't hold this post"):
        accepted.sign(Role.COMMANDER, post=Role.DAC_CHAIR)
    with pytest.raises(RuleError, match="It is signed for this post already"):
        accepted.sign(Role.DELEGATE)
    assert len(accepted.seen().signatures) == 1


@pytest.mark.parametrize("role", [Role.DISTRICT_STAFF, Role.DAC_MEMBER, Role.REVIEWER])
def test_who_holds_no_post_signs_nothing(accepted: Trip, role: Role) -> None:
    with pytest.raises(RefusedError):
        accepted.sign(role)


def test_whoever_acts_for_the_commander_says_for_whom(accepted: Trip) -> None:
    accepted.sign(Role.DELEGATE)
    (signature,) = accepted.seen().signatures
    assert (signature.post, signature.name) == (Role.COMMANDER, "delegate")
    assert signature.acting_for == "commander"


def test_a_delegate_signs_for_who_commands_and_was_named_last(
    accepted: Trip, engine: Engine
) -> None:
    with transaction(engine, write=True) as rows:
        district = rows.get_one(t.District, accepted.city.district)
        delegate = rows.get_one(t.Member, accepted.city.people[Role.DELEGATE])
        jurisdiction = rows.get_one(t.Jurisdiction, district.jurisdiction_id)
        left = make.make_member(rows, jurisdiction, name="Left")
        make.make_role(rows, left, Role.COMMANDER, district, ends_on=date(2026, 3, 31))
        elsewhere = rows.get_one(t.District, accepted.city.other_district)
        far = make.make_member(rows, jurisdiction, Role.COMMANDER, elsewhere, name="Far")
        off = make.make_member(
            rows, jurisdiction, Role.COMMANDER, district, name="Off", active=False
        )
        new = make.make_member(rows, jurisdiction, Role.COMMANDER, district, name="New")
        for principal, day in ((new, 4), (left, 5), (far, 6), (off, 7)):
            make.make_role(
                rows,
                delegate,
                Role.DELEGATE,
                district,
                starts_on=date(2026, 1, day),
                delegate_of_id=principal.id,
            )
    accepted.sign(Role.DELEGATE)
    (signature,) = accepted.seen().signatures
    assert signature.acting_for == "New"


def test_nobody_gives_both_signatures(accepted: Trip, engine: Engine) -> None:
    with transaction(engine, write=True) as rows:
        district = rows.get_one(t.District, accepted.city.district)
        chair = rows.get_one(t.Member, accepted.city.people[Role.DAC_CHAIR])
        make.make_role(rows, chair, Role.DELEGATE, district)
    accepted.sign(Role.DAC_CHAIR)
    with pytest.raises(RuleError, match="You signed it for the other post"):
        accepted.sign(Role.DAC_CHAIR, post=Role.COMMANDER)
    assert accepted.seen().stage is PlanStage.HEADQUARTERS_REVIEW
    assert not accepted.sign(Role.DAC_CHAIR)
    assert not accepted.sign(Role.DAC_CHAIR, post=Role.COMMANDER, act=REFUSED, reason="Not mine.")
    assert accepted.sign(Role.COMMANDER)


def test_a_delegate_whose_commander_left_signs_nothing(accepted: Trip, engine: Engine) -> None:
    end_roles(engine, Role.COMMANDER)
    entry = SignatureIn(
        plan_id=accepted.city.plan,
        post=Role.COMMANDER,
        act=SignatureAct.SIGNED,
        seen_digest=accepted.seen(Role.REVIEWER).digest,
        language=EN,
    )
    with pytest.raises(RefusedError), accepted.begin(Role.DELEGATE) as work:
        sign.sign(work, entry)


def test_a_signature_is_for_one_edition_and_an_edit_outdates_it(accepted: Trip) -> None:
    accepted.sign(Role.COMMANDER)
    first = accepted.seen().edition
    accepted.change_goal(title="Answer in eight minutes")
    (signature,) = accepted.seen().signatures
    assert signature.outdated
    assert first is not None
    assert signature.edition == first.number
    accepted.take(Role.REVIEWER, move.accept)
    assert not accepted.sign(Role.DAC_CHAIR)
    assert accepted.seen().stage is PlanStage.HEADQUARTERS_REVIEW
    assert accepted.sign(Role.COMMANDER)


def test_what_is_signed_is_what_was_read(accepted: Trip) -> None:
    read = accepted.seen().digest
    accepted.change_goal(role=Role.DAC_MEMBER, title="Answer in eight minutes")
    accepted.take(Role.REVIEWER, move.accept)
    with pytest.raises(StaleError, match="dac_member changed the plan while you were reading it"):
        accepted.sign(Role.COMMANDER, seen_digest=read)


def test_the_history_binds_a_signature_to_the_words_of_its_edition(accepted: Trip) -> None:
    accepted.sign(Role.COMMANDER)
    with transaction(accepted.engine) as rows:
        body = rows.scalars(
            select(t.ChangeWords.body)
            .join(t.Change, t.ChangeWords.change_id == t.Change.id)
            .where(t.Change.entity == "signature")
        ).one()
    assert accepted.seen().digest in body


# --- without a signature ------------------------------------------------------------------------


def test_a_refusal_names_its_reason_and_can_be_taken_back(accepted: Trip) -> None:
    with pytest.raises(RuleError, match="Write why you don't sign"):
        accepted.sign(Role.DAC_CHAIR, act=REFUSED)
    accepted.sign(Role.DAC_CHAIR, act=REFUSED, reason="Beat 0713 is left out.")
    (refusal,) = accepted.seen().signatures
    assert (refusal.act, refusal.reason) == (REFUSED, "Beat 0713 is left out.")
    accepted.sign(Role.COMMANDER)
    assert accepted.sign(Role.DAC_CHAIR)


def test_a_commanders_refusal_is_not_replaced_by_who_acts_for_them(accepted: Trip) -> None:
    accepted.sign(Role.COMMANDER, act=REFUSED, reason="The numbers are wrong.")
    for act in SignatureAct:
        with pytest.raises(RuleError, match="Somebody else refused for this post"):
            accepted.sign(Role.DELEGATE, act=act, reason="It is fine.")
    (refusal,) = accepted.seen().signatures
    assert (refusal.name, refusal.reason) == ("commander", "The numbers are wrong.")
    assert accepted.seen(Role.DELEGATE).my_post is None
    assert accepted.seen(Role.COMMANDER).my_post is Role.COMMANDER


def test_a_commander_signs_after_the_refusal_of_who_acts_for_them(accepted: Trip) -> None:
    accepted.sign(Role.DELEGATE, act=REFUSED, reason="The numbers are wrong.")
    accepted.sign(Role.DELEGATE, act=REFUSED, reason="Two numbers are wrong.")
    accepted.sign(Role.COMMANDER)
    (signature,) = accepted.seen().signatures
    assert (signature.act, signature.name) == (SignatureAct.SIGNED, "commander")


def test_a_signature_is_not_taken_back_by_a_refusal(accepted: Trip) -> None:
    accepted.sign(Role.COMMANDER)
    with pytest.raises(RuleError, match="signed for this post already"):
        accepted.sign(Role.COMMANDER, act=REFUSED, reason="I read it again.")


def test_headquarters_adopts_after_a_refusal_with_the_reason_that_everybody_reads(
    accepted: Trip,
) -> None:
    accepted.sign(Role.DAC_CHAIR, act=REFUSED, reason="Beat 0713 is left out.")
    with pytest.raises(RuleError, match="Somebody can still sign"):
        accepted.take(Role.REVIEWER, move.adopt, reason="The chair refuses.")
    accepted.sign(Role.COMMANDER)
    with pytest.raises(RuleError, match="Write why"):
        accepted.take(Role.REVIEWER, move.adopt)
    accepted.take(Role.REVIEWER, move.adopt, reason="The chair refuses.")
    with transaction(accepted.engine) as rows:
        plan = rows.get_one(t.Plan, accepted.city.plan)
    assert (plan.stage, plan.unsigned_reason) == (PlanStage.ADOPTED, "The chair refuses.")
    assert plan.dac_chair_signed_by_id is None


def test_headquarters_adopts_where_the_chair_is_vacant(accepted: Trip, engine: Engine) -> None:
    end_roles(engine, Role.DAC_CHAIR)
    assert not accepted.sign(Role.COMMANDER)
    accepted.take(Role.REVIEWER, move.adopt, reason="Vacant since April 1.")
    assert accepted.seen().stage is PlanStage.ADOPTED


def test_headquarters_has_no_chair_and_asks_no_community(engine: Engine, trip: Trip) -> None:
    with transaction(engine, write=True) as rows:
        headquarters = rows.scalars(
            select(t.District.id).where(t.District.kind == DistrictKind.HEADQUARTERS)
        ).one()
        for table in (t.Plan, t.MemberRole):
            here = table.district_id == trip.city.district
            rows.execute(update(table).where(here).values(district_id=headquarters))
    trip.take(Role.COMMANDER, move.hand_in)
    trip.take(Role.REVIEWER, move.accept)
    assert not trip.sign(Role.COMMANDER)
    trip.take(Role.REVIEWER, move.adopt, reason="Headquarters has no council of its own.")
    assert trip.seen().stage is PlanStage.ADOPTED


# --- at the same moment -------------------------------------------------------------------------


def entry_of(trip: Trip, post: Role) -> SignatureIn:
    return SignatureIn(
        plan_id=trip.city.plan,
        post=post,
        act=SignatureAct.SIGNED,
        seen_digest=trip.seen().digest,
        language=EN,
    )


def test_two_who_sign_at_once_both_sign_and_the_plan_is_adopted(accepted: Trip) -> None:
    mine, theirs = entry_of(accepted, Role.COMMANDER), entry_of(accepted, Role.DAC_CHAIR)

    def second() -> bool:
        with accepted.begin(Role.DAC_CHAIR) as work:
            return sign.sign(work, theirs)

    opened = accepted.begin(Role.COMMANDER)
    assert write_beside(opened, lambda work: sign.sign(work, mine), second)
    row = accepted.seen()
    assert (row.stage, len(row.signatures)) == (PlanStage.ADOPTED, 2)
    assert [one.move for one in row.moves].count(PlanMove.ADOPT) == 1


def test_an_edit_that_slips_in_before_a_signature_is_not_signed(accepted: Trip) -> None:
    mine = entry_of(accepted, Role.COMMANDER)

    def edit(work: object) -> None:
        entry = goal.get_goal(work, accepted.city.goal).goal  # type: ignore[arg-type]
        goal.save_goal(work, entry.model_copy(update={"title": "Other"}))  # type: ignore[arg-type]

    def second() -> str:
        try:
            with accepted.begin(Role.COMMANDER) as work:
                sign.sign(work, mine)
        except StaleError as error:
            return str(error)
        return "signed"

    said = write_beside(accepted.begin(Role.DAC_MEMBER), edit, second)
    assert said.startswith("dac_member changed the plan while you were reading it.")
    assert accepted.seen().signatures == ()


def test_an_edit_beside_the_last_signature_comes_after_it_and_needs_a_reason(
    accepted: Trip,
) -> None:
    accepted.sign(Role.COMMANDER)
    theirs = entry_of(accepted, Role.DAC_CHAIR)

    def second() -> str:
        try:
            accepted.change_goal(role=Role.DAC_MEMBER, title="Other")
        except RuleError as error:
            return str(error)
        return "saved"

    said = write_beside(
        accepted.begin(Role.DAC_CHAIR), lambda work: sign.sign(work, theirs), second
    )
    assert said.startswith("This plan was signed, so say why it changes")
    assert accepted.seen().amendments == ()


def test_another_districts_plan_is_not_moved(accepted: Trip, engine: Engine) -> None:
    with transaction(engine, write=True) as rows:
        other = rows.get_one(t.District, accepted.city.other_district)
        city = rows.get_one(t.Jurisdiction, other.jurisdiction_id)
        stranger: UUID = make.make_member(rows, city, Role.COMMANDER, other).id
        foreign = make.make_jurisdiction(rows)
        far = make.make_member(rows, foreign, Role.REVIEWER).id
    people = accepted.city.people | {Role.COMMANDER: stranger, Role.REVIEWER: far}
    entry = MoveIn(**accepted.entry(reason="Mine now."))
    thief = Trip(engine, replace(accepted.city, people=people))
    for step in (move.withdraw, move.hand_in):
        with pytest.raises(RefusedError), thief.begin(Role.COMMANDER) as work:
            step(work, entry)
    for step in (move.accept, move.adopt):
        with pytest.raises(PlannerError), thief.begin(Role.REVIEWER) as work:
            step(work, entry)
    assert accepted.seen().stage is PlanStage.HEADQUARTERS_REVIEW


def test_no_step_is_taken_from_where_it_does_not_begin(trip: Trip) -> None:
    for role, step in (
        (Role.COMMANDER, move.withdraw),
        (Role.COMMANDER, move.end_review),
        (Role.REVIEWER, move.accept),
        (Role.REVIEWER, move.reopen),
    ):
        with pytest.raises(RuleError, match="The plan has moved on"):
            trip.take(role, step, reason="Now.")
