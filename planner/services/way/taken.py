"""A step taken: one save of the plan, with who took it and why, and of which edition it spoke."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from db.queries import way as query
from db.tables import Edition, Plan, PlanStep, ReturnReason, new_id
from planner.domain import way
from planner.domain.way import Facts
from schemas.errors import RuleError
from schemas.vocabulary import PlanMove, Role, SignatureAct
from schemas.way import MoveIn

from ..save import save_row
from ..work import Work
from .edition import check_seen, edition_now
from .rows import Held, facts_of, load

_COLUMNS = (
    "district_id",
    "year",
    "stage",
    "commander_signed_by_id",
    "dac_chair_signed_by_id",
    "unsigned_reason",
)
_SIGNED_BY = {Role.COMMANDER: "commander_signed_by_id", Role.DAC_CHAIR: "dac_chair_signed_by_id"}
_NOT_SAID = {"plan_id", "seen_version", "seen_digest", "language"}
"""What a form carries beside what its writer says."""
_SPEAKS_OF_WORDS = {PlanMove.HAND_IN, PlanMove.ACCEPT, PlanMove.ADOPT, PlanMove.RETURN}
"""Steps that are about what the plan says, so that it must be what was read."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a step did; `repeated` when the very same one had arrived before."""

    held: Held
    repeated: bool


def take(work: Work, entry: MoveIn, move: PlanMove) -> Taken:
    """Take a step: check that it is open, save the plan, and note who took it and why."""
    held = load(work, entry.plan_id, lock=True)
    step = way.BY_MOVE[move]
    # Of a plan that has moved on already, the save below speaks: it knows a repeat from a rival.
    if held.plan.version == entry.seen_version:
        _check(work, entry, held, step)
    return _save(work, entry, held, move)


def adopt_signed(work: Work, entry: MoveIn, held: Held) -> None:
    """Adopt a plan that everybody has signed; the caller checked that."""
    _save(work, entry, held, PlanMove.ADOPT)


def _check(work: Work, entry: MoveIn, held: Held, step: way.Step) -> None:
    if entry.seen_digest or step.move in _SPEAKS_OF_WORDS:
        check_seen(work, held.plan.id, entry.seen_digest)
    refuse(step, facts_of(work, held))


def refuse(step: way.Step, facts: Facts) -> None:
    """Raise RuleError when a step is not open."""
    why = way.why_not(step, facts)
    if why is not None:
        raise RuleError(why.key, where=None, **why.params)


def _save(work: Work, entry: MoveIn, held: Held, move: PlanMove) -> Taken:
    plan = held.plan
    changed: dict[str, Any] = {"stage": way.BY_MOVE[move].leads_to or plan.stage}
    if move is PlanMove.ADOPT:
        changed |= {**_signers(held), "unsigned_reason": entry.reason}
    body = {name: getattr(plan, name) for name in _COLUMNS} | changed
    # The save lets go of what was read.
    edition_id = _edition_id(work, held, move)
    saved = save_row(
        work,
        Plan,
        plan.id,
        entry.seen_version,
        changed,
        action=f"plan_{move}",
        body=body | {"move": move} | entry.model_dump(exclude=_NOT_SAID),
        why=entry.reason,
    )
    if not saved.repeated:
        if move is PlanMove.ADOPT and edition_id:
            edition = work.session.get_one(Edition, edition_id)
            edition.adopted, edition.adopted_on = True, work.today
            work.session.flush()
        _note(work, entry, move, edition_id)
    return Taken(held, saved.repeated)


def _edition_id(work: Work, held: Held, move: PlanMove) -> UUID | None:
    if move in {PlanMove.END_REVIEW, PlanMove.WITHDRAW, PlanMove.REOPEN}:
        return None
    return edition_now(work, held.plan.id).id


def _signers(held: Held) -> Mapping[str, UUID | None]:
    signed = {
        post: signature.member_id
        for post, signature in held.acts.items()
        if signature.act is SignatureAct.SIGNED
    }
    return {column: signed.get(post) for post, column in _SIGNED_BY.items()}


def _note(work: Work, entry: MoveIn, move: PlanMove, edition_id: UUID | None) -> None:
    """Note the step, which belongs to the plan that was just saved."""
    session = work.session
    step = PlanStep(
        id=new_id(),
        jurisdiction_id=work.jurisdiction_id,
        plan_id=entry.plan_id,
        number=query.last_number(session, PlanStep, entry.plan_id) + 1,
        move=move,
        edition_id=edition_id,
        made_by_id=work.actor.member_id,
        made_on=work.today,
        reason=entry.reason,
        language=entry.language,
    )
    session.add(step)
    session.flush()
    session.add_all(
        ReturnReason(
            jurisdiction_id=work.jurisdiction_id,
            step_id=step.id,
            position=position,
            goal_id=one.goal_id,
            text=one.text,
        )
        for position, one in enumerate(entry.reasons, 1)
    )
    session.flush()
