"""The board: all districts in one quarter, in words, as tiles, goal by goal, and as tables."""

from .empty import draw_nothing_fits, draw_nothing_told
from .goals import draw_answer, draw_goals, fitting_goals, goals_of_district
from .head import draw_head
from .map import draw_map
from .place import draw_place
from .strip import draw_strip
from .table import draw_tables
from .view import Choices, View, load_choices, read_view

__all__ = [
    "Choices",
    "View",
    "draw_answer",
    "draw_goals",
    "draw_head",
    "draw_map",
    "draw_nothing_fits",
    "draw_nothing_told",
    "draw_place",
    "draw_strip",
    "draw_tables",
    "fitting_goals",
    "goals_of_district",
    "load_choices",
    "read_view",
]
