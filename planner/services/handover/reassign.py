"""What one person is responsible for in a district, handed to others: all of it, or nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from db.queries import goal as goal_query
from db.queries import handover as query
from db.queries import plan as plan_query
from db.tables import ActionStep, Goal
from planner.domain.handover import NEAR
from planner.domain.permissions import Action
from schemas.errors import N_, NotFoundError, PlannerError, RefusedError, RuleError, StaleError
from schemas.goal import GoalIn, StepIn
from schemas.handover import MoveIn, OwnedRow, OwnedRows, PersonOption, ReassignIn
from schemas.message import Message
from schemas.vocabulary import Language, OwnedAs

from .. import goal
from ..gather import gather
from ..goal import step
from ..goal.rows import load
from ..save import require
from ..text import in_turn, translated
from ..work import Work, use_case

_FIELDS = {OwnedAs.OWNER: "owner_id", OwnedAs.CAPS_OWNER: "caps_owner_id", OwnedAs.STEP: "owner_id"}


def _of_district(_work: Work, district_id: UUID, *_rest: object) -> UUID:
    return district_id


def _of_entry(_work: Work, entry: ReassignIn) -> UUID:
    return entry.district_id


@dataclass(frozen=True, slots=True)
class _Owned:
    """One thing with whoever is responsible for it."""

    kind: OwnedAs
    row: Goal | ActionStep
    code: str
    owner_id: UUID
    owner: str


@dataclass(frozen=True, slots=True)
class _Save:
    """One row to be saved: how it is called, and how it is done."""

    name: str
    run: Callable[[], int]
    moves: tuple[MoveIn, ...]


@use_case(Action.HANDOVER_READ, scope=_of_district)
def get_owned(
    work: Work, district_id: UUID, owner_id: UUID | None, language: Language
) -> OwnedRows:
    """Return what somebody is responsible for in a district's open plans, and who else could be.

    Promises are the district's own: they go with the post and are nobody's in particular.
    """
    held = list(_owned(work, district_id))
    mine = [one for one in held if one.owner_id == owner_id]
    owners = dict(sorted({one.owner_id: one.owner for one in held}.items(), key=lambda one: one[1]))
    return OwnedRows(
        owners=tuple(PersonOption(id=each, name=name) for each, name in owners.items()),
        rows=_rows(work, mine, language),
        people=_people(work, district_id),
    )


@use_case(Action.HANDOVER_WRITE, scope=_of_entry)
def reassign(work: Work, entry: ReassignIn) -> ReassignIn:
    """Make others responsible for things, by the ordinary saves; return what would undo it.

    Either all of it is saved or nothing is. Raises RuleError, which names what somebody else saved
    meanwhile, NotFoundError for who is not of this district, or what a save refuses.
    """
    plan_query.find_district(work.session, work.jurisdiction_id, entry.district_id, lock=True)
    people = {one.id for one in _people(work, entry.district_id)}
    if not {move.to_id for move in entry.moves} <= people:
        raise NotFoundError(N_("Choose people who have a role in this district."))
    # Held before it is checked: what is read after that is what is saved over.
    _hold(work, entry)
    _check_seen(work, entry)
    done, gone = list[MoveIn](), list[str]()
    for save in _saves(work, entry):
        try:
            version = save.run()
        except StaleError:
            gone.append(save.name)
        except RefusedError:
            raise
        except PlannerError as error:
            raise _cannot(save.name, error) from error
        else:
            done += [_back(move, version) for move in save.moves]
    _refuse_moved(gone)
    return ReassignIn(district_id=entry.district_id, moves=tuple(done), why=entry.why)


def _hold(work: Work, entry: ReassignIn) -> None:
    """Make others wait who save any of it: first every plan, then every goal, each in one order."""
    steps = [move.id for move in entry.moves if move.kind is OwnedAs.STEP]
    goals = {move.id for move in entry.moves if move.kind is not OwnedAs.STEP}
    goals.update(goal_query.find_goal_ids_of_steps(work.session, work.jurisdiction_id, steps))
    goal_query.hold_goals(work.session, work.jurisdiction_id, goals)


def _check_seen(work: Work, entry: ReassignIn) -> None:
    """Refuse all of it when something was saved meanwhile, or is somebody else's by now."""
    held = {(one.kind, one.row.id): one for one in _owned(work, entry.district_id)}
    moved = []
    for move in entry.moves:
        one = held.get((move.kind, move.id))
        if one is None or (one.row.version, one.owner_id) != (move.seen_version, move.from_id):
            moved.append(_name(work, move))
    _refuse_moved(moved)


def _refuse_moved(names: list[str]) -> None:
    require(
        not names,
        N_(
            "Nothing was changed, because somebody saved these meanwhile: {things}. Look at them"
            " once more, then choose again."
        ),
        things=tuple(dict.fromkeys(names)),
    )


def _cannot(name: str, error: PlannerError) -> RuleError:
    why = Message(error.message, error.params)
    return RuleError(
        N_("Nothing was changed. “{thing}” can't be saved: {why}"), thing=name, why=why
    )


def _name(work: Work, move: MoveIn) -> str:
    """Return what a thing is called, also when it is not one of the district's any more."""
    row: Goal | ActionStep | None = (
        work.session.get(ActionStep, move.id)
        if move.kind is OwnedAs.STEP
        else work.session.get(Goal, move.id)
    )
    if row is None or row.jurisdiction_id != work.jurisdiction_id:
        return "?"
    return row.what if isinstance(row, ActionStep) else row.code


def _saves(work: Work, entry: ReassignIn) -> Iterator[_Save]:
    """Yield what is to be saved: each goal once, whatever of it changes hands, then the steps."""
    groups = gather(((move.kind is OwnedAs.STEP, move.id), move) for move in entry.moves)
    goal_ids = [row_id for is_step, row_id in groups if not is_step]
    # All are read before the first save, which lets go of every row.
    held = load(work.session, work.jurisdiction, goal_ids)
    goals = sorted(((one.row.code, one.entry) for one in held.values()), key=lambda one: one[0])
    steps = [
        _step_in(work.session.get_one(ActionStep, row_id)) for is_step, row_id in groups if is_step
    ]
    for code, whole in goals:
        moves = groups[False, whole.id]
        changed = whole.model_copy(update={_FIELDS[one.kind]: one.to_id for one in moves})
        yield _Save(code, partial(_save_goal, work, changed, entry.why), moves)
    for old in steps:
        moves = groups[True, old.id]
        new = old.model_copy(update={"owner_id": moves[-1].to_id})
        yield _Save(old.what, partial(step.save_step, work, new), moves)


def _save_goal(work: Work, entry: GoalIn, why: str) -> int:
    return goal.save_goal(work, entry, why).goal.seen_version


def _step_in(row: ActionStep) -> StepIn:
    values = {name: getattr(row, name) for name in StepIn.model_fields if name != "seen_version"}
    return StepIn(**values, seen_version=row.version)


def _back(move: MoveIn, version: int) -> MoveIn:
    back = {"from_id": move.to_id, "to_id": move.from_id, "seen_version": version}
    return move.model_copy(update=back)


def _owned(work: Work, district_id: UUID) -> Iterator[_Owned]:
    """Yield what anybody is responsible for in a district's open plans, goals before steps."""
    plan_ids = query.open_plans(work.session, work.jurisdiction_id, district_id)
    for row, owner, caps_owner in query.goals(work.session, plan_ids):
        if row.owner_id is not None:
            yield _Owned(OwnedAs.OWNER, row, row.code, row.owner_id, owner or "")
        if row.caps_owner_id is not None:
            yield _Owned(OwnedAs.CAPS_OWNER, row, row.code, row.caps_owner_id, caps_owner or "")
    for held, code, owner in query.open_steps(work.session, plan_ids):
        if held.owner_id is not None:
            yield _Owned(OwnedAs.STEP, held, code, held.owner_id, owner or "")


def _rows(work: Work, held: list[_Owned], language: Language) -> tuple[OwnedRow, ...]:
    goals = [one.row for one in held if isinstance(one.row, Goal)]
    steps = [one.row for one in held if isinstance(one.row, ActionStep)]
    texts = translated(work, Goal, goals, language) | translated(work, ActionStep, steps, language)
    return tuple(
        OwnedRow(
            kind=one.kind,
            id=one.row.id,
            code=one.code,
            title=in_turn(one.row.title, texts.get(one.row.id, ()), "title")
            if isinstance(one.row, Goal)
            else in_turn(one.row.what, texts.get(one.row.id, ()), "what"),
            version=one.row.version,
        )
        for one in held
    )


def _people(work: Work, district_id: UUID) -> tuple[PersonOption, ...]:
    """Return who has a role in a district, will have one, or had one until a while ago.

    Who has just left counts, so that what was handed over can be given back.
    """
    found = query.people(work.session, work.jurisdiction_id, district_id, work.today - NEAR)
    names = {member.id: member.name for member, _role in found}
    roles = gather((member.id, role.role) for member, role in found)
    return tuple(
        PersonOption(id=each, name=name, roles=tuple(dict.fromkeys(roles[each])))
        for each, name in names.items()
    )
