"""Progress: attainment (a number to show) and status (a judgement with its rule).

A value travels `accumulate` -> `assess` -> `roll_up` -> `count_up`. Numbers come in as Decimal,
are compared as exact fractions and divided once; a missing value never enters either.
"""

from .accumulation import ToDate, accumulate
from .counts import Counted, CountUp, Spread, count_reported, count_up, spread
from .exact import as_decimal, attainment
from .kept import Kept, Settled, keep, settle
from .past import past_points
from .path import Path, Target, original_target, target_in_force
from .plausible import is_unusual
from .point import bounds, point
from .ratio import Pair, Pooled, Value, pool
from .roll_up import GoalStanding, IndicatorResult, roll_up, speaking_state
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
    "Kept",
    "Pair",
    "Path",
    "Pooled",
    "Rule",
    "Settled",
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
    "is_unusual",
    "keep",
    "original_target",
    "past_points",
    "point",
    "pool",
    "roll_up",
    "settle",
    "speaking_state",
    "spread",
    "target_in_force",
]
