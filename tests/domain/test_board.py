"""What needs attention first, and how a goal turned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.board import GOOD, attention, is_silent, turn
from schemas.board import Turn
from schemas.vocabulary import STATUS_ORDER, RelationKind, ReportingState, Status

STATUSES = st.none() | st.sampled_from(Status)


REPORTED = ReportingState.REPORTED


@given(STATUSES)
def test_a_missing_status_turns_nowhere_but_to_met(status: Status | None) -> None:
    expected = Turn.MET if status is Status.MET else Turn.SAME
    assert turn(None, status, REPORTED) is expected
    assert turn(status, None, REPORTED) is Turn.SAME


@given(st.sampled_from(Status))
def test_a_status_that_stays_is_no_turn(status: Status) -> None:
    assert turn(status, status, REPORTED) is Turn.SAME


@given(st.sampled_from(Status), st.sampled_from(Status))
def test_a_lower_status_never_reads_as_better(before: Status, now: Status) -> None:
    lower = STATUS_ORDER.index(now) < STATUS_ORDER.index(before)
    found = turn(before, now, REPORTED)
    if lower:
        assert found in {Turn.SLIPPED, Turn.NEWLY_AT_RISK}
    if found is Turn.NEWLY_AT_RISK:
        assert now is Status.AT_RISK
        assert before in GOOD


def test_each_turn_has_its_word() -> None:
    assert turn(Status.ON_TRACK, Status.AT_RISK, REPORTED) is Turn.NEWLY_AT_RISK
    assert turn(Status.ON_TRACK, Status.OFF_TRACK, REPORTED) is Turn.SLIPPED
    assert turn(Status.OFF_TRACK, Status.AT_RISK, REPORTED) is Turn.BETTER
    assert turn(Status.REACHED, Status.MET, REPORTED) is Turn.MET
    assert turn(Status.ON_TRACK, None, ReportingState.LATE) is Turn.SILENT


def test_what_was_not_met_never_got_better() -> None:
    assert turn(Status.WORSE_THAN_BASELINE, Status.NOT_MET, REPORTED) is Turn.SLIPPED


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
