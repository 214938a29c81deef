"""How much a target asks for beside the past: hand-checked numbers, words, and laws that hold."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.achievable import (
    Asked,
    Footing,
    History,
    history_of,
    history_of_months,
    judge,
    say_achievable,
)
from planner.domain.progress import Pair, Value
from planner.domain.quarters import Quarter
from schemas.vocabulary import Accumulation, Direction, IndicatorKind

Q1, Q2, Q4 = Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 4)
LEVEL, SUM, TO_DATE = Accumulation.LEVEL, Accumulation.SUM, Accumulation.TO_DATE


def asked(baseline: str | None, target: str | None, **given: Any) -> Asked:
    fields: dict[str, Any] = {
        "kind": IndicatorKind.DURATION,
        "direction": Direction.DECREASE,
        "first": Q1,
        "last": Q2,
        "unit": "minutes",
    }
    return Asked(
        baseline=None if baseline is None else Decimal(baseline),
        target=None if target is None else Decimal(target),
        **fields | given,
    )


def quarters(*values: str | None, footing: Footing = Footing.QUARTERS) -> History:
    """Return values that follow each other; None is a gap."""
    known = {
        8000 + place: Fraction(value) for place, value in enumerate(values) if value is not None
    }
    return History(footing, known)


def told(asked: Asked, own: History, *others: tuple[int, History]) -> str:
    return " ".join(map(str, say_achievable(asked, own, judge(asked, own, others))))


# --- hand-checked -------------------------------------------------------------------------------

OWN = quarters("10", "9.8", "9.2", "9.5", "10", "9.9")


def test_a_fall_is_compared_with_falls_over_as_many_quarters() -> None:
    # Two quarters apart: 10 to 9.2 is 8%; 9.8 to 9.5 is 3.1%; all others rise.
    judged = judge(asked("10", "8"), OWN)
    assert (judged.asked, judged.here) == (Fraction(1, 5), Fraction(2, 25))
    assert judged.is_beyond
    assert told(asked("10", "8"), OWN) == (
        "It asks for a fall of 20% within 2 quarters. The largest fall within 2 quarters so far"
        " was 8%. That is more than was ever seen here."
    )


def test_a_rise_within_one_quarter_is_compared_with_rises_from_one_to_the_next() -> None:
    rise = asked("10", "10.5", direction=Direction.INCREASE, last=Q1)
    # The largest of the steps up: 9.5 to 10 is 5.3%.
    assert told(rise, OWN) == (
        "It asks for a rise of 5% within one quarter. The largest rise within one quarter so far"
        " was 5.3%."
    )


def test_a_gap_between_two_quarters_does_not_hide_the_change_across_it() -> None:
    gap = quarters("10", None, "7", "7", "7", "7")
    assert judge(asked("10", "8"), gap).here == Fraction(3, 10)


def test_what_never_fell_says_so() -> None:
    rising = quarters("5", "6", "7", "8", "9")
    assert "So far it never fell within 2 quarters." in told(asked("9", "8"), rising)
    level = quarters("5", "5", "5", "5", "5")
    rise = asked("5", "6", direction=Direction.INCREASE)
    assert "So far it never rose within 2 quarters." in told(rise, level)
    assert judge(rise, level).is_beyond


def test_a_goal_longer_than_the_past_finds_nothing_to_compare() -> None:
    long = asked("10", "8", last=Quarter(2027, 4))
    assert told(long, OWN) == (
        "It asks for a fall of 20% within 8 quarters. The values so far cover less time than the"
        " goal has, so none compares."
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((), "No past value is known yet; it takes 5 to compare."),
        (("9",), "Only one past value is known; it takes 5 to compare."),
        (("9", None, "8", "7"), "Only 3 past values are known; it takes 5 to compare."),
    ],
)
def test_too_little_history_says_how_much_there_is(values: Sequence[str], said: str) -> None:
    own = quarters(*values)
    assert told(asked("10", "8"), own).endswith(said)
    assert judge(asked("10", "8"), own).here is None


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "The target is for a whole year, and none is known yet; it takes 5."),
        (1, "The target is for a whole year, and only one is known; it takes 5."),
        (3, "The target is for a whole year, and 3 are known; it takes 5."),
    ],
)
def test_too_few_years_say_that_the_target_is_for_years(count: int, said: str) -> None:
    own = quarters(*["40"] * count, footing=Footing.YEARS)
    assert told(asked("40", "30"), own).endswith(said)


def test_percentages_are_compared_in_points() -> None:
    share = quarters("40", "44", "43", "50", "49")
    rise = asked("50", "62.5", kind=IndicatorKind.PERCENT, direction=Direction.INCREASE, unit="%")
    # Two quarters apart: 40 to 43, 44 to 50, 43 to 49: six points at most.
    assert told(rise, share) == (
        "It asks for a rise of 12.5 percentage points within 2 quarters. The largest rise within"
        " 2 quarters so far was 6 percentage points. That is more than was ever seen here."
    )


def test_a_start_at_zero_has_no_share_so_amounts_are_said() -> None:
    calls = {"kind": IndicatorKind.COUNT, "direction": Direction.INCREASE, "unit": "calls"}
    own = quarters("0", "2", "3", "3", "4")
    assert told(asked("4", "9", **calls), own) == (
        "It asks for a rise of 5 calls within 2 quarters. The largest rise within 2 quarters so"
        " far was 3 calls. That is more than was ever seen here."
    )
    above = quarters("1", "2", "3", "3", "4")
    assert "It asks for a rise of 9 within" in told(asked("0", "9", **calls | {"unit": ""}), above)


def test_without_a_start_the_past_is_said_and_the_start_is_asked_for() -> None:
    said = told(asked(None, "8"), OWN)
    assert said == (
        "Give the value you start from, to compare the target. The largest fall within 2 quarters"
        " so far was 8%."
    )


def test_without_a_target_the_past_is_said_alone() -> None:
    assert told(asked("10", None), OWN) == "The largest fall within 2 quarters so far was 8%."


def test_a_target_that_goes_the_other_way_is_not_compared() -> None:
    judged = judge(asked("10", "11"), OWN)
    assert (judged.asked, judged.is_beyond) == (None, False)


def test_a_level_to_hold_says_where_the_values_lay() -> None:
    hold = asked(None, "10", direction=Direction.MAINTAIN_BELOW)
    assert told(hold, OWN) == (
        "It asks to hold a level. So far the values lay between 9.2 minutes and 10 minutes."
    )
    percent = asked(None, "90", direction=Direction.MAINTAIN_ABOVE, kind=IndicatorKind.PERCENT)
    assert "between 90.5% and 91%." in told(percent, quarters("91", "90.5"))
    assert told(hold, quarters()) == "No past value is known yet; it takes 5 to compare."


def test_other_districts_are_counted_and_not_named() -> None:
    steep, flat, short = quarters("10", "9", "7", "7", "7"), OWN, quarters("10", "1")
    assert told(asked("10", "9.5"), OWN, (9, steep)).endswith(
        "In one other district the largest fall within 2 quarters was 30%."
    )
    # Too few values elsewhere count as little as here, and two places of a district as one.
    said = told(asked("10", "9.5"), OWN, (9, steep), (9, flat), (11, flat), (12, short))
    assert said.endswith("In 2 other districts the largest fall within 2 quarters was 30%.")


def test_elsewhere_too_it_may_never_have_moved_that_way() -> None:
    rising = quarters("5", "6", "7", "8", "9")
    fall = asked("10", "9.5")
    assert told(fall, OWN, (9, rising)).endswith(
        "In one other district it never fell within 2 quarters."
    )
    assert told(fall, OWN, (9, rising), (11, rising)).endswith(
        "In 2 other districts it never fell within 2 quarters."
    )


def test_months_are_compared_over_three_times_as_many() -> None:
    months = history_of_months(
        {(2025, month): Decimal(100 - month if month < 12 else 50) for month in range(1, 13)}
    )
    # Within two quarters: from June, 94, to December, 50.
    assert judge(asked("60", "30"), months).here == Fraction(44, 94)
    assert "within 2 quarters" in told(asked("60", "30"), months)


def test_years_are_compared_with_years() -> None:
    hours = {"kind": IndicatorKind.COUNT, "direction": Direction.INCREASE, "unit": "hours"}
    own = quarters("100", "110", "99", "120", "118", footing=Footing.YEARS)
    one = asked("118", "130", last=Q4, **hours)
    # From one year to the next: 99 to 120 is 21.2%.
    assert told(one, own) == (
        "It asks for a rise of 10.2% from one year to the next. The largest rise from one year to"
        " the next so far was 21.2%."
    )
    assert "within 2 years" in told(asked("118", "130", last=Quarter(2027, 2), **hours), own)


# --- the past on the target's footing ------------------------------------------------------------


def values(years: int, *each: Value) -> dict[Quarter, Value]:
    """Return so many years before 2026, each with these quarters."""
    return {
        Quarter(2026 - years + year, number): value
        for year in range(years)
        for number, value in enumerate(each, 1)
    }


def test_a_level_is_read_quarter_by_quarter_before_the_target_applies() -> None:
    recorded = values(1, *map(Decimal, "1234")) | {Q1: Decimal(99)}
    history = history_of(recorded, Q1, LEVEL, 100)
    assert list(history.series()) == [1, 2, 3, 4]
    assert next((year, part) for year, part, _ in history.periods()) == (2025, 1)


def test_a_sum_is_read_by_whole_years_and_a_year_with_a_hole_is_a_gap() -> None:
    recorded = values(3, *map(Decimal, ("1", "2", "3", "4")))
    del recorded[Quarter(2024, 2)]
    assert list(history_of(recorded, Q1, SUM, 100).series()) == [10, None, 10]


def test_a_value_to_date_is_that_of_the_last_quarter() -> None:
    recorded = values(2, *map(Decimal, ("1", "2", "3", "4")))
    del recorded[Quarter(2024, 4)]
    assert list(history_of(recorded, Q1, TO_DATE, 100).series()) == [4]


def test_ratios_are_pooled_from_what_was_counted() -> None:
    pairs = (Pair(Decimal(25), Decimal(50)), Pair(Decimal(0), Decimal(50)))
    year = values(1, *pairs, *pairs)
    assert list(history_of(year, Q1, SUM, 100).series()) == [25]
    assert list(history_of(year, Q1, LEVEL, 100).series()) == [50, 0, 50, 0]
    none_counted = values(1, Pair(Decimal(0), Decimal(0)))
    assert history_of(none_counted, Q1, LEVEL, 100).points == 0
    # A percentage without its counts can't be pooled with one that has them.
    mixed = values(1, Decimal(50), *pairs, Decimal(50))
    assert history_of(mixed, Q1, SUM, 100).points == 0


# --- laws ---------------------------------------------------------------------------------------

NUMBERS = st.integers(1, 1000).map(str)
SERIES = st.lists(st.one_of(NUMBERS, st.none()), min_size=5, max_size=24)
LENGTHS = st.integers(0, 7).map(Q1.plus)
BOTH = st.sampled_from([Direction.INCREASE, Direction.DECREASE])


@given(series=SERIES, direction=BOTH, last=LENGTHS, start=NUMBERS, end=NUMBERS)
def test_nothing_larger_than_the_largest_was_ever_seen(
    series: list[str | None], direction: Direction, last: Quarter, start: str, end: str
) -> None:
    one, own = asked(start, end, direction=direction, last=last), quarters(*series)
    judged = judge(one, own)
    steps, known = one.steps(own.footing), own.values
    seen = [(known[key + steps] - known[key]) / known[key] for key in known if key + steps in known]
    if not own.is_judged or not seen:
        assert judged.here is None
        return
    assert judged.here == (max(seen) if one.rises else -min(seen))


@given(series=SERIES, direction=BOTH, last=LENGTHS, place=st.integers(0, 23))
def test_asking_for_a_change_that_was_seen_is_never_beyond(
    series: list[str | None], direction: Direction, last: Quarter, place: int
) -> None:
    own = quarters(*series)
    steps = asked(None, None, last=last).steps(own.footing)
    ends = series[place : place + 1], series[place + steps : place + steps + 1]
    if all(end and end[0] for end in ends):
        (start,), (end,) = ends
        assert not judge(asked(start, end, direction=direction, last=last), own).is_beyond


@given(series=SERIES, factor=st.integers(2, 50), direction=BOTH, last=LENGTHS)
def test_shares_do_not_depend_on_the_unit(
    series: list[str | None], factor: int, direction: Direction, last: Quarter
) -> None:
    one = asked("10", "5", direction=direction, last=last)
    scaled = [None if each is None else str(int(each) * factor) for each in series]
    assert judge(one, quarters(*series)).here == judge(one, quarters(*scaled)).here


@given(series=SERIES, other=SERIES, direction=BOTH)
def test_other_districts_change_nothing_about_the_own_past(
    series: list[str | None], other: list[str | None], direction: Direction
) -> None:
    one, own = asked("10", "5", direction=direction), quarters(*series)
    alone, beside = judge(one, own), judge(one, own, [(9, quarters(*other))])
    assert (alone.asked, alone.here, alone.is_beyond) == (
        beside.asked,
        beside.here,
        beside.is_beyond,
    )


@given(
    series=SERIES,
    start=st.one_of(st.none(), st.integers(0, 1000).map(str)),
    end=st.one_of(st.none(), st.integers(0, 1000).map(str)),
    direction=st.sampled_from(Direction),
    kind=st.sampled_from([kind for kind in IndicatorKind if not kind.is_qualitative]),
    footing=st.sampled_from(Footing),
)
def test_there_is_always_something_to_say(  # noqa: PLR0913
    *,
    series: list[str | None],
    start: str | None,
    end: str | None,
    direction: Direction,
    kind: IndicatorKind,
    footing: Footing,
) -> None:
    one = asked(start, end, direction=direction, kind=kind)
    assert told(one, quarters(*series, footing=footing), (9, quarters(*series, footing=footing)))
