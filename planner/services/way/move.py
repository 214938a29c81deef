"""The steps that a plan takes: reviews opened and ended, handed in, returned, adopted, reopened."""

from uuid import UUID

from db.queries import way as query
from db.tables import PlanReview, new_id
from planner.domain import way
from planner.domain.permissions import Action
from schemas.errors import N_, NotFoundError, RuleError
from schemas.vocabulary import PlanMove
from schemas.way import MoveIn, ReviewIn, WindowIn

from ..save import require, save_row
from ..work import Work, use_case
from .rows import load, open_review_of
from .taken import take

_NO_REASON = N_("Write why: everybody who reads the plan can ask.")


def _district_of(work: Work, entry: MoveIn) -> UUID | None:
    return query.find_district_id(work.session, work.jurisdiction_id, entry.plan_id)


def _district_of_window(work: Work, entry: WindowIn) -> UUID | None:
    plan_id = query.find_plan_of_review(work.session, work.jurisdiction_id, entry.review_id)
    found = plan_id and query.find_district_id(work.session, work.jurisdiction_id, plan_id)
    return found or None


@use_case(Action.PLAN_MOVE, scope=_district_of)
def open_review(work: Work, entry: ReviewIn) -> None:
    """Open a community review, from today to its last day. Raises RuleError, StaleError."""
    first = way.first_closing(work.today)
    require(
        entry.closes_on >= first,
        N_("Give people at least {days} days: until {day} or later."),
        where="closes_on",
        days=way.LEAST_DAYS,
        day=first,
    )
    taken = take(work, entry, PlanMove.OPEN_REVIEW)
    if taken.repeated:
        return
    values = {
        "plan_id": entry.plan_id,
        "number": query.last_number(work.session, PlanReview, entry.plan_id) + 1,
        "opened_on": work.today,
        "closes_on": entry.closes_on,
        "ended_on": None,
        "invited": entry.invited,
        "language": entry.language,
    }
    save_row(work, PlanReview, new_id(), 0, values, action="plan_open_review", body=values)


@use_case(Action.PLAN_MOVE, scope=_district_of_window)
def move_window(work: Work, entry: WindowIn) -> None:
    """Move the last day of a review that is open. Raises RuleError, StaleError."""
    plan_id = query.find_plan_of_review(work.session, work.jurisdiction_id, entry.review_id)
    if plan_id is None:
        raise NotFoundError(N_("This review is not there any more."))
    review = open_review_of(load(work, plan_id, lock=True))
    if review is None or review.id != entry.review_id:
        raise RuleError(N_("This review is over."))
    first = max(way.first_closing(review.opened_on), work.today)
    require(
        entry.closes_on >= first,
        N_("Give people at least {days} days: until {day} or later."),
        where="closes_on",
        days=way.LEAST_DAYS,
        day=first,
    )
    _save_review(work, review, entry.seen_version, closes_on=entry.closes_on)


@use_case(Action.PLAN_MOVE, scope=_district_of)
def end_review(work: Work, entry: MoveIn) -> None:
    """End a community review, before its last day only with a reason."""
    held = load(work, entry.plan_id, lock=True)
    review = open_review_of(held)
    in_time = review is not None and work.today <= review.closes_on
    require(entry.reason or not in_time, _NO_REASON, where="reason")
    taken = take(work, entry, PlanMove.END_REVIEW)
    if not taken.repeated and review is not None:
        _save_review(work, review, review.version, ended_on=work.today)


@use_case(Action.PLAN_MOVE, scope=_district_of)
def hand_in(work: Work, entry: MoveIn) -> None:
    """Hand a plan in to headquarters. Raises RuleError while something is missing, StaleError."""
    take(work, entry, PlanMove.HAND_IN)


@use_case(Action.PLAN_MOVE, scope=_district_of)
def withdraw(work: Work, entry: MoveIn) -> None:
    """Take a plan back from headquarters, to work on it again."""
    take(work, entry, PlanMove.WITHDRAW)


@use_case(Action.PLAN_REVIEW, scope=_district_of)
def return_plan(work: Work, entry: MoveIn) -> None:
    """Return a plan with reasons, each of one goal or of the whole plan."""
    require(entry.reasons, N_("Write at least one reason, so that they know what to do."))
    goals = set(query.get_goal_ids(work.session, entry.plan_id))
    named = {one.goal_id for one in entry.reasons} - {None}
    require(named <= goals, N_("A reason is about a goal of another plan."))
    take(work, entry, PlanMove.RETURN)


@use_case(Action.PLAN_REVIEW, scope=_district_of)
def accept(work: Work, entry: MoveIn) -> None:
    """Accept a plan as it stands, so that it can be signed."""
    take(work, entry, PlanMove.ACCEPT)


@use_case(Action.PLAN_REVIEW, scope=_district_of)
def adopt(work: Work, entry: MoveIn) -> None:
    """Adopt a plan though a signature is missing, with the reason that everybody reads."""
    require(entry.reason, _NO_REASON, where="reason")
    take(work, entry, PlanMove.ADOPT)


@use_case(Action.PLAN_REVIEW, scope=_district_of)
def reopen(work: Work, entry: MoveIn) -> None:
    """Open a closed plan again, with the reason; its account stays to be read."""
    require(entry.reason, _NO_REASON, where="reason")
    take(work, entry, PlanMove.REOPEN)


_OF_REVIEW = ("plan_id", "number", "opened_on", "closes_on", "ended_on", "invited", "language")


def _save_review(work: Work, review: PlanReview, seen_version: int, **changed: object) -> None:
    body = {name: getattr(review, name) for name in _OF_REVIEW} | changed
    save_row(
        work,
        PlanReview,
        review.id,
        seen_version,
        changed,
        action="plan_review_window",
        body=body,
    )
