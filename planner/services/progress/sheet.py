"""All that a district records for a quarter, with what helps to record it."""

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from db.queries import progress as query
from db.tables import District, Goal
from planner.domain.permissions import Action
from planner.domain.progress import Pair, Value
from planner.domain.quarters import Quarter, first_due_quarter, quarter_of
from planner.services.work import Work, use_case
from schemas.errors import N_, NotFoundError
from schemas.progress import LaterGoal, QuarterItem, QuarterSheet, Reading
from schemas.vocabulary import Accumulation, ReportingState

from .facts import IndicatorFacts, load_facts
from .standing import Judge

_OPEN = frozenset({ReportingState.DUE, ReportingState.LATE, ReportingState.NOT_DUE})


@use_case(Action.PROGRESS_READ)
def get_quarter_sheet(work: Work, district_id: UUID, quarter: Quarter) -> QuarterSheet:
    """Return what a district owes for a quarter and what it has recorded, in the plan's order."""
    district = work.session.get(District, district_id)
    if district is None or district.jurisdiction_id != work.jurisdiction_id:
        raise NotFoundError(N_("This district is not known."))
    goals = query.goals_of_plan(work.session, district_id, quarter.year)
    month = work.jurisdiction.fiscal_start_month
    facts = load_facts(work.session, goals, month)
    judge = Judge(work, [quarter, quarter.previous()])
    owed = [one for goal in goals for one in facts[goal.id] if _is_owed(one, quarter)]
    items = tuple(_item(judge, one, quarter) for one in owed)
    later = (_find_later(goal, quarter, month) for goal in goals if facts[goal.id])
    states = [item.reading.state for item in items]
    return QuarterSheet(
        district_id=district.id,
        district_number=district.number,
        district_name=district.name,
        year=quarter.year,
        quarter=quarter.number,
        fiscal_start_month=month,
        due_on=judge.calendar.due_on(quarter),
        next_due_on=judge.calendar.due_on(quarter.next()),
        items=items,
        later=tuple(filter(None, later)),
        done=sum(state not in _OPEN for state in states),
        late=states.count(ReportingState.LATE),
        waiting=states.count(ReportingState.SOURCE_NOT_PUBLISHED),
    )


def _is_owed(facts: IndicatorFacts, quarter: Quarter) -> bool:
    goal, month = facts.goal, facts.fiscal_start_month
    if goal.start_on is None or goal.due_on is None:
        return False
    return first_due_quarter(goal.start_on, month) <= quarter <= quarter_of(goal.due_on, month)


def _find_later(goal: Goal, quarter: Quarter, month: int) -> LaterGoal | None:
    """Return a goal that starts in a quarter too late to be due in it, or None."""
    if goal.start_on is None or goal.due_on is None:
        return None
    first = first_due_quarter(goal.start_on, month)
    if not quarter_of(goal.start_on, month) == quarter < first:
        return None
    return LaterGoal(
        goal_id=goal.id,
        title=goal.title,
        language=goal.language,
        year=first.year,
        quarter=first.number,
        is_never=quarter_of(goal.due_on, month) < first,
    )


def _item(judge: Judge, facts: IndicatorFacts, quarter: Quarter) -> QuarterItem:
    row = facts.row
    before = max((q for q in facts.values if q < quarter), default=None)
    reading = judge.reading(facts, quarter)
    return QuarterItem(
        goal_id=facts.goal.id,
        goal_code=facts.goal.code,
        goal_title=facts.goal.title,
        goal_language=facts.goal.language,
        numerator_name=row.numerator,
        denominator_name=row.denominator,
        accumulation=row.accumulation,
        per=row.per,
        seen=tuple(_seen(facts, quarter, reading)),
        definition=row.definition,
        source=row.source,
        levels=tuple((level.level, level.description) for level in facts.levels),
        last=judge.reading(facts, before) if before else None,
        reading=reading,
    )


def _seen(facts: IndicatorFacts, quarter: Quarter, reading: Reading) -> Iterator[Decimal]:
    """Return what a new value can be compared with: earlier ones, and where it all started."""
    kind = facts.row.accumulation
    if kind is Accumulation.LEVEL and reading.baseline is not None:
        yield reading.baseline
    for each, value in facts.values.items():
        # What is counted from the year's start begins anew with each year.
        if each < quarter and (kind is not Accumulation.TO_DATE or each.year == quarter.year):
            yield from _as_typed(value, facts.row.per)


def _as_typed(value: Value, per: int) -> Iterator[Decimal]:
    if not isinstance(value, Pair):
        yield value
    elif value.denominator:
        yield value.numerator / value.denominator * per
