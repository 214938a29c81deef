"""Indicators and their targets, as they enter and leave the services."""

from datetime import date
from uuid import UUID

from .shape import Line, Measured, QuarterNumber, Required, Shape, Words, Year
from .vocabulary import Accumulation, Direction, Frequency, IndicatorKind, Language


class QuarterlyTargetIn(Shape):
    """The plan's own point for a quarter."""

    year: Year
    quarter: QuarterNumber
    value: Measured


class TargetIn(Shape):
    """Baseline and target in force from a quarter; revision 0 is the original.

    A percent or rate may say how many out of how many both are: 42 of 60 is a baseline of 70.
    """

    revision: int = 0
    from_year: Year
    from_quarter: QuarterNumber
    baseline: Measured | None = None
    baseline_on: date | None = None
    baseline_source: Line = ""
    baseline_numerator: Measured | None = None
    baseline_denominator: Measured | None = None
    target: Measured | None = None
    target_numerator: Measured | None = None
    target_denominator: Measured | None = None
    low: Measured | None = None
    high: Measured | None = None
    margin: Measured | None = None
    straight_line: bool = False
    reason: Words = ""
    agreed_by: Line = ""
    agreed_on: date | None = None
    path: tuple[QuarterlyTargetIn, ...] = ()


class RubricLevelIn(Shape):
    """One described level of a rubric."""

    level: int
    description: Words


class IndicatorIn(Shape):
    """An indicator as the goal form hands it in, with all its targets, oldest first."""

    id: UUID
    kind: IndicatorKind
    name: Required
    definition: Words = ""
    unit: Line = ""
    numerator: Line = ""
    denominator: Line = ""
    direction: Direction | None = None
    accumulation: Accumulation = Accumulation.LEVEL
    required: bool = True
    library_version_id: UUID | None = None
    """The definition of the library that it is counted by; None for own words."""
    per: int = 100
    decimals: int = 0
    source: Line = ""
    frequency: Frequency | None = None
    continues_id: UUID | None = None
    levels: tuple[RubricLevelIn, ...] = ()
    targets: tuple[TargetIn, ...] = ()
    language: Language

    @property
    def from_library(self) -> bool:
        """Whether it is counted as the library says."""
        return self.library_version_id is not None


class IndicatorRow(IndicatorIn):
    """An indicator as it stands, with its code and place."""

    code: str
    position: int


class Measure(Shape):
    """What an indicator measures: two that agree in all of it may be compared."""

    name: Line
    unit: Line
    kind: IndicatorKind
    accumulation: Accumulation
    per: int
