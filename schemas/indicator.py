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
    """Baseline and target in force from a quarter; revision 0 is the original."""

    revision: int = 0
    from_year: Year
    from_quarter: QuarterNumber
    baseline: Measured | None = None
    baseline_on: date | None = None
    baseline_source: Line = ""
    target: Measured | None = None
    low: Measured | None = None
    high: Measured | None = None
    margin: Measured | None = None
    straight_line: bool = False
    reason: Words = ""
    agreed_by: Line = ""
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
    from_library: bool = False
    per: int = 100
    decimals: int = 0
    source: Line = ""
    frequency: Frequency | None = None
    continues_id: UUID | None = None
    levels: tuple[RubricLevelIn, ...] = ()
    targets: tuple[TargetIn, ...] = ()
    language: Language


class IndicatorRow(IndicatorIn):
    """An indicator as it stands, with its code and place."""

    code: str
    position: int
