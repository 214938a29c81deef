"""A goal's or indicator's standing in words: mark, word and colour together."""

from decimal import Decimal

from planner.charts.marks import mark_of
from schemas.board import BoardMark
from schemas.progress import Reading, Standing
from schemas.vocabulary import IndicatorKind

from .language import _, number, percent, quarter_name, word

POWERS = 7
"""Powers of ten that a ratio can be counted by: per one up to per million."""


def standing_text(standing: Standing | Reading | BoardMark) -> str:
    """Return mark and word as plain text, for tables and pickers."""
    mark = mark_of(standing.status, standing.state)
    return f"{mark.glyph} {word(standing.status or standing.state)}"


def standing_badge(standing: Standing | Reading | BoardMark) -> str:
    """Return mark and word as coloured Markdown."""
    mark = mark_of(standing.status, standing.state)
    return f":{mark.tint}-badge[{standing_text(standing)}]"


def way_text(standing: Standing | Reading | BoardMark) -> str:
    """Return how much of the asked movement is made, such as “41% of the way”, or nothing.

    Of what moved away from its target, it says how far the wrong way.
    """
    made = standing.attainment
    if made is None:
        return ""
    if goes_wrong(made):
        return _("{share} the wrong way", share=percent(-made))
    # What rounds to nothing is written without a sign.
    return _("{share} of the way", share=percent(abs(made)))


def goes_wrong(made: Decimal) -> bool:
    """Say whether a part of the way, 1 is all of it, leads at least a percent away from it."""
    return round(made, 2) < 0


def with_unit(written: str, unit: str) -> str:
    """Return a written number with its unit; a percent sign stands close."""
    return f"{written}{unit}" if unit == "%" else f"{written} {unit}".strip()


def reading_number(reading: Reading, value: Decimal) -> str:
    """Write a number of a reading with the indicator's digits, or more where it has more."""
    return number(value, _places(reading, value))


def _places(reading: Reading, value: Decimal) -> int:
    return max(reading.decimals, -int(value.as_tuple().exponent))


def reading_cells(reading: Reading, start: Decimal | None) -> dict[str, str]:
    """Return what is known of a reading as the cells of a table's row, in the order of reading."""

    def write(value: Decimal | None) -> str:
        return "" if value is None else reading_number(reading, value)

    return {
        _("Quarter"): quarter_name(reading.year, reading.quarter),
        _("Where it stands"): standing_text(reading),
        _("Measured"): value_text(reading),
        _("Planned for this quarter"): write(reading.point),
        _("Start"): write(start),
        _("Target"): write(reading.target),
        _("Original target"): write(reading.original_target),
        _("Lowest allowed"): write(reading.low),
        _("Highest allowed"): write(reading.high),
    }


def value_text(reading: Reading) -> str:
    """Return a reading's value with its unit, as counted where that gives it, or nothing."""
    counted = counts_text(reading)
    if reading.actual is None:
        return counted
    written = reading_number(reading, reading.actual)
    if reading.kind is IndicatorKind.RUBRIC:
        return _("level {number}", number=written)
    shown = with_unit(written, reading.unit)
    return f"{shown} ({counted})" if counted else shown


def counts_text(reading: Reading) -> str:
    """Return the counts of a quarter, such as “7 of 12”, unless the value has others behind it.

    A value that is pooled over several quarters has counts that no quarter recorded.
    """
    row, actual = reading.recorded, reading.actual
    if row is None or row.numerator is None or row.denominator is None:
        return ""
    if actual is not None and not _gives(row.numerator, row.denominator, reading, actual):
        return ""
    return _("{part} of {whole}", part=number(row.numerator), whole=number(row.denominator))


def _gives(part: Decimal, whole: Decimal, reading: Reading, actual: Decimal) -> bool:
    """Say whether counts give a value, which is per 100, per 1,000 or another power of ten."""
    if not whole:
        return False
    shares = ((part / whole).scaleb(power) for power in range(POWERS))
    return any(round(share, _places(reading, actual)) == actual for share in shares)
