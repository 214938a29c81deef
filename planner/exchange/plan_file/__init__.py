"""A plan as a file that people fill in: a workbook, or the district's own form in Word."""

from .cells import nearest, plain_text
from .document import read_document
from .notes import Notes
from .template import Names, make_template
from .workbook import read_workbook

__all__ = [
    "Names",
    "Notes",
    "make_template",
    "nearest",
    "plain_text",
    "read_document",
    "read_workbook",
]
