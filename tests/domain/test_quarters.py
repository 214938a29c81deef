"""Quarters: their days, when they are due, and where a quarter's value stands."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.quarters import (
    Quarter,
    Recorded,
    Reporting,
    ReportingCalendar,
    due_date,
    first_due_quarter,
    local_day,
    quarter_dates,
    quarter_of,
    quarters_of,
    reporting_state,
    working_holidays,
)
from schemas.errors import RuleError, SettingsError
from schemas.vocabulary import ReportingState

Q1 = Quarter(2026, 1)
Q1_DUE = date(2026, 4, 21)
DAY = timedelta(days=1)

months = st.integers(1, 12)
quarters = st.builds(Quarter, st.integers(1990, 2100), st.integers(1, 4))
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(quarters)
def test_a_quarter_is_read_as_it_is_printed(quarter: Quarter) -> None:
    assert Quarter.parse(str(quarter)) == quarter


def test_a_quarter_prints_with_its_year_first() -> None:
    assert str(Quarter(2026, 3)) == "2026-Q3"


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-Q0", "2026-Q5", "26-Q1", "2026-q1", " 2026-Q1", "2026-Q1\n", "٢٠٢٦-Q1"],
)
def test_other_writings_of_a_quarter_are_refused_by_name(text: str) -> None:
    with pytest.raises(RuleError) as refused:
        Quarter.parse(text)
    assert refused.value.params == {"text": text}


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 5), (1899, 1), (3000, 1)])
def test_a_quarter_outside_its_year_or_the_calendar_is_refused(year: int, number: int) -> None:
    with pytest.raises(RuleError):
        Quarter(year, number)


def test_the_last_quarter_of_a_year_is_followed_by_the_first_of_the_next() -> None:
    assert Quarter(2026, 4).next() == Quarter(2027, 1)
    assert Quarter(2027, 1).previous() == Quarter(2026, 4)
    assert Quarter(2026, 3).plus(-7) == Quarter(2024, 4)


@given(quarters, st.integers(-40, 40))
def test_going_forward_and_back_returns_to_the_same_quarter(quarter: Quarter, steps: int) -> None:
    assert quarter.plus(steps).plus(-steps) == quarter
    assert (quarter.plus(steps) > quarter) == (steps > 0)


def test_a_year_has_four_quarters_in_order() -> None:
    assert [str(quarter) for quarter in quarters_of(2026)] == [
        "2026-Q1",
        "2026-Q2",
        "2026-Q3",
        "2026-Q4",
    ]


@pytest.mark.parametrize(
    ("quarter", "start_month", "first", "last"),
    [
        (Quarter(2024, 1), 1, date(2024, 1, 1), date(2024, 3, 31)),
        (Quarter(2024, 4), 1, date(2024, 10, 1), date(2024, 12, 31)),
        (Quarter(2026, 1), 7, date(2025, 7, 1), date(2025, 9, 30)),
        (Quarter(2026, 4), 7, date(2026, 4, 1), date(2026, 6, 30)),
        (Quarter(2026, 1), 10, date(2025, 10, 1), date(2025, 12, 31)),
        (Quarter(2024, 1), 12, date(2023, 12, 1), date(2024, 2, 29)),
        (Quarter(2999, 4), 1, date(2999, 10, 1), date(2999, 12, 31)),
    ],
)
def test_a_fiscal_year_is_named_by_the_year_it_ends(
    quarter: Quarter, start_month: int, first: date, last: date
) -> None:
    assert quarter_dates(quarter, start_month) == (first, last)


@given(days, months)
def test_every_day_lies_in_the_quarter_it_is_given(day: date, start_month: int) -> None:
    first, last = quarter_dates(quarter_of(day, start_month), start_month)
    assert first <= day <= last


@given(quarters, months)
def test_quarters_follow_each_other_without_a_gap(quarter: Quarter, start_month: int) -> None:
    _, last = quarter_dates(quarter, start_month)
    assert quarter_dates(quarter.next(), start_month)[0] == last + DAY


@given(st.integers(1990, 2100), months)
def test_a_fiscal_year_ends_in_the_year_that_names_it(year: int, start_month: int) -> None:
    assert quarter_dates(Quarter(year, 4), start_month)[1].year == year


@pytest.mark.parametrize("month", [0, 13])
def test_a_fiscal_year_starts_in_a_month_of_the_calendar(month: int) -> None:
    with pytest.raises(RuleError):
        quarter_dates(Q1, month)


def test_a_quarter_is_due_three_weeks_after_its_end() -> None:
    assert due_date(Q1) == Q1_DUE


def test_a_due_date_on_a_weekend_moves_to_monday() -> None:
    assert date(2026, 3, 31) + 18 * DAY == date(2026, 4, 18)  # a Saturday
    assert due_date(Q1, due_days=18) == date(2026, 4, 20)


def test_a_due_date_moves_past_holidays_and_the_weekend_behind_them() -> None:
    thursday_and_friday = {date(2026, 4, 23), date(2026, 4, 24)}
    assert due_date(Q1, due_days=23, holidays=thursday_and_friday) == date(2026, 4, 27)


@given(quarters, months, st.integers(0, 60), st.sets(days, max_size=10))
def test_a_due_date_is_the_first_working_day_from_the_day_counted(
    quarter: Quarter, start_month: int, due_days: int, holidays: set[date]
) -> None:
    counted = quarter_dates(quarter, start_month)[1] + timedelta(days=due_days)
    due = due_date(quarter, start_month, due_days, holidays)
    assert due.weekday() < 5
    assert due not in holidays
    skipped = [counted + n * DAY for n in range((due - counted).days)]
    assert all(day.weekday() >= 5 or day in holidays for day in skipped)


@pytest.mark.parametrize(
    ("start", "first_due"),
    [
        (date(2026, 1, 1), Quarter(2026, 1)),
        (date(2026, 2, 14), Quarter(2026, 1)),  # 45 days left
        (date(2026, 2, 15), Quarter(2026, 2)),  # 44 days left
        (date(2026, 11, 17), Quarter(2027, 1)),
    ],
)
def test_a_goal_starting_late_in_a_quarter_is_first_due_the_next(
    start: date, first_due: Quarter
) -> None:
    assert first_due_quarter(start) == first_due


def test_the_first_due_quarter_follows_the_fiscal_year() -> None:
    assert first_due_quarter(date(2025, 12, 1), 12) == Quarter(2026, 1)


@pytest.mark.parametrize(
    ("today", "state", "days_late"),
    [
        (date(2026, 2, 1), ReportingState.NOT_DUE, 0),
        (date(2026, 3, 31), ReportingState.NOT_DUE, 0),
        (date(2026, 4, 1), ReportingState.DUE, 0),
        (Q1_DUE, ReportingState.DUE, 0),
        (Q1_DUE + DAY, ReportingState.LATE, 1),
        (date(2026, 5, 1), ReportingState.LATE, 10),
    ],
)
def test_without_a_value_the_calendar_says_where_a_quarter_stands(
    today: date, state: ReportingState, days_late: int
) -> None:
    assert reporting_state(Q1, today) == Reporting(state, Q1_DUE, days_late, False, None, None)


def test_a_quarter_before_the_first_due_one_is_never_late() -> None:
    standing = reporting_state(Q1, date(2026, 12, 1), first_due=Quarter(2026, 2))
    assert (standing.state, standing.days_late) == (ReportingState.NOT_DUE, 0)


def test_a_value_for_a_quarter_not_owed_is_reported_and_not_late() -> None:
    recorded = Recorded(ReportingState.REPORTED, date(2026, 12, 1))
    standing = reporting_state(Q1, date(2026, 12, 1), recorded, first_due=Q1.next())
    assert standing.state is ReportingState.REPORTED
    assert (standing.days_late, standing.entered_late) == (0, False)


@pytest.mark.parametrize(
    "state",
    [
        ReportingState.REPORTED,
        ReportingState.NOT_APPLICABLE,
        ReportingState.UNABLE_TO_ASSESS,
        ReportingState.SOURCE_NOT_PUBLISHED,
    ],
)
@pytest.mark.parametrize("today", [date(2026, 2, 1), date(2026, 4, 2), date(2026, 9, 1)])
def test_what_was_recorded_wins_over_the_calendar(state: ReportingState, today: date) -> None:
    recorded = Recorded(state, date(2026, 2, 1))
    assert reporting_state(Q1, today, recorded).state is state


def test_a_value_entered_in_time_and_not_submitted_is_late_until_submitted() -> None:
    recorded = Recorded(ReportingState.REPORTED, Q1_DUE)
    waiting = reporting_state(Q1, Q1_DUE + 3 * DAY, recorded)
    assert (waiting.days_late, waiting.entered_late) == (3, False)


def test_lateness_stops_at_submission_and_the_wait_for_review_is_apart() -> None:
    submitted = Q1_DUE + 5 * DAY
    recorded = Recorded(ReportingState.REPORTED, Q1_DUE + 4 * DAY, submitted)
    standing = reporting_state(Q1, date(2026, 12, 1), recorded)
    assert (standing.days_late, standing.entered_late) == (5, True)
    assert (standing.recorded_on, standing.submitted_on) == (recorded.recorded_on, submitted)


def test_a_value_entered_after_the_submission_was_late_until_it_was_entered() -> None:
    recorded = Recorded(ReportingState.REPORTED, Q1_DUE + 9 * DAY, submitted_on=Q1_DUE)
    standing = reporting_state(Q1, date(2026, 12, 1), recorded)
    assert (standing.days_late, standing.entered_late) == (9, True)


def test_waiting_for_the_source_is_nobodys_lateness() -> None:
    recorded = Recorded(ReportingState.SOURCE_NOT_PUBLISHED, Q1_DUE + 30 * DAY)
    standing = reporting_state(Q1, Q1_DUE + 90 * DAY, recorded)
    assert (standing.days_late, standing.entered_late) == (0, False)


def test_a_value_is_owed_only_once_its_source_came_out() -> None:
    published = Q1_DUE + 30 * DAY
    recorded = Recorded(
        ReportingState.REPORTED, published + 2 * DAY, published + 3 * DAY, published
    )
    standing = reporting_state(Q1, date(2026, 12, 1), recorded)
    assert (standing.days_late, standing.entered_late) == (3, True)


def test_a_source_that_came_out_early_brings_nothing_forward() -> None:
    recorded = Recorded(ReportingState.REPORTED, Q1_DUE, source_published_on=date(2026, 4, 1))
    assert not reporting_state(Q1, Q1_DUE, recorded).entered_late


@given(
    days,
    st.none()
    | st.builds(
        Recorded, st.sampled_from(ReportingState), days, st.none() | days, st.none() | days
    ),
)
def test_a_value_entered_late_has_days_of_lateness(today: date, recorded: Recorded | None) -> None:
    if recorded:
        today = max(today, recorded.recorded_on)
    standing = reporting_state(Q1, today, recorded)
    assert standing.days_late >= 0
    assert not standing.entered_late or standing.days_late > 0
    if recorded is None:
        assert (standing.state is ReportingState.LATE) == (standing.days_late > 0)


def test_the_jurisdictions_calendar_moves_the_end_and_the_due_date() -> None:
    calendar = ReportingCalendar(7, due_days=10, holidays=frozenset({date(2025, 10, 10)}))
    standing = reporting_state(Q1, date(2025, 10, 14), calendar=calendar)
    assert standing.due_on == date(2025, 10, 13)  # past the Friday off and the weekend
    assert (standing.state, standing.days_late) == (ReportingState.LATE, 1)
    assert reporting_state(Q1, date(2025, 9, 30), calendar=calendar).days_late == 0


def test_today_is_the_date_where_the_jurisdiction_is() -> None:
    moment = datetime(2026, 4, 22, 3, 30, tzinfo=UTC)
    assert local_day(moment, "America/Chicago") == date(2026, 4, 21)
    assert local_day(moment, "Europe/Warsaw") == date(2026, 4, 22)


def test_a_moment_without_a_time_zone_has_no_local_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2026, 4, 22, 3, 30), "America/Chicago")  # noqa: DTZ001


def test_illinois_holidays_hold_national_state_and_observed_days() -> None:
    found = working_holidays([2026, 2027])
    assert date(2026, 1, 19) in found  # Martin Luther King Jr. Day, third Monday of January
    assert date(2026, 2, 12) in found  # Lincoln's birthday, Illinois
    assert date(2026, 7, 3) in found  # Independence Day falls on a Saturday, observed on Friday
    assert {day.year for day in found} == {2026, 2027}


def test_an_unknown_holiday_calendar_is_a_fault_of_the_settings() -> None:
    with pytest.raises(SettingsError) as refused:
        working_holidays([2026], "US", "ZZ")
    assert refused.value.params == {"country": "US", "subdivision": "ZZ"}
