"""What needs attention first, and how a goal turned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.board import Turn, attention, is_silent, turn
from schemas.vocabulary import STATUS_ORDER, RelationKind, ReportingState, Status

STATUSES = st.none() | st.sampled_from(Status)


@given(STATUSES, STATUSES)
def test_turning_back_is_the_opposite_of_turning(before: Status | None, now: Status | None) -> None:
    opposite = {Turn.BETTER: Turn.SLIPPED, Turn.SLIPPED: Turn.BETTER, Turn.SAME: Turn.SAME}
    assert turn(now, before) is opposite[turn(before, now)]


@given(STATUSES)
def test_a_missing_status_turns_nowhere(status: Status | None) -> None:
    assert turn(None, status) is turn(status, None) is Turn.SAME


def test_a_lower_status_has_slipped() -> None:
    assert turn(Status.ON_TRACK, Status.AT_RISK) is Turn.SLIPPED
    assert turn(Status.OFF_TRACK, Status.AT_RISK) is Turn.BETTER


@given(st.sampled_from(STATUS_ORDER), st.sampled_from(STATUS_ORDER))
def test_a_worse_status_never_comes_after_a_better_one(one: Status, other: Status) -> None:
    if STATUS_ORDER.index(one) < STATUS_ORDER.index(other):
        reported = ReportingState.REPORTED
        assert attention(one, reported, None) < attention(other, reported, None)


def test_late_comes_before_at_risk_and_after_off_track() -> None:
    places = [
        attention(Status.OFF_TRACK, ReportingState.REPORTED, None),
        attention(None, ReportingState.LATE, None),
        attention(Status.AT_RISK, ReportingState.REPORTED, None),
        attention(None, ReportingState.NOT_DUE, None),
    ]
    assert places == sorted(places)


def test_among_equals_a_disagreement_comes_first() -> None:
    reported = ReportingState.REPORTED
    disagree = attention(Status.ON_TRACK, reported, RelationKind.DISCORD)
    assert disagree < attention(Status.ON_TRACK, reported, RelationKind.CONFIRM)


@pytest.mark.parametrize("state", ReportingState)
def test_only_what_is_late_is_silent(state: ReportingState) -> None:
    assert is_silent(None, state) is (state is ReportingState.LATE)
    assert not is_silent(Status.ON_TRACK, state)
