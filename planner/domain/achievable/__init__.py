"""How much a target asks for, beside what the same indicator did before, here and elsewhere.

A change is read over as long a time as the goal has: a fall asked within two quarters is compared
with falls within two quarters. Changes are shares of where they began; percentage points where
the values are percentages; and plain amounts where one began at zero, which has no share.
"""

from .change import Asked, Judged, judge, largest_change
from .history import Footing, History, history_of, history_of_months
from .say import say_achievable

__all__ = [
    "Asked",
    "Footing",
    "History",
    "Judged",
    "history_of",
    "history_of_months",
    "judge",
    "largest_change",
    "say_achievable",
]
