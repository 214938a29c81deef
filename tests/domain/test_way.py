"""The table of a plan's steps: where each begins and ends, and what must hold before."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain import way
from planner.domain.permissions import RULES
from planner.domain.way import BY_MOVE, STEPS, Facts, PostState, open_moves, why_not
from schemas.vocabulary import PlanMove, PlanStage, Role

TODAY = date(2026, 11, 20)
READY = Facts(
    stage=PlanStage.DRAFTING,
    today=TODAY,
    last_day=date(2026, 12, 31),
    goals=3,
    incomplete=0,
    reviewed=True,
    answers_until=None,
    accepted=False,
    amended=False,
    posts=((Role.COMMANDER, PostState.WAITING), (Role.DAC_CHAIR, PostState.WAITING)),
)


def said(move: PlanMove, **facts: object) -> str:
    why = why_not(BY_MOVE[move], replace(READY, **facts))  # type: ignore[arg-type]
    return str(why) if why else ""


def test_every_step_is_in_the_table_once_and_somebody_may_take_it() -> None:
    assert [step.move for step in STEPS if RULES[step.action]] == list(
        dict.fromkeys(step.move for step in STEPS)
    )
    assert BY_MOVE.keys() == set(PlanMove)


def test_from_every_stage_a_step_leads_on() -> None:
    for stage in PlanStage:
        assert open_moves(replace(READY, stage=stage))


@given(stage=st.sampled_from(PlanStage), move=st.sampled_from(PlanMove))
def test_a_step_begins_where_the_table_says_and_nowhere_else(
    stage: PlanStage, move: PlanMove
) -> None:
    offered = {option.step.move for option in open_moves(replace(READY, stage=stage))}
    assert (move in offered) is (stage in BY_MOVE[move].stages)


@pytest.mark.parametrize(
    ("move", "facts", "told"),
    [
        (PlanMove.OPEN_REVIEW, {}, ""),
        (PlanMove.OPEN_REVIEW, {"goals": 0}, "The plan has no goals yet"),
        (PlanMove.OPEN_REVIEW, {"incomplete": 2}, ""),
        (PlanMove.HAND_IN, {}, ""),
        (PlanMove.HAND_IN, {"incomplete": 1}, "One goal still lacks"),
        (PlanMove.HAND_IN, {"incomplete": 2}, "2 goals still lack"),
        (PlanMove.HAND_IN, {"reviewed": False}, "The community has not been asked"),
        (PlanMove.HAND_IN, {"answers_until": TODAY}, "People can still answer, until 2026-11-20"),
        (PlanMove.HAND_IN, {"answers_until": date(2026, 11, 19)}, ""),
        (PlanMove.WITHDRAW, {}, "The plan has moved on"),
    ],
)
def test_what_stands_in_the_way_is_said_first_things_first(
    move: PlanMove, facts: dict[str, object], told: str
) -> None:
    assert said(move, **facts).startswith(told)
    assert bool(said(move, **facts)) is bool(told)


def test_a_plan_is_signed_once_headquarters_accepted_it() -> None:
    at = {"stage": PlanStage.HEADQUARTERS_REVIEW}
    assert said(PlanMove.SIGN, **at).startswith("Headquarters has not accepted it")
    assert said(PlanMove.SIGN, **at, accepted=True) == ""
    assert said(PlanMove.ACCEPT, **at, accepted=True).startswith("Headquarters has accepted it")
    assert said(PlanMove.ACCEPT, **at) == ""


def test_an_adopted_plan_is_signed_again_only_when_it_was_amended() -> None:
    at = {"stage": PlanStage.ADOPTED}
    assert said(PlanMove.SIGN, **at).startswith("It is as it was signed")
    assert said(PlanMove.SIGN, **at, amended=True) == ""


@pytest.mark.parametrize("state", PostState)
def test_a_plan_is_adopted_without_a_signature_only_where_nobody_can_give_it(
    state: PostState,
) -> None:
    posts = ((Role.COMMANDER, PostState.SIGNED), (Role.DAC_CHAIR, state))
    at = {"stage": PlanStage.HEADQUARTERS_REVIEW, "accepted": True, "posts": posts}
    assert bool(said(PlanMove.ADOPT, **at)) is (state is PostState.WAITING)


def test_the_year_is_closed_after_its_last_day() -> None:
    at = {"stage": PlanStage.ADOPTED}
    assert said(PlanMove.CLOSE, **at).startswith("Its year ends on 2026-12-31")
    assert said(PlanMove.CLOSE, **at, today=date(2026, 12, 31))
    assert said(PlanMove.CLOSE, **at, today=date(2027, 1, 1)) == ""


def test_a_review_is_open_to_its_last_day_unless_it_was_ended() -> None:
    assert way.first_closing(TODAY) == date(2026, 12, 4)
    assert way.is_open_on(TODAY, None, TODAY)
    assert not way.is_open_on(date(2026, 11, 19), None, TODAY)
    assert not way.is_open_on(TODAY, TODAY, TODAY)


def test_everybody_has_to_sign() -> None:
    assert way.is_settled([PostState.SIGNED, PostState.SIGNED])
    assert not way.is_settled([PostState.SIGNED, PostState.VACANT])
