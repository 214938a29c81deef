"""Checking the chains of changes, some at a time, so that whoever waits sees how far it is."""

from db.queries import history as query
from planner.domain.permissions import Action
from schemas.history import ChainMark, ChainPart

from ..change import find_faults
from ..work import Work, use_case
from .rows import broken_rows

AT_A_TIME = 5_000


@use_case(Action.OPERATE)
def get_length(work: Work) -> int:
    """Return how many changes there are to check."""
    return query.count_links(work.session, work.jurisdiction_id)


@use_case(Action.OPERATE)
def find_broken(work: Work, mark: ChainMark | None = None) -> ChainPart:
    """Check the changes after a mark, or the first ones, and name those that do not hold."""
    start = (mark.entity, mark.entity_id, mark.version) if mark else None
    most = AT_A_TIME + 1 if mark else AT_A_TIME
    links = list(query.get_chains(work.session, work.jurisdiction_id, start, most))
    # The change of the mark was checked already; the next one is compared with it.
    checked, links = (links[:1], links[1:]) if mark else ([], links)
    before = checked[0][0] if checked else None
    broken = broken_rows(work, list(find_faults(links, before)))
    last = links[-1][0] if len(links) == AT_A_TIME else None
    return ChainPart(
        changes=len(links),
        broken=broken,
        mark=ChainMark(entity=last.entity, entity_id=last.entity_id, version=last.version)
        if last
        else None,
    )
