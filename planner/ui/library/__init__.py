"""The library of indicators on screen: found, read, proposed and kept in order."""

from .decide import draw_decisions
from .demand import draw_measured_by
from .entry import draw_entry
from .find import draw_library
from .form import NEW
from .writing import demands_of, keep_entry, propose, show_proposal

__all__ = [
    "NEW",
    "demands_of",
    "draw_decisions",
    "draw_entry",
    "draw_library",
    "draw_measured_by",
    "keep_entry",
    "propose",
    "show_proposal",
]
