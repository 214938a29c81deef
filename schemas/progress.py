"""Measurements as they enter, and what they mean as they leave."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from pydantic import model_validator

from .message import Message
from .shape import Measured, QuarterNumber, Shape, Version, Words, Year
from .vocabulary import Accumulation, IndicatorKind, Language, ReportingState, Status


class ProgressIn(Shape):
    """One indicator, one quarter: a value, a ratio, or a state with its reason."""

    id: UUID
    indicator_id: UUID
    year: Year
    quarter: QuarterNumber
    seen_version: Version
    state: ReportingState = ReportingState.REPORTED
    value: Measured | None = None
    numerator: Measured | None = None
    denominator: Measured | None = None
    data_as_of: date | None = None
    note: Words = ""
    reason: Words = ""
    language: Language


class MeasurementRow(Shape):
    """What was recorded."""

    id: UUID
    indicator_id: UUID
    year: int
    quarter: int
    version: int
    state: ReportingState
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    data_as_of: date | None
    note: str
    reason: str
    language: Language
    first_recorded_on: date
    recorded_by: str | None


class Reading(Shape):
    """One indicator in one quarter: what was recorded and what follows from it.

    `actual`, `point`, `baseline` and `target` are to date for sums, in the indicator's unit;
    percents count to 100. `attainment` and `original_attainment` are ratios, 1 is all of it.
    """

    indicator_id: UUID
    indicator_name: str
    language: Language
    kind: IndicatorKind
    unit: str
    decimals: int
    required: bool
    year: int
    quarter: int
    state: ReportingState
    due_on: date | None
    days_late: int = 0
    recorded: MeasurementRow | None = None
    actual: Decimal | None = None
    point: Decimal | None = None
    original_point: Decimal | None = None
    baseline: Decimal | None = None
    target: Decimal | None = None
    original_target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    attainment: Decimal | None = None
    original_attainment: Decimal | None = None
    status: Status | None = None
    why: Message | None = None


class MonthRow(Shape):
    """What a source published for one month, in the indicator's unit; ratios are worked out."""

    month: date
    value: Decimal


class Standing(Shape):
    """Where a goal stands in a quarter: the lowest status among what could be assessed."""

    year: int
    quarter: int
    status: Status | None
    assessed: int
    required: int
    fully_reported: bool
    entered_late: bool
    state: ReportingState
    """What speaks for the goal where no indicator could be assessed."""
    attainment: Decimal | None
    """Of the indicator that gives the goal its status."""
    why: Message
    """What gives the goal its status, or why it has none."""
    says: tuple[Message, ...]
    """How many indicators were assessed, and what is missing."""
    readings: tuple[Reading, ...]

    @model_validator(mode="after")
    def _counts(self) -> "Standing":
        if not 0 <= self.assessed <= self.required:
            message = "assessed indicators are some of the required ones"
            raise ValueError(message)
        return self


class QuarterItem(Shape):
    """One field of the quarter page: the indicator, its goal, the last value and the point.

    `seen` are the values that a new one can be compared with, in the terms it is typed in; ratios
    are worked out times `per`.
    """

    goal_id: UUID
    goal_code: str
    goal_title: str
    goal_language: Language
    numerator_name: str
    denominator_name: str
    accumulation: Accumulation
    per: int
    seen: tuple[Decimal, ...]
    definition: str
    source: str
    levels: tuple[tuple[int, str], ...]
    last: Reading | None
    reading: Reading


class LaterGoal(Shape):
    """A goal that starts so late in a quarter that it is first due in the next one.

    `is_never` says that it is over by then, so that no quarter is due at all.
    """

    goal_id: UUID
    title: str
    language: Language
    year: int
    quarter: int
    is_never: bool


class QuarterSheet(Shape):
    """All that a district records for a quarter, and goals of the plan that start too late in it.

    `next_due_on` is the day on which the quarter after it is due.
    """

    district_id: UUID
    district_number: int
    district_name: str
    year: int
    quarter: int
    fiscal_start_month: int
    due_on: date
    next_due_on: date
    items: tuple[QuarterItem, ...]
    later: tuple[LaterGoal, ...]
    done: int
    late: int
    waiting: int
