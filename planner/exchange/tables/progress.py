"""What was measured, and what sources published for the months between."""

from typing import ClassVar

from schemas.vocabulary import Language, ReportingState

from ..cells import Code, Day, Month, Number, QuarterCell, Text
from .base import Record


class MeasurementRecord(Record):
    """One indicator, one quarter: a value, a ratio, or the reason why there is none."""

    key: ClassVar = ("indicator", "quarter")

    indicator: Code
    quarter: QuarterCell
    state: ReportingState = ReportingState.REPORTED
    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    data_as_of: Day | None = None
    note: Text = ""
    reason: Text = ""
    recorded_on: Day
    recorded_by: Code | None = None
    language: Language = Language.EN


class MonthlyValueRecord(Record):
    """One indicator, one month: a value or a ratio."""

    key: ClassVar = ("indicator", "month")

    indicator: Code
    month: Month
    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
