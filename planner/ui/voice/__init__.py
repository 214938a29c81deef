"""Voices: how people's words are drawn, and the form that enters them."""

from .words import (
    ALL,
    NEW,
    SHOWN,
    draw_buttons,
    draw_filter,
    draw_no_voices,
    draw_voice,
    draw_words,
    leaf,
    quote,
    say_count,
    say_valences,
    say_voices,
    say_withheld,
    valence_word,
    waits,
)

__all__ = [
    "ALL",
    "NEW",
    "SHOWN",
    "draw_buttons",
    "draw_filter",
    "draw_no_voices",
    "draw_voice",
    "draw_words",
    "leaf",
    "quote",
    "say_count",
    "say_valences",
    "say_voices",
    "say_withheld",
    "valence_word",
    "waits",
]
