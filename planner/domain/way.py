"""The way of a plan: which steps lead from where to where, who takes them, what must hold before.

One table says it all; one function reads it for a plan on a day, and says of each step that is
not open why, and what to do.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from schemas.errors import N_
from schemas.message import Message
from schemas.vocabulary import PlanMove, PlanStage, Role

from .permissions import Action

LEAST_DAYS = 14
"""So many days at least the community has to answer."""
POSTS = (Role.COMMANDER, Role.DAC_CHAIR)
"""Whose signatures a plan needs; headquarters has no advisory council of its own."""


class PostState(StrEnum):
    """How a post stands to the edition that is shown."""

    SIGNED = "signed"
    REFUSED = "refused"
    VACANT = "vacant"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the steps of a plan depend on.

    `incomplete` counts goals that lack something required. `reviewed` says that the community was
    asked, or need not be: headquarters has nobody to ask this way. `accepted` and `posts` are about
    the plan as it is shown, `amended` says that it is not as it was signed.
    """

    stage: PlanStage
    today: date
    last_day: date
    goals: int
    incomplete: int
    reviewed: bool
    answers_until: date | None
    accepted: bool
    amended: bool
    posts: tuple[tuple[Role, PostState], ...]


Need = Callable[[Facts], Message | None]
"""Says why a step is not open, or None."""


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the table: from which stages to which one a move leads, and what it needs.

    Without `leads_to` the plan stays where it is.
    """

    move: PlanMove
    stages: frozenset[PlanStage]
    action: Action
    needs: tuple[Need, ...] = ()
    leads_to: PlanStage | None = None


def _has_goals(facts: Facts) -> Message | None:
    return None if facts.goals else Message(N_("The plan has no goals yet: add one first."))


def _is_complete(facts: Facts) -> Message | None:
    if not facts.incomplete:
        return None
    if facts.incomplete == 1:
        return Message(N_("One goal still lacks something that is required: complete it first."))
    return Message(
        N_("{count} goals still lack something that is required: complete them first."),
        {"count": facts.incomplete},
    )


def _was_reviewed(facts: Facts) -> Message | None:
    if facts.reviewed:
        return None
    return Message(N_("The community has not been asked yet: open the community review first."))


def _answers_are_in(facts: Facts) -> Message | None:
    if facts.answers_until is None or facts.today > facts.answers_until:
        return None
    return Message(
        N_("People can still answer, until {day}. Wait, or end the review and say why."),
        {"day": facts.answers_until},
    )


def _is_not_accepted(facts: Facts) -> Message | None:
    if not facts.accepted:
        return None
    return Message(N_("Headquarters has accepted it as it stands: now it waits for signatures."))


def _is_accepted(facts: Facts) -> Message | None:
    if facts.stage is not PlanStage.HEADQUARTERS_REVIEW or facts.accepted:
        return None
    return Message(N_("Headquarters has not accepted it yet as it stands."))


def _is_unsigned(facts: Facts) -> Message | None:
    if facts.stage is not PlanStage.ADOPTED or facts.amended:
        return None
    return Message(N_("It is as it was signed: there is nothing to sign."))


def _nobody_can_sign(facts: Facts) -> Message | None:
    if all(state is not PostState.WAITING for _post, state in facts.posts):
        return None
    return Message(
        N_(
            "Somebody can still sign. It is adopted without a signature only where a post is"
            " vacant, or whoever holds it said why they will not sign."
        )
    )


def _is_over(facts: Facts) -> Message | None:
    if facts.today > facts.last_day:
        return None
    return Message(
        N_("Its year ends on {day}: the account is written after that."), {"day": facts.last_day}
    )


_AT_HOME = frozenset({PlanStage.DRAFTING})
_ASKED = frozenset({PlanStage.COMMUNITY_REVIEW})
_AT_HEADQUARTERS = frozenset({PlanStage.HEADQUARTERS_REVIEW})
_IN_FORCE = frozenset({PlanStage.ADOPTED})
_WAITING = _AT_HEADQUARTERS | _IN_FORCE
_ALL_THERE = (_has_goals, _is_complete)

STEPS = (
    Step(
        PlanMove.SIGN,
        _WAITING,
        Action.PLAN_SIGN,
        (*_ALL_THERE, _is_accepted, _is_unsigned),
    ),
    Step(
        PlanMove.HAND_IN,
        _AT_HOME | _ASKED,
        Action.PLAN_MOVE,
        (*_ALL_THERE, _was_reviewed, _answers_are_in),
        PlanStage.HEADQUARTERS_REVIEW,
    ),
    Step(
        PlanMove.OPEN_REVIEW,
        _AT_HOME,
        Action.PLAN_MOVE,
        (_has_goals,),
        PlanStage.COMMUNITY_REVIEW,
    ),
    Step(PlanMove.END_REVIEW, _ASKED, Action.PLAN_MOVE, (), PlanStage.DRAFTING),
    Step(
        PlanMove.ACCEPT,
        _AT_HEADQUARTERS,
        Action.PLAN_REVIEW,
        (*_ALL_THERE, _is_not_accepted),
    ),
    Step(PlanMove.RETURN, _AT_HEADQUARTERS, Action.PLAN_REVIEW, (), PlanStage.DRAFTING),
    Step(PlanMove.WITHDRAW, _AT_HEADQUARTERS, Action.PLAN_MOVE, (), PlanStage.DRAFTING),
    Step(
        PlanMove.ADOPT,
        _WAITING,
        Action.PLAN_REVIEW,
        (*_ALL_THERE, _is_accepted, _is_unsigned, _nobody_can_sign),
        PlanStage.ADOPTED,
    ),
    Step(PlanMove.CLOSE, _IN_FORCE, Action.PLAN_CLOSE, (_is_over,), PlanStage.CLOSED),
    Step(
        PlanMove.REOPEN,
        frozenset({PlanStage.CLOSED}),
        Action.PLAN_REVIEW,
        (),
        PlanStage.ADOPTED,
    ),
)
"""Every step, the likeliest next one of each stage first."""

BY_MOVE = {step.move: step for step in STEPS}


@dataclass(frozen=True, slots=True)
class Option:
    """A step that leads on from where a plan stands, or why it is not open."""

    step: Step
    why: Message | None


def open_moves(facts: Facts) -> tuple[Option, ...]:
    """Return the steps that lead on from the stage of a plan, each with why it is not open."""
    return tuple(Option(step, why_not(step, facts)) for step in STEPS if facts.stage in step.stages)


def why_not(step: Step, facts: Facts) -> Message | None:
    """Say the first thing that stands in the way of a step, or None."""
    if facts.stage not in step.stages:
        return Message(N_("The plan has moved on: this step is not there any more."))
    return next(filter(None, (need(facts) for need in step.needs)), None)


def first_closing(opened_on: date) -> date:
    """Return the first day on which a review that is opened may close."""
    return opened_on + timedelta(days=LEAST_DAYS)


def is_open_on(closes_on: date, ended_on: date | None, day: date) -> bool:
    """Say whether a review is open on a day; its last day still counts."""
    return ended_on is None and day <= closes_on


def is_settled(states: Iterable[PostState]) -> bool:
    """Say whether everybody has signed, so that the plan is adopted by itself."""
    return all(state is PostState.SIGNED for state in states)
