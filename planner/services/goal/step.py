"""Action steps of a goal: what is to be done, by whom and by when, and whether it is done."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from db.queries import evidence as evidence_query
from db.queries import goal as query
from db.tables import ActionStep, Member
from planner.domain.permissions import Action
from schemas.errors import N_, NotFoundError
from schemas.goal import StepIn, StepRow
from schemas.text import TranslatedField
from schemas.vocabulary import Language, PlanStage

from ..gather import gather
from ..save import require, save_row
from ..text import translated
from ..work import Work, use_case

_COLUMNS = set(StepIn.model_fields) - {"id", "seen_version"}


def _district_of_entry(work: Work, entry: StepIn) -> UUID:
    found = query.find_district_id(work.session, work.jurisdiction_id, entry.goal_id)
    if found is None:
        raise NotFoundError(N_("This goal is not there any more."))
    return found


@use_case(Action.GOAL_READ)
def get_steps(
    work: Work, goal_ids: Collection[UUID], language: Language | None = None
) -> dict[UUID, tuple[StepRow, ...]]:
    """Return the action steps of each goal, in the order they were added.

    Translations are into `language`, or else into the one the actor prefers.
    """
    rows = query.get_steps(work.session, work.jurisdiction_id, goal_ids)
    found = [row for row, _ in rows]
    translations = translated(work, ActionStep, found, language or work.actor.language)
    proved = evidence_query.count_by_step(
        work.session, work.jurisdiction_id, [row.id for row in found]
    )
    return gather(
        (
            row.goal_id,
            _row(row, name, translations.get(row.id, ()), work.today, proved.get(row.id, 0)),
        )
        for row, name in rows
    )


@use_case(Action.GOAL_EDIT, scope=_district_of_entry)
def save_step(work: Work, entry: StepIn) -> int:
    """Save an action step and return its version; a new one comes last under its goal.

    Raises RuleError, with the field in `where`, when the plan is closed, the owner is no member
    here or the day it was done lies ahead; StaleError when somebody saved it meanwhile.
    """
    # Two new steps at once would get the same place, so they wait for each other.
    query.hold_goal(work.session, entry.goal_id)
    _check(work, entry)
    held = work.session.get(ActionStep, entry.id)
    if entry.seen_version and (held is None or held.goal_id != entry.goal_id):
        raise NotFoundError(N_("This step is not there any more."))
    position = held.position if held else query.last_step(work.session, entry.goal_id) + 1
    values = entry.model_dump(include=_COLUMNS) | {"position": position}
    return save_row(
        work,
        ActionStep,
        entry.id,
        entry.seen_version,
        values,
        action="save_step",
        body=values,
    ).version


def next_step(steps: Collection[StepRow]) -> StepRow | None:
    """Return the open step that is due first; those without a day come after all others."""
    open_steps = [step for step in steps if step.done_on is None]
    return min(open_steps, key=lambda step: (step.due_on or date.max, step.position), default=None)


def _check(work: Work, entry: StepIn) -> None:
    ((_goal, _priority, plan, _district),) = query.get_goals(
        work.session, work.jurisdiction_id, [entry.goal_id]
    )
    require(
        plan.stage is not PlanStage.CLOSED,
        N_("This plan is closed: its goals stay as they are."),
    )
    require(
        entry.done_on is None or entry.done_on <= work.today,
        N_("A step is done today or earlier."),
        where="done_on",
    )
    owners = query.by_id(
        work.session, Member, work.jurisdiction_id, [entry.owner_id] if entry.owner_id else []
    )
    require(
        entry.owner_id is None or entry.owner_id in owners,
        N_("This person is not a member here."),
        where="owner_id",
    )


def _row(
    row: ActionStep,
    owner_name: str | None,
    translations: tuple[TranslatedField, ...],
    today: date,
    evidence: int,
) -> StepRow:
    return StepRow(
        **{name: getattr(row, name) for name in _COLUMNS},
        id=row.id,
        seen_version=row.version,
        position=row.position,
        owner_name=owner_name,
        overdue=row.done_on is None and row.due_on is not None and row.due_on < today,
        evidence=evidence,
        translations=translations,
    )
