"""Everything that a change of command hands over, gathered; the caller checked the permission."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from db.queries import handover as query
from db.queries import voice as voice_query
from db.queries.relation import relations
from db.tables import District
from planner.domain.quarters import Quarter, first_due_quarter, quarter_of
from schemas.commitment import CommitmentRow
from schemas.handover import ContactRow, DueRow, OpenGoalRow, Pinned, WaitingRow
from schemas.plan import GoalGlance, PlanRow
from schemas.vocabulary import Language, WaitingKind

from .. import commitment, plan, way
from ..gather import gather
from ..text import in_turn
from ..work import Work
from .due import Open, find_due


@dataclass(frozen=True, slots=True)
class Contents:
    """What is handed over, by kind, and the things that this was read from."""

    goals: tuple[OpenGoalRow, ...]
    promises: tuple[CommitmentRow, ...]
    contacts: tuple[ContactRow, ...]
    due: tuple[DueRow, ...]
    waiting: tuple[WaitingRow, ...]
    steps: int
    things: frozenset[query.Thing]

    def pin(self, work: Work, note_version: int) -> Pinned:
        """Return what tells later whether much has moved."""
        return Pinned(
            goals=len(self.goals),
            steps=self.steps,
            promises=len(self.promises),
            partners=len(self.contacts),
            waiting=sum(one.count for one in self.waiting),
            note_version=note_version,
            last_change_id=query.find_last_change(work.session, self.things),
        )


def read_contents(work: Work, district: District, language: Language) -> Contents:
    """Return everything that is open in a district today, with what is due in the next months."""
    plan_ids = query.open_plans(work.session, work.jurisdiction_id, district.id)
    plans = [plan.get_plan(work, each, language) for each in plan_ids]
    kept = query.goals(work.session, plan_ids)
    steps = query.open_steps(work.session, plan_ids)
    found = commitment.get_commitments(work, district_id=district.id, language=language)
    promises = tuple(one for one in found if one.outcome_on is None)
    things = [
        *(("plan", each) for each in plan_ids),
        *(("priority", one.id) for row in plans for one in row.priorities),
        *(("goal", one.goal.id) for one in kept),
        *(("action_step", step.id) for step, *_names in steps),
        *(("commitment", one.id) for one in promises),
    ]
    return Contents(
        goals=_goals(plans, kept),
        promises=promises,
        contacts=_contacts(work, district.id, plan_ids),
        due=find_due(work, district, Open(glances(plans), kept, steps, promises), language),
        waiting=tuple(_waiting(work, district, kept)),
        steps=len(steps),
        things=frozenset(things),
    )


def glances(plans: Sequence[PlanRow]) -> list[GoalGlance]:
    """Return the goals of plans, in the plans' own order."""
    return [goal for row in plans for one in row.priorities for goal in one.goals]


def _goals(plans: Sequence[PlanRow], kept: Sequence[query.Kept]) -> tuple[OpenGoalRow, ...]:
    names = {one.goal.id: one for one in kept}
    return tuple(
        OpenGoalRow(
            id=one.id,
            code=one.code,
            title=in_turn(one.title, one.translations, "title"),
            owner_name=names[one.id].owner,
            caps_owner_name=names[one.id].caps_owner,
            standing=one.standing,
            due_on=one.outline.due_on,
            next_step=one.next_step,
            overdue_steps=one.overdue_steps,
        )
        for one in glances(plans)
    )


def _contacts(work: Work, district_id: UUID, plan_ids: Sequence[UUID]) -> tuple[ContactRow, ...]:
    codes = gather(query.partners_of_goals(work.session, plan_ids))
    met = query.contacts(work.session, district_id, work.today)
    last = {partner_id: (held_on, title) for partner_id, held_on, title in met}
    return tuple(
        ContactRow(
            name=row.name,
            kind=row.kind,
            goal_codes=codes.get(row.id, ()),
            last_on=last[row.id][0] if row.id in last else None,
            last_title=last[row.id][1] if row.id in last else "",
        )
        for row in query.partners(work.session, district_id)
    )


def _waiting(work: Work, district: District, kept: Sequence[query.Kept]) -> Iterator[WaitingRow]:
    """Yield what somebody else waits for: plans, voices, questions, and meanings not chosen."""
    moves = gather((move.year, move) for move in way.get_open_moves(work, district.id))
    for year, waiting in sorted(moves.items()):
        yield WaitingRow(
            kind=WaitingKind.PLAN,
            count=1,
            year=year,
            stage=waiting[0].stage,
            lacks=tuple(move.post for move in waiting if move.post),
        )
    *_counts, voices = voice_query.count_in_district(
        work.session, work.jurisdiction_id, district.id
    )
    questions = query.count_questions(work.session, district.id, work.now)
    for kind, count in ((WaitingKind.VOICES, voices), (WaitingKind.QUESTIONS, questions)):
        if count:
            yield WaitingRow(kind=kind, count=count)
    quarter = quarter_of(work.today, work.jurisdiction.fiscal_start_month).previous()
    unread = _unread(work, kept, quarter)
    if unread:
        yield WaitingRow(
            kind=WaitingKind.RELATIONS,
            count=len(unread),
            year=quarter.year,
            quarter=quarter.number,
            goals=unread,
        )


def _unread(
    work: Work, kept: Sequence[query.Kept], quarter: Quarter
) -> tuple[tuple[UUID, str], ...]:
    """Return the goals whose numbers and voices nobody has read together for a quarter."""
    ran = [one.goal for one in kept if _runs(one, quarter, work.jurisdiction.fiscal_start_month)]
    ids = [goal.id for goal in ran]
    found = relations(work.session, work.jurisdiction_id, ids, [quarter.year])
    chosen = {row.goal_id for row, _name in found if row.quarter == quarter.number}
    return tuple((goal.id, goal.code) for goal in ran if goal.id not in chosen)


def _runs(one: query.Kept, quarter: Quarter, month: int) -> bool:
    start, due = one.goal.start_on, one.goal.due_on
    if start is None or due is None:
        return False
    return first_due_quarter(start, month) <= quarter <= quarter_of(due, month)
