"""A goal's or indicator's standing in words: mark, word and colour together."""

from decimal import Decimal

from planner.charts.marks import mark_of
from schemas.board import BoardMark
from schemas.progress import Reading, Standing

from .language import _, number, percent, word


def standing_text(standing: Standing | Reading | BoardMark) -> str:
    """Return mark and word as plain text, for tables and pickers."""
    mark = mark_of(standing.status, standing.state)
    return f"{mark.glyph} {word(standing.status or standing.state)}"


def standing_badge(standing: Standing | Reading | BoardMark) -> str:
    """Return mark and word as coloured Markdown."""
    mark = mark_of(standing.status, standing.state)
    return f":{mark.tint}-badge[{standing_text(standing)}]"


def way_text(standing: Standing | Reading | BoardMark) -> str:
    """Return how much of the asked movement is made, such as “41% of the way”, or nothing."""
    if standing.attainment is None:
        return ""
    return _("{share} of the way", share=percent(standing.attainment))


def with_unit(written: str, unit: str) -> str:
    """Return a written number with its unit; a percent sign stands close."""
    return f"{written}{unit}" if unit == "%" else f"{written} {unit}".strip()


def reading_number(reading: Reading, value: Decimal) -> str:
    """Write a number of a reading with the indicator's digits, or more where it has more."""
    return number(value, max(reading.decimals, -int(value.as_tuple().exponent)))


def value_text(reading: Reading) -> str:
    """Return a reading's value with its unit, as counted where it is a ratio, or nothing."""
    row = reading.recorded
    shown = ""
    if reading.actual is not None:
        shown = with_unit(reading_number(reading, reading.actual), reading.unit)
    if row is None or row.numerator is None or row.denominator is None:
        return shown
    counted = _("{part} of {whole}", part=number(row.numerator), whole=number(row.denominator))
    return f"{shown} ({counted})".strip()
