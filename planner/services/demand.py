"""One demand and what came of it: its words, who can answer, the goals and where they stand."""

from collections.abc import Collection, Iterable
from uuid import UUID

from db.queries import theme as query
from db.queries.relation import relations as get_relations
from planner.domain.permissions import Action
from planner.domain.quarters import Quarter, quarter_of, quarters_of
from schemas.errors import N_, NotFoundError
from schemas.theme import (
    AnsweringGoal,
    CatalogueRow,
    DemandRow,
    HeadlineRow,
    LocalDemandRow,
    StandingGoal,
    ThemeRow,
)
from schemas.vocabulary import Language, RelationKind

from .progress import get_standings
from .rows import answering_goals, local_demand_rows
from .theme import get_catalogue
from .work import Work, use_case


@use_case(Action.THEME_READ)
def get_demand(work: Work, code: str, language: Language) -> DemandRow:
    """Return a demand of the newest catalogue, or of a district's own conversations, by its code.

    Goals are those of the current plan year, with where they stand in the newest quarter that has
    ended, or in the year's first. Raises NotFoundError for a code that neither has.
    """
    catalogue = get_catalogue(work, language)
    for headline in catalogue.headlines:
        for demand in headline.demands:
            if demand.code == code:
                return _of_report(work, catalogue, headline, demand, language)
    found = query.find_local_demand(work.session, work.jurisdiction_id, code)
    if found is None:
        raise NotFoundError(N_("There is no demand {code} here."), code=code)
    (local,) = local_demand_rows(work, [found], language)
    return _of_district(work, catalogue, local, language)


def _of_report(
    work: Work,
    catalogue: CatalogueRow,
    headline: HeadlineRow,
    demand: ThemeRow,
    language: Language,
) -> DemandRow:
    mapped = query.get_mapped_demands(work.session, work.jurisdiction_id, demand.code)
    return DemandRow(
        code=demand.code,
        stance=demand.stance,
        statement=demand.statement,
        headline=headline.statement,
        answered_by=demand.answered_by,
        citations=demand.citations,
        answerable_at=demand.answerable_at,
        year=catalogue.year,
        goals=_standing(work, demand.goals, catalogue.year),
        mapped=local_demand_rows(work, mapped, language),
    )


def _of_district(
    work: Work, catalogue: CatalogueRow, local: LocalDemandRow, language: Language
) -> DemandRow:
    goals = query.get_goals_of_local_demand(
        work.session, work.jurisdiction_id, catalogue.year, local.code
    )
    answering = answering_goals(work, goals, language)
    return DemandRow(
        code=local.code,
        stance=local.stance,
        statement=local.statement,
        local=local,
        year=catalogue.year,
        goals=_standing(work, [goal for _code, goal in answering], catalogue.year),
    )


def _standing(work: Work, goals: Iterable[AnsweringGoal], year: int) -> tuple[StandingGoal, ...]:
    held = list(goals)
    last = quarter_of(work.today, work.jurisdiction.fiscal_start_month).previous()
    quarter = max(last, quarters_of(year)[0])
    ids = [goal.goal_id for goal in held]
    standings = get_standings(work, ids, [quarter]) if held else {}
    relations = _relations(work, ids, quarter) if held else {}
    return tuple(
        StandingGoal(
            **goal.model_dump(),
            standing=standings[goal.goal_id][quarter],
            relation=relations.get(goal.goal_id),
        )
        for goal in held
    )


def _relations(
    work: Work, goal_ids: Collection[UUID], quarter: Quarter
) -> dict[UUID, RelationKind]:
    """Return by goal how a person found its numbers and voices to fit together in a quarter."""
    found = get_relations(work.session, work.jurisdiction_id, goal_ids, [quarter.year])
    return {row.goal_id: row.kind for row, _name in found if row.quarter == quarter.number}
