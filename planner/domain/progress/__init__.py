"""Progress: attainment (a number to show) and status (a judgement with its rule).

A value travels `accumulate` -> `assess` -> `roll_up` -> `count_up`. Numbers come in as Decimal,
are compared as exact fractions and divided once; a missing value never enters either.
"""

from .accumulation import ToDate, accumulate
from .counts import Counted, CountUp, Spread, count_reported, count_up, spread
from .exact import as_decimal, attainment
from .path import Path, Target, original_target, target_in_force
from .point import bounds, point
from .ratio import Pair, Pooled, Value, pool
from .roll_up import GoalStanding, IndicatorResult, roll_up
from .status import VOICES, Assessment, CodedVoices, Thresholds, assess
from .why import Rule

__all__ = [
    "VOICES",
    "Assessment",
    "CodedVoices",
    "CountUp",
    "Counted",
    "GoalStanding",
    "IndicatorResult",
    "Pair",
    "Path",
    "Pooled",
    "Rule",
    "Spread",
    "Target",
    "Thresholds",
    "ToDate",
    "Value",
    "accumulate",
    "as_decimal",
    "assess",
    "attainment",
    "bounds",
    "count_reported",
    "count_up",
    "original_target",
    "point",
    "pool",
    "roll_up",
    "spread",
    "target_in_force",
]
