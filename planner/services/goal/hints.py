"""Hints on a goal's words: found while they are typed, set aside, and shown again."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from db.queries import goal as query
from db.tables import DismissedHint
from planner.domain.permissions import Action
from planner.domain.smart.checks import joins_two_goals
from planner.domain.smart.hints import Hint, Texts, find_hints
from schemas.errors import N_, NotFoundError
from schemas.goal import GoalIn
from schemas.goal_hint import HintIn, HintRow
from schemas.vocabulary import PlanStage

from ..change import canonical, digest
from ..save import require, save_row
from ..work import Work, new_id, use_case
from .place import Place, get_place


def _district_of_entry(work: Work, entry: HintIn) -> UUID:
    found = query.find_district_id(work.session, work.jurisdiction_id, entry.goal_id)
    if found is None:
        raise NotFoundError(N_("This goal is not there any more."))
    return found


@use_case(Action.GOAL_READ)
def preview_hints(work: Work, entry: GoalIn) -> tuple[HintRow, ...]:
    """Return the hints on a goal's words as they are typed, with who set which of them aside.

    What was set aside for another text is a hint again. Nothing is saved.
    """
    texts = _texts(entry, get_place(work.session, work.jurisdiction, entry.priority_id))
    held = _set_aside(work, entry.id)
    return tuple(_row(hint, texts, held) for hint in find_hints(texts))


@use_case(Action.GOAL_EDIT, scope=_district_of_entry)
def dismiss_hint(work: Work, entry: HintIn) -> None:
    """Set a hint aside for the text as it stands; doing it twice changes nothing.

    Raises RuleError where the plan is closed.
    """
    _keep(work, entry, shown_again=False)


@use_case(Action.GOAL_EDIT, scope=_district_of_entry)
def show_hint_again(work: Work, entry: HintIn) -> None:
    """Show a hint again that was set aside; where it was not, nothing changes."""
    _keep(work, entry, shown_again=True)


def _keep(work: Work, entry: HintIn, *, shown_again: bool) -> None:
    ((_goal, _priority, plan, _district),) = query.get_goals(
        work.session, work.jurisdiction_id, [entry.goal_id]
    )
    # What closes the plan, or sets the same hint aside, at the same time waits.
    query.lock_plan(work.session, plan.id)
    query.hold_goal(work.session, entry.goal_id)
    work.session.refresh(plan)
    require(
        plan.stage is not PlanStage.CLOSED,
        N_("This plan is closed: its goals stay as they are."),
    )
    held = query.find_dismissed(work.session, entry.goal_id, entry.kind, entry.field)
    body = entry.model_dump() | {"shown_again": shown_again}
    if _stands(held, body) or (held is None and shown_again):
        return
    save_row(
        work,
        DismissedHint,
        held.id if held else new_id(),
        held.version if held else 0,
        body | {"dismissed_by_id": work.actor.member_id, "dismissed_at": work.now},
        action="show_hint_again" if shown_again else "dismiss_hint",
        body=body,
    )


def _stands(held: DismissedHint | None, body: dict[str, object]) -> bool:
    return held is not None and all(getattr(held, name) == value for name, value in body.items())


class _Aside(NamedTuple):
    """What a hint was set aside for, by whom and when."""

    digest: str
    who: str
    at: datetime


def _set_aside(work: Work, goal_id: UUID) -> dict[tuple[str, str], _Aside]:
    rows = query.get_dismissed(work.session, work.jurisdiction_id, goal_id)
    return {
        (row.kind, row.field): _Aside(row.digest, name or "", row.dismissed_at)
        for row, name in rows
    }


def _texts(entry: GoalIn, place: Place) -> Texts:
    asked = (indicator.targets[-1] for indicator in entry.indicators if indicator.targets)
    reached = (value for one in asked for value in (one.target, one.low, one.high))
    return Texts(
        language=entry.language,
        title=entry.title,
        action=entry.action,
        assessment=place.priority.assessment,
        assessment_language=place.priority.language,
        targets=frozenset(value for value in reached if value is not None),
        due_on=entry.due_on,
        joined=joins_two_goals(entry.action),
    )


def _row(hint: Hint, texts: Texts, held: dict[tuple[str, str], _Aside]) -> HintRow:
    text: str = getattr(texts, hint.field)
    # What it says may follow from more than the text, such as the due date.
    said = digest(hint.kind, " ".join(text.split()), canonical(dict(hint.message.params)))
    aside = held.get((hint.kind, hint.field))
    stands = aside is not None and aside.digest == said
    return HintRow(
        kind=hint.kind,
        field=hint.field,
        message=hint.message,
        digest=said,
        dismissed_by=aside.who if aside and stands else None,
        dismissed_at=aside.at if aside and stands else None,
    )
