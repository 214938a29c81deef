"""The history as a whole: one anchor a day over all chains, and the proof that nothing was altered.

A chain shows that a row in it was altered, but not that its newest rows were cut off. An anchor
names the heads of all chains that grew since the anchor before it, and that anchor's digest: so
the newest anchor speaks for everything up to its day. Copied somewhere else, it proves it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Row

from db.queries import history as query
from db.tables import Anchor, new_id
from planner.domain.permissions import Action
from schemas.history import AnchorRow, BrokenRow, EndsRow, HistoryRow

from ..change import FIRST, digest
from ..work import Work, use_case
from .check import find_broken
from .rows import missing_ends

SETTLED_AFTER = timedelta(hours=1)
"""How long after midnight a day is anchored: no request that began before it is open by then."""

Link: TypeAlias = Row[datetime, str, UUID, int, str]


@use_case(Action.OPERATE)
def write_anchor(work: Work) -> AnchorRow:
    """Anchor all changes before the start of today, in UTC; a second time changes nothing.

    The day is the real one even where a demo pins another: anchors are about when rows were
    written.
    """
    day = anchor_day(work.now)
    newest = query.find_newest_anchor(work.session, work.jurisdiction_id)
    if newest is not None and newest.day >= day:
        return _row(newest)
    since = _start(newest.day) if newest else None
    links = query.get_links(work.session, work.jurisdiction_id, since, _start(day))
    heads = next(_heads_of(links, [day]))
    anchor = Anchor(
        id=new_id(),
        jurisdiction_id=work.jurisdiction_id,
        day=day,
        heads=heads.count,
        heads_digest=heads.digest(),
        previous_digest=newest.digest if newest else FIRST,
    )
    anchor.digest = _digest(anchor)
    work.session.add(anchor)
    return _row(anchor)


@use_case(Action.OPERATE)
def verify_history(work: Work) -> HistoryRow:
    """Check every chain and every anchor of the jurisdiction, and name what does not hold."""
    changes, broken, mark = 0, list[BrokenRow](), None
    while True:
        part = find_broken(work, mark)
        changes, mark = changes + part.changes, part.mark
        broken += part.broken
        if mark is None:
            break
    return HistoryRow.of(changes, broken, find_missing(work))


@use_case(Action.OPERATE)
def find_missing(work: Work) -> EndsRow:
    """Check every anchor, and look for things whose newest changes are not there any more."""
    anchors = query.get_anchors(work.session, work.jurisdiction_id)
    broken = tuple(_broken_anchors(work, anchors))
    return EndsRow(
        anchors=len(anchors),
        broken_anchors=broken,
        # Something without any history was perhaps made past the planner, and no anchor says more.
        missing=missing_ends(work, whole=bool(broken)),
        newest=_row(anchors[-1]) if anchors else None,
    )


def anchor_day(now: datetime) -> date:
    """Return the day whose anchor can be written by now."""
    return (now.astimezone(UTC) - SETTLED_AFTER).date()


@dataclass(slots=True)
class _Heads:
    """The newest link of each chain that grew in one anchor's span."""

    newest: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.newest)

    def add(self, link: Link) -> None:
        _, entity, entity_id, version, value = link
        chain = (entity, str(entity_id))
        if chain not in self.newest or self.newest[chain][0] < version:
            self.newest[chain] = (version, value)

    def digest(self) -> str:
        return digest(
            *(
                part
                for chain, (version, value) in sorted(self.newest.items())
                for part in (*chain, str(version), value)
            )
        )


def _heads_of(links: Iterable[Link], days: Sequence[date]) -> Iterator[_Heads]:
    """Yield the heads of each day's span; links come by moment, days in order."""
    waiting = iter(links)
    link = next(waiting, None)
    for day in days:
        heads, end = _Heads(), _start(day)
        while link is not None and link[0] < end:
            heads.add(link)
            link = next(waiting, None)
        yield heads


def _broken_anchors(work: Work, anchors: Sequence[Anchor]) -> Iterator[date]:
    if not anchors:
        return
    days = [anchor.day for anchor in anchors]
    links = query.get_links(work.session, work.jurisdiction_id, None, _start(days[-1]))
    previous = FIRST
    for anchor, heads in zip(anchors, _heads_of(links, days), strict=True):
        if not _holds(anchor, heads, previous):
            yield anchor.day
        previous = anchor.digest


def _holds(anchor: Anchor, heads: _Heads, previous: str) -> bool:
    return (
        anchor.previous_digest == previous
        and (anchor.heads, anchor.heads_digest) == (heads.count, heads.digest())
        and anchor.digest == _digest(anchor)
    )


def _digest(anchor: Anchor) -> str:
    return digest(
        str(anchor.jurisdiction_id),
        anchor.day.isoformat(),
        str(anchor.heads),
        anchor.heads_digest,
        anchor.previous_digest,
    )


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _row(anchor: Anchor) -> AnchorRow:
    return AnchorRow(day=anchor.day, heads=anchor.heads, digest=anchor.digest)
