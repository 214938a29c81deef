"""A plan's way: the plan itself locked, its parts now and as they were, and all that was said."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple, TypeAlias
from uuid import UUID

from sqlalchemy import Nullable, Row, and_, func, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from db.tables import (
    Change,
    ChangeWords,
    District,
    Edition,
    EditionPart,
    Goal,
    Member,
    MemberRole,
    Plan,
    PlanReview,
    PlanStep,
    Priority,
    ReturnReason,
    ReviewAnswer,
    Signature,
    YearEnd,
    YearEndGoal,
)
from schemas.vocabulary import PlanStage, Role


class Part(NamedTuple):
    """A priority or goal in one version, with the digest of its words where the history has it."""

    entity: str
    entity_id: UUID
    version: int
    words_digest: str


class Save(NamedTuple):
    """One save of a part; `body` is None where its words were erased."""

    entity: str
    entity_id: UUID
    version: int
    at: datetime
    who: str | None
    body: str | None


Answered: TypeAlias = Row[ReviewAnswer, str]


def find_district_id(session: Session, jurisdiction_id: UUID, plan_id: UUID) -> UUID | None:
    """Return the district of a plan."""
    return session.scalar(
        select(Plan.district_id).where(Plan.jurisdiction_id == jurisdiction_id, Plan.id == plan_id)
    )


def find_plan(
    session: Session, jurisdiction_id: UUID, plan_id: UUID, *, lock: bool = False
) -> Row[Plan, District] | None:
    """Return a plan with its district; locked, it stands still until the transaction ends."""
    query = (
        select(Plan, District)
        .join(District, Plan.district_id == District.id)
        .where(Plan.jurisdiction_id == jurisdiction_id, Plan.id == plan_id)
    )
    if lock:
        # What was read before the lock may have moved on meanwhile.
        query = query.with_for_update(of=Plan).execution_options(populate_existing=True)
    return session.execute(query).one_or_none()


def get_plans(session: Session, jurisdiction_id: UUID, district_id: UUID) -> Sequence[Plan]:
    """Return a district's plans that are not closed, the earliest first."""
    return session.scalars(
        select(Plan)
        .where(
            Plan.jurisdiction_id == jurisdiction_id,
            Plan.district_id == district_id,
            Plan.stage != PlanStage.CLOSED,
        )
        .order_by(Plan.year)
    ).all()


def get_parts(session: Session, plan_id: UUID) -> list[Part]:
    """Return the priorities and goals of a plan as they stand, in a fixed order."""
    parts = []
    for table in (Goal, Priority):
        written = and_(
            Change.entity == table.__tablename__,
            Change.entity_id == table.id,
            Change.version == table.version,
        )
        found = session.execute(
            select(table.id, table.version, Nullable(Change.words_digest))
            .outerjoin(Change, written)
            .where(table.plan_id == plan_id)
        )
        parts += [
            Part(table.__tablename__, row_id, version, words or "")
            for row_id, version, words in found
        ]
    return sorted(parts, key=lambda part: (part.entity, str(part.entity_id)))


def get_edition_parts(session: Session, edition_id: UUID) -> dict[tuple[str, UUID], int]:
    """Return the versions of an edition's parts."""
    rows = session.execute(
        select(EditionPart.entity, EditionPart.entity_id, EditionPart.version).where(
            EditionPart.edition_id == edition_id
        )
    )
    return {(entity, entity_id): version for entity, entity_id, version in rows}


def get_editions(session: Session, plan_id: UUID) -> Sequence[Edition]:
    """Return the editions of a plan, the latest first."""
    return session.scalars(
        select(Edition).where(Edition.plan_id == plan_id).order_by(Edition.number.desc())
    ).all()


def find_edition(session: Session, jurisdiction_id: UUID, edition_id: UUID) -> Edition | None:
    """Return an edition."""
    return session.scalar(
        select(Edition).where(Edition.jurisdiction_id == jurisdiction_id, Edition.id == edition_id)
    )


def is_signed(session: Session, plan_id: UUID) -> bool:
    """Say whether a plan is in force as it was signed; read anew, past what the session holds."""
    signed = select(Edition.id).where(Edition.plan_id == plan_id, Edition.adopted)
    stage = session.scalar(select(Plan.stage).where(Plan.id == plan_id, signed.exists()))
    return stage is PlanStage.ADOPTED


def get_steps(session: Session, plan_id: UUID) -> Sequence[Row[PlanStep, str | None]]:
    """Return the steps of a plan in their order, with who took each."""
    return session.execute(
        select(PlanStep, Nullable(Member.name))
        .outerjoin(Member, PlanStep.made_by_id == Member.id)
        .where(PlanStep.plan_id == plan_id)
        .order_by(PlanStep.number)
    ).all()


def get_reasons(
    session: Session, plan_id: UUID
) -> Sequence[Row[ReturnReason, PlanStep, str | None, str | None]]:
    """Return why a plan was returned, with the step, the code of the goal and who said so."""
    return session.execute(
        select(ReturnReason, PlanStep, Nullable(Goal.code), Nullable(Member.name))
        .join(PlanStep, ReturnReason.step_id == PlanStep.id)
        .outerjoin(Goal, ReturnReason.goal_id == Goal.id)
        .outerjoin(Member, PlanStep.made_by_id == Member.id)
        .where(PlanStep.plan_id == plan_id)
        .order_by(PlanStep.number, ReturnReason.position)
    ).all()


def get_reviews(session: Session, plan_id: UUID) -> Sequence[PlanReview]:
    """Return the community reviews of a plan, the latest first."""
    return session.scalars(
        select(PlanReview).where(PlanReview.plan_id == plan_id).order_by(PlanReview.number.desc())
    ).all()


def find_review(
    session: Session, jurisdiction_id: UUID, review_id: UUID, *, fresh: bool = False
) -> PlanReview | None:
    """Return a review; a fresh one is read anew, for whoever has waited for a lock."""
    return session.scalar(
        select(PlanReview)
        .where(PlanReview.jurisdiction_id == jurisdiction_id, PlanReview.id == review_id)
        .execution_options(populate_existing=fresh)
    )


def find_plan_of_review(session: Session, jurisdiction_id: UUID, review_id: UUID) -> UUID | None:
    """Return the plan that a review is about."""
    return session.scalar(
        select(PlanReview.plan_id).where(
            PlanReview.jurisdiction_id == jurisdiction_id, PlanReview.id == review_id
        )
    )


def get_answers(session: Session, review_ids: Collection[UUID]) -> Sequence[Answered]:
    """Return answers with who gave them, in the order in which they came."""
    return session.execute(
        select(ReviewAnswer, Member.name)
        .join(Member, ReviewAnswer.member_id == Member.id)
        .where(ReviewAnswer.review_id.in_(review_ids))
        .order_by(ReviewAnswer.id)
    ).all()


def find_answer(session: Session, review_id: UUID, member_id: UUID) -> ReviewAnswer | None:
    """Return what somebody answered in a review."""
    return session.scalar(
        select(ReviewAnswer).where(
            ReviewAnswer.review_id == review_id, ReviewAnswer.member_id == member_id
        )
    )


def get_signatures(
    session: Session, plan_id: UUID
) -> Sequence[Row[Signature, Edition, str, str | None]]:
    """Return the signatures under all editions of a plan, with who signed and for whom."""
    signer, principal = aliased(Member), aliased(Member)
    return session.execute(
        select(Signature, Edition, signer.name, Nullable(principal.name))
        .join(Edition, Signature.edition_id == Edition.id)
        .join(signer, Signature.member_id == signer.id)
        .outerjoin(principal, Signature.acting_for_id == principal.id)
        .where(Edition.plan_id == plan_id)
        .order_by(Edition.number.desc(), Signature.post)
    ).all()


def find_signature(session: Session, edition_id: UUID, post: Role) -> Signature | None:
    """Return the signature for a post under an edition."""
    return session.scalar(
        select(Signature).where(Signature.edition_id == edition_id, Signature.post == post)
    )


def find_principal(session: Session, member_id: UUID, district_id: UUID, day: date) -> UUID | None:
    """Return who commands on a day and has a delegate in this member; of several, the latest."""
    command = aliased(MemberRole)
    return session.scalar(
        select(MemberRole.delegate_of_id)
        .join(command, command.member_id == MemberRole.delegate_of_id)
        .join(Member, Member.id == command.member_id)
        .where(
            MemberRole.member_id == member_id,
            MemberRole.role == Role.DELEGATE,
            command.role == Role.COMMANDER,
            Member.active,
            *(
                condition
                for row in (MemberRole, command)
                for condition in (
                    row.district_id == district_id,
                    row.starts_on <= day,
                    or_(row.ends_on.is_(None), row.ends_on >= day),
                )
            ),
        )
        .order_by(MemberRole.starts_on.desc(), MemberRole.id.desc())
        .limit(1)
    )


def find_year_end(session: Session, plan_id: UUID) -> Row[YearEnd, str | None] | None:
    """Return the account with which a plan was closed, with who wrote it."""
    return session.execute(
        select(YearEnd, Nullable(Member.name))
        .outerjoin(Member, YearEnd.closed_by_id == Member.id)
        .where(YearEnd.plan_id == plan_id)
    ).one_or_none()


def get_year_end_goals(session: Session, year_end_id: UUID) -> Sequence[Row[YearEndGoal, Goal]]:
    """Return how the goals of an account stood, in the plan's order."""
    return session.execute(
        select(YearEndGoal, Goal)
        .join(Goal, YearEndGoal.goal_id == Goal.id)
        .join(Priority, Goal.priority_id == Priority.id)
        .where(YearEndGoal.year_end_id == year_end_id)
        .order_by(Priority.position, Goal.position)
    ).all()


def get_goal_ids(session: Session, plan_id: UUID) -> Sequence[UUID]:
    """Return the goals of a plan."""
    return session.scalars(select(Goal.id).where(Goal.plan_id == plan_id).order_by(Goal.id)).all()


def get_titles(session: Session, plan_id: UUID) -> dict[tuple[str, UUID], tuple[str, str]]:
    """Return code and title of a plan's priorities and goals; a priority's code is its place."""
    goals = select(Goal.id, Goal.code, Goal.title).where(Goal.plan_id == plan_id)
    priorities = select(Priority.id, Priority.position, Priority.title).where(
        Priority.plan_id == plan_id
    )
    return {
        (table.__tablename__, row_id): (str(code), title)
        for table, query in ((Goal, goals), (Priority, priorities))
        for row_id, code, title in session.execute(query)
    }


def get_saves(session: Session, keys: Collection[tuple[str, UUID]]) -> list[Save]:
    """Return every save of some parts, in order."""
    if not keys:
        return []
    by_kind: dict[str, list[UUID]] = {}
    for entity, entity_id in keys:
        by_kind.setdefault(entity, []).append(entity_id)
    columns = (
        Change.entity,
        Change.entity_id,
        Change.version,
        Change.at,
        Member.name,
        ChangeWords.body,
    )
    ways = [
        select(*columns)
        .outerjoin(Member, Change.actor_id == Member.id)
        .outerjoin(ChangeWords, ChangeWords.change_id == Change.id)
        .where(Change.entity == entity, Change.entity_id.in_(ids))
        for entity, ids in sorted(by_kind.items())
    ]
    found = [row for way in ways for row in session.execute(way.order_by(Change.version))]
    return [Save(*row) for row in found]


def find_last_writer(session: Session, plan_id: UUID) -> str | None:
    """Return who saved a priority or goal of a plan last."""
    goals = select(Goal.id.label("id")).where(Goal.plan_id == plan_id)
    priorities = select(Priority.id).where(Priority.plan_id == plan_id)
    return session.scalar(
        select(Member.name)
        .join(Change, Change.actor_id == Member.id)
        .where(
            Change.entity.in_((Goal.__tablename__, Priority.__tablename__)),
            Change.entity_id.in_(union_all(goals, priorities)),
        )
        .order_by(Change.at.desc(), Change.id.desc())
        .limit(1)
    )


def last_number(
    session: Session, table: type[Edition | PlanStep | PlanReview], plan_id: UUID
) -> int:
    """Return the highest number that rows of a plan have, 0 without any."""
    return session.scalar(select(func.max(table.number)).where(table.plan_id == plan_id)) or 0
