"""What both sides confirmed, and what moved since; the caller checked the permission."""

from datetime import datetime
from uuid import UUID

from db.queries import handover as query
from db.tables import HandoverMark
from planner.domain.handover import Turn, find_moved, is_outdated
from planner.domain.quarters import local_day
from schemas.handover import MarkRow, Pinned
from schemas.vocabulary import HandoverSide

from ..work import Work
from .contents import Contents
from .turn import key_of

_OTHER = {
    HandoverSide.GIVEN: HandoverSide.TAKEN,
    HandoverSide.TAKEN: HandoverSide.GIVEN,
}


def read_marks(
    work: Work, district_id: UUID, turn: Turn, contents: Contents, now: Pinned
) -> dict[HandoverSide, MarkRow]:
    """Return what each side confirmed.

    What moved is counted until the other side confirmed too: from then on it is the new
    commander's own work, and nothing of the handover grows old by it.
    """
    commands = {HandoverSide.GIVEN: turn.outgoing, HandoverSide.TAKEN: turn.incoming}
    found = {
        side: (one.name, *held)
        for side, one in commands.items()
        if one is not None
        and (held := query.find_mark(work.session, key_of(district_id, one), side))
    }
    rows = {}
    for side, (name, mark, by) in found.items():
        other = found[_OTHER[side]][1] if _OTHER[side] in found else None
        before, (after, until) = _pinned(mark), _end(mark, other, now)
        seen = before.last_change_id
        written = query.count_changed(work.session, contents.things, seen, until)
        rows[side] = MarkRow(
            side=side,
            name=name,
            by=by or "",
            made_on=local_day(mark.made_at, work.jurisdiction.time_zone),
            reason=mark.reason,
            moved=find_moved(before, after, written),
            outdated=is_outdated(before, after, written),
        )
    return rows


def _end(
    mark: HandoverMark, other: HandoverMark | None, now: Pinned
) -> tuple[Pinned, datetime | None]:
    """Return up to what and when a mark is compared: to now, or to when the later one was made."""
    if other is None:
        return now, None
    last = max(mark, other, key=lambda one: one.made_at)
    return _pinned(last), last.made_at


def _pinned(mark: HandoverMark) -> Pinned:
    return Pinned(**{name: getattr(mark, name) for name in Pinned.model_fields})
