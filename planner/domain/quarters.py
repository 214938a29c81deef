"""Quarters of a fiscal year: their days, when they are due, and where a quarter's value stands."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Self
from zoneinfo import ZoneInfo

import holidays as public_holidays

from schemas.errors import N_, RuleError, SettingsError
from schemas.vocabulary import ReportingState

QUARTERS_A_YEAR = 4
MONTHS_A_QUARTER = 3
MONTHS_A_YEAR = 12
DUE_DAYS = 21
"""Days from the end of a quarter to its due date, before moving to a working day."""
SHORTEST_FIRST_QUARTER = 45
"""A goal that starts with fewer days left than this is first due the next quarter."""

# A window wide enough for any plan, so that no date of a quarter can leave the calendar.
_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_WRITTEN = re.compile(r"([0-9]{4})-Q([1-4])")
_SATURDAY = 5


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """One quarter of a fiscal year, which is named by the calendar year it ends in.

    Raises RuleError for a number outside 1 to 4 or a year outside 1900 to 2999.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= QUARTERS_A_YEAR:
            raise RuleError(N_("A quarter is numbered 1 to 4, not {number}."), number=self.number)
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            raise RuleError(
                N_("The year {year} is outside the years a plan can have."), year=self.year
            )

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a quarter as it is printed: '2026-Q3'. Raises RuleError for anything else."""
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise RuleError(N_("“{text}” is not a quarter. Write it like 2026-Q3."), text=text)
        return cls(int(written[1]), int(written[2]))

    def plus(self, quarters: int) -> Self:
        """Return the quarter so many quarters later, or earlier when negative."""
        years, place = divmod(self.number - 1 + quarters, QUARTERS_A_YEAR)
        return type(self)(self.year + years, place + 1)

    def next(self) -> Self:
        """Return the quarter after this one."""
        return self.plus(1)

    def previous(self) -> Self:
        """Return the quarter before this one."""
        return self.plus(-1)


def quarters_of(year: int) -> tuple[Quarter, ...]:
    """Return the four quarters of a fiscal year, in order."""
    return tuple(Quarter(year, number) for number in range(1, QUARTERS_A_YEAR + 1))


@lru_cache(maxsize=4096)
def quarter_dates(quarter: Quarter, fiscal_start_month: int = 1) -> tuple[date, date]:
    """Return the first and the last day of a quarter, both inside it."""
    first = (
        quarter.year * MONTHS_A_YEAR
        + _months_before_named_year(fiscal_start_month)
        + (quarter.number - 1) * MONTHS_A_QUARTER
    )
    return _month_start(first), _month_start(first + MONTHS_A_QUARTER) - timedelta(days=1)


@lru_cache(maxsize=4096)
def quarter_of(day: date, fiscal_start_month: int = 1) -> Quarter:
    """Return the quarter a day lies in."""
    months = (
        day.year * MONTHS_A_YEAR + day.month - 1 - _months_before_named_year(fiscal_start_month)
    )
    year, month = divmod(months, MONTHS_A_YEAR)
    return Quarter(year, month // MONTHS_A_QUARTER + 1)


def due_date(
    quarter: Quarter,
    fiscal_start_month: int = 1,
    due_days: int = DUE_DAYS,
    holidays: Collection[date] = (),
) -> date:
    """Return the day a quarter is due: so many days after its end, or the next working day.

    The holidays must cover the days after the quarter's end, which may lie in the next year.
    """
    _, last = quarter_dates(quarter, fiscal_start_month)
    day = last + timedelta(days=due_days)
    while day.weekday() >= _SATURDAY or day in holidays:
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=4096)
def first_due_quarter(
    start: date, fiscal_start_month: int = 1, shortest: int = SHORTEST_FIRST_QUARTER
) -> Quarter:
    """Return the first quarter a goal reports on.

    Days left are counted as calendars do: the days after the start, up to the quarter's last.
    """
    quarter = quarter_of(start, fiscal_start_month)
    _, last = quarter_dates(quarter, fiscal_start_month)
    return quarter if (last - start).days >= shortest else quarter.next()


@dataclass(frozen=True, slots=True)
class ReportingCalendar:
    """When a jurisdiction's quarters start and fall due; the holidays are days of no work."""

    fiscal_start_month: int = 1
    due_days: int = DUE_DAYS
    holidays: frozenset[date] = frozenset()

    def due_on(self, quarter: Quarter) -> date:
        """Return the day a quarter is due."""
        return due_date(quarter, self.fiscal_start_month, self.due_days, self.holidays)

    def last_day(self, quarter: Quarter) -> date:
        """Return the last day of a quarter."""
        return quarter_dates(quarter, self.fiscal_start_month)[1]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded for a quarter: the state a person gave it, and when.

    `recorded_on` is the day of the first entry, so that a later correction doesn't look late;
    `submitted_on` is None until the quarter was submitted; `source_published_on` is the day the
    source came out, where a person had to wait for it.
    """

    state: ReportingState
    recorded_on: date
    submitted_on: date | None = None
    source_published_on: date | None = None

    def owed_from(self, due_on: date) -> date:
        """Return the later of the due date and the day the source came out."""
        return max(due_on, self.source_published_on or due_on)

    def entered_after(self, due_on: date) -> bool:
        """Say whether the first entry came later than it was owed."""
        return self.recorded_on > self.owed_from(due_on)


@dataclass(frozen=True, slots=True)
class Reporting:
    """Where a quarter's value stands on a given day.

    `days_late` runs from the due date to the submission, or to today before there is one; the
    wait for review is no part of it. `entered_late` flags a value entered after the due date.
    """

    state: ReportingState
    due_on: date
    days_late: int
    entered_late: bool
    recorded_on: date | None
    submitted_on: date | None


def reporting_state(
    quarter: Quarter,
    today: date,
    recorded: Recorded | None = None,
    *,
    first_due: Quarter | None = None,
    calendar: ReportingCalendar | None = None,
) -> Reporting:
    """Say where a quarter's value stands today; what a person recorded wins over the calendar.

    `today` is the date in the jurisdiction's time zone (`local_day`). `first_due` is the goal's
    first quarter: nothing is owed for an earlier one. Waiting for a source is nobody's lateness,
    so lateness counts from the later of the due date and the day the source came out.
    """
    calendar = calendar or ReportingCalendar()
    due_on, last = calendar.due_on(quarter), calendar.last_day(quarter)
    owed = first_due is None or quarter >= first_due
    state = recorded.state if recorded else _calendar_state(today, last, due_on, owed=owed)
    blameless = not owed or state is ReportingState.SOURCE_NOT_PUBLISHED
    return Reporting(
        state=state,
        due_on=due_on,
        days_late=0 if blameless else _days_late(due_on, today, recorded),
        entered_late=not blameless and recorded is not None and recorded.entered_after(due_on),
        recorded_on=recorded.recorded_on if recorded else None,
        submitted_on=recorded.submitted_on if recorded else None,
    )


def local_day(moment: datetime, time_zone: str) -> date:
    """Return the date of a moment in a jurisdiction's time zone, such as 'America/Chicago'.

    Raises ValueError for a moment without a time zone: its day would depend on the server.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone before its local day can be told")
    return moment.astimezone(ZoneInfo(time_zone)).date()


def working_holidays(
    years: Iterable[int], country: str = "US", subdivision: str | None = "IL"
) -> frozenset[date]:
    """Return the public holidays of some calendar years, observed days included.

    Raises SettingsError for a country or subdivision that has no known calendar.
    """
    try:
        days = public_holidays.country_holidays(country, subdiv=subdivision, years=years)
    except NotImplementedError as error:
        raise SettingsError(
            N_("No holiday calendar is known for {country} {subdivision}."),
            country=country,
            subdivision=subdivision or "",
        ) from error
    return frozenset(days)


def _month_start(months: int) -> date:
    """Return the first day of a month counted from January of the year 0."""
    year, month = divmod(months, MONTHS_A_YEAR)
    return date(year, month + 1, 1)


def _months_before_named_year(fiscal_start_month: int) -> int:
    """Return months from January of the named year to the fiscal year's start: 0, or -11 to -1."""
    if not 1 <= fiscal_start_month <= MONTHS_A_YEAR:
        raise RuleError(
            N_("A fiscal year starts in a month from 1 to 12, not {month}."),
            month=fiscal_start_month,
        )
    return 0 if fiscal_start_month == 1 else fiscal_start_month - 1 - MONTHS_A_YEAR


def _calendar_state(today: date, last: date, due_on: date, *, owed: bool) -> ReportingState:
    if not owed or today <= last:
        return ReportingState.NOT_DUE
    return ReportingState.DUE if today <= due_on else ReportingState.LATE


def _days_late(due_on: date, today: date, recorded: Recorded | None) -> int:
    if recorded is None:
        return max(0, (today - due_on).days)
    # A value entered after the submission, such as one sent back, was late until it was entered.
    submitted_on = recorded.submitted_on
    stopped_on = max(submitted_on, recorded.recorded_on) if submitted_on else today
    return max(0, (stopped_on - recorded.owed_from(due_on)).days)
