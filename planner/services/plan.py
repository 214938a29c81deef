"""A district's plan for a year: its priorities, its goals at a glance, and who signed it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import delete

from db.queries import plan as query
from db.tables import Goal, Plan, Priority, PriorityDrawnFrom
from planner.domain.permissions import Action
from planner.domain.quarters import Quarter, first_due_quarter, quarter_of, quarters_of
from schemas.errors import N_, NotFoundError
from schemas.plan import GoalGlance, OwedRow, PlanIn, PlanRow, PriorityIn, PriorityRow
from schemas.progress import Reading, Standing
from schemas.vocabulary import Language, PlanStage, PriorityKind, ReportingState

from . import goal, progress
from .account import district_row
from .amend import check_reason
from .gather import gather
from .goal import step
from .save import require, save_row
from .text import translated
from .work import Work, new_id, use_case

_OPEN = frozenset({ReportingState.DUE, ReportingState.LATE})
_OF_PRIORITY = {"position", *PriorityIn.model_fields} - {"seen_version", "sources"}


@use_case(Action.PLAN_READ)
def get_plan_years(work: Work, district_id: UUID) -> tuple[int, ...]:
    """Return the years a district has a plan for, the latest first."""
    return tuple(query.get_plan_years(work.session, work.jurisdiction_id, district_id))


@use_case(Action.PLAN_READ)
def find_plan(
    work: Work, district_id: UUID, year: int, language: Language | None = None
) -> PlanRow | None:
    """Return a district's plan for a year, or None while there is none."""
    plan_id = query.find_plan_id(work.session, work.jurisdiction_id, district_id, year)
    return None if plan_id is None else get_plan(work, plan_id, language)


@use_case(Action.PLAN_READ)
def get_plan(work: Work, plan_id: UUID, language: Language | None = None) -> PlanRow:
    """Return a plan with its priorities and where their goals stand.

    The goals show the last quarter of the plan's year that has ended, or its first one while
    none has. Translations are into `language`, or else into the one the actor prefers. Raises
    NotFoundError when there is no such plan.
    """
    found = query.find_signed_plan(work.session, work.jurisdiction_id, plan_id)
    if found is None:
        raise NotFoundError(N_("This plan is not there any more."))
    plan, district, commander, chair = found
    quarter = _shown_quarter(work, plan.year)
    priorities = _priority_rows(work, plan_id, quarter, language or work.actor.language)
    return PlanRow(
        id=plan.id,
        district=district_row(district),
        year=plan.year,
        quarter=quarter.number,
        stage=plan.stage,
        version=plan.version,
        commander_signed_by=commander,
        dac_chair_signed_by=chair,
        unsigned_reason=plan.unsigned_reason,
        owed=_owed(priorities),
        priorities=priorities,
    )


@use_case(Action.PLAN_EDIT, scope=lambda _work, entry: entry.district_id)
def start_plan(work: Work, entry: PlanIn) -> PlanRow:
    """Start a district's plan for a year, or return the one that was started before."""
    # Two people who start the same plan at once wait for each other and get the same one.
    district = query.find_district(work.session, work.jurisdiction_id, entry.district_id, lock=True)
    if district is None:
        raise NotFoundError(N_("There is no such district."))
    plan_id = query.find_plan_id(work.session, work.jurisdiction_id, district.id, entry.year)
    if plan_id is None:
        plan_id = new_id()
        values = entry.model_dump() | {"stage": PlanStage.DRAFTING}
        save_row(work, Plan, plan_id, 0, values, action="start_plan", body=values)
    return get_plan(work, plan_id)


def _district_id(work: Work, entry: PriorityIn, why: str = "") -> UUID:  # noqa: ARG001
    plan = query.find_plan(work.session, work.jurisdiction_id, entry.plan_id)
    if plan is None:
        raise NotFoundError(N_("This plan is not there any more."))
    return plan.district_id


@use_case(Action.PLAN_EDIT, scope=_district_id)
def save_priority(work: Work, entry: PriorityIn, why: str = "") -> PriorityRow:
    """Save a priority with its sources; a new one comes last in its plan.

    In a signed plan, `why` says the reason for the amendment.
    Raises RuleError when the plan is closed or the problem type doesn't fit the kind, StaleError
    when the priority was saved meanwhile, NotFoundError when its plan has no such priority.
    """
    _check_priority(entry)
    # Two new priorities at once would get the same place, so they wait for each other.
    plan = query.find_plan(work.session, work.jurisdiction_id, entry.plan_id, lock=True)
    require(
        plan is not None and plan.stage is not PlanStage.CLOSED,
        N_("This plan is closed: its priorities stay as they are."),
    )
    check_reason(work.session, entry.plan_id, why)
    held = query.find_priority(work.session, entry.plan_id, entry.id)
    if held is None and entry.seen_version > 0:
        raise NotFoundError(N_("This priority is not there any more."))
    position = held.position if held else query.next_position(work.session, entry.plan_id)
    body = entry.model_dump(exclude={"id", "seen_version"}) | {"position": position}
    values = {name: value for name, value in body.items() if name != "sources"}
    saved = save_row(
        work,
        Priority,
        entry.id,
        entry.seen_version,
        values,
        action="save_priority",
        body=body,
        why=why,
    )
    if not saved.repeated:
        _keep_sources(work, entry)
    rows = get_plan(work, entry.plan_id).priorities
    return next(row for row in rows if row.id == entry.id)


def _check_priority(entry: PriorityIn) -> None:
    is_problem = entry.kind is PriorityKind.PROBLEM
    require(
        entry.problem_type is not None or not is_problem,
        N_("Choose what type of problem this is."),
        where="problem_type",
    )
    require(
        entry.problem_type is None or is_problem,
        N_("Only a problem to solve has a type of problem."),
        where="problem_type",
    )


def _keep_sources(work: Work, entry: PriorityIn) -> None:
    ticked = gather(query.get_sources(work.session, entry.plan_id))
    held = set(ticked.get(entry.id, ()))
    work.session.execute(
        delete(PriorityDrawnFrom).where(
            PriorityDrawnFrom.priority_id == entry.id,
            PriorityDrawnFrom.source.in_(held - entry.sources),
        )
    )
    work.session.add_all(
        PriorityDrawnFrom(jurisdiction_id=work.jurisdiction_id, priority_id=entry.id, source=source)
        for source in sorted(entry.sources - held)
    )


def _shown_quarter(work: Work, year: int) -> Quarter:
    """Return the last quarter that has ended, kept inside the plan's year."""
    ended = quarter_of(work.today, work.jurisdiction.fiscal_start_month).previous()
    return min(max(ended, Quarter(year, 1)), Quarter(year, 4))


def _priority_rows(
    work: Work, plan_id: UUID, quarter: Quarter, language: Language
) -> tuple[PriorityRow, ...]:
    rows = query.get_priorities(work.session, plan_id)
    sources = gather(query.get_sources(work.session, plan_id))
    translations = translated(work, Priority, rows, language)
    goals = _get_glances(work, plan_id, quarter, language)
    return tuple(
        PriorityRow(
            **{name: getattr(row, name) for name in _OF_PRIORITY},
            seen_version=row.version,
            sources=frozenset(sources.get(row.id, ())),
            translations=translations.get(row.id, ()),
            goals=goals.get(row.id, ()),
        )
        for row in rows
    )


def _get_glances(
    work: Work, plan_id: UUID, quarter: Quarter, language: Language
) -> dict[UUID, tuple[GoalGlance, ...]]:
    """Return a plan's goals by priority."""
    rows = query.get_goals(work.session, plan_id)
    ids = [row.id for row in rows]
    standings = progress.get_standings(work, ids, quarters_of(quarter.year))
    outlines = goal.get_outlines(work, ids)
    steps = step.get_steps(work, ids, language)
    codes = gather(query.get_theme_codes(work.session, plan_id))
    translations = translated(work, Goal, rows, language)
    month = work.jurisdiction.fiscal_start_month
    return gather(
        (
            row.priority_id,
            GoalGlance(
                id=row.id,
                code=row.code,
                title=row.title,
                language=row.language,
                translations=translations.get(row.id, ()),
                standing=standings[row.id][quarter],
                outline=outlines[row.id],
                readings=_readings(row, standings[row.id], month),
                next_step=step.next_step(steps.get(row.id, ())),
                overdue_steps=sum(one.overdue for one in steps.get(row.id, ())),
                theme_codes=codes.get(row.id, ()),
            ),
        )
        for row in rows
    )


def _readings(
    row: Goal, standings: Mapping[Quarter, Standing], fiscal_start_month: int
) -> tuple[Reading, ...]:
    """Return what is known of all indicators in the quarters that the goal runs in."""
    if row.start_on is None or row.due_on is None:
        return ()
    last = quarter_of(row.due_on, fiscal_start_month)
    first = min(first_due_quarter(row.start_on, fiscal_start_month), last)
    return tuple(
        reading
        for quarter, standing in standings.items()
        if first <= quarter <= last
        for reading in standing.readings
    )


def _owed(priorities: Iterable[PriorityRow]) -> tuple[OwedRow, ...]:
    """Return the quarters that values are waited for, the earliest first."""
    waited_for = Counter(
        (reading.year, reading.quarter, reading.due_on, reading.state is ReportingState.LATE)
        for priority in priorities
        for glance in priority.goals
        for reading in glance.readings
        if reading.state in _OPEN
    )
    return tuple(
        OwedRow(year=year, quarter=quarter, due_on=due_on, late=late, count=count)
        for (year, quarter, due_on, late), count in sorted(waited_for.items())
        if due_on
    )
