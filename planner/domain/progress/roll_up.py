"""A goal's standing: the lowest status of its required indicators, never a mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from schemas.errors import N_
from schemas.message import Message
from schemas.vocabulary import STATUS_ORDER, ReportingState, Status

from .status import Assessment
from .why import Rule

_UNREPORTED = frozenset(
    {ReportingState.DUE, ReportingState.LATE, ReportingState.SOURCE_NOT_PUBLISHED}
)
_RECORDED = frozenset({ReportingState.REPORTED, ReportingState.UNABLE_TO_ASSESS})

_SPEAKS_FIRST = (
    ReportingState.LATE,
    ReportingState.DUE,
    ReportingState.SOURCE_NOT_PUBLISHED,
    ReportingState.UNABLE_TO_ASSESS,
    ReportingState.NOT_DUE,
    ReportingState.REPORTED,
    ReportingState.NOT_APPLICABLE,
)
"""Which state stands for a goal without a status: what somebody must act on comes first."""

_REASONS: Mapping[ReportingState, str] = {
    ReportingState.NOT_DUE: N_("Not due yet"),
    ReportingState.DUE: N_("Due, not reported yet"),
    ReportingState.LATE: N_("Late"),
    ReportingState.SOURCE_NOT_PUBLISHED: N_("Source not published"),
    ReportingState.NOT_APPLICABLE: N_("Not applicable"),
    ReportingState.UNABLE_TO_ASSESS: N_("Unable to assess"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorResult:
    """One indicator of a goal in one quarter: its reporting state and how its value was judged.

    `entered_late` flags a value that was late and then entered; `source` is named when its data
    has not been published.
    """

    name: str
    state: ReportingState
    assessment: Assessment
    required: bool = True
    entered_late: bool = False
    source: str = ""

    @property
    def status(self) -> Status | None:
        """The status of a reported value; None in every other state."""
        return self.assessment.status if self.state is ReportingState.REPORTED else None

    @property
    def is_applicable(self) -> bool:
        """Whether a value is asked for in this quarter."""
        return self.state is not ReportingState.NOT_APPLICABLE

    @property
    def is_reported(self) -> bool:
        """Whether a person has recorded the quarter, with a value or why none can be had."""
        return self.state in _RECORDED

    @property
    def can_be_judged(self) -> bool:
        """Whether a status is ever given: not for coded voices."""
        return self.assessment.rule is not Rule.CODED_VOICES

    @property
    def is_silent(self) -> bool:
        """Whether something is missing that should be explained."""
        return self.status is None and (self.can_be_judged or not self.is_reported)

    @property
    def why_not_assessed(self) -> Message:
        """The reason there is no status: the state, or what kept a reported value from one."""
        if self.state is ReportingState.REPORTED:
            return self.assessment.why
        if self.source and self.state is ReportingState.SOURCE_NOT_PUBLISHED:
            return Message(N_("Source not published: {source}"), {"source": self.source})
        return Message(_REASONS[self.state])


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalStanding:
    """Where a goal stands in a quarter.

    `status` is the lowest so far and `decided_by` names the indicators that have it. `assessed`
    of `total` required indicators have a status. `reasons` say why the others have none.
    `entered_late` counts the assessed values that came in late.
    """

    status: Status | None
    decided_by: tuple[str, ...]
    assessed: int
    total: int
    entered_late: int
    is_reported: bool
    is_applicable: bool
    has_unreported: bool
    reasons: tuple[Message, ...]

    @property
    def says(self) -> tuple[Message, ...]:
        """The sentences that go with the status: the count, what is missing and why."""
        count = Message(
            N_("{assessed} of {total} indicators assessed"),
            {"assessed": self.assessed, "total": self.total},
        )
        missing = (Message(N_("Not fully reported")),) if self.has_unreported else ()
        return count, *missing, *self.reasons


def speaking_state(states: Iterable[ReportingState]) -> ReportingState | None:
    """Return which of its indicators' states speaks for a goal; None where there is none."""
    return min(states, key=_SPEAKS_FIRST.index, default=None)


class JudgedOf(NamedTuple):
    """How many can be judged, those that are, and the lowest status among them."""

    total: int
    assessed: Sequence[IndicatorResult]
    lowest: Status | None


def judged_of(required: Iterable[IndicatorResult]) -> JudgedOf:
    """Return what decides over a goal among its required indicators."""
    judged = [each for each in required if each.is_applicable and each.can_be_judged]
    statuses = [(each, each.status) for each in judged]
    assessed = [each for each, status in statuses if status is not None]
    found = [status for _, status in statuses if status is not None]
    return JudgedOf(len(judged), assessed, min(found, key=STATUS_ORDER.index, default=None))


def roll_up(results: Iterable[IndicatorResult]) -> GoalStanding:
    """Bring a goal's indicators together; only required ones decide.

    Not applicable leaves the count; unable to assess stays in the total without being assessed.
    Coded voices never have a status, so they are not in the total, but they are owed a report.
    """
    required = [result for result in results if result.required]
    applicable = [result for result in required if result.is_applicable]
    total, assessed, lowest = judged_of(applicable)
    silent = [result for result in applicable if result.is_silent]
    has_unreported = any(result.state in _UNREPORTED for result in applicable)
    return GoalStanding(
        status=lowest,
        decided_by=tuple(sorted(result.name for result in assessed if result.status is lowest)),
        assessed=len(assessed),
        total=total,
        entered_late=sum(result.entered_late for result in assessed),
        is_reported=any(each.is_reported for each in applicable) and not has_unreported,
        is_applicable=bool(applicable) or not required,
        has_unreported=has_unreported,
        # Where nothing is silent and nothing assessed, every indicator says why it has no status.
        reasons=_reasons(silent or ([] if assessed else required)),
    )


def _reasons(unassessed: Iterable[IndicatorResult]) -> tuple[Message, ...]:
    """Return each reason once, in an order that doesn't depend on the indicators'."""
    states = list(ReportingState)
    reasons = {}
    for each in unassessed:
        why = each.why_not_assessed
        reasons[states.index(each.state), str(why)] = why
    return tuple(reasons[place] for place in sorted(reasons))
