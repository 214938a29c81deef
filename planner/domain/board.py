"""What needs attention first, and what happened since the quarter before."""

from enum import StrEnum

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


class Turn(StrEnum):
    """How a goal's status turned since the quarter before."""

    BETTER = "better"
    SLIPPED = "slipped"
    SAME = "same"


def attention(
    status: Status | None, state: ReportingState, relation: RelationKind | None
) -> tuple[int, bool]:
    """Return a goal's place in the order of what needs attention; lower comes first.

    Among equals, those where numbers and voices disagree come first.
    """
    return _ATTENTION[status or state], relation is not RelationKind.DISCORD


def turn(before: Status | None, now: Status | None) -> Turn:
    """Say how a status turned; a missing one turns nowhere."""
    if before is None or now is None:
        return Turn.SAME
    step = STATUS_ORDER.index(now) - STATUS_ORDER.index(before)
    if step == 0:
        return Turn.SAME
    return Turn.BETTER if step > 0 else Turn.SLIPPED


def is_silent(status: Status | None, state: ReportingState) -> bool:
    """Say whether something is late and nothing could be assessed."""
    return status is None and state is ReportingState.LATE
