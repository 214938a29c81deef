"""What people who were asked say of a plan: one answer a person, theirs until the review closes."""

from uuid import UUID

from db.queries import way as query
from db.tables import ReviewAnswer
from planner.domain.permissions import Action
from schemas.errors import N_, NotFoundError, RuleError
from schemas.vocabulary import PlanStage, ReviewSays
from schemas.way import AnswerIn

from ..save import require, save_row
from ..work import Work, use_case
from .asked import is_open
from .edition import check_seen, edition_now
from .rows import Held, load, my_answering_role

_NO_REVIEW = N_("This review is not there any more.")


def _district_of(work: Work, entry: AnswerIn) -> UUID | None:
    plan_id = query.find_plan_of_review(work.session, work.jurisdiction_id, entry.review_id)
    if plan_id is None:
        return None
    return query.find_district_id(work.session, work.jurisdiction_id, plan_id)


@use_case(Action.PLAN_ANSWER, scope=_district_of)
def give_answer(work: Work, entry: AnswerIn) -> None:
    """Answer in a community review, or change one's answer while it is open.

    A first answer that comes late is taken, and marked. Raises RuleError, NotFoundError, and
    StaleError when the plan was changed since it was read.
    """
    plan_id = query.find_plan_of_review(work.session, work.jurisdiction_id, entry.review_id)
    if plan_id is None:
        raise NotFoundError(_NO_REVIEW)
    # An edit and a closing wait, so that what is answered is what was read, and in time or late.
    held = load(work, plan_id, lock=True)
    before = _check(work, entry, held)
    check_seen(work, plan_id, entry.seen_digest)
    values = {
        "review_id": entry.review_id,
        "member_id": work.actor.member_id,
        "role": my_answering_role(work, held.district.id),
        "edition_id": edition_now(work, plan_id).id,
        "answered_on": work.today,
        "says": entry.says,
        "words": entry.words,
        "language": entry.language,
    }
    save_row(
        work,
        ReviewAnswer,
        before.id if before else entry.id,
        entry.seen_version,
        values,
        action="plan_answer",
        body=values,
    )


def _check(work: Work, entry: AnswerIn, held: Held) -> ReviewAnswer | None:
    """Refuse what comes too late or says too little; return what the person said before."""
    member_id = work.actor.member_id
    if member_id is None:
        raise RuleError(N_("Sign in first."))
    latest = held.reviews[0]
    require(latest.id == entry.review_id, N_("A newer review has begun: answer that one."))
    require(
        held.plan.stage not in {PlanStage.ADOPTED, PlanStage.CLOSED},
        N_("The plan is adopted: answers are not taken any more."),
    )
    require(
        entry.words or entry.says is ReviewSays.AGREES,
        N_("Write what you wish or why you disagree: without words nobody can act on it."),
        where="words",
    )
    before = query.find_answer(work.session, latest.id, member_id)
    if before is None and entry.seen_version > 0:
        # Nor does anybody write over the answer of another by naming it.
        raise NotFoundError(N_("This answer is not there any more."))
    require(
        before is None or is_open(work, held, latest),
        N_("The review is over: what you said stays as it is."),
    )
    return before
