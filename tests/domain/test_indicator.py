"""Control limits, signals, assurance and ambition of an indicator's own history."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.domain.indicator import (
    Assurance,
    Limits,
    Signal,
    SignalKind,
    asked_change,
    assurance,
    control_chart,
    control_limits,
    signals,
)
from schemas.errors import RuleError
from schemas.vocabulary import Ambition, Direction

STEP = [10, 12, 11, 13, 12, 40, 41, 39, 40, 41, 40, 42]
AROUND_TEN = Limits(mean=10, lower=4, upper=16, points=20, screened=False)
HIGH, LOW = 14.5, 5.5
"""Past two thirds of the way to a limit of AROUND_TEN: past 14 and past 6."""

numbers = st.integers(-1000, 1000).map(float)
series = st.lists(st.none() | numbers, max_size=30)


def kinds(values: list[float | None], limits: Limits = AROUND_TEN) -> list[SignalKind | None]:
    return [flag.kind if flag else None for flag in signals(values, limits)]


def test_screening_leaves_a_leap_out_of_the_limits() -> None:
    limits = control_limits(STEP)
    assert limits is not None
    assert (limits.mean, limits.lower, limits.upper) == pytest.approx(
        (28.4167, 24.6927, 32.1407), abs=5e-5
    )
    assert limits.screened


def test_the_unscreened_variant_keeps_the_leap() -> None:
    limits = control_limits(STEP, screen=False)
    assert limits is not None
    assert (limits.mean, limits.lower, limits.upper) == pytest.approx(
        (28.4167, 18.2603, 38.5730), abs=5e-5
    )
    assert not limits.screened


@pytest.mark.parametrize(
    ("values", "mean", "lower", "upper"),
    [
        (list(range(1, 11)), 5.5, 2.84, 8.16),
        ([3, 1, 4, 1, 5, 9, 2], 3.5714, -6.6252, 13.7681),
        ([16, 9, 4, 2, 1], 6.4, -3.575, 16.375),
    ],
)
def test_limits_lie_two_point_six_six_mean_ranges_from_the_mean(
    values: list[int], mean: float, lower: float, upper: float
) -> None:
    limits = control_limits(values)
    assert limits is not None
    assert (limits.mean, limits.lower, limits.upper) == pytest.approx(
        (mean, lower, upper), abs=5e-5
    )


def test_near_lines_lie_two_thirds_of_the_way() -> None:
    assert (AROUND_TEN.near_lower, AROUND_TEN.near_upper) == (6, 14)


@pytest.mark.parametrize(("points", "provisional"), [(2, True), (11, True), (12, False)])
def test_limits_of_fewer_than_twelve_points_are_provisional(points: int, provisional: bool) -> None:
    limits = control_limits([float(point % 3) for point in range(points)])
    assert limits is not None
    assert limits.provisional is provisional


@pytest.mark.parametrize("values", [[], [5], [None], [5, None, 9], [1, None, None, 3]])
def test_without_two_neighbouring_values_there_are_no_limits(values: list[float | None]) -> None:
    assert control_limits(values) is None


def test_no_moving_range_reaches_across_a_gap() -> None:
    limits = control_limits([10, 12, None, 50, 52])
    assert limits is not None
    assert limits.upper - limits.mean == pytest.approx(2.66 * 2)
    assert limits.points == 4


def test_unscreened_ranges_stand_where_screening_leaves_a_zero_mean() -> None:
    # One leap of 12 in 10 ranges: its mean is 1.2, so only the zeros stay below 3.267 x 1.2.
    limits = control_limits([5] * 10 + [17])
    assert limits is not None
    assert limits.upper - limits.mean == pytest.approx(2.66 * 1.2)
    assert not limits.screened


def test_a_range_of_exactly_the_screening_multiple_is_left_out() -> None:
    # Ranges 3267, 733, 0 and 0: their mean is 1000.
    limits = control_limits([0, 3267, 4000, 4000, 4000])
    assert limits is not None
    assert limits.upper - limits.mean == pytest.approx(2.66 * 733 / 3)


def test_decimals_and_floats_give_the_same_limits() -> None:
    exact = [Decimal(value) for value in STEP]
    assert control_limits(exact) == control_limits(STEP)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_a_value_that_is_no_number_is_refused(value: float | Decimal) -> None:
    with pytest.raises(RuleError):
        control_limits([1, value])


@given(series, numbers, st.booleans())
def test_limits_move_with_the_values(
    values: list[float | None], shift: float, screen: bool
) -> None:
    limits = control_limits(values, screen=screen)
    moved = control_limits([None if v is None else v + shift for v in values], screen=screen)
    if limits is None:
        assert moved is None
    else:
        assert moved is not None
        assert (moved.mean, moved.lower, moved.upper) == pytest.approx(
            (limits.mean + shift, limits.lower + shift, limits.upper + shift), abs=1e-6
        )


@given(series)
def test_screening_never_widens_the_limits(values: list[float | None]) -> None:
    screened, plain = control_limits(values), control_limits(values, screen=False)
    assume(screened is not None)
    assert screened is not None
    assert plain is not None
    assert screened.upper <= plain.upper + 1e-9
    assert screened.mean == plain.mean


@given(series)
def test_a_mirrored_series_has_mirrored_signals(values: list[float | None]) -> None:
    limits = control_limits(values)
    assume(limits is not None)
    assert limits is not None
    mirror = Limits(-limits.mean, -limits.upper, -limits.lower, limits.points, limits.screened)
    mirrored = signals([None if v is None else -v for v in values], mirror)
    assert mirrored == tuple(
        flag and Signal(flag.kind, upward=not flag.upward) for flag in signals(values, limits)
    )


@given(st.floats(-1e6, 1e6), st.integers(2, 20))
def test_a_constant_series_has_no_signals(value: float, points: int) -> None:
    (part,) = control_chart([value] * points)
    assert part.limits is not None
    assert part.limits.lower == part.limits.mean == part.limits.upper == value
    assert set(part.signals) == {None}


def test_a_point_on_its_limit_is_inside() -> None:
    assert kinds([16, 4]) == [None, None]


def test_a_point_past_its_limit_is_flagged_with_its_side() -> None:
    assert signals([16.01, 10, 3.99], AROUND_TEN) == (
        Signal(SignalKind.OUTSIDE, upward=True),
        None,
        Signal(SignalKind.OUTSIDE, upward=False),
    )


def test_rounding_does_not_push_a_point_past_its_limit() -> None:
    # By the numbers as written the upper limit is exactly 0.3; as floats it falls just below.
    limits = Limits(mean=0.2, lower=0.1, upper=0.1 + 0.2 - 1e-16, points=20, screened=False)
    assert kinds([0.3], limits) == [None]


def test_seven_rising_points_are_a_trend_and_all_are_flagged() -> None:
    rising: list[float | None] = [7, 8, 9, 10, 11, 12, 13]
    assert signals(rising, AROUND_TEN) == (Signal(SignalKind.TREND, upward=True),) * 7


def test_six_rising_points_are_no_trend() -> None:
    assert set(kinds([7, 8, 9, 10, 11, 12])) == {None}


def test_a_level_step_breaks_a_trend() -> None:
    assert set(kinds([7, 8, 9, 9, 11, 12, 13])) == {None}


def test_two_of_three_near_one_limit_flag_only_the_near_ones() -> None:
    near = SignalKind.NEAR_LIMIT
    assert kinds([HIGH, 11, HIGH]) == [near, None, near]
    assert kinds([9, LOW, LOW]) == [None, near, near]


@pytest.mark.parametrize(
    "values", [[HIGH, 9, HIGH], [HIGH, 10, HIGH], [HIGH, LOW, HIGH], [HIGH, 11, 11, HIGH]]
)
def test_near_points_count_only_within_three_on_one_side(values: list[float | None]) -> None:
    assert set(kinds(values)) == {None}


def test_a_point_past_its_limit_does_not_count_as_near() -> None:
    assert kinds([17, HIGH, 11]) == [SignalKind.OUTSIDE, None, None]


def test_a_point_on_the_near_line_is_not_near() -> None:
    assert set(kinds([14, 14, 14])) == {None}


def test_seven_points_on_one_side_are_flagged() -> None:
    low: list[float | None] = [9, 8, 9, 8, 9, 8, 9]
    assert signals([12, *low], AROUND_TEN) == (
        None,
        *(Signal(SignalKind.ONE_SIDE, upward=False),) * 7,
    )


def test_a_point_on_the_mean_breaks_the_run() -> None:
    assert set(kinds([9, 8, 9, 10, 9, 8, 9, 8])) == {None}


def test_a_point_on_a_mean_that_rounding_moved_still_breaks_the_run() -> None:
    # The mean of 0.1, 0.2 and 0.3 is a hair below 0.2 as floats.
    limits = Limits(mean=0.19999999999999998, lower=0, upper=0.4, points=20, screened=False)
    assert set(kinds([0.21, 0.22, 0.21, 0.2, 0.21, 0.22, 0.21], limits)) == {None}


def test_a_gap_breaks_every_pattern() -> None:
    assert set(kinds([7, 8, 9, None, 10, 11, 12, 13])) == {None}
    assert set(kinds([9, 8, 9, None, 8, 9, 8, 9])) == {None}
    assert set(kinds([HIGH, None, HIGH, 11])) == {None}


def test_places_after_a_gap_are_counted_from_the_start() -> None:
    assert kinds([None, 10, None, None, 20]) == [None, None, None, None, SignalKind.OUTSIDE]


def test_a_point_of_several_patterns_carries_the_first_in_order() -> None:
    outside, trend = SignalKind.OUTSIDE, SignalKind.TREND
    near, one_side = SignalKind.NEAR_LIMIT, SignalKind.ONE_SIDE
    assert kinds([11, 11.5, 12, 12.5, 13, 14.5, 17]) == [trend] * 6 + [outside]
    assert kinds([11, 12, 11, HIGH, 14.2, 11, 12]) == [one_side] * 3 + [near] * 2 + [one_side] * 2


def test_a_rebase_starts_limits_and_runs_of_its_own() -> None:
    before, after = control_chart(STEP, [5])
    assert (before.start, after.start) == (0, 5)
    assert before.limits is not None
    assert after.limits is not None
    assert (before.limits.mean, after.limits.mean) == pytest.approx((11.6, 283 / 7))
    assert set(before.signals + after.signals) == {None}


def test_a_rebase_outside_the_series_changes_nothing() -> None:
    assert control_chart(STEP, [0, 12, 99, -1]) == control_chart(STEP)


def test_an_empty_series_has_no_parts() -> None:
    assert control_chart([]) == ()


def test_a_part_without_limits_has_no_signals() -> None:
    (part,) = control_chart([4, None, 900])
    assert part.limits is None
    assert part.signals == (None, None, None)


@given(series, st.lists(st.integers(0, 30), max_size=3))
def test_parts_put_together_are_the_series(values: list[float | None], rebases: list[int]) -> None:
    parts = control_chart(values, rebases)
    assert [value for part in parts for value in part.values] == values
    assert all(len(part.signals) == len(part.values) for part in parts)


@pytest.mark.parametrize(
    ("target", "increase", "decrease"),
    [
        (3, Assurance.CONSISTENTLY_MET, Assurance.CONSISTENTLY_MISSED),
        (4, Assurance.CONSISTENTLY_MET, Assurance.CONSISTENTLY_MISSED),
        (5, Assurance.HIT_AND_MISS, Assurance.HIT_AND_MISS),
        (15, Assurance.HIT_AND_MISS, Assurance.HIT_AND_MISS),
        (16, Assurance.CONSISTENTLY_MISSED, Assurance.CONSISTENTLY_MET),
        (17, Assurance.CONSISTENTLY_MISSED, Assurance.CONSISTENTLY_MET),
    ],
)
def test_assurance_reads_the_target_against_the_limits(
    target: float, increase: Assurance, decrease: Assurance
) -> None:
    assert assurance(target, AROUND_TEN, Direction.INCREASE) is increase
    assert assurance(target, AROUND_TEN, Direction.MAINTAIN_ABOVE) is increase
    assert assurance(target, AROUND_TEN, Direction.DECREASE) is decrease
    assert assurance(target, AROUND_TEN, Direction.MAINTAIN_BELOW) is decrease


def test_a_range_has_no_assurance() -> None:
    assert assurance(10, AROUND_TEN, Direction.IN_RANGE) is None


# Mean 10.8, mean moving range 1.25: the usual range is 7.475 to 14.125.
HISTORY = [10.0, 11.0, 12.0, 10.0, 11.0]


@pytest.mark.parametrize(
    ("target", "direction", "ambition"),
    [
        (14, Direction.INCREASE, Ambition.USUAL),
        (15, Direction.INCREASE, Ambition.UNSEEN),
        (8, Direction.DECREASE, Ambition.USUAL),
        (7, Direction.DECREASE, Ambition.UNSEEN),
        (15, Direction.MAINTAIN_ABOVE, Ambition.UNSEEN),
        (7, Direction.MAINTAIN_BELOW, Ambition.UNSEEN),
        # Worse than usual on the easy side asks for less than chance gives.
        (2, Direction.INCREASE, Ambition.USUAL),
    ],
)
def test_a_target_up_to_the_usual_range_may_be_reached_by_chance(
    target: float, direction: Direction, ambition: Ambition
) -> None:
    assert asked_change(HISTORY, 10, target, direction).ambition is ambition


def test_a_target_past_the_usual_range_but_once_reached_was_seen() -> None:
    assert asked_change(STEP, 12, 35, Direction.INCREASE).ambition is Ambition.SEEN
    assert asked_change(STEP, 12, 42, Direction.INCREASE).ambition is Ambition.SEEN
    assert asked_change(STEP, 12, 43, Direction.INCREASE).ambition is Ambition.UNSEEN


@pytest.mark.parametrize("history", [[], HISTORY[:4], [*HISTORY[:4], None, None]])
def test_fewer_than_five_past_points_cannot_be_judged(history: list[float | None]) -> None:
    reading = asked_change(history, 10, 1000, Direction.INCREASE)
    assert reading.ambition is Ambition.NOT_JUDGED


def test_points_without_neighbours_are_judged_by_the_extremes_alone() -> None:
    apart = [10, None, 11, None, 12, None, 13, None, 14]
    assert asked_change(apart, 10, 14, Direction.INCREASE).ambition is Ambition.SEEN
    assert asked_change(apart, 10, 15, Direction.INCREASE).ambition is Ambition.UNSEEN


def test_a_range_asks_for_no_change() -> None:
    assert asked_change(HISTORY, 10, 12, Direction.IN_RANGE).ambition is Ambition.NO_CHANGE


def test_without_a_target_no_change_is_asked() -> None:
    reading = asked_change(HISTORY, 10, None, Direction.INCREASE)
    assert (reading.ambition, reading.change) == (Ambition.NO_CHANGE, None)


def test_the_reading_carries_what_it_was_read_against() -> None:
    reading = asked_change([*HISTORY, None], Decimal("11.2"), Decimal("8.0"), Direction.DECREASE)
    assert reading.change == pytest.approx(-3.2)
    assert reading.limits == control_limits(HISTORY)
    assert (reading.points, reading.lowest, reading.highest) == (5, 10, 12)


def test_without_a_baseline_or_a_history_there_is_nothing_to_carry() -> None:
    reading = asked_change([], None, 8, Direction.DECREASE)
    assert (reading.change, reading.limits) == (None, None)
    assert (reading.points, reading.lowest, reading.highest) == (0, None, None)


@given(st.lists(numbers, min_size=5, max_size=20), numbers, numbers)
def test_asking_for_more_is_never_read_as_less_ambitious(
    history: list[float], one: float, other: float
) -> None:
    order = [Ambition.USUAL, Ambition.SEEN, Ambition.UNSEEN]
    less, more = (
        asked_change(history, None, target, Direction.INCREASE).ambition
        for target in sorted((one, other))
    )
    assert order.index(less) <= order.index(more)
