"""What a plan answers of what was asked for, and what it leaves out, on the Plan page."""

from .part import draw_coverage

__all__ = ["draw_coverage"]
