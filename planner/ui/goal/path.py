"""An indicator's path over the quarters: as a picture, in words, and as a table."""

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from planner.charts.progress import (
    SMALL,
    PathWords,
    Size,
    path_frame,
    path_spec,
    start_of,
    title_lines,
)
from planner.charts.spec import titled
from schemas.indicator import IndicatorRow
from schemas.progress import MonthRow, Reading

from ..language import _, number, quarter_name
from ..picture import picture_title
from ..standing import reading_cells, reading_number, standing_text, value_text


def draw_path(
    indicator: IndicatorRow,
    readings: Sequence[Reading],
    months: Sequence[MonthRow] = (),
    *,
    size: Size = SMALL,
    fiscal_start_month: int = 1,
) -> None:
    """Draw an indicator's path; `readings` are its own, the earliest quarter first."""
    spec = path_spec(size, dark=st.context.theme.type == "dark")
    st.vega_lite_chart(
        path_frame(indicator, readings, _words(readings), months, fiscal_start_month),
        titled(spec, title_lines(picture_title(indicator.name))),
        alt=describe_path(indicator, readings),
    )


def readings_of(indicator: IndicatorRow, readings: Sequence[Reading]) -> list[Reading]:
    """Return an indicator's own readings."""
    return [reading for reading in readings if reading.indicator_id == indicator.id]


def describe_path(indicator: IndicatorRow, readings: Sequence[Reading]) -> str:
    """Return a path in words: where it starts, each quarter, where it should end."""
    start = start_of(indicator)
    last = readings[-1].target if readings else None
    parts = [
        indicator.name,
        *([_("Start: {told}", told=number(start))] if start is not None else []),
        *map(_quarter_in_words, readings),
        *([_("Target: {told}", told=number(last))] if last is not None else []),
    ]
    return "; ".join(parts)


def path_rows(indicator: IndicatorRow, readings: Sequence[Reading]) -> list[dict[str, str]]:
    """Return a path as the rows of a table, a quarter each."""
    start = start_of(indicator)
    return [reading_cells(reading, start) for reading in readings]


def _quarter_in_words(reading: Reading) -> str:
    point = reading.point
    parts = [
        quarter_name(reading.year, reading.quarter),
        standing_text(reading),
        value_text(reading),
        *([_("planned {point}", point=number(point))] if point is not None else []),
    ]
    return " ".join(filter(None, parts))


def _words(readings: Sequence[Reading]) -> PathWords:
    def write(value: Decimal) -> str:
        return reading_number(readings[0], value) if readings else number(value)

    return PathWords(
        start=_("Start"),
        plan=_("Planned for this quarter"),
        original_plan=_("Planned at first"),
        actual=_("Measured"),
        target=_("Target"),
        original_target=_("Original target"),
        low=_("Lowest allowed"),
        high=_("Highest allowed"),
        month=_("Month"),
        write=write,
        state=standing_text,
    )
