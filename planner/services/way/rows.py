"""A plan's way as it is held, what its steps depend on, and the rows that leave."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Row

from db.queries import role as role_query
from db.queries import way as query
from db.tables import District, Edition, Plan, PlanReview, PlanStep, Signature
from planner.domain import way
from planner.domain.permissions import RULES, Action
from planner.domain.post import Term, read_post
from planner.domain.quarters import quarter_dates, quarters_of
from planner.domain.way import Facts, PostState
from schemas.errors import N_, NotFoundError
from schemas.vocabulary import DistrictKind, PlanMove, PlanStage, Role, SignatureAct
from schemas.way import (
    MoveRow,
    OptionRow,
    ReturnRow,
    SignatureRow,
    YearEndRow,
    YearGoalRow,
)

from .. import goal
from ..grant import read_grants
from ..work import Work
from .edition import digest_of

NO_PLAN = N_("This plan is not there any more.")
_TO_HEADQUARTERS = {PlanMove.HAND_IN, PlanMove.WITHDRAW, PlanMove.RETURN, PlanMove.ACCEPT}
_OF_POST = {
    Role.COMMANDER: (Role.COMMANDER, Role.DELEGATE),
    Role.DAC_CHAIR: (Role.DAC_CHAIR,),
}
"""Who signs for which post."""
_STATES = {SignatureAct.SIGNED: PostState.SIGNED, SignatureAct.REFUSED: PostState.REFUSED}

Signed = Row[Signature, Edition, str, str | None]


@dataclass(frozen=True, slots=True)
class Held:
    """A plan's way as the database holds it; `digest` tells the edition that stands now."""

    plan: Plan
    district: District
    digest: str
    editions: Sequence[Edition]
    steps: Sequence[Row[PlanStep, str | None]]
    reviews: Sequence[PlanReview]
    signatures: Sequence[Signed]
    filled: Collection[Role]
    """The posts that somebody holds today."""

    @property
    def edition(self) -> Edition | None:
        """The edition that stands now, once somebody spoke of it."""
        return next((one for one in self.editions if one.digest == self.digest), None)

    @property
    def acts(self) -> dict[Role, Signature]:
        """Who signed the edition that stands now, or refused to, by post."""
        edition = self.edition
        return {
            signature.post: signature
            for signature, of, *_ in self.signatures
            if edition is not None and of.id == edition.id
        }

    @property
    def signed(self) -> Edition | None:
        """The edition that was adopted last."""
        return next((one for one in self.editions if one.adopted), None)

    @property
    def is_amended(self) -> bool:
        """Whether the plan is not as it was signed."""
        in_force = self.plan.stage is PlanStage.ADOPTED and self.signed is not None
        return in_force and self.signed != self.edition

    @property
    def is_accepted(self) -> bool:
        """Whether headquarters accepted the plan as it stands."""
        last = next((one for one, _ in reversed(self.steps) if one.move in _TO_HEADQUARTERS), None)
        edition = self.edition
        return (
            last is not None
            and edition is not None
            and last.move is PlanMove.ACCEPT
            and last.edition_id == edition.id
        )


def load(work: Work, plan_id: UUID, *, lock: bool = False) -> Held:
    """Return a plan's way; locked, it stands still until the transaction ends.

    Raises NotFoundError.
    """
    session = work.session
    found = query.find_plan(session, work.jurisdiction_id, plan_id, lock=lock)
    if found is None:
        raise NotFoundError(NO_PLAN)
    plan, district = found
    return Held(
        plan=plan,
        district=district,
        digest=digest_of(query.get_parts(session, plan_id)),
        editions=query.get_editions(session, plan_id),
        steps=query.get_steps(session, plan_id),
        reviews=query.get_reviews(session, plan_id),
        signatures=query.get_signatures(session, plan_id),
        filled=_filled(work, district),
    )


def facts_of(work: Work, held: Held) -> Facts:
    """Return what the steps of a plan depend on."""
    plan, session = held.plan, work.session
    goal_ids = query.get_goal_ids(session, plan.id)
    closed = plan.stage is PlanStage.CLOSED
    outlines = {} if closed else goal.get_outlines(work, goal_ids)
    last_quarter = quarters_of(plan.year)[-1]
    return Facts(
        stage=plan.stage,
        today=work.today,
        last_day=quarter_dates(last_quarter, work.jurisdiction.fiscal_start_month)[1],
        goals=len(goal_ids),
        incomplete=sum(bool(one.missing) for one in outlines.values()),
        reviewed=bool(held.reviews) or held.district.kind is DistrictKind.HEADQUARTERS,
        answers_until=_answers_until(held),
        accepted=held.is_accepted,
        amended=held.is_amended,
        posts=tuple(post_states(held).items()),
    )


def _answers_until(held: Held) -> date | None:
    review = open_review_of(held)
    return review.closes_on if review else None


def open_review_of(held: Held) -> PlanReview | None:
    """Return the review that the plan is in, though its last day may have passed."""
    if held.plan.stage is not PlanStage.COMMUNITY_REVIEW or not held.reviews:
        return None
    latest = held.reviews[0]
    return latest if latest.ended_on is None else None


def post_states(held: Held) -> dict[Role, PostState]:
    """Return how each post stands to the plan as it is now."""
    acts = {post: _STATES[signature.act] for post, signature in held.acts.items()}
    return {
        post: acts.get(post, PostState.WAITING if post in held.filled else PostState.VACANT)
        for post in way.POSTS
    }


def _filled(work: Work, district: District) -> set[Role]:
    """Return the posts that somebody holds today; headquarters has no chair to fill."""
    headquarters = district.kind is DistrictKind.HEADQUARTERS
    posts = [one for one in way.POSTS if not headquarters or one is Role.COMMANDER]
    found = role_query.terms(work.session, work.jurisdiction_id, posts, district.id)
    grants = read_grants(work.session, [one.role for one in found])
    terms = [
        Term(one.member.name, grant, one.member.active)
        for one, grant in zip(found, grants, strict=True)
    ]
    return {post for post in posts if read_post(post, terms, work.today).holders}


def my_posts(work: Work, district_id: UUID) -> list[Role]:
    """Return the posts that the actor can sign for in a district today."""
    held = {
        grant.role
        for grant in work.actor.grants
        if grant.district_id == district_id and grant.holds(work.today)
    }
    return [post for post in way.POSTS if held & set(_OF_POST[post])]


def holds(work: Work, post: Role, district_id: UUID) -> bool:
    """Say whether the actor has the post itself, and doesn't stand in for who has it."""
    return any(
        grant.role is post and grant.district_id == district_id and grant.holds(work.today)
        for grant in work.actor.grants
    )


def is_refused_by_another(
    work: Work, post: Role, district_id: UUID, signature: Signature | None
) -> bool:
    """Say whether somebody else refused for a post, so that only who holds it can still sign."""
    return (
        signature is not None
        and signature.act is SignatureAct.REFUSED
        and signature.member_id != work.actor.member_id
        and not holds(work, post, district_id)
    )


def my_answering_role(work: Work, district_id: UUID) -> Role | None:
    """Return the role in which the actor was asked about a district's plan."""
    rule = RULES[Action.PLAN_ANSWER]
    mine = (
        grant.role
        for grant in work.actor.grants
        if grant.role in rule and grant.holds(work.today)
        if grant.role is Role.CPAP_MEMBER or grant.district_id == district_id
    )
    return next(mine, None)


def options(work: Work, held: Held, facts: Facts, post: Role | None) -> tuple[OptionRow, ...]:
    """Return the steps that the actor may take from here, or that will be theirs to take."""
    return tuple(
        OptionRow(move=one.step.move, why=one.why)
        for one in way.open_moves(facts)
        if work.may(one.step.action, held.district.id)
        and (one.step.move is not PlanMove.SIGN or post is not None)
    )


def since(held: Held) -> date | None:
    """Return the day on which the plan came to where it is, if that is known."""
    days = (
        one.made_on
        for one, _ in reversed(held.steps)
        if way.BY_MOVE[one.move].leads_to is held.plan.stage
    )
    return next(days, None)


def move_rows(held: Held) -> tuple[MoveRow, ...]:
    """Return the steps that were taken, in their order."""
    return tuple(
        MoveRow(move=one.move, made_on=one.made_on, made_by=name, reason=one.reason)
        for one, name in held.steps
    )


def return_rows(work: Work, held: Held) -> tuple[tuple[ReturnRow, ...], tuple[ReturnRow, ...]]:
    """Return why the plan was returned: what waits for the next hand-in, and what came before."""
    handed_in = [one.number for one, _ in held.steps if one.move is PlanMove.HAND_IN]
    last = max(handed_in, default=0)
    waiting: list[ReturnRow] = []
    before: list[ReturnRow] = []
    for reason, step, code, name in query.get_reasons(work.session, held.plan.id):
        row = ReturnRow(
            text=reason.text,
            goal_id=reason.goal_id,
            goal_code=code,
            made_on=step.made_on,
            made_by=name,
        )
        (waiting if step.number > last else before).append(row)
    return tuple(waiting), tuple(before)


def signature_rows(held: Held) -> tuple[SignatureRow, ...]:
    """Return the signatures and refusals, those of the latest edition first."""
    return tuple(_signature_rows(held.signatures, held.edition))


def _signature_rows(found: Iterable[Signed], edition: Edition | None) -> Iterable[SignatureRow]:
    for signature, of, name, principal in found:
        yield SignatureRow(
            post=signature.post,
            act=signature.act,
            name=name,
            acting_for=principal,
            reason=signature.reason,
            acted_on=signature.acted_on,
            edition=of.number,
            outdated=edition is None or of.id != edition.id,
        )


def year_end_row(work: Work, plan_id: UUID) -> YearEndRow | None:
    """Return the account of a plan, or None while there is none."""
    found = query.find_year_end(work.session, plan_id)
    if found is None:
        return None
    row, name = found
    return YearEndRow(
        reached=row.reached,
        missed=row.missed,
        learned=row.learned,
        closed_on=row.closed_on,
        closed_by=name,
        goals=tuple(
            YearGoalRow(
                goal_id=goal.id,
                code=goal.code,
                title=goal.title,
                status=one.status,
                state=one.state,
            )
            for one, goal in query.get_year_end_goals(work.session, row.id)
        ),
    )
