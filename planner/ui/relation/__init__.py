"""Side by side: what was measured, what it means together, what people said."""

from .heard import draw_heard
from .measured import choose_indicator, draw_measured
from .sheet import draw_goal, draw_picker, draw_table, draw_why, say_latest
from .together import close_relation_form, draw_together, form_name

__all__ = [
    "choose_indicator",
    "close_relation_form",
    "draw_goal",
    "draw_heard",
    "draw_measured",
    "draw_picker",
    "draw_table",
    "draw_together",
    "draw_why",
    "form_name",
    "say_latest",
]
