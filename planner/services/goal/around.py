"""What surrounds goals: the rows that their fields name, each kind looked up once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import goal as query
from db.queries import indicator as indicator_query
from db.tables import Beat, LocalDemand, Measurement, Member, Partner
from schemas.goal import GoalIn, GoalThemeIn
from schemas.vocabulary import AnswerableAt, Language, PrioritySource

from ..gather import gather

MOST_YEARS = 12
"""How many goals before it an indicator's past is followed through."""


@dataclass(frozen=True, slots=True)
class Around:
    """Rows by their id, as far as the jurisdiction knows them, and what is counted beside them.

    `open_goals` holds the goals each owner still works on, `history` the reported values of each
    indicator, `heard` the priorities that a meeting was held or planned for.
    """

    members: Mapping[UUID, Member]
    partners: Mapping[UUID, Partner]
    beats: Mapping[UUID, Beat]
    local_demands: Mapping[UUID, LocalDemand]
    theme_codes: Mapping[UUID, str]
    statements: Mapping[UUID, str]
    answerable: Mapping[UUID, Collection[AnswerableAt]]
    sources: Mapping[UUID, Collection[PrioritySource]]
    open_goals: Mapping[UUID | None, Collection[UUID]]
    history: Mapping[UUID, Sequence[Measurement]]
    heard: Collection[UUID | None]

    def local_demand(self, tie: GoalThemeIn) -> LocalDemand | None:
        """Return the local demand of a tie, None where it leads to the catalogue."""
        return self.local_demands.get(tie.local_demand_id) if tie.local_demand_id else None

    def words_of(self, tie: GoalThemeIn) -> tuple[str, str]:
        """Return the code and the statement of the demand that a tie leads to."""
        if tie.theme_id:
            code = self.theme_codes.get(tie.theme_id, "")
            return code, self.statements.get(tie.theme_id, code)
        demand = self.local_demand(tie)
        return (demand.code, demand.statement) if demand else ("", "")


def look_around(
    session: Session,
    jurisdiction_id: UUID,
    today: date,
    entries: Collection[GoalIn],
    language: Language | None = None,
) -> Around:
    """Look up what some goals name; the number of queries doesn't depend on how many they are.

    The demands' words are looked up only where a language is given to read them in.
    """
    ties = [tie for entry in entries for tie in entry.themes]
    theme_ids = _known(tie.theme_id for tie in ties)
    owners = _known(entry.owner_id for entry in entries)
    priorities = {entry.priority_id for entry in entries}

    def named(table: type[query.T], ids: Iterable[UUID | None]) -> dict[UUID, query.T]:
        return query.by_id(session, table, jurisdiction_id, _known(ids))

    return Around(
        members=named(Member, owners | {entry.caps_owner_id for entry in entries}),
        partners=named(Partner, (each for entry in entries for each in entry.partner_ids)),
        beats=named(Beat, (each for entry in entries for each in entry.beat_ids)),
        local_demands=named(LocalDemand, (tie.local_demand_id for tie in ties)),
        theme_codes=query.get_theme_codes(session, jurisdiction_id, theme_ids),
        statements=query.get_statements(session, theme_ids, language) if language else {},
        answerable=gather(query.get_answerable(session, theme_ids)),
        sources=gather(query.get_sources(session, priorities)),
        open_goals=gather(query.get_open_goals(session, jurisdiction_id, owners, today)),
        history=_history(session, jurisdiction_id, entries),
        heard=query.get_heard_priorities(session, priorities),
    )


def _history(
    session: Session, jurisdiction_id: UUID, entries: Collection[GoalIn]
) -> Mapping[UUID, Sequence[Measurement]]:
    """Return the past of each indicator, with that of those it goes on from."""
    indicators = [indicator for entry in entries for indicator in entry.indicators]
    whose = {indicator.id: indicator.id for indicator in indicators}
    before = {each.continues_id: each.id for each in indicators if each.continues_id}
    for _year in range(MOST_YEARS):
        if not before:
            break
        found = indicator_query.get_continued(session, jurisdiction_id, before.keys())
        whose |= {each: before[each] for each in found if each not in whose}
        before = {then: before[each] for each, then in found.items() if then and then not in whose}
    rows = indicator_query.get_history(session, whose)
    return gather((whose[row.indicator_id], row) for row in rows)


def _known(ids: Iterable[UUID | None]) -> set[UUID]:
    return {each for each in ids if each is not None}
