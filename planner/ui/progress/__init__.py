"""The quarter sheet: a block an indicator, saved field by field, and a bar that counts them."""

from .held import hold_sheet
from .sheet import (
    SHEET_WIDTH,
    draw_bar,
    draw_later,
    draw_nothing,
    draw_open,
    draw_sheet,
    find_titles,
)

__all__ = [
    "SHEET_WIDTH",
    "draw_bar",
    "draw_later",
    "draw_nothing",
    "draw_open",
    "draw_sheet",
    "find_titles",
    "hold_sheet",
]
