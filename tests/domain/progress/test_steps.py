"""Steps of a path: they end at the target exactly, whatever they follow on the way there."""

from datetime import date
from decimal import Decimal
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.progress.steps import Course, Ground, Steps, places_of, whole_year
from planner.domain.quarters import Quarter, quarters_of
from schemas.errors import RuleError
from schemas.indicator import QuarterlyTargetIn, TargetIn
from schemas.vocabulary import Accumulation, Direction, IndicatorKind

LEVEL, SUM, TO_DATE = Accumulation
YEAR = quarters_of(2026)
numbers = st.decimals(-10_000, 10_000, places=2)
counts = st.decimals(0, 10_000, places=1)
seasons = st.lists(counts, min_size=4, max_size=4).map(lambda four: dict(enumerate(four, 1)))
stretches = st.builds(
    lambda first, count: tuple(first.plus(each) for each in range(count)),
    st.builds(Quarter, st.integers(2020, 2030), st.integers(1, 4)),
    st.integers(1, 9),
)


def course(target: object, start: object = 0, **fields: object) -> Course:
    values = {"quarters": YEAR, "places": 0} | fields
    return Course(start=Decimal(str(start)), target=Decimal(str(target)), **values)  # type: ignore[arg-type]


def listed(steps: Steps) -> list[str]:
    return [format(value, "f") for value in steps.values()]


# --- even steps ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "steps"),
    [
        (course(60, accumulation=SUM), ["15", "15", "15", "15"]),
        (course(10, accumulation=SUM), ["2", "3", "3", "2"]),
        (course(1, accumulation=SUM), ["0", "0", "1", "0"]),
        (course(10, accumulation=TO_DATE), ["2", "5", "8", "10"]),
        (course(8, start="11.2", places=1), ["10.4", "9.6", "8.8", "8"]),
        (course(100, start=95), ["96", "98", "99", "100"]),
        (course("59.5", accumulation=SUM), ["14.9", "14.9", "14.8", "14.9"]),
    ],
)
def test_even_steps_are_as_alike_as_whole_digits_allow(asked: Course, steps: list[str]) -> None:
    assert listed(asked.even()) == steps


@given(numbers, numbers, stretches, st.integers(0, 3))
def test_even_steps_of_a_level_lead_straight_to_the_target(
    start: Decimal, target: Decimal, quarters: tuple[Quarter, ...], places: int
) -> None:
    asked = Course(quarters=quarters, start=start, target=target, places=places)
    steps = list(asked.even().values())
    assert steps[-1] == target
    way = [start, *steps]
    assert way in (sorted(way), sorted(way, reverse=True))


@given(counts, stretches, st.integers(0, 3))
def test_even_increments_add_up_exactly_in_each_year(
    target: Decimal, quarters: tuple[Quarter, ...], places: int
) -> None:
    asked = Course(
        quarters=quarters, start=Decimal(), target=target, accumulation=SUM, places=places
    )
    steps = asked.even()
    assert set(asked.left(steps).values()) == {Decimal()}
    assert min(steps.values()) >= 0
    assert all(places_of(one) <= max(places, places_of(target)) for one in steps.values())


@given(counts, stretches)
def test_running_totals_are_the_increments_so_far(
    target: Decimal, quarters: tuple[Quarter, ...]
) -> None:
    def asked(accumulation: Accumulation) -> Steps:
        return Course(
            quarters=quarters, start=Decimal(), target=target, accumulation=accumulation
        ).even()

    totals, increments = asked(TO_DATE), asked(SUM)
    for year in {each.year for each in quarters}:
        own = [increments[each] for each in quarters if each.year == year]
        assert list(accumulate(own)) == [totals[each] for each in quarters if each.year == year]


@given(numbers, numbers, seasons, st.booleans())
def test_another_unit_changes_the_numbers_and_not_the_shape(
    start: Decimal, target: Decimal, last_year: dict[int, Decimal], even: bool
) -> None:
    def steps(scale: int, places: int) -> list[Decimal]:
        asked = course(target * scale, start=start * scale, places=places)
        seen = {number: value * scale for number, value in last_year.items()}
        return list((asked.even() if even else asked.seasonal(seen)).values())

    assert [one * 100 for one in steps(1, 4)] == steps(100, 2)


# --- last year's seasons -------------------------------------------------------------------------


def test_a_sum_follows_the_shares_of_the_year_before() -> None:
    last_year = {1: Decimal(10), 2: Decimal(30), 3: Decimal(40), 4: Decimal(20)}
    assert listed(course(60, accumulation=SUM).seasonal(last_year)) == ["6", "18", "24", "12"]
    assert listed(course(60, accumulation=TO_DATE).seasonal(last_year)) == ["6", "24", "48", "60"]


def test_a_level_rises_and_falls_around_its_way_as_the_year_before() -> None:
    last_year = {1: Decimal(22), 2: Decimal(18), 3: Decimal(18), 4: Decimal(22)}
    # 20 on the whole; the first and last quarter lie 2 above, those between 2 below.
    assert listed(course(16, start=20).seasonal(last_year)) == ["19", "14", "13", "16"]


def test_a_year_that_went_straight_has_no_seasons() -> None:
    last_year = {number: Decimal(10 + 3 * number) for number in range(1, 5)}
    asked = course(16, start=20)
    assert asked.seasonal(last_year) == asked.even()


@given(counts, seasons)
def test_seasonal_increments_add_up_exactly_or_are_refused(
    target: Decimal, last_year: dict[int, Decimal]
) -> None:
    asked = course(target, accumulation=SUM)
    if not sum(last_year.values()):
        with pytest.raises(RuleError):
            asked.seasonal(last_year)
        return
    steps = asked.seasonal(last_year)
    assert asked.left(steps) == {2026: 0}
    assert min(steps.values()) >= 0


@given(counts, counts, seasons)
def test_a_seasonal_level_ends_at_the_target_and_stays_possible(
    start: Decimal, target: Decimal, last_year: dict[int, Decimal]
) -> None:
    steps = list(course(target, start=start, most=Decimal(10_000)).seasonal(last_year).values())
    assert steps[-1] == target
    assert min(steps) >= 0
    assert max(steps) <= 10_000


def test_quarters_below_zero_have_no_shares() -> None:
    with pytest.raises(RuleError):
        course(60, accumulation=SUM).seasonal(dict.fromkeys(range(1, 5), Decimal(-1)))


def test_a_year_is_whole_with_its_four_quarters_only() -> None:
    values = {each: Decimal(each.number) for each in YEAR}
    assert whole_year(values, 2026, SUM) == {1: 1, 2: 2, 3: 3, 4: 4}
    assert whole_year(values, 2026, TO_DATE) == {1: 1, 2: 1, 3: 1, 4: 1}
    del values[YEAR[1]]
    with pytest.raises(RuleError) as caught:
        whole_year(values, 2026, SUM)
    assert caught.value.params == {"year": 2026, "known": 3}


# --- what is left, and changes of the target -----------------------------------------------------


def test_what_is_left_is_told_for_each_year() -> None:
    quarters = (*YEAR[2:], *quarters_of(2027))
    asked = course(60, accumulation=SUM, quarters=quarters)
    assert asked.left({YEAR[2]: Decimal(48), Quarter(2027, 1): Decimal(61)}) == {2026: 12, 2027: -1}


def ground(accumulation: Accumulation = SUM, decimals: int = 0) -> Ground:
    return Ground(
        kind=IndicatorKind.COUNT,
        direction=Direction.INCREASE,
        accumulation=accumulation,
        decimals=decimals,
        per=100,
        start=date(2026, 1, 1),
        due=date(2026, 12, 31),
    )


def asked(target: int, quarter: int = 1, revision: int = 0, *path: int) -> TargetIn:
    entries = (
        QuarterlyTargetIn(year=2026, quarter=number, value=Decimal(value))
        for number, value in enumerate(path, 1)
    )
    return TargetIn(
        revision=revision,
        from_year=2026,
        from_quarter=quarter,
        baseline=Decimal(20),
        target=Decimal(target),
        path=tuple(entries),
    )


def test_a_changed_sum_counts_what_the_quarters_before_were_to_bring() -> None:
    first, change = asked(60, 1, 0, 10, 20, 15, 15), asked(90, 3, 1)
    assert ground().kept(first, YEAR[2]) == {YEAR[0]: 10, YEAR[1]: 20}
    again = ground().course(first, change, YEAR[2:])
    assert again.start == 30
    assert listed(again.even()) == ["30", "30"]
    assert again.left({YEAR[2]: Decimal(48)}) == {2026: 12}


def test_a_changed_level_starts_where_the_plan_stood() -> None:
    first, change = asked(60, 1, 0, 30, 40, 50, 60), asked(80, 3, 1)
    again = ground(LEVEL).course(first, change, YEAR[2:])
    assert again.start == 40
    assert listed(again.even()) == ["60", "80"]
    assert ground(LEVEL).kept(first, YEAR[2]) == {}


def test_a_change_before_anything_was_due_starts_at_the_baseline() -> None:
    first = asked(60)
    assert ground(LEVEL).course(first, asked(80, 1, 1), YEAR).start == 20
    assert ground().course(first, asked(80, 1, 1), YEAR).start == 0
    assert ground().kept(first, YEAR[0]) == {}


def test_a_straight_line_that_is_changed_keeps_what_it_had_reached() -> None:
    kept = ground().kept(asked(60), YEAR[2])
    assert sum(kept.values()) == ground().course(asked(60), asked(90, 3, 1), YEAR[2:]).start
    assert sum(kept.values()) == 30


@pytest.mark.parametrize("missing", ["target", "baseline"])
def test_without_start_or_target_there_are_no_steps(missing: str) -> None:
    bare = asked(60).model_copy(update={missing: None})
    with pytest.raises(RuleError) as caught:
        ground().course(None, bare, YEAR)
    assert caught.value.where == missing


@given(counts, counts, st.integers(2, 4))
def test_the_changed_path_adds_up_to_the_changed_target(
    first: Decimal, second: Decimal, quarter: int
) -> None:
    before = asked(0).model_copy(update={"target": first, "baseline": first - 1})
    change = asked(0, quarter, 1).model_copy(update={"target": second, "baseline": second - 1})
    quarters = YEAR[quarter - 1 :]
    steps = ground().kept(before, quarters[0]) | ground().course(before, change, quarters).even()
    assert sum(steps.values()) == second
    assert all(after.next() == later for after, later in pairwise(steps))
