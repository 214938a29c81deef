"""Where a goal stands as far as no day decides it, so that it can be kept and read on any day."""

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.vocabulary import ReportingState, Status

from .roll_up import IndicatorResult, judged_of, speaking_state

_OVERDUE = frozenset({ReportingState.DUE, ReportingState.LATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A goal's quarter without its day.

    `is_open` says that a required indicator has no report, `state` speaks for the others, and
    `is_recorded` says that somebody recorded one of them.
    """

    status: Status | None
    state: ReportingState | None
    is_open: bool
    is_recorded: bool
    entered_late: bool
    assessed: int
    total: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What a day adds: the state that speaks for the goal, and whether all is reported."""

    state: ReportingState
    is_reported: bool


def keep(results: Iterable[tuple[IndicatorResult, bool]]) -> Kept:
    """Bring a goal's indicators together; each comes with whether it still has no report.

    The state of one without a report follows from the day and is not looked at.
    """
    listed = list(results)
    required = [(result, is_open) for result, is_open in listed if result.required]
    total, assessed, lowest = judged_of(result for result, _ in required)
    closed = [result for result, is_open in required if not is_open]
    return Kept(
        status=lowest,
        state=speaking_state(result.state for result in closed),
        is_open=len(closed) < len(required),
        is_recorded=any(result.is_reported for result in closed),
        entered_late=any(result.entered_late for result in assessed),
        assessed=len(assessed),
        total=total,
    )


def settle(
    state: ReportingState | None,
    without_report: ReportingState,
    is_open: bool,  # noqa: FBT001  (kept in a row, and cached by it)
    is_recorded: bool,  # noqa: FBT001
) -> Settled:
    """Add the day: `without_report` is where a quarter stands that nobody recorded."""
    states = [one for one in (state, without_report if is_open else None) if one]
    waits = state is ReportingState.SOURCE_NOT_PUBLISHED
    owes = is_open and without_report in _OVERDUE
    return Settled(
        state=speaking_state(states) or ReportingState.NOT_DUE,
        is_reported=is_recorded and not waits and not owes,
    )
