"""Themes: what was asked for and which districts answer it, by theme and by district."""

from .by_district import draw_district
from .by_theme import draw_headlines
from .coverage import draw_coverage
from .say import (
    ALL,
    ANYBODY,
    SHOWN,
    WHO,
    draw_filter,
    draw_source,
    filter_headlines,
    say_answer,
)

__all__ = [
    "ALL",
    "ANYBODY",
    "SHOWN",
    "WHO",
    "draw_coverage",
    "draw_district",
    "draw_filter",
    "draw_headlines",
    "draw_source",
    "filter_headlines",
    "say_answer",
]
