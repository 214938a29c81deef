"""Status: every rule, at its edges, before the due date and at it."""

import string
from dataclasses import fields
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from planner.domain.progress import (
    VOICES,
    Assessment,
    Pair,
    Path,
    Rule,
    Target,
    Thresholds,
    assess,
    original_target,
    target_in_force,
)
from planner.domain.quarters import Quarter
from schemas.errors import RuleError
from schemas.vocabulary import Accumulation, Direction, IndicatorKind, Status
from tests.domain.progress.factories import (
    Q1,
    Q2,
    Q3,
    Q4,
    a_path,
    a_rubric,
    a_sum,
    an_assessment,
    by_number,
    by_quarter,
    exact,
    to_keep,
)


def level(path: Path, actual: Decimal | int, quarter: Quarter = Q1) -> Assessment:
    return assess(path, quarter, {quarter: Decimal(actual)})


@pytest.mark.parametrize(
    ("path", "actual", "shortfall", "status"),
    [
        # Source: the domain notes, Progress, status before the due date.
        (a_path(20, 15, entries=by_quarter(25)), 22, "-0.6", Status.ON_TRACK),
        (a_path(20, 15, entries=by_quarter(25)), 40, "3", Status.WORSE_THAN_BASELINE),
        (a_sum(40, 60, entries=by_quarter(15)), 5, "0.5", Status.WORSE_THAN_BASELINE),
        (a_sum(40, 60, entries=by_quarter(15)), 25, "-0.5", Status.ON_TRACK),
        (a_sum(100, 80, entries=by_quarter(20)), 20, "0", Status.ON_TRACK),
        (a_sum(100, 80, entries=by_quarter(20)), 25, "0.25", Status.AT_RISK),
    ],
)
def test_the_shortfall_is_a_share_of_the_whole_movement(
    path: Path, actual: int, shortfall: str, status: Status
) -> None:
    judged = level(path, actual)
    assert judged.shortfall == Fraction(shortfall)
    assert judged.status is status


RISING = a_path(0, 100, entries=by_quarter(50))


@pytest.mark.parametrize(
    ("actual", "rule", "status"),
    [
        ("100", Rule.REACHED, Status.REACHED),
        ("99.999999", Rule.AT_POINT, Status.ON_TRACK),
        ("50", Rule.AT_POINT, Status.ON_TRACK),
        ("49.999999", Rule.NEAR_POINT, Status.ON_TRACK),
        ("40", Rule.NEAR_POINT, Status.ON_TRACK),
        ("39.999999", Rule.BEHIND, Status.AT_RISK),
        ("10", Rule.BEHIND, Status.AT_RISK),
        ("9.999999", Rule.FAR_BEHIND, Status.OFF_TRACK),
        ("0", Rule.FAR_BEHIND, Status.OFF_TRACK),
        ("-0.000001", Rule.WORSE_THAN_BASELINE, Status.WORSE_THAN_BASELINE),
    ],
)
def test_thresholds_include_their_own_value(actual: str, rule: Rule, status: Status) -> None:
    judged = level(RISING, Decimal(actual))
    assert (judged.rule, judged.status) == (rule, status)


def test_a_threshold_is_not_flipped_by_rounding() -> None:
    # As floats, (0.9 - 0.6) / 3 comes out above 0.1.
    path = a_path(0, 3, entries=by_quarter(Decimal("0.9")))
    assert level(path, Decimal("0.6")).rule is Rule.NEAR_POINT
    assert level(path, Decimal("0.599999")).rule is Rule.BEHIND


def test_at_risk_becomes_worse_than_baseline_on_the_wrong_side() -> None:
    path = a_path(100, 80, entries=by_quarter(99))
    assert level(path, 100).status is Status.ON_TRACK
    assert level(path, Decimal("101.5")).status is Status.WORSE_THAN_BASELINE


def test_on_track_stays_on_track_on_the_wrong_side_of_the_baseline() -> None:
    path = a_path(100, 80, entries=by_quarter(100))
    assert level(path, 102).status is Status.ON_TRACK


def test_the_baseline_of_the_same_season_says_what_is_worse() -> None:
    path = a_path(20, 15, entries=by_quarter(25), season={1: Decimal(28)})
    assert level(path, 28).status is Status.OFF_TRACK
    worse = level(path, 29)
    assert worse.rule is Rule.WORSE_THAN_SEASON
    assert worse.status is Status.WORSE_THAN_BASELINE
    assert "the same part of the year, 28." in str(worse.why)


def test_attainment_of_a_level_keeps_to_the_stated_baseline() -> None:
    path = a_path(20, 15, entries=by_quarter(25), season={1: Decimal(28)})
    assert level(path, 16).attainment == Fraction(4, 5)


def test_attainment_of_a_sum_is_the_movement_made_to_date() -> None:
    path = a_sum(40, 60, entries=by_quarter(15))
    # An even share of 10 lies in the first quarter; 15 makes 5 of the 20 asked for.
    assert level(path, 15).attainment == Fraction(1, 4)


def test_a_falling_level_can_be_reached_before_the_due_date() -> None:
    assert level(a_path(100, 80), 80).status is Status.REACHED


@pytest.mark.parametrize("accumulation", [Accumulation.SUM, Accumulation.TO_DATE])
def test_a_falling_count_is_never_reached_before_the_due_date(accumulation: Accumulation) -> None:
    path = a_sum(100, 80, accumulation=accumulation)
    judged = assess(path, Q3, by_quarter(0, 0, 0))
    assert (judged.rule, judged.status) == (Rule.AT_POINT, Status.ON_TRACK)


def test_a_falling_pooled_percent_is_never_reached_before_the_due_date() -> None:
    path = a_sum(30, 20, kind=IndicatorKind.PERCENT)
    assert assess(path, Q1, {Q1: Pair(Decimal(0), Decimal(9))}).status is Status.ON_TRACK


@pytest.mark.parametrize("accumulation", [Accumulation.SUM, Accumulation.TO_DATE])
def test_a_rising_count_can_be_reached_before_the_due_date(accumulation: Accumulation) -> None:
    path = a_sum(40, 60, accumulation=accumulation)
    assert level(path, 60).status is Status.REACHED


def test_a_sum_is_judged_to_date() -> None:
    path = a_sum(40, 60, entries=by_quarter(15, 15, 15, 15))
    judged = assess(path, Q2, by_quarter(20, 9))
    assert (judged.actual, judged.point, judged.baseline) == exact(29, 30, 20)
    assert (judged.target, judged.movement) == exact(60, 20)
    assert judged.shortfall == Fraction(1, 20)
    assert judged.status is Status.ON_TRACK


def test_a_sum_with_a_gap_is_unable_to_assess_and_names_it() -> None:
    judged = assess(a_sum(40, 60), Q3, by_quarter(None, 5, 7))
    assert (judged.status, judged.attainment, judged.gaps) == (None, None, (Q1,))
    assert str(judged.why) == (
        "Unable to assess: the quarters are added up, and no value is reported for 2025-Q1."
    )


def test_a_quarter_without_a_value_is_not_judged() -> None:
    for path in (a_path(), a_sum(40, 60), a_rubric(), to_keep(Direction.IN_RANGE)):
        judged = assess(path, Q2, by_quarter(5))
        assert (judged.rule, judged.status) == (Rule.NOT_REPORTED, None)
        assert judged.attainment is judged.shortfall is judged.actual is None


def test_a_denominator_of_zero_is_unable_to_assess() -> None:
    path = a_path(50, 70, kind=IndicatorKind.PERCENT)
    judged = assess(path, Q1, {Q1: Pair(Decimal(0), Decimal(0))})
    assert (judged.rule, judged.status) == (Rule.NOTHING_COUNTED, None)


def test_quarters_outside_the_goals_time_are_not_judged() -> None:
    for quarter in (Quarter(2024, 3), Quarter(2026, 1)):
        judged = level(a_path(), 80, quarter)
        assert (judged.rule, judged.status) == (Rule.OUTSIDE_GOAL, None)


@pytest.mark.parametrize(
    ("path", "actual", "status", "attainment"),
    [
        (a_path(100, 80), 80, Status.MET, 1),
        (a_path(100, 80), 70, Status.MET, Fraction(3, 2)),
        (a_path(100, 80), Decimal("80.000001"), Status.NOT_MET, Fraction("0.99999995")),
        (a_path(100, 80), 110, Status.NOT_MET, Fraction(-1, 2)),
        (a_path(0, 100), 100, Status.MET, 1),
        (a_path(0, 100), 0, Status.NOT_MET, 0),
    ],
)
def test_at_the_due_date_a_goal_is_met_or_not_met_with_its_attainment(
    path: Path, actual: Decimal | int, status: Status, attainment: Fraction
) -> None:
    judged = level(path, actual, Q4)
    assert judged.at_due
    assert (judged.status, judged.attainment, judged.shortfall) == (status, attainment, None)


def test_the_quarter_that_holds_the_due_date_is_the_last() -> None:
    path = a_path(100, 80, due=date(2025, 8, 31))
    assert level(path, 90, Q2).status is Status.AT_RISK
    assert level(path, 90, Q3).status is Status.NOT_MET


def test_the_target_decides_at_the_due_date_and_not_the_last_own_entry() -> None:
    path = a_path(100, 80, entries=by_quarter(95, 90, 85, 60))
    assert level(path, 79, Q4).status is Status.MET


@pytest.mark.parametrize(("last", "status"), [(20, Status.MET), (21, Status.NOT_MET)])
def test_a_falling_sum_is_known_at_the_due_date(last: int, status: Status) -> None:
    # The known quarters add up to less than the stated baseline, which still decides at the end.
    path = a_sum(100, 80, season=by_number(20, 20, 20, 20))
    judged = assess(path, Q4, by_quarter(20, 20, 20, last))
    assert judged.status is status
    assert judged.attainment == Fraction(100 - 60 - last, 20)


@pytest.mark.parametrize(
    ("direction", "actual", "rule", "limit", "distance"),
    [
        (Direction.MAINTAIN_ABOVE, "50", Rule.INSIDE, None, 0),
        (Direction.MAINTAIN_ABOVE, "900", Rule.INSIDE, None, 0),
        (Direction.MAINTAIN_ABOVE, "45", Rule.WITHIN_MARGIN, 50, 5),
        (Direction.MAINTAIN_ABOVE, "44.9", Rule.BEYOND_MARGIN, 50, "5.1"),
        (Direction.MAINTAIN_BELOW, "50", Rule.INSIDE, None, 0),
        (Direction.MAINTAIN_BELOW, "0", Rule.INSIDE, None, 0),
        (Direction.MAINTAIN_BELOW, "55", Rule.WITHIN_MARGIN, 50, 5),
        (Direction.MAINTAIN_BELOW, "55.1", Rule.BEYOND_MARGIN, 50, "5.1"),
        (Direction.IN_RANGE, "40", Rule.INSIDE, None, 0),
        (Direction.IN_RANGE, "60", Rule.INSIDE, None, 0),
        (Direction.IN_RANGE, "39", Rule.WITHIN_MARGIN, 40, 1),
        (Direction.IN_RANGE, "65", Rule.WITHIN_MARGIN, 60, 5),
        (Direction.IN_RANGE, "66", Rule.BEYOND_MARGIN, 60, 6),
        (Direction.IN_RANGE, "0", Rule.BEYOND_MARGIN, 40, 40),
    ],
)
def test_what_is_to_be_kept_is_inside_near_or_beyond(
    direction: Direction, actual: str, rule: Rule, limit: int | None, distance: int | str
) -> None:
    judged = level(to_keep(direction), Decimal(actual))
    assert (judged.rule, judged.limit, judged.distance) == (rule, limit, Fraction(distance))
    assert judged.attainment is judged.shortfall is None


def test_inside_is_on_track_near_is_at_risk_and_beyond_is_off_track() -> None:
    statuses = [level(to_keep(Direction.MAINTAIN_ABOVE), n).status for n in (50, 46, 40)]
    assert statuses == [Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK]


@pytest.mark.parametrize(
    ("direction", "actual", "status"),
    [
        (Direction.MAINTAIN_ABOVE, 50, Status.MET),
        (Direction.MAINTAIN_ABOVE, 49, Status.NOT_MET),
        (Direction.MAINTAIN_BELOW, 50, Status.MET),
        (Direction.MAINTAIN_BELOW, 51, Status.NOT_MET),
        (Direction.IN_RANGE, 40, Status.MET),
        (Direction.IN_RANGE, 61, Status.NOT_MET),
    ],
)
def test_what_was_to_be_kept_is_inside_at_the_end_or_not(
    direction: Direction, actual: int, status: Status
) -> None:
    assert level(to_keep(direction), actual, Q4).status is status


def test_a_margin_of_zero_leaves_no_at_risk() -> None:
    path = to_keep(Direction.MAINTAIN_ABOVE, margin=Decimal(0))
    assert level(path, Decimal("49.999999")).status is Status.OFF_TRACK


def test_a_baseline_does_not_judge_what_is_to_be_kept() -> None:
    path = to_keep(Direction.MAINTAIN_ABOVE, baseline=48)
    assert level(path, 47).status is Status.AT_RISK


@pytest.mark.parametrize(
    ("actual", "rule", "status"),
    [
        (5, Rule.AT_LEVEL, Status.ON_TRACK),
        (3, Rule.AT_LEVEL, Status.ON_TRACK),
        (2, Rule.ONE_LEVEL_BELOW, Status.AT_RISK),
        (1, Rule.LEVELS_BELOW, Status.OFF_TRACK),
    ],
)
def test_a_rubric_is_judged_by_levels(actual: int, rule: Rule, status: Status) -> None:
    judged = level(a_rubric(1, 4, entries=by_quarter(3)), actual)
    assert (judged.rule, judged.status) == (rule, status)
    assert judged.distance == max(3 - actual, 0)
    assert judged.attainment is judged.shortfall is None


@pytest.mark.parametrize(("actual", "status"), [(5, "met"), (4, "met"), (3, "not_met")])
def test_a_rubric_is_met_at_its_target_level(actual: int, status: str) -> None:
    judged = level(a_rubric(1, 4), actual, Q4)
    assert (judged.status, judged.attainment) == (status, None)


def test_coded_voices_never_get_a_status() -> None:
    judged = assess(VOICES, Q1, by_quarter(12))
    assert (judged.rule, judged.status, judged.actual) == (Rule.CODED_VOICES, None, None)


def test_thresholds_are_settings_and_are_kept_with_the_result() -> None:
    strict = Thresholds(on_track=Decimal(0), at_risk=Decimal("0.05"))
    judged = assess(RISING, Q1, by_quarter(44), strict)
    assert (judged.status, judged.thresholds) == (Status.OFF_TRACK, strict)
    assert level(RISING, 44).thresholds == Thresholds(Decimal("0.10"), Decimal("0.40"))


@pytest.mark.parametrize(("on_track", "at_risk"), [("0.5", "0.4"), ("-0.1", "0.4")])
def test_thresholds_out_of_order_are_refused(on_track: str, at_risk: str) -> None:
    with pytest.raises(RuleError) as refusal:
        Thresholds(Decimal(on_track), Decimal(at_risk))
    assert refusal.value.where == "at_risk"


def test_original_and_revised_are_judged_by_their_own_numbers() -> None:
    targets = [
        Target(a_path(100, 80, entries=by_quarter(95, 90, 85)), since=Q1),
        Target(a_path(120, 100, entries=by_quarter(115, 110, 105)), since=Q3, revision=1),
    ]
    values = by_quarter(96, 92, 104)
    original = [assess(original_target(targets).path, each, values) for each in (Q2, Q3)]
    in_force = [assess(target_in_force(targets, each).path, each, values) for each in (Q2, Q3)]
    assert [each.status for each in original] == [Status.ON_TRACK, Status.WORSE_THAN_BASELINE]
    assert [each.attainment for each in original] == [Fraction(2, 5), Fraction(-1, 5)]
    assert [each.status for each in in_force] == [Status.ON_TRACK, Status.ON_TRACK]
    assert [each.attainment for each in in_force] == [Fraction(2, 5), Fraction(4, 5)]


@pytest.mark.parametrize(
    ("judged", "sentence"),
    [
        (
            level(a_path(100, 80), 99),
            (
                "99 is behind the plan's point, 95.0685, by 19.6575% of the whole movement "
                "asked for. More than 10% and up to 40% counts as at risk."
            ),
        ),
        (level(a_path(100, 80), 80), "80 already reaches the final target, 80."),
        (
            level(to_keep(Direction.IN_RANGE), 63),
            "63 is outside the limit, 60, by 3. Up to 5 counts as at risk.",
        ),
        (
            level(a_rubric(1, 4), 3, Q4),
            "Level 3 is below the target level, 4.",
        ),
    ],
)
def test_the_reason_can_be_read_on_screen(judged: Assessment, sentence: str) -> None:
    assert str(judged.why) == sentence


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_a_sentence_that_an_assessment_can_fill(rule: Rule) -> None:
    assessment = an_assessment(rule)
    places = {name for _, name, _, _ in string.Formatter().parse(rule.sentence) if name}
    given = {field.name for field in fields(assessment)}
    assert places <= given | {"behind_percent", "on_track_percent", "at_risk_percent"}
