"""All changes, for whoever answers for them: looked for, seen in full, taken as a file."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from db.queries import change as query
from db.queries.thing import ids_called
from db.tables import Member
from planner.domain.permissions import Action
from schemas.change import (
    ChangeDetail,
    ChangeMark,
    ChangePage,
    ChangeQuery,
    ChangeRow,
    PersonName,
)
from schemas.errors import N_, NotFoundError

from ..work import Work, use_case
from .rows import change_detail, change_rows

PAGE = 50
MOST_TAKEN = 50_000
_AT_A_TIME = 1_000

Take = Callable[[Sequence[ChangeRow]], None]


@use_case(Action.AUDIT_READ)
def find_changes(work: Work, asked: ChangeQuery, before: ChangeMark | None = None) -> ChangePage:
    """Return the newest changes that fit, or those that follow the end of a page."""
    mark = (before.at, before.id) if before else None
    found = query.find_newest(work.session, _sought(work, asked), mark, PAGE + 1)
    last = found[PAGE - 1] if len(found) > PAGE else None
    older = ChangeMark(at=last.at, id=last.id) if last else None
    return ChangePage(rows=change_rows(work, found[:PAGE]), older=older)


@use_case(Action.AUDIT_READ)
def find_all_changes(work: Work, asked: ChangeQuery, take: Take) -> bool:
    """Hand the newest changes that fit to `take`, some at a time, and say whether these are all.

    At most `MOST_TAKEN` are handed over.
    """
    sought, left, mark = _sought(work, asked), MOST_TAKEN, None
    while True:
        most = min(left, _AT_A_TIME)
        # One more than is handed over tells whether there is more.
        found = query.find_newest(work.session, sought, mark, most + 1)
        part = found[:most]
        take(change_rows(work, part))
        left -= len(part)
        if len(found) <= most:
            return True
        if not left:
            return False
        mark = (part[-1].at, part[-1].id)


@use_case(Action.AUDIT_READ)
def get_change(work: Work, change_id: UUID) -> ChangeDetail:
    """Return one change with what differs from the version before. Raises NotFoundError.

    What the actor may not read elsewhere is withheld here too.
    """
    found = query.find_change(work.session, work.jurisdiction_id, change_id)
    if found is None:
        raise NotFoundError(N_("This change is not known here."))
    return change_detail(work, found)


@use_case(Action.AUDIT_READ)
def get_changers(work: Work) -> tuple[PersonName, ...]:
    """Return everybody who may have changed something, in the order of their names."""
    members = work.session.scalars(
        select(Member)
        .where(Member.jurisdiction_id == work.jurisdiction_id)
        .order_by(Member.name, Member.id)
    )
    return tuple(PersonName(id=one.id, name=one.name, active=one.active) for one in members)


def _sought(work: Work, asked: ChangeQuery) -> query.Sought:
    return query.Sought(
        jurisdiction_id=work.jurisdiction_id,
        since=_start(work, asked.since) if asked.since else None,
        until=_start(work, asked.until + timedelta(days=1)) if asked.until else None,
        entity=asked.entity,
        action=asked.action,
        member_id=asked.member_id,
        actor_kind=asked.actor_kind,
        named=ids_called(work.jurisdiction_id, asked.text) if asked.text else None,
    )


def _start(work: Work, day: date) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(work.jurisdiction.time_zone))
