"""How far a plan has come on its way, what waits for whom, and what was signed."""

from collections.abc import Sequence
from uuid import UUID

from db.queries import way as query
from planner.domain import way
from planner.domain.permissions import Action
from planner.domain.way import PostState
from schemas.errors import N_, NotFoundError
from schemas.vocabulary import PlanMove, PlanStage, Role
from schemas.way import AmendmentRow, AnswerRow, OpenMoveRow, ReviewRow, SignedRow, WayRow

from ..work import Work, use_case
from .amended import amendments, count_changed, part_rows
from .asked import review_rows
from .edition import edition_row
from .rows import (
    Held,
    facts_of,
    is_refused_by_another,
    load,
    move_rows,
    my_answering_role,
    my_posts,
    options,
    post_states,
    return_rows,
    signature_rows,
    since,
    year_end_row,
)

_DONE = {PlanStage.ADOPTED, PlanStage.CLOSED}


@use_case(Action.PLAN_READ)
def get_way(work: Work, plan_id: UUID) -> WayRow:
    """Return how far a plan has come, and what the actor can do next. Raises NotFoundError."""
    held = load(work, plan_id)
    facts, post = facts_of(work, held), _my_post(work, held)
    waiting, before = return_rows(work, held)
    signed, edition, reviews = held.signed, held.edition, review_rows(work, held)
    answering = my_answering_role(work, held.district.id)
    return WayRow(
        plan_id=plan_id,
        today=work.today,
        version=held.plan.version,
        stage=held.plan.stage,
        digest=held.digest,
        since=since(held),
        options=options(work, held, facts, post),
        my_post=post,
        may_answer=bool(answering and held.reviews) and held.plan.stage not in _DONE,
        accepted=held.is_accepted,
        my_answer=_my_answer(work, reviews),
        reviews=reviews,
        returned=waiting,
        returned_before=before,
        moves=move_rows(held),
        signatures=signature_rows(held),
        unsigned=tuple(
            role for role, state in post_states(held).items() if state is PostState.WAITING
        ),
        edition=edition_row(edition) if edition else None,
        signed=edition_row(signed) if signed else None,
        amendments=amendments(work, plan_id, signed) if signed and held.is_amended else (),
        year_end=year_end_row(work, plan_id),
    )


@use_case(Action.PLAN_READ)
def get_signed(work: Work, plan_id: UUID, edition_id: UUID) -> SignedRow:
    """Return an edition of a plan with the words it had. Raises NotFoundError."""
    edition = query.find_edition(work.session, work.jurisdiction_id, edition_id)
    if edition is None or edition.plan_id != plan_id:
        raise NotFoundError(N_("This edition of the plan is not there."))
    return SignedRow(edition=edition_row(edition), parts=part_rows(work, edition))


@use_case(Action.GOAL_READ)
def find_amendment(work: Work, plan_id: UUID, goal_id: UUID) -> AmendmentRow | None:
    """Return how a goal differs from what was signed; None where it doesn't, or nothing was."""
    held = load(work, plan_id)
    if held.signed is None or not held.is_amended:
        return None
    found = amendments(work, plan_id, held.signed)
    return next((one for one in found if one.entity_id == goal_id), None)


@use_case(Action.PLAN_READ)
def is_signed(work: Work, plan_id: UUID) -> bool:
    """Say whether a plan is in force as it was signed, so that a change to it needs a reason."""
    return query.is_signed(work.session, plan_id)


@use_case(Action.PLAN_READ)
def get_open_moves(work: Work, district_id: UUID) -> tuple[OpenMoveRow, ...]:
    """Return what waits on the way of a district's plans: a hand-in, an answer, a signature."""
    plans = query.get_plans(work.session, work.jurisdiction_id, district_id)
    return tuple(row for plan in plans for row in _open_moves(work, load(work, plan.id)))


def _my_answer(work: Work, reviews: Sequence[ReviewRow]) -> AnswerRow | None:
    latest = reviews[0].answers if reviews else ()
    return next((one for one in latest if one.member_id == work.actor.member_id), None)


def _my_post(work: Work, held: Held) -> Role | None:
    """Return the post for which the actor's signature is waited for, or could be changed."""
    states, acts, district_id = post_states(held), held.acts, held.district.id
    return next(
        (
            post
            for post in my_posts(work, district_id)
            if states[post] is not PostState.SIGNED
            and not is_refused_by_another(work, post, district_id, acts.get(post))
        ),
        None,
    )


def _open_moves(work: Work, held: Held) -> list[OpenMoveRow]:
    moves: list[tuple[PlanMove, Role | None]] = []
    if held.plan.stage is PlanStage.DRAFTING:
        moves = [(PlanMove.HAND_IN if held.reviews else PlanMove.OPEN_REVIEW, None)]
    elif held.plan.stage is PlanStage.COMMUNITY_REVIEW:
        moves = [(PlanMove.HAND_IN, None)]
    elif held.plan.stage is PlanStage.HEADQUARTERS_REVIEW and not held.is_accepted:
        moves = [(PlanMove.ACCEPT, None)]
    elif held.plan.stage is PlanStage.HEADQUARTERS_REVIEW or held.is_amended:
        moves = _unsigned(held)
    return [
        OpenMoveRow(
            plan_id=held.plan.id,
            year=held.plan.year,
            stage=held.plan.stage,
            move=move,
            post=post,
            since=since(held),
            amendments=_count_amended(work, held),
        )
        for move, post in moves
    ]


def _unsigned(held: Held) -> list[tuple[PlanMove, Role | None]]:
    states = post_states(held)
    waiting = [post for post in way.POSTS if states[post] is PostState.WAITING]
    return [(PlanMove.SIGN, post) for post in waiting] or [(PlanMove.ADOPT, None)]


def _count_amended(work: Work, held: Held) -> int:
    if held.signed is None or not held.is_amended:
        return 0
    parts = query.get_parts(work.session, held.plan.id)
    return count_changed(parts, query.get_edition_parts(work.session, held.signed.id))
