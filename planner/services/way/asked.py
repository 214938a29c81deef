"""Who was asked in a community review, who answered, and what they said."""

from collections.abc import Iterable, Sequence
from datetime import date

from db.queries import role as role_query
from db.queries import way as query
from db.tables import PlanReview, ReviewAnswer
from planner.domain import way
from planner.domain.permissions import RULES, Action
from planner.services.gather import gather
from schemas.vocabulary import PlanStage, Role
from schemas.way import AnswerRow, InvitedRow, ReviewRow

from ..grant import read_grants
from ..work import Work
from .rows import Held, open_review_of


def review_rows(work: Work, held: Held) -> tuple[ReviewRow, ...]:
    """Return the reviews of a plan with who was asked and what they said, the latest first."""
    ids = [one.id for one in held.reviews]
    answers = gather(
        (row.review_id, (row, name)) for row, name in query.get_answers(work.session, ids)
    )
    return tuple(_row(work, held, one, answers.get(one.id, ())) for one in held.reviews)


def is_open(work: Work, held: Held, review: PlanReview) -> bool:
    """Say whether answers to a review are in time."""
    return (
        held.plan.stage is PlanStage.COMMUNITY_REVIEW
        and open_review_of(held) is review
        and way.is_open_on(review.closes_on, review.ended_on, work.today)
    )


def _row(
    work: Work,
    held: Held,
    review: PlanReview,
    answers: Sequence[tuple[ReviewAnswer, str]],
) -> ReviewRow:
    current = held.edition.id if held.edition else None
    last = review.ended_on or review.closes_on
    return ReviewRow(
        id=review.id,
        number=review.number,
        version=review.version,
        opened_on=review.opened_on,
        closes_on=review.closes_on,
        ended_on=review.ended_on,
        is_open=is_open(work, held, review),
        invited=review.invited,
        members=tuple(_invited(work, held, review, {one.member_id for one, _ in answers})),
        answers=tuple(
            AnswerRow(
                member_id=one.member_id,
                name=name,
                role=one.role,
                says=one.says,
                words=one.words,
                language=one.language,
                answered_on=one.answered_on,
                late=one.answered_on > last,
                outdated=one.edition_id is not None and one.edition_id != current,
                version=one.version,
            )
            for one, name in answers
        ),
    )


def _invited(
    work: Work, held: Held, review: PlanReview, answered: set[object]
) -> Iterable[InvitedRow]:
    """Yield members who were asked, by role.

    Who kept silent is told by name to those who lead the plan, and to nobody else.
    """
    day = min(work.today, review.ended_on or review.closes_on)
    named = work.may(Action.PLAN_MOVE, held.district.id)
    for role, member_id, name in _holding(work, held, day):
        has_answered = member_id in answered
        yield InvitedRow(
            role=role, name=name if named or has_answered else None, answered=has_answered
        )


def _holding(work: Work, held: Held, day: date) -> Iterable[tuple[Role, object, str]]:
    """Yield each person who could answer on a day once, in the order of the roles."""
    rule = tuple(RULES[Action.PLAN_ANSWER])
    found = role_query.terms(work.session, work.jurisdiction_id, rule)
    grants = read_grants(work.session, [one.role for one in found])
    here = [
        (grant.role, one.member)
        for one, grant in zip(found, grants, strict=True)
        if one.member.active and grant.holds(day)
        if grant.role is Role.CPAP_MEMBER or grant.district_id == held.district.id
    ]
    people = {member.id: (role, member.name) for role, member in reversed(here)}
    in_turn = sorted(people.items(), key=lambda one: (rule.index(one[1][0]), one[1][1]))
    return [(role, member_id, name) for member_id, (role, name) in in_turn]
