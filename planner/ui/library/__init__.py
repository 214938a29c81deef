"""The library of indicators on screen: found, read, proposed and kept in order."""

from .decide import draw_decisions
from .demand import draw_measured_by
from .entry import draw_entry, draw_way_back
from .find import draw_library
from .form import NEW, close_library_form, draw_keep_form, draw_proposal_form

__all__ = [
    "NEW",
    "close_library_form",
    "draw_decisions",
    "draw_entry",
    "draw_keep_form",
    "draw_library",
    "draw_measured_by",
    "draw_proposal_form",
    "draw_way_back",
]
