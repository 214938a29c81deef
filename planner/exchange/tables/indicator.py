"""How goals are measured: indicators, rubric levels, targets and quarterly targets."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from schemas.vocabulary import Accumulation, Direction, Frequency, IndicatorKind, Language

from ..cells import Code, Day, Line, Number, Place, QuarterCell, Text, Whole, YesNo, whole
from .base import Record


class IndicatorRecord(Record):
    """One measure of a goal."""

    key: ClassVar = ("code",)

    code: Code
    goal: Code
    position: Place
    kind: IndicatorKind
    name: Line
    definition: Text = ""
    unit: Line = ""
    numerator: Line = ""
    denominator: Line = ""
    direction: Direction | None = None
    accumulation: Accumulation = Accumulation.LEVEL
    required: YesNo = True
    library: Code | None = None
    library_version: Place = 1
    from_library: YesNo | None = None
    per: Place = 100
    decimals: Annotated[int, BeforeValidator(whole), Field(ge=0, le=6)] = 0
    source: Line = ""
    frequency: Frequency | None = None
    continues: Code | None = None
    language: Language = Language.EN


class RubricLevelRecord(Record):
    """One described level of a rubric."""

    key: ClassVar = ("indicator", "level")

    indicator: Code
    level: Annotated[int, BeforeValidator(whole), Field(ge=1, le=9)]
    description: Text


class TargetRecord(Record):
    """Baseline and target in force from a quarter; revision 0 is the original."""

    key: ClassVar = ("indicator", "revision")

    indicator: Code
    revision: Whole = 0
    from_quarter: QuarterCell
    baseline: Number | None = None
    baseline_on: Day | None = None
    baseline_source: Line = ""
    baseline_numerator: Number | None = None
    baseline_denominator: Number | None = None
    target: Number | None = None
    target_numerator: Number | None = None
    target_denominator: Number | None = None
    low: Number | None = None
    high: Number | None = None
    margin: Number | None = None
    straight_line: YesNo = False
    reason: Text = ""
    agreed_by: Line = ""
    agreed_on: Day | None = None


class QuarterlyTargetRecord(Record):
    """The plan's own point for a quarter."""

    key: ClassVar = ("indicator", "revision", "quarter")

    indicator: Code
    revision: Whole = 0
    quarter: QuarterCell
    value: Number
