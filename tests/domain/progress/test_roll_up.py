"""A goal takes the lowest status of its required indicators and says how many were assessed."""

import pytest

from planner.domain.progress import IndicatorResult, Rule, roll_up
from schemas.vocabulary import ReportingState, Status
from tests.domain.progress.factories import a_result, silent


def said(*results: IndicatorResult) -> list[str]:
    return [str(message) for message in roll_up(results).says]


def test_a_goal_takes_the_lowest_status() -> None:
    standing = roll_up([a_result(Rule.REACHED), a_result(Rule.BEHIND), a_result(Rule.AT_POINT)])
    assert standing.status is Status.AT_RISK
    assert standing.decided_by == ("behind",)


def test_statuses_run_from_worse_than_baseline_to_reached() -> None:
    # Source: the domain notes, Progress, order of statuses.
    order = [
        Rule.REACHED,
        Rule.AT_POINT,
        Rule.BEHIND,
        Rule.FAR_BEHIND,
        Rule.WORSE_THAN_BASELINE,
    ]
    lowest = [roll_up(map(a_result, order[: n + 1])).status for n in range(len(order))]
    assert lowest == [rule.status for rule in order]


def test_every_indicator_with_the_lowest_status_is_named() -> None:
    results = [a_result(Rule.BEHIND, name="b"), a_result(Rule.BEHIND, name="a"), a_result()]
    assert roll_up(results).decided_by == ("a", "b")


def test_an_indicator_that_is_not_required_decides_nothing() -> None:
    standing = roll_up([a_result(), a_result(Rule.FAR_BEHIND, required=False)])
    assert (standing.status, standing.assessed, standing.total) == (Status.ON_TRACK, 1, 1)


def test_a_goal_says_how_many_indicators_are_assessed() -> None:
    # Source: the domain notes, Progress: "2 of 3 indicators assessed".
    results = [a_result(), a_result(Rule.BEHIND), silent(ReportingState.UNABLE_TO_ASSESS)]
    assert said(*results) == ["2 of 3 indicators assessed", "Unable to assess"]


@pytest.mark.parametrize(
    "state", [ReportingState.DUE, ReportingState.LATE, ReportingState.SOURCE_NOT_PUBLISHED]
)
def test_an_unreported_indicator_leaves_the_lowest_so_far(state: ReportingState) -> None:
    standing = roll_up([a_result(Rule.BEHIND), silent(state)])
    assert (standing.status, standing.assessed, standing.total) == (Status.AT_RISK, 1, 2)
    assert standing.has_unreported
    assert not standing.is_reported
    assert "Not fully reported" in [str(message) for message in standing.says]


@pytest.mark.parametrize("state", [ReportingState.NOT_DUE, ReportingState.UNABLE_TO_ASSESS])
def test_what_is_not_owed_is_not_unreported(state: ReportingState) -> None:
    standing = roll_up([a_result(), silent(state)])
    assert (standing.assessed, standing.total) == (1, 2)
    assert standing.is_reported
    assert not standing.has_unreported


def test_not_applicable_leaves_the_count() -> None:
    standing = roll_up([a_result(), silent(ReportingState.NOT_APPLICABLE)])
    assert (standing.assessed, standing.total, standing.reasons) == (1, 1, ())
    assert standing.is_reported


def test_unable_to_assess_stays_in_the_total() -> None:
    standing = roll_up([a_result(), silent(ReportingState.UNABLE_TO_ASSESS)])
    assert (standing.assessed, standing.total) == (1, 2)


def test_a_sum_with_a_gap_stays_in_the_total_and_says_so() -> None:
    standing = roll_up([a_result(), a_result(Rule.GAP_IN_SUM)])
    assert (standing.assessed, standing.total) == (1, 2)
    assert "the quarters are added up" in str(standing.reasons[0])
    assert standing.is_reported


def test_with_none_assessed_a_goal_says_why() -> None:
    results = [
        silent(ReportingState.UNABLE_TO_ASSESS),
        silent(ReportingState.LATE),
        silent(ReportingState.NOT_DUE),
        silent(ReportingState.LATE, name="another"),
    ]
    assert roll_up(results).status is None
    assert roll_up(results).decided_by == ()
    assert said(*results) == [
        "0 of 4 indicators assessed",
        "Not fully reported",
        "Not due yet",
        "Late",
        "Unable to assess",
    ]


def test_an_unpublished_source_is_named() -> None:
    result = silent(ReportingState.SOURCE_NOT_PUBLISHED, source="Sentiment survey")
    assert said(result)[-1] == "Source not published: Sentiment survey"


def test_a_goal_to_which_nothing_applies_says_so() -> None:
    standing = roll_up([silent(ReportingState.NOT_APPLICABLE)])
    assert (standing.total, standing.is_applicable, standing.is_reported) == (0, False, False)
    assert [str(reason) for reason in standing.reasons] == ["Not applicable"]


def test_a_goal_without_required_indicators_is_not_reported() -> None:
    standing = roll_up([])
    assert (standing.status, standing.total, standing.reasons) == (None, 0, ())
    assert standing.is_applicable
    assert not standing.is_reported


def test_late_then_entered_counts_and_is_flagged() -> None:
    standing = roll_up([a_result(entered_late=True), a_result(Rule.BEHIND)])
    assert (standing.assessed, standing.entered_late) == (2, 1)


def test_a_status_without_a_report_does_not_count() -> None:
    standing = roll_up([a_result(Rule.FAR_BEHIND, state=ReportingState.UNABLE_TO_ASSESS)])
    assert (standing.status, standing.assessed, standing.total) == (None, 0, 1)


def test_coded_voices_are_never_in_the_count() -> None:
    standing = roll_up([a_result(), a_result(Rule.CODED_VOICES)])
    assert (standing.assessed, standing.total, standing.reasons) == (1, 1, ())


def test_coded_voices_are_owed_a_report() -> None:
    voices = a_result(Rule.CODED_VOICES, state=ReportingState.LATE)
    assert said(a_result(), voices) == ["1 of 1 indicators assessed", "Not fully reported", "Late"]


def test_a_goal_with_voices_alone_says_why_it_has_no_status() -> None:
    standing = roll_up([a_result(Rule.CODED_VOICES)])
    assert (standing.status, standing.total, standing.is_reported) == (None, 0, True)
    assert str(standing.reasons[0]).startswith("Voices are shown, counted and related.")
