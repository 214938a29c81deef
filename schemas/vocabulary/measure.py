"""What is measured, and where it stands."""

from enum import StrEnum


class IndicatorKind(StrEnum):
    """What an indicator is made of; the last two are qualitative."""

    COUNT = "count"
    PERCENT = "percent"
    RATE = "rate"
    DURATION = "duration"
    INDEX = "index"
    RUBRIC = "rubric"
    CODED_VOICES = "coded_voices"

    @property
    def is_qualitative(self) -> bool:
        """Whether people's words, not numbers, are the measure."""
        return self in {IndicatorKind.RUBRIC, IndicatorKind.CODED_VOICES}

    @property
    def is_ratio(self) -> bool:
        """Whether values come as a numerator and a denominator."""
        return self in {IndicatorKind.PERCENT, IndicatorKind.RATE}


class Direction(StrEnum):
    """Which way an indicator should go."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN_ABOVE = "maintain_above"
    MAINTAIN_BELOW = "maintain_below"
    IN_RANGE = "in_range"

    @property
    def has_movement(self) -> bool:
        """Whether a movement from baseline to target is asked."""
        return self in {Direction.INCREASE, Direction.DECREASE}


class Accumulation(StrEnum):
    """How quarters of one indicator add up."""

    LEVEL = "level"
    SUM = "sum"
    TO_DATE = "to_date"


class Frequency(StrEnum):
    """How often the source of an indicator reports."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class LibraryState(StrEnum):
    """Where an indicator of the library stands."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    MERGED = "merged"
    RETIRED = "retired"


class ReportingState(StrEnum):
    """Where a quarter's value stands. Zero is a value; missing is never zero."""

    NOT_DUE = "not_due"
    DUE = "due"
    LATE = "late"
    SOURCE_NOT_PUBLISHED = "source_not_published"
    REPORTED = "reported"
    NOT_APPLICABLE = "not_applicable"
    UNABLE_TO_ASSESS = "unable_to_assess"


RECORDABLE_STATES = (
    ReportingState.REPORTED,
    ReportingState.SOURCE_NOT_PUBLISHED,
    ReportingState.NOT_APPLICABLE,
    ReportingState.UNABLE_TO_ASSESS,
)
"""States a person records; the others follow from the calendar."""


class Status(StrEnum):
    """How a value compares with the point where the plan says we should be."""

    WORSE_THAN_BASELINE = "worse_than_baseline"
    OFF_TRACK = "off_track"
    AT_RISK = "at_risk"
    ON_TRACK = "on_track"
    REACHED = "reached"
    MET = "met"
    NOT_MET = "not_met"


STATUS_ORDER = (
    Status.WORSE_THAN_BASELINE,
    Status.NOT_MET,
    Status.OFF_TRACK,
    Status.AT_RISK,
    Status.ON_TRACK,
    Status.REACHED,
    Status.MET,
)
"""From what needs attention most to what needs it least."""


class Ambition(StrEnum):
    """How the change that a target asks for compares with what the indicator did before."""

    NOT_JUDGED = "not_judged"
    NO_CHANGE = "no_change"
    USUAL = "usual"
    SEEN = "seen"
    UNSEEN = "unseen"


class HintKind(StrEnum):
    """What a hint on a goal's words is about."""

    NO_NUMBER = "no_number"
    VAGUE_VERB = "vague_verb"
    TWO_GOALS = "two_goals"
    COUNTS_ACTIVITY = "counts_activity"
    OTHER_YEAR = "other_year"
    OTHER_TARGET = "other_target"
    VAGUE_CHECK = "vague_check"
