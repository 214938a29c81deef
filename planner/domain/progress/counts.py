"""Counts over districts and the city: every count states out of how many."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Protocol

from schemas.errors import N_
from schemas.message import Message
from schemas.vocabulary import STATUS_ORDER, Status


class Reportable(Protocol):
    """What can be counted as reported or not: an indicator's result, a goal, a whole count."""

    @property
    def is_applicable(self) -> bool:
        """Whether it belongs in the count at all."""

    @property
    def is_reported(self) -> bool:
        """Whether all that was owed has been reported."""


class Judged(Reportable, Protocol):
    """What has a status besides, or None."""

    @property
    def status(self) -> Status | None:
        """The status to count."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of those that apply have reported; `left_out` are the ones that don't apply."""

    reported: int
    total: int
    left_out: int

    @property
    def is_applicable(self) -> bool:
        """Whether anything applies; nothing at all still counts, because silence is a finding."""
        return self.total > 0 or self.left_out == 0

    @property
    def is_reported(self) -> bool:
        """Whether all have reported, and there is at least one."""
        return 0 < self.total == self.reported

    @property
    def says(self) -> Message:
        """The count with its denominator."""
        return Message(
            N_("{reported} of {total} reported"), {"reported": self.reported, "total": self.total}
        )


@dataclass(frozen=True, slots=True)
class CountUp(Counted):
    """How many have each status, lowest first and zeros included, beside how many reported."""

    by_status: Mapping[Status, int]

    @property
    def assessed(self) -> int:
        """How many have a status."""
        return sum(self.by_status.values())


@dataclass(frozen=True, slots=True)
class Spread:
    """Values that must not be added or averaged across districts."""

    lowest: Decimal
    median: Decimal
    highest: Decimal
    known: int
    total: int


def count_reported(members: Iterable[Reportable]) -> Counted:
    """Count who reported: of districts, of goals, of one indicator's results."""
    return _counted(list(members))


def count_up(members: Iterable[Judged]) -> CountUp:
    """Count statuses; there is no status of the whole, and never a mean."""
    listed = list(members)
    counted = _counted(listed)
    found = Counter(member.status for member in listed)
    return CountUp(
        counted.reported,
        counted.total,
        counted.left_out,
        {status: found[status] for status in STATUS_ORDER},
    )


def spread(values: Iterable[Decimal | None]) -> Spread | None:
    """Return lowest, median and highest of durations or indices; None when none is known.

    A missing value (None) stays in the total and out of everything else.
    """
    listed = list(values)
    known = [value for value in listed if value is not None]
    if not known:
        return None
    return Spread(min(known), median(known), max(known), len(known), len(listed))


def _counted(members: Collection[Reportable]) -> Counted:
    applying = [member for member in members if member.is_applicable]
    reported = sum(member.is_reported for member in applying)
    return Counted(reported, len(applying), len(members) - len(applying))
