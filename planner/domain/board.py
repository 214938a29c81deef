"""Where goals stand on the day the board is read, and what needs attention first."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Protocol

from planner.domain.progress import Settled, settle
from planner.domain.quarters import (
    Quarter,
    ReportingCalendar,
    first_due_quarter,
    reporting_state,
)
from schemas.board import BoardMark, Turn
from schemas.vocabulary import STATUS_ORDER, RelationKind, ReportingState, Status

GOOD = frozenset({Status.ON_TRACK, Status.REACHED, Status.MET})

_ORDER: tuple[Status | ReportingState, ...] = (
    Status.WORSE_THAN_BASELINE,
    Status.NOT_MET,
    Status.OFF_TRACK,
    ReportingState.LATE,
    Status.AT_RISK,
    ReportingState.UNABLE_TO_ASSESS,
    ReportingState.DUE,
    ReportingState.SOURCE_NOT_PUBLISHED,
    Status.ON_TRACK,
    ReportingState.REPORTED,
    Status.REACHED,
    Status.MET,
    ReportingState.NOT_DUE,
    ReportingState.NOT_APPLICABLE,
)
_ATTENTION = {member: place for place, member in enumerate(_ORDER)}


def attention(
    status: Status | None, state: ReportingState, relation: RelationKind | None
) -> tuple[int, bool]:
    """Return a goal's place in the order of what needs attention; lower comes first.

    Among equals, those where numbers and voices disagree come first.
    """
    return _ATTENTION[status or state], relation is not RelationKind.DISCORD


def turn(before: Status | None, now: Status | None, state: ReportingState) -> Turn:
    """Say what became of a goal since the quarter before.

    A missing status turns nowhere, and what was not met at the end never got better.
    """
    if is_silent(now, state):
        return Turn.SILENT
    if now is Status.MET:
        return Turn.MET if before is not Status.MET else Turn.SAME
    if before is None or now is None or before is now:
        return Turn.SAME
    if now is Status.AT_RISK and before in GOOD:
        return Turn.NEWLY_AT_RISK
    fell = now is Status.NOT_MET or STATUS_ORDER.index(now) < STATUS_ORDER.index(before)
    return Turn.SLIPPED if fell else Turn.BETTER


def is_silent(status: Status | None, state: ReportingState) -> bool:
    """Say whether something is late and nothing could be assessed."""
    return status is None and state is ReportingState.LATE


class KeptRow(Protocol):
    """What is kept of a goal and quarter."""

    status: Status | None
    state: ReportingState | None
    open: bool
    recorded: bool
    attainment: Decimal | None
    assessed: int
    required: int
    entered_late: bool


NOTHING_KEPT = BoardMark(
    status=None,
    state=ReportingState.NOT_DUE,
    attainment=None,
    assessed=0,
    required=0,
    fully_reported=False,
    entered_late=False,
)
"""What stands for a goal and quarter that nothing is kept of."""


class ReadingDay:
    """A day on which the board is read; what it decides is worked out once for all goals."""

    def __init__(self, today: date, calendar: ReportingCalendar) -> None:
        self._today = today
        self._calendar = calendar
        self._settled = cache(self._settled_anew)

    def mark(self, kept: KeptRow | None, quarter: Quarter, start_on: date | None) -> BoardMark:
        """Return where a goal that starts on some day stands in a quarter."""
        if kept is None:
            return NOTHING_KEPT
        settled = self._settled(kept.state, kept.open, kept.recorded, quarter, start_on)
        return BoardMark(
            kept.status,
            settled.state,
            kept.attainment,
            kept.assessed,
            kept.required,
            settled.is_reported,
            kept.entered_late,
        )

    def _settled_anew(
        self,
        state: ReportingState | None,
        is_open: bool,  # noqa: FBT001  (kept in a row, and cached by it)
        is_recorded: bool,  # noqa: FBT001
        quarter: Quarter,
        start_on: date | None,
    ) -> Settled:
        month = self._calendar.fiscal_start_month
        first_due = first_due_quarter(start_on, month) if start_on else None
        nobody = reporting_state(quarter, self._today, first_due=first_due, calendar=self._calendar)
        return settle(state, nobody.state, is_open, is_recorded)
