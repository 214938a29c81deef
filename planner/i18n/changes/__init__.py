"""The history as people read it: kinds of things, what was done, and the fields of things.

A field that has no word here is never shown, so that nothing leaks that nobody thought of.
"""

from .fields import enum_of, field_word
from .kinds import DONE, FILTERS, KINDS, TAKEN

__all__ = ["DONE", "FILTERS", "KINDS", "TAKEN", "enum_of", "field_word"]
