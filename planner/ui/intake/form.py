"""What is kept of an intake between its steps: the draft that was read, and what is decided."""

from collections.abc import Iterator
from uuid import UUID

from schemas.intake import (
    GoalReview,
    IntakeChoice,
    IntakeIn,
    IntakeReview,
    PlanDraft,
    PriorityReview,
)
from schemas.vocabulary import ProblemType

from ..fields import Fields, Values
from ..form import keep_typed

PLAN = "plan"


def form_name(district: int, year: int) -> str:
    """Return the name under which a draft is kept on the server."""
    return f"intake:{district}:{year}"


def open_form(district: int, year: int) -> Fields:
    """Return the form of a district's year, as it was left."""
    return Fields(form_name(district, year), 0, {PLAN: None}, lambda _name: False)


def find_draft(fields: Fields) -> PlanDraft | None:
    """Return the draft that is being reviewed, or None before one was read."""
    held = fields.values.get(PLAN)
    return PlanDraft.model_validate(held) if held else None


def keep_draft(fields: Fields, draft: PlanDraft) -> None:
    """Keep a draft that was read on the server, with all ticked but what was only suggested.

    Raises RuleError when it is longer than what can be kept.
    """
    goals = [goal for priority in draft.priorities for goal in priority.goals]
    values = {
        **fields.values,
        **{tick_of(one.id): True for one in draft.priorities},
        **{tick_of(goal.id): not goal.suggested for goal in goals},
        PLAN: draft.model_dump(mode="json"),
    }
    keep_typed(fields.form, fields.open.seen_version, values)
    fields.open.kept = dict(values)
    fields.values.update(values)


def tick_of(row_id: UUID) -> str:
    """Return the field that says whether something is made."""
    return f"make:{row_id}"


def same_of(row_id: UUID) -> str:
    """Return the field that says what becomes of something that is there already."""
    return f"same:{row_id}"


def type_of(row_id: UUID) -> str:
    """Return the field of a problem's type where the file had none."""
    return f"type:{row_id}"


def choice_of(values: Values, row_id: UUID, *, exists: bool) -> IntakeChoice:
    """Return what is decided about something."""
    if exists:
        return IntakeChoice(values.get(same_of(row_id)) or IntakeChoice.SKIP)
    return IntakeChoice.MAKE if values.get(tick_of(row_id)) else IntakeChoice.SKIP


def reviewed(seen: IntakeReview) -> Iterator[PriorityReview | GoalReview]:
    """Yield all that something is decided about."""
    for priority in seen.priorities:
        yield priority
        yield from priority.goals


def entry_of(
    values: Values, draft: PlanDraft, seen: IntakeReview, district_id: UUID, year: int
) -> IntakeIn:
    """Return what is to be written."""
    existing = [one.existing for one in reviewed(seen) if one.existing]
    types = {one.id: values.get(type_of(one.id)) for one in draft.priorities}
    return IntakeIn(
        district_id=district_id,
        year=year,
        draft=draft,
        choices={
            one.draft.id: choice_of(values, one.draft.id, exists=one.existing is not None)
            for one in reviewed(seen)
        },
        problem_types={each: ProblemType(text) for each, text in types.items() if text},
        seen={each.id: each.version for each in existing},
    )
