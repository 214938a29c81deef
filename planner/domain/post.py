"""Posts of a district: who leads it, who acts for them, who chairs its council, and since when not.

All of it follows from dated roles; a delegate's holds only with the command it stands on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.vocabulary import Role

from .permissions import Grant

POSTS = (Role.COMMANDER, Role.DAC_CHAIR)
"""The two who sign a plan: a district needs both."""
SOON = timedelta(days=30)
"""So long before a post falls vacant there is time to name somebody."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """What somebody holds, held or will hold; whoever is disabled holds nothing today."""

    name: str
    grant: Grant
    active: bool = True

    def holds(self, day: date) -> bool:
        """Say whether the role is held on a day."""
        return self.active and self.grant.holds(day)


@dataclass(frozen=True, slots=True)
class Post:
    """A post on a day: who holds it and acts in it, or since when nobody does.

    A vacant post without a day was held by somebody disabled meanwhile, or, unless `was_held`,
    never. `coming` is who was named for the next day that is announced.
    """

    role: Role
    holders: tuple[Term, ...]
    acting: tuple[Term, ...]
    vacant_since: date | None
    was_held: bool
    coming: tuple[Term, ...]


def read_post(role: Role, terms: Iterable[Term], today: date) -> Post:
    """Return how a post stands on a day, by the terms of one district."""
    held = list(terms)
    own = _own(role, held)
    holders = tuple(one for one in own if one.holds(today))
    return Post(
        role=role,
        holders=holders,
        acting=_acting(role, held, today),
        vacant_since=None if holders else _vacant_since(own, today),
        was_held=any(one.grant.starts_on <= today for one in own),
        coming=_coming(own, today),
    )


def vacant_from(role: Role, terms: Iterable[Term], today: date, last: date) -> date | None:
    """Return the first day from today to the last on which nobody holds a post, or None."""
    own, day = _own(role, terms), today
    while day <= last:
        ends = [one.grant.ends_on for one in own if one.holds(day)]
        if not ends:
            return day
        known = [end for end in ends if end is not None]
        if len(known) < len(ends):
            return None
        day = max(known) + _DAY
    return None


def _own(role: Role, terms: Iterable[Term]) -> list[Term]:
    return [one for one in terms if one.grant.role is role]


def _acting(role: Role, terms: Sequence[Term], today: date) -> tuple[Term, ...]:
    if role is not Role.COMMANDER:
        return ()
    return tuple(one for one in _own(Role.DELEGATE, terms) if one.holds(today))


def _vacant_since(own: Sequence[Term], today: date) -> date | None:
    """Return the day after the last term; None when someone left before theirs was over."""
    if any(one.grant.holds(today) for one in own):
        return None
    ended = [end for one in own if (end := one.grant.ends_on) is not None and end < today]
    return max(ended) + _DAY if ended else None


def _coming(own: Sequence[Term], today: date) -> tuple[Term, ...]:
    named = [one for one in own if one.active and one.grant.starts_on > today]
    first = min((one.grant.starts_on for one in named), default=None)
    return tuple(one for one in named if one.grant.starts_on == first)
