"""Changes of command: who follows whom and when, what must not be forgotten, what moved since.

All of it follows from dated roles and from what a page showed; a command that was named for the
future need not have begun.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from schemas.errors import N_
from schemas.handover import Pinned
from schemas.message import Message

NEAR = timedelta(days=60)
"""So long before and after a change of command its page is shown without being asked for."""
AHEAD = timedelta(days=90)
"""How far a new commander looks ahead."""
MUCH = 3
"""So many differences, or one in the note, make what somebody confirmed outdated."""
_DAY = timedelta(days=1)
_SEASON = (10, 1), (11, 30)
"""Months and days between which every district holds its community conversation."""

_COUNTED = {
    "goals": N_("Open goals: {before} then, {after} now."),
    "steps": N_("Open steps: {before} then, {after} now."),
    "promises": N_("Open promises: {before} then, {after} now."),
    "partners": N_("Partners: {before} then, {after} now."),
    "waiting": N_("Waiting for somebody: {before} then, {after} now."),
}


class Command(NamedTuple):
    """Somebody's command of a district; whoever is disabled takes none over."""

    member_id: UUID
    name: str
    starts_on: date
    ends_on: date | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of command: the first day of what follows, and who stands on each side."""

    changes_on: date
    outgoing: Command | None
    incoming: Command | None

    def is_near(self, today: date) -> bool:
        """Say whether the change is at most sixty days away, to come or past."""
        return abs(self.changes_on - today) <= NEAR


def find_turns(commands: Iterable[Command], today: date) -> list[Turn]:
    """Return a district's changes of command in order of time, the announced ones among them.

    A new term of the same commander changes nothing. The last one is the end of a command that
    nobody is named to follow.
    """
    held = sorted(
        (one for one in commands if one.active or one.starts_on <= today),
        key=lambda one: (one.starts_on, one.ends_on or date.max),
    )
    turns = [
        Turn(one.starts_on, before, one)
        for before, one in zip([None, *held], held, strict=False)
        if before is None or before.member_id != one.member_id
    ]
    ends = [one.ends_on for one in held]
    last = max((end for end in ends if end is not None), default=None)
    if last is not None and None not in ends:
        final = next(one for one in reversed(held) if one.ends_on == last)
        turns.append(Turn(last + _DAY, final, None))
    return turns


def pick_turn(turns: Collection[Turn], today: date) -> Turn | None:
    """Return the change of command to speak of: the next one if it is close, else the latest.

    A change that is announced for much later is spoken of where there was none before.
    """
    ahead = [one for one in turns if today < one.changes_on <= today + AHEAD]
    past = [one for one in turns if one.changes_on <= today]
    later = [one for one in turns if one.changes_on > today + AHEAD]
    return next(
        (group[place] for group, place in ((ahead, 0), (past, -1), (later, 0)) if group), None
    )


def find_open_season(today: date, held_on: Iterable[date]) -> date | None:
    """Return by when the next community conversation is held, None where one is held or planned.

    Only a season that runs, or begins within the time that one looks ahead, counts.
    """
    days = list(held_on)
    for year in (today.year, today.year + 1):
        first, last = (date(year, *day) for day in _SEASON)
        if last >= today and first <= today + AHEAD:
            return None if any(first <= day <= last for day in days) else last
    return None


def find_moved(before: Pinned, after: Pinned, written: int) -> tuple[Message, ...]:
    """Return what is different since something was confirmed; `written` things were saved since."""
    counts = [
        Message(told, {"before": getattr(before, name), "after": getattr(after, name)})
        for name, told in _COUNTED.items()
        if getattr(before, name) != getattr(after, name)
    ]
    note = [Message(N_("The note was rewritten."))] if _is_rewritten(before, after) else []
    saved = [Message(N_("Saved since: {count}."), {"count": written})] if written else []
    return (*note, *counts, *saved)


def is_outdated(before: Pinned, after: Pinned, written: int) -> bool:
    """Say whether so much moved that what was confirmed should be looked at again."""
    moved = sum(abs(getattr(before, name) - getattr(after, name)) for name in _COUNTED)
    return _is_rewritten(before, after) or moved + written >= MUCH


def _is_rewritten(before: Pinned, after: Pinned) -> bool:
    return before.note_version != after.note_version
