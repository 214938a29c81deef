"""Changes that do not hold, as they leave: which thing, which version, when and whose."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from db.queries import history as query
from db.queries.thing import find_things
from db.tables import Change, Table
from db.tables.base import Versioned
from schemas.change import ThingRow
from schemas.history import BrokenRow, Fault

from ..work import Work

_TABLES: list[type[Table]] = [mapper.class_ for mapper in Table.registry.mappers]
_VERSIONED = tuple(table for table in _TABLES if issubclass(table, Versioned))


def broken_rows(work: Work, faults: Sequence[tuple[Change, Fault]]) -> tuple[BrokenRow, ...]:
    """Return changes with what is wrong with them, and what they are about."""
    return _named(
        work, [(row.entity, row.entity_id, row.version, fault, row) for row, fault in faults]
    )


def missing_ends(work: Work, *, whole: bool) -> tuple[BrokenRow, ...]:
    """Return things that stand at a version whose change is not there.

    With `whole` also those that have no change at all.
    """
    return _named(work, list(_ends(work, whole=whole)))


_Fault = tuple[str, UUID, int, Fault, Change | None]


def _ends(work: Work, *, whole: bool) -> Iterator[_Fault]:
    for table in _VERSIONED:
        entity = table.__tablename__
        short = query.get_short_chains(work.session, work.jurisdiction_id, table)
        for row_id, version, newest in short:
            if newest is None and not whole:
                continue
            last = query.find_link(work.session, (entity, row_id, newest)) if newest else None
            yield entity, row_id, version, Fault.TAIL, last


def _named(work: Work, faults: Sequence[_Fault]) -> tuple[BrokenRow, ...]:
    wanted: dict[str, list[UUID]] = {}
    for entity, entity_id, *_rest in faults:
        wanted.setdefault(entity, []).append(entity_id)
    things = find_things(work.session, work.jurisdiction_id, wanted)
    actors = {row.actor_id for *_rest, row in faults if row is not None and row.actor_id}
    names = query.get_names(work.session, actors)
    return tuple(
        BrokenRow(
            fault=fault,
            id=row.id if row else None,
            entity=entity,
            entity_id=entity_id,
            thing=ThingRow(**thing._asdict())
            if (thing := things.get((entity, entity_id)))
            else ThingRow(),
            version=version,
            at=row.at if row else None,
            actor_kind=row.actor_kind if row else None,
            actor_name=names.get(row.actor_id) if row and row.actor_id else None,
        )
        for entity, entity_id, version, fault, row in faults
    )
