"""Voices: how people's words are drawn, and the form that enters them."""

from planner.ui.translated import quote

from .words import (
    draw_voice,
    draw_words,
    leaf_through,
    say_count,
    say_voices,
    say_withheld,
    valence_word,
    waits,
)

__all__ = [
    "draw_voice",
    "draw_words",
    "leaf_through",
    "quote",
    "say_count",
    "say_voices",
    "say_withheld",
    "valence_word",
    "waits",
]
