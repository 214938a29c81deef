"""Standings of a database that has none yet, or lost step: brought right outside of any write."""

from uuid import UUID

from db.engine import Engine, transaction
from db.queries import standing as query
from db.queries.exchange import jurisdiction_ids
from planner.domain.permissions import SYSTEM
from planner.services.door import begin

from .kept import CHUNK, find_drifted, refresh_standings


def fill_standings(engine: Engine, *, anew: bool = False) -> None:
    """Keep where goals stand that nothing is kept of, or where all stand anew; for doors only.

    A database from before there were standings has goals without; an upgraded one is filled.
    """
    with transaction(engine) as session:
        cities = jurisdiction_ids(session, None)
        choose = query.goal_ids if anew else query.goals_without
        chosen = {city: sorted(choose(session, city)) for city in cities}
    for city, ids in chosen.items():
        # A transaction for each part, so that nobody waits long for a goal.
        for start in range(0, len(ids), CHUNK):
            with begin(engine, actor=SYSTEM, jurisdiction_id=city, write=True) as work:
                refresh_standings(work, ids[start : start + CHUNK])


def sample_drift(engine: Engine, most: int) -> tuple[int, list[UUID]]:
    """Look at some goals; return how many, and which of them are not kept as worked out."""
    with transaction(engine) as session:
        cities = jurisdiction_ids(session, None)
    looked, drifted = 0, []
    for city in cities:
        with begin(engine, actor=SYSTEM, jurisdiction_id=city) as work:
            ids = query.some_goals(work.session, city, most)
            drifted += find_drifted(work, ids)
            looked += len(ids)
    return looked, drifted
