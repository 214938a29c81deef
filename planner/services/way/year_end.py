"""The account at the end of a plan's year: what was reached, what not, what was learned."""

from uuid import UUID

from sqlalchemy import delete

from db.queries import way as query
from db.tables import YearEnd, YearEndGoal, new_id
from planner.domain.permissions import Action
from planner.domain.quarters import quarters_of
from schemas.vocabulary import PlanMove
from schemas.way import YearEndIn

from .. import progress
from ..save import save_row
from ..work import Work, use_case
from .taken import take


def _district_of(work: Work, entry: YearEndIn) -> UUID | None:
    return query.find_district_id(work.session, work.jurisdiction_id, entry.plan_id)


@use_case(Action.PLAN_CLOSE, scope=_district_of)
def close_year(work: Work, entry: YearEndIn) -> None:
    """Close a plan with its account; how its goals stand is kept as it is today.

    Raises RuleError before the year is over, StaleError when the plan moved on.
    """
    taken = take(work, entry, PlanMove.CLOSE)
    if taken.repeated:
        return
    held = query.find_year_end(work.session, entry.plan_id)
    row_id, version = (held[0].id, held[0].version) if held else (new_id(), 0)
    standings = _standings(work, entry.plan_id, taken.held.plan.year)
    values = {
        "plan_id": entry.plan_id,
        "reached": entry.reached,
        "missed": entry.missed,
        "learned": entry.learned,
        "closed_on": work.today,
        "closed_by_id": work.actor.member_id,
        "language": entry.language,
    }
    save_row(
        work,
        YearEnd,
        row_id,
        version,
        values,
        action="plan_close",
        body=values | {"goals": standings},
    )
    _keep_goals(work, row_id, standings)


def _standings(work: Work, plan_id: UUID, year: int) -> list[dict[str, object]]:
    ids = query.get_goal_ids(work.session, plan_id)
    quarters = quarters_of(year)
    standings = progress.get_standings(work, ids, quarters)
    return [
        {
            "goal_id": goal_id,
            "status": standings[goal_id][quarters[-1]].status,
            "state": standings[goal_id][quarters[-1]].state,
        }
        for goal_id in ids
    ]


def _keep_goals(work: Work, year_end_id: UUID, standings: list[dict[str, object]]) -> None:
    session = work.session
    session.execute(delete(YearEndGoal).where(YearEndGoal.year_end_id == year_end_id))
    session.add_all(
        YearEndGoal(jurisdiction_id=work.jurisdiction_id, year_end_id=year_end_id, **one)
        for one in standings
    )
    session.flush()
