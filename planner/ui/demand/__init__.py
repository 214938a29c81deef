"""Demands: what came of one, and those from a district's own conversations."""

from .came import draw_came, draw_way_back
from .local import draw_local

__all__ = ["draw_came", "draw_local", "draw_way_back"]
