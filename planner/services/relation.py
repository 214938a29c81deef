"""What numbers and voices mean together, as a person says, and the page with both."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from db.queries import goal as goal_queries
from db.queries import relation as queries
from db.tables import Relation
from planner.domain.permissions import Action
from planner.domain.quarters import Quarter, first_due_quarter, quarter_dates, quarter_of
from schemas.errors import N_, NotFoundError
from schemas.goal import GoalRow
from schemas.relation import RelationIn, RelationRow, SideBySideQuarter, SideBySideRow
from schemas.vocabulary import Language, RelationKind

from . import goal as goals
from . import progress, voice
from .save import require, save_row
from .work import Work, use_case

Relations = dict[UUID, dict[Quarter, RelationRow]]


def _of_entry(work: Work, entry: RelationIn) -> UUID:
    return _of_goal(work, entry.goal_id)


def _of_goal(work: Work, goal_id: UUID, *_rest: object, **_named: object) -> UUID:
    found = goal_queries.find_district_id(work.session, work.jurisdiction_id, goal_id)
    if found is None:
        raise NotFoundError(N_("This goal is not there any more."))
    return found


@use_case(Action.RELATION_CHOOSE, scope=_of_entry)
def choose_relation(work: Work, entry: RelationIn) -> int:
    """Say what numbers and voices of a goal mean together in a quarter; return the version.

    A goal and quarter have one relation: whoever comes second with a new one is told so. Raises
    RuleError, StaleError or NotFoundError.
    """
    _check_rules(work, entry)
    goal_queries.hold_goal(work.session, entry.goal_id)
    quarter = Quarter(entry.year, entry.quarter)
    held = get_relations(work, [entry.goal_id], [quarter])[entry.goal_id].get(quarter)
    values = entry.model_dump(exclude={"id", "seen_version"})
    values["chosen_by_id"] = work.actor.member_id
    return save_row(
        work,
        Relation,
        held.id if held else entry.id,
        entry.seen_version,
        values,
        action="choose_relation",
        body=values,
    ).version


@use_case(Action.VOICE_READ)
def get_relations(
    work: Work, goal_ids: Collection[UUID], quarters: Collection[Quarter]
) -> Relations:
    """Return for each goal the relations that were chosen, by quarter."""
    found: Relations = {goal_id: {} for goal_id in goal_ids}
    years = {quarter.year for quarter in quarters}
    for row, name in queries.relations(work.session, work.jurisdiction_id, goal_ids, years):
        quarter = Quarter(row.year, row.quarter)
        if quarter in quarters:
            found[row.goal_id][quarter] = _row(row, name)
    return found


@use_case(Action.VOICE_READ, scope=_of_goal)
def get_side_by_side(
    work: Work, goal_id: UUID, upto: Quarter, *, language: Language | None = None
) -> SideBySideRow:
    """Return a goal with numbers and voices from its first due quarter, the latest first.

    It ends with `upto`, or with the quarter the goal is due in where that is earlier.
    """
    goal = goals.get_goal(work, goal_id, language)
    quarters = quarters_of_goal(goal, upto, work.jurisdiction.fiscal_start_month)
    standings = progress.get_standings(work, [goal_id], quarters)[goal_id]
    relations = get_relations(work, [goal_id], quarters)[goal_id]
    voices = voice.get_voice_summaries(work, [goal_id], quarters, language=language)[goal_id]
    return SideBySideRow(
        goal=goal,
        quarters=tuple(
            SideBySideQuarter(
                year=quarter.year,
                quarter=quarter.number,
                standing=standings[quarter],
                relation=relations.get(quarter),
                voices=voices[quarter],
            )
            for quarter in reversed(quarters)
        ),
    )


def quarters_of_goal(
    goal: GoalRow, upto: Quarter, fiscal_start_month: int = 1
) -> tuple[Quarter, ...]:
    """Return the quarters a goal is due for, up to one of them, the earliest first."""
    first = Quarter(goal.year, 1)
    if goal.goal.start_on is not None:
        first = first_due_quarter(goal.goal.start_on, fiscal_start_month)
    last = upto
    if goal.goal.due_on is not None:
        last = min(upto, quarter_of(goal.goal.due_on, fiscal_start_month))
    quarters = []
    while first <= last:
        quarters.append(first)
        first = first.next()
    return tuple(quarters)


def _check_rules(work: Work, entry: RelationIn) -> None:
    quarter = Quarter(entry.year, entry.quarter)
    begins: date = quarter_dates(quarter, work.jurisdiction.fiscal_start_month)[0]
    require(begins <= work.today, N_("This quarter has not begun."), where="quarter")
    said = voice.get_voice_summaries(work, [entry.goal_id], [quarter])[entry.goal_id][quarter]
    if entry.kind is RelationKind.NO_VOICES:
        message = N_("There are voices in this quarter ({count}): say what they mean.")
        require(said.count == 0, message, where="kind", count=said.count)
        return
    message = N_("There are no voices in this quarter yet, so they can't agree or disagree.")
    require(said.count, message, where="kind")
    message = N_("Say in a sentence why: others will read it beside the numbers.")
    require(entry.rationale, message, where="rationale")


def _row(row: Relation, chosen_by: str | None) -> RelationRow:
    return RelationRow(
        id=row.id,
        goal_id=row.goal_id,
        year=row.year,
        quarter=row.quarter,
        seen_version=row.version,
        kind=row.kind,
        rationale=row.rationale,
        language=row.language,
        chosen_by=chosen_by,
    )
