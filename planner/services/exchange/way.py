"""A plan's way, as files bring it: steps, community reviews, and answers."""

from db import tables as t
from db.queries.exchange import Row
from planner.domain.permissions import RULES, Action
from planner.exchange.tables import PlanReviewRecord, PlanStepRecord, ReviewAnswerRecord
from planner.services.save import require
from schemas.errors import N_
from schemas.vocabulary import PlanMove, ReviewSays

from .desk import Desk, values_of
from .plan import find_plan


def take_plan_step(desk: Desk, record: PlanStepRecord) -> None:
    """Take in a step that a plan took."""
    returns = record.move is PlanMove.RETURN
    require(record.reason or not returns, N_("Say what has to change in the plan."), where="reason")
    require(record.made_on <= desk.today, _NOT_YET, where="made_on")
    step = desk.put(
        t.PlanStep,
        {
            "plan_id": find_plan(desk, record.district, record.year)["id"],
            "made_by_id": desk.find_id(t.Member, "made_by", record.made_by),
            "reason": "" if returns else record.reason,
            **values_of(record, "number", "move", "made_on", "language"),
        },
    )
    if returns:
        desk.put(
            t.ReturnReason,
            {"step_id": step["id"], "position": 1, "goal_id": None, "text": record.reason},
        )


_NOT_YET = N_("This day has not come yet.")


def take_plan_review(desk: Desk, record: PlanReviewRecord) -> None:
    """Take in a community review."""
    require(
        record.opened_on < record.closes_on,
        N_("A review closes after the day it was opened."),
        where="closes_on",
    )
    require(record.opened_on <= desk.today, _NOT_YET, where="opened_on")
    columns = ("number", "opened_on", "closes_on", "ended_on", "invited", "language")
    plan = find_plan(desk, record.district, record.year)
    desk.put(t.PlanReview, {"plan_id": plan["id"], **values_of(record, *columns)})


def take_review_answer(desk: Desk, record: ReviewAnswerRecord) -> None:
    """Take in what somebody answered; which edition they had read is not known."""
    require(
        record.role in RULES[Action.PLAN_ANSWER],
        N_("Nobody is asked in this role."),
        where="role",
    )
    require(
        record.words or record.says is ReviewSays.AGREES,
        N_("Write what you wish or why you disagree: without words nobody can act on it."),
        where="words",
    )
    require(record.answered_on <= desk.today, _NOT_YET, where="answered_on")
    desk.put(
        t.ReviewAnswer,
        {
            "review_id": _review(desk, record)["id"],
            "member_id": desk.find(t.Member, "member", record.member)["id"],
            "edition_id": None,
            **values_of(record, "role", "says", "words", "answered_on", "language"),
        },
    )


def _review(desk: Desk, record: ReviewAnswerRecord) -> Row:
    find_plan(desk, record.district, record.year)
    return desk.find(t.PlanReview, "review", record.district, record.year, record.review)
