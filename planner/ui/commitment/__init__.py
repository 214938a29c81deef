"""Commitments: you said, we did; how they are told and the form that keeps them."""

from .words import draw_commitments, draw_commitments_on, say_commitments

__all__ = ["draw_commitments", "draw_commitments_on", "say_commitments"]
