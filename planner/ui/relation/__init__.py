"""Side by side: what was measured, what it means together, what people said."""

from .card import draw_cards, draw_head
from .more import Part, choose_part, draw_part
from .sheet import draw_picker
from .together import close_relation_form, draw_together, form_name
from .usual import draw_usual

__all__ = [
    "Part",
    "choose_part",
    "close_relation_form",
    "draw_cards",
    "draw_head",
    "draw_part",
    "draw_picker",
    "draw_together",
    "draw_usual",
    "form_name",
]
