"""Laws that hold for all numbers."""

from decimal import Decimal
from fractions import Fraction
from itertools import accumulate as running_totals
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.progress import (
    IndicatorResult,
    Pair,
    Path,
    Rule,
    as_decimal,
    assess,
    attainment,
    count_up,
    point,
    pool,
    roll_up,
    spread,
)
from planner.domain.quarters import Quarter
from schemas.vocabulary import STATUS_ORDER, Accumulation, Direction, ReportingState, Status
from tests.domain.progress.factories import (
    Q1,
    Q2,
    Q3,
    Q4,
    a_path,
    a_result,
    a_rubric,
    a_sum,
    by_number,
    by_quarter,
    moved,
    to_keep,
)

numbers = st.decimals(-10_000, 10_000, places=3)
counts = st.integers(0, 500)
factors = st.decimals("0.001", 1000, places=3)
quarters = st.sampled_from([Q1, Q2, Q3, Q4])
before_due = st.sampled_from([Q1, Q2, Q3])
two_counts = st.lists(counts, min_size=2, max_size=2, unique=True)
four_counts = st.lists(counts, min_size=4, max_size=4)
two_numbers = st.lists(numbers, min_size=2, max_size=2, unique=True)
statuses = st.sampled_from([Rule.AT_POINT, Rule.BEHIND, Rule.FAR_BEHIND, Rule.WORSE_THAN_BASELINE])


@st.composite
def levels(draw: st.DrawFn) -> Path:
    baseline, target = draw(two_numbers)
    entries = draw(st.dictionaries(quarters, numbers))
    return a_path(baseline, target, entries=entries)


@st.composite
def sums(draw: st.DrawFn, accumulation: Accumulation = Accumulation.SUM) -> Path:
    baseline, target = draw(two_counts)
    entries = {each: Decimal(n) for each, n in draw(st.dictionaries(quarters, counts)).items()}
    season = draw(st.sampled_from([{}, by_number(*draw(four_counts))]))
    return a_sum(baseline, target, accumulation=accumulation, entries=entries, season=season)


@st.composite
def kept(draw: st.DrawFn) -> Path:
    direction = draw(st.sampled_from([each for each in Direction if not each.has_movement]))
    return to_keep(direction, margin=draw(st.decimals(0, 50, places=2)))


@st.composite
def results(draw: st.DrawFn) -> IndicatorResult:
    state = draw(st.sampled_from(ReportingState))
    rule = draw(st.sampled_from(Rule)) if state is ReportingState.REPORTED else Rule.NOT_REPORTED
    return a_result(
        rule,
        state=state,
        name=draw(st.sampled_from("abcdef")),
        required=draw(st.booleans()),
        entered_late=draw(st.booleans()),
    )


def rank(status: Status | None) -> int:
    assert status is not None
    return STATUS_ORDER.index(status)


def judged(
    path: Path, quarter: Quarter, actual: Decimal
) -> tuple[Rule, Fraction | None, Fraction | None]:
    found = assess(path, quarter, {quarter: actual})
    return found.rule, found.shortfall, found.attainment


@given(two_numbers, numbers)
def test_attainment_mirrors_increase_and_decrease(ends: list[Decimal], actual: Decimal) -> None:
    baseline, target = ends
    assert attainment(baseline, target, actual) == attainment(-baseline, -target, -actual)


@given(two_numbers)
def test_the_baseline_is_none_and_the_target_all_of_the_movement(ends: list[Decimal]) -> None:
    baseline, target = ends
    assert attainment(baseline, target, baseline) == 0
    assert attainment(baseline, target, target) == 1


@given(levels(), quarters, numbers)
def test_status_mirrors_increase_and_decrease(
    path: Path, quarter: Quarter, actual: Decimal
) -> None:
    assert path.baseline is not None
    assert path.target is not None
    entries = {each: -value for each, value in path.entries.items()}
    mirrored = a_path(-path.baseline, -path.target, entries=entries)
    assert judged(path, quarter, actual) == judged(mirrored, quarter, -actual)


@given(levels(), quarters, numbers, numbers, factors)
def test_neither_the_unit_nor_the_zero_of_a_scale_changes_a_status(
    path: Path, quarter: Quarter, actual: Decimal, by: Decimal, times: Decimal
) -> None:
    changed = moved(path, by, times)
    assert judged(path, quarter, actual) == judged(changed, quarter, actual * times + by)


@given(levels(), quarters, st.lists(numbers, min_size=2, max_size=5))
def test_a_better_value_never_has_a_lower_status(
    path: Path, quarter: Quarter, actuals: list[Decimal]
) -> None:
    improving = sorted(actuals, reverse=path.direction is Direction.DECREASE)
    ranks = [rank(assess(path, quarter, {quarter: actual}).status) for actual in improving]
    assert ranks == sorted(ranks)


@given(sums(), before_due, four_counts, counts)
def test_a_better_quarter_never_lowers_the_status_of_a_sum(
    path: Path, quarter: Quarter, reported: list[int], more: int
) -> None:
    values = by_quarter(*reported)
    higher = values | {Q1: values[Q1] + more}
    low, high = (rank(assess(path, quarter, each).status) for each in (values, higher))
    assert high >= low if path.direction is Direction.INCREASE else high <= low


@given(kept(), quarters, st.lists(numbers, min_size=2, max_size=5))
def test_a_value_closer_to_what_is_kept_never_has_a_lower_status(
    path: Path, quarter: Quarter, actuals: list[Decimal]
) -> None:
    found = [assess(path, quarter, {quarter: actual}) for actual in actuals]
    found.sort(key=lambda each: each.distance or 0)
    ranks = [rank(each.status) for each in found]
    assert ranks == sorted(ranks, reverse=True)


@given(levels() | sums() | sums(Accumulation.TO_DATE) | kept(), quarters, counts)
def test_at_the_due_date_and_only_there_a_value_is_met_or_not_met(
    path: Path, quarter: Quarter, count: int
) -> None:
    found = assess(path, quarter, dict.fromkeys((Q1, Q2, Q3, Q4), Decimal(count)))
    assert (found.status in {Status.MET, Status.NOT_MET}) == (quarter == Q4) == found.at_due


@given(
    levels() | sums() | sums(Accumulation.TO_DATE) | kept() | st.just(a_rubric()),
    quarters,
    st.dictionaries(quarters, counts.map(Decimal)),
)
def test_missing_never_enters(path: Path, quarter: Quarter, values: dict[Quarter, Decimal]) -> None:
    values.pop(quarter, None)
    found = assess(path, quarter, values)
    assert found.rule is Rule.NOT_REPORTED
    assert found.status is None
    assert found.actual is found.attainment is found.shortfall is None


@given(sums(), quarters, st.dictionaries(quarters, counts.map(Decimal)))
def test_a_sum_is_judged_only_without_a_gap(
    path: Path, quarter: Quarter, values: dict[Quarter, Decimal]
) -> None:
    to_date = [each for each in (Q1, Q2, Q3, Q4) if each <= quarter]
    missing = tuple(each for each in to_date if each not in values)
    found = assess(path, quarter, values)
    assert found.gaps == missing
    assert (found.status is None) == bool(missing)
    assert found.actual == (None if missing else sum(values[each] for each in to_date))


@given(levels() | sums(), quarters, st.dictionaries(quarters, counts.map(Decimal)), counts)
def test_a_later_quarter_never_changes_an_earlier_status(
    path: Path, quarter: Quarter, values: dict[Quarter, Decimal], later: int
) -> None:
    added = values | {Quarter(2026, 1): Decimal(later)}
    known = {each: value for each, value in added.items() if each <= quarter}
    assert assess(path, quarter, added) == assess(path, quarter, known)


@given(two_counts, four_counts, quarters)
def test_a_sum_and_its_running_totals_are_judged_alike(
    ends: list[int], reported: list[int], quarter: Quarter
) -> None:
    totals = running_totals(reported)
    summed = assess(a_sum(*ends), quarter, by_quarter(*reported))
    to_date = a_sum(*ends, accumulation=Accumulation.TO_DATE)
    assert summed == assess(to_date, quarter, by_quarter(*totals))


@given(two_numbers)
def test_the_straight_line_runs_from_baseline_to_target(ends: list[Decimal]) -> None:
    path = a_path(*ends)
    line = [Fraction(ends[0]), *(point(path, each) for each in (Q1, Q2, Q3, Q4))]
    falling = path.direction is Direction.DECREASE
    assert line == sorted(line, reverse=falling)
    assert len(set(line)) == len(line)
    assert line[-1] == Fraction(ends[1])


@given(sums(), quarters)
def test_the_points_of_a_sum_never_fall(path: Path, quarter: Quarter) -> None:
    if quarter != Q1:
        assert point(path, quarter) >= point(path, quarter.previous())


@given(st.lists(st.tuples(counts, counts)), st.randoms())
def test_pooled_equals_totals_in_any_order(counted: list[tuple[int, int]], order: Random) -> None:
    pairs = [Pair(Decimal(top), Decimal(bottom)) for top, bottom in counted]
    pooled = pool(pairs)
    order.shuffle(pairs)
    assert pool(pairs) == pooled
    totals = [sum(column) for column in zip(*counted, strict=True)] or [0, 0]
    assert [pooled.numerator, pooled.denominator] == totals
    assert (pooled.percent is None) == (totals[1] == 0)


@given(st.lists(st.tuples(counts, st.integers(1, 500)), min_size=1))
def test_a_pooled_percent_lies_between_the_percents(counted: list[tuple[int, int]]) -> None:
    percents = [Fraction(100 * top, bottom) for top, bottom in counted]
    pooled = pool((Decimal(top), Decimal(bottom)) for top, bottom in counted).percent
    assert pooled is not None
    assert min(percents) <= pooled <= max(percents)


@given(st.lists(results()))
def test_a_goal_is_never_better_than_its_lowest_indicator(listed: list[IndicatorResult]) -> None:
    standing = roll_up(listed)
    found = [each.status for each in listed if each.required and each.status is not None]
    assert (standing.status is None) == (not found)
    assert all(rank(standing.status) <= rank(status) for status in found)
    assert not found or standing.status in found


@given(st.lists(results()), st.randoms())
def test_the_order_of_indicators_does_not_matter(
    listed: list[IndicatorResult], order: Random
) -> None:
    assert roll_up(order.sample(listed, len(listed))) == roll_up(listed)


@given(st.lists(results()))
def test_the_counts_of_a_goal_fit_together(listed: list[IndicatorResult]) -> None:
    standing = roll_up(listed)
    assert 0 <= standing.entered_late <= standing.assessed <= standing.total <= len(listed)
    assert bool(standing.decided_by) == (standing.status is not None)
    assert not (standing.is_reported and standing.has_unreported)
    required = [each for each in listed if each.required]
    assert standing.reasons or standing.assessed or not required


@given(st.lists(statuses, min_size=1), statuses)
def test_one_more_indicator_never_raises_a_goal(rules: list[Rule], another: Rule) -> None:
    before = roll_up(map(a_result, rules)).status
    after = roll_up(map(a_result, [*rules, another])).status
    assert rank(after) <= rank(before)


@given(st.lists(results()))
def test_a_count_accounts_for_everybody(listed: list[IndicatorResult]) -> None:
    counted = count_up(listed)
    assert counted.total + counted.left_out == len(listed)
    assert counted.assessed <= counted.reported <= counted.total


@given(st.lists(st.none() | numbers))
def test_a_spread_is_in_order_and_holds_its_median(values: list[Decimal | None]) -> None:
    found = spread(values)
    known = [value for value in values if value is not None]
    assert (found is None) == (not known)
    if found is not None:
        assert found.lowest <= found.median <= found.highest
        halves = [sum(v <= found.median for v in known), sum(v >= found.median for v in known)]
        assert min(halves) * 2 >= len(known)


@given(numbers, numbers.filter(bool))
def test_a_shown_number_is_the_nearest_there_is(top: Decimal, bottom: Decimal) -> None:
    exact = Fraction(top) / Fraction(bottom)
    assert abs(Fraction(as_decimal(exact)) - exact) <= Fraction(1, 20_000)
