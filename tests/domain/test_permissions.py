"""Who may do what: by role, district and date."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.permissions import (
    ACTION_WORDS,
    ANONYMOUS,
    RULES,
    SYSTEM,
    WITHOUT_A_ROLE,
    Action,
    Actor,
    Grant,
    Reach,
    decide,
)
from schemas.vocabulary import ActorKind, Role

TODAY = date(2026, 11, 20)
HERE, ELSEWHERE = uuid4(), uuid4()


def member(role: Role, **fields: object) -> Actor:
    place = fields.get("district", HERE)
    command = Grant(Role.COMMANDER, place, TODAY)  # type: ignore[arg-type]
    grant = Grant(role, place, TODAY, fields.get("ends"), (command,))  # type: ignore[arg-type]
    return Actor(ActorKind.MEMBER, uuid4(), grants=(grant,))


def test_every_action_has_a_rule_and_words() -> None:
    assert RULES.keys() == set(Action) == ACTION_WORDS.keys()


@pytest.mark.parametrize("action", Action)
def test_who_is_not_signed_in_may_sign_in_or_answer_and_the_planner_itself_everything(
    action: Action,
) -> None:
    open_ones = {Action.SIGN_IN, Action.VOICE_ANSWER}
    assert decide(ANONYMOUS, action, HERE, TODAY) is (action in open_ones)
    assert decide(SYSTEM, action, HERE, TODAY)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("only", [Action.SIGN_IN, Action.VOICE_ANSWER])
def test_a_door_for_one_thing_lets_nobody_do_the_other(action: Action, only: Action) -> None:
    narrow = replace(ANONYMOUS, only=frozenset({only}))
    assert decide(narrow, action, HERE, TODAY) is (action is only)


@given(
    role=st.sampled_from(Role),
    action=st.sampled_from(Action),
    only=st.sets(st.sampled_from(Action)),
)
def test_who_may_only_do_some_things_does_those_as_far_as_their_role_goes(
    role: Role, action: Action, only: set[Action]
) -> None:
    whole = member(role)
    narrow = replace(whole, only=frozenset(only))
    allowed = action in only and decide(whole, action, HERE, TODAY)
    assert decide(narrow, action, HERE, TODAY) is allowed


@given(role=st.sampled_from(Role), action=st.sampled_from(Action))
def test_leave_for_the_own_district_never_reaches_another(role: Role, action: Action) -> None:
    reach = RULES[action].get(role)
    assert decide(member(role), action, HERE, TODAY) == (reach is not None)
    assert decide(member(role), action, ELSEWHERE, TODAY) == (reach is Reach.ANYWHERE)


@given(role=st.sampled_from(Role), action=st.sampled_from(Action))
def test_a_role_without_a_district_has_no_district_of_its_own(role: Role, action: Action) -> None:
    reach = RULES[action].get(role)
    for district in (HERE, None):
        allowed = decide(member(role, district=None), action, district, TODAY)
        assert allowed == (reach is Reach.ANYWHERE)


@given(action=st.sampled_from(Action), starts=st.integers(-400, 400), length=st.integers(0, 400))
def test_a_role_counts_from_its_first_day_to_its_last(
    action: Action, starts: int, length: int
) -> None:
    first = TODAY + timedelta(days=starts)
    last = first + timedelta(days=length)
    grant = Grant(Role.COMMANDER, HERE, first, last)
    actor = Actor(ActorKind.MEMBER, uuid4(), grants=(grant,))
    if RULES[action].get(Role.COMMANDER):
        within = first <= TODAY <= last
        assert decide(actor, action, HERE, TODAY) == (within or action in WITHOUT_A_ROLE)
    assert (Role.COMMANDER in actor.roles(TODAY)) == (first <= TODAY <= last)
    assert (HERE in actor.districts(TODAY)) == (first <= TODAY <= last)


def test_a_commissioner_reads_every_district_and_records_in_none() -> None:
    commissioner = member(Role.COMMISSIONER, district=None)
    assert decide(commissioner, Action.BOARD_READ, None, TODAY)
    assert decide(commissioner, Action.GOAL_READ, ELSEWHERE, TODAY)
    assert not decide(commissioner, Action.PROGRESS_RECORD, HERE, TODAY)
    assert not decide(commissioner, Action.VOICE_READ_ORIGINAL, HERE, TODAY)


def test_the_wording_of_a_voice_is_never_approved_by_police() -> None:
    for role in (Role.COMMANDER, Role.DELEGATE, Role.DISTRICT_STAFF):
        assert not decide(member(role), Action.VOICE_APPROVE, HERE, TODAY)
