"""Goals with where they stand, what they are tied to, and what their check looks up."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import Nullable, Row, func, or_, select
from sqlalchemy.orm import Session

from db.tables import (
    ActionStep,
    Beat,
    DismissedHint,
    District,
    Engagement,
    Goal,
    GoalBeat,
    GoalPartner,
    GoalTheme,
    LocalDemand,
    Member,
    Partner,
    Plan,
    Priority,
    PriorityDrawnFrom,
    Theme,
    ThemeAnswerable,
    ThemeText,
)
from schemas.vocabulary import AnswerableAt, HintKind, Language, PlanStage, PrioritySource

Place: TypeAlias = Row[Priority, Plan, District]
"""Where a goal stands."""

T = TypeVar("T", Member, Partner, Beat, LocalDemand)


def find_place(session: Session, jurisdiction_id: UUID, priority_id: UUID) -> Place | None:
    """Return a priority with its plan and district."""
    return session.execute(
        select(Priority, Plan, District)
        .join(Plan, Priority.plan_id == Plan.id)
        .join(District, Plan.district_id == District.id)
        .where(Priority.jurisdiction_id == jurisdiction_id, Priority.id == priority_id)
    ).one_or_none()


def get_goals(
    session: Session, jurisdiction_id: UUID, goal_ids: Collection[UUID]
) -> Sequence[Row[Goal, Priority, Plan, District]]:
    """Return goals with where each stands."""
    return session.execute(
        select(Goal, Priority, Plan, District)
        .join(Priority, Goal.priority_id == Priority.id)
        .join(Plan, Goal.plan_id == Plan.id)
        .join(District, Plan.district_id == District.id)
        .where(Goal.jurisdiction_id == jurisdiction_id, Goal.id.in_(goal_ids))
    ).all()


def get_ids_of_plan(session: Session, jurisdiction_id: UUID, plan_id: UUID) -> Sequence[UUID]:
    """Return the ids of a plan's goals."""
    return session.scalars(
        select(Goal.id).where(Goal.jurisdiction_id == jurisdiction_id, Goal.plan_id == plan_id)
    ).all()


def find_district_id(session: Session, jurisdiction_id: UUID, goal_id: UUID) -> UUID | None:
    """Return the district whose plan holds a goal."""
    return session.scalar(
        select(Plan.district_id)
        .join(Goal, Goal.plan_id == Plan.id)
        .where(Goal.jurisdiction_id == jurisdiction_id, Goal.id == goal_id)
    )


def get_titles(
    session: Session, jurisdiction_id: UUID, district_id: UUID
) -> Sequence[Row[Goal, int, str]]:
    """Return a district's goals with the plan's year and the priority's title, latest first."""
    return session.execute(
        select(Goal, Plan.year, Priority.title)
        .join(Plan, Goal.plan_id == Plan.id)
        .join(Priority, Goal.priority_id == Priority.id)
        .where(Goal.jurisdiction_id == jurisdiction_id, Plan.district_id == district_id)
        .order_by(Plan.year.desc(), Priority.position, Goal.position)
    ).all()


def lock_plan(session: Session, plan_id: UUID) -> None:
    """Let one transaction at a time number the goals of a plan."""
    session.execute(select(Plan.id).where(Plan.id == plan_id).with_for_update())


def hold_goal(session: Session, goal_id: UUID) -> None:
    """Let one transaction at a time write a goal and what hangs from it."""
    session.execute(select(Goal.id).where(Goal.id == goal_id).with_for_update())


def hold_goals(session: Session, jurisdiction_id: UUID, goal_ids: Collection[UUID]) -> None:
    """Hold plans, then their goals, in one order, so that no two who do it wait for each other."""
    held = (Goal.jurisdiction_id == jurisdiction_id, Goal.id.in_(goal_ids))
    plans = select(Plan.id).where(Plan.id.in_(select(Goal.plan_id).where(*held)))
    session.execute(plans.order_by(Plan.id).with_for_update())
    session.execute(select(Goal.id).where(*held).order_by(Goal.id).with_for_update())


def find_goal_ids_of_steps(
    session: Session, jurisdiction_id: UUID, step_ids: Collection[UUID]
) -> Sequence[UUID]:
    """Return the goals that action steps belong to."""
    return session.scalars(
        select(ActionStep.goal_id).where(
            ActionStep.jurisdiction_id == jurisdiction_id, ActionStep.id.in_(step_ids)
        )
    ).all()


def find_dismissed(
    session: Session, goal_id: UUID, kind: HintKind, field: str
) -> DismissedHint | None:
    """Return what is kept of a hint on a goal's words, or None."""
    return session.scalars(
        select(DismissedHint).where(
            DismissedHint.goal_id == goal_id,
            DismissedHint.kind == kind,
            DismissedHint.field == field,
        )
    ).one_or_none()


def get_dismissed(
    session: Session, jurisdiction_id: UUID, goal_id: UUID
) -> Sequence[Row[DismissedHint, str | None]]:
    """Return the hints on a goal's words that were set aside, each with who did it."""
    return session.execute(
        select(DismissedHint, Nullable(Member.name))
        .outerjoin(Member, DismissedHint.dismissed_by_id == Member.id)
        .where(
            DismissedHint.jurisdiction_id == jurisdiction_id,
            DismissedHint.goal_id == goal_id,
            DismissedHint.shown_again.is_(False),
        )
    ).all()


def get_codes(session: Session, jurisdiction_id: UUID, beginning: str) -> Sequence[str]:
    """Return the codes of goals that begin in a certain way."""
    return session.scalars(
        select(Goal.code).where(
            Goal.jurisdiction_id == jurisdiction_id, Goal.code.startswith(beginning)
        )
    ).all()


def last_position(session: Session, priority_id: UUID) -> int:
    """Return the place of a priority's last goal, 0 where it has none."""
    query = select(func.max(Goal.position)).where(Goal.priority_id == priority_id)
    return session.scalar(query) or 0


def get_ties(session: Session, goal_ids: Collection[UUID]) -> Sequence[GoalTheme]:
    """Return what goals are tied to, in the order the ties were made."""
    return session.scalars(
        select(GoalTheme).where(GoalTheme.goal_id.in_(goal_ids)).order_by(GoalTheme.id)
    ).all()


def get_beats(session: Session, goal_ids: Collection[UUID]) -> Sequence[GoalBeat]:
    """Return the beats where goals apply."""
    return session.scalars(select(GoalBeat).where(GoalBeat.goal_id.in_(goal_ids))).all()


def get_partners(session: Session, goal_ids: Collection[UUID]) -> Sequence[GoalPartner]:
    """Return the partners of goals."""
    return session.scalars(select(GoalPartner).where(GoalPartner.goal_id.in_(goal_ids))).all()


def get_steps(
    session: Session, jurisdiction_id: UUID, goal_ids: Collection[UUID]
) -> Sequence[Row[ActionStep, str | None]]:
    """Return goals' action steps with their owners' names, in the order they were added."""
    return session.execute(
        select(ActionStep, Nullable(Member.name))
        .outerjoin(Member, ActionStep.owner_id == Member.id)
        .where(ActionStep.jurisdiction_id == jurisdiction_id, ActionStep.goal_id.in_(goal_ids))
        .order_by(ActionStep.position)
    ).all()


def last_step(session: Session, goal_id: UUID) -> int:
    """Return the place of a goal's last action step, 0 where it has none."""
    query = select(func.max(ActionStep.position)).where(ActionStep.goal_id == goal_id)
    return session.scalar(query) or 0


def by_id(
    session: Session, table: type[T], jurisdiction_id: UUID, ids: Collection[UUID]
) -> dict[UUID, T]:
    """Return the rows of a table that some ids name, as far as they are of this jurisdiction."""
    if not ids:
        return {}
    rows = session.scalars(
        select(table).where(table.jurisdiction_id == jurisdiction_id, table.id.in_(ids))
    )
    return {row.id: row for row in rows}


def get_theme_codes(
    session: Session, jurisdiction_id: UUID, theme_ids: Collection[UUID]
) -> dict[UUID, str]:
    """Return the codes of themes."""
    rows = session.execute(
        select(Theme.id, Theme.code).where(
            Theme.jurisdiction_id == jurisdiction_id, Theme.id.in_(theme_ids)
        )
    )
    return {row.id: row.code for row in rows}


def get_statements(
    session: Session, theme_ids: Collection[UUID], language: Language
) -> dict[UUID, str]:
    """Return the words of demands in a language, in English where it has none."""
    rows = session.scalars(
        select(ThemeText).where(
            ThemeText.theme_id.in_(theme_ids), ThemeText.language.in_({language, Language.EN})
        )
    ).all()
    in_turn = sorted(rows, key=lambda row: row.language is language)
    return {row.theme_id: row.statement for row in in_turn}


def get_answerable(
    session: Session, theme_ids: Collection[UUID]
) -> Sequence[Row[UUID, AnswerableAt]]:
    """Return demands of the catalogue with each place where they can be answered."""
    return session.execute(
        select(ThemeAnswerable.theme_id, ThemeAnswerable.answerable_at).where(
            ThemeAnswerable.theme_id.in_(theme_ids)
        )
    ).all()


def get_sources(
    session: Session, priority_ids: Collection[UUID]
) -> Sequence[Row[UUID, PrioritySource]]:
    """Return priorities with each source ticked."""
    return session.execute(
        select(PriorityDrawnFrom.priority_id, PriorityDrawnFrom.source).where(
            PriorityDrawnFrom.priority_id.in_(priority_ids)
        )
    ).all()


def get_open_goals(
    session: Session, jurisdiction_id: UUID, owner_ids: Collection[UUID], today: date
) -> Sequence[Row[UUID | None, UUID]]:
    """Return owners with each goal they work on: not past due, in a plan that is not closed."""
    return session.execute(
        select(Goal.owner_id, Goal.id)
        .join(Plan, Goal.plan_id == Plan.id)
        .where(
            Goal.jurisdiction_id == jurisdiction_id,
            Goal.owner_id.in_(owner_ids),
            Plan.stage != PlanStage.CLOSED,
            or_(Goal.due_on.is_(None), Goal.due_on >= today),
        )
    ).all()


def get_heard_priorities(
    session: Session, priority_ids: Collection[UUID]
) -> frozenset[UUID | None]:
    """Return those priorities that a meeting was held or planned for."""
    return frozenset(
        session.scalars(
            select(Engagement.priority_id)
            .where(Engagement.priority_id.in_(priority_ids))
            .distinct()
        )
    )
