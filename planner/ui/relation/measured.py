"""The left part of a quarter: marks, words and values, and one indicator's lane."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from uuid import UUID

import streamlit as st

from planner.charts.relation import LaneWords, extent_of, falls, lane_frame, lane_spec
from planner.charts.spec import titled
from planner.ui.language import _, quarter_name, say
from planner.ui.picture import picture_title
from planner.ui.standing import (
    reading_number,
    standing_badge,
    standing_text,
    value_text,
)
from planner.ui.text import plain
from planner.ui.voice import quote
from schemas.progress import Reading
from schemas.relation import SideBySideQuarter
from schemas.vocabulary import IndicatorKind


def choose_indicator(quarters: Sequence[SideBySideQuarter]) -> list[Reading]:
    """Return the readings to draw in lanes: of the deciding indicator, or the one picked."""
    lanes: dict[UUID, list[Reading]] = {}
    for reading in _readings(quarters):
        if not reading.kind.is_qualitative:
            lanes.setdefault(reading.indicator_id, []).append(reading)
    if not lanes:
        return []
    deciding = [
        reading.indicator_id
        for reading in quarters[0].standing.readings
        if reading.required and reading.status is quarters[0].standing.status
    ]
    chosen = next((one for one in deciding if one in lanes), next(iter(lanes)))
    if len(lanes) > 1:
        chosen = st.pills(
            _("Indicator in the pictures"),
            list(lanes),
            default=chosen,
            required=True,
            format_func=lambda one: plain(lanes[one][0].indicator_name),
        )
    return lanes[chosen]


def draw_measured(row: SideBySideQuarter, lanes: Sequence[Reading], *, dark: bool) -> None:
    """Draw what was measured in a quarter; `lanes` are all readings of the pictured indicator."""
    st.caption(_("What is measured"))
    for reading in row.standing.readings:
        if reading.kind is not IndicatorKind.CODED_VOICES:
            _draw_reading(reading)
        if reading in lanes:
            _draw_lane(reading, lanes, dark=dark)


def _readings(quarters: Sequence[SideBySideQuarter]) -> Iterator[Reading]:
    return (reading for row in quarters for reading in row.standing.readings)


def _draw_reading(reading: Reading) -> None:
    """Draw mark and word, the value, and the reason where there is none."""
    value = value_text(reading)
    shown = f" **{plain(value)}**" if value else ""
    st.markdown(f"{standing_badge(reading)} {plain(reading.indicator_name)}{shown}")
    if reading.status is not None and reading.why is not None:
        st.caption(plain(say(reading.why)))
    if reading.recorded is not None and reading.recorded.reason:
        quote(reading.recorded.reason, reading.recorded.language)


def _draw_lane(reading: Reading, lanes: Sequence[Reading], *, dark: bool) -> None:
    extent = extent_of(lanes)
    if extent is None:
        return
    st.vega_lite_chart(
        lane_frame(reading, extent, _lane_words(), lambda value: _write(reading, value)),
        titled(
            lane_spec(turned=falls(lanes[0]), dark=dark),
            picture_title(_("❘ start   ◇ planned   ❚ target")),
        ),
        alt=_describe(reading),
    )


def _lane_words() -> LaneWords:
    return LaneWords(
        start=_("Start"),
        point=_("Planned for this quarter"),
        actual=_("Measured"),
        target=_("Target"),
        original_target=_("Original target"),
        low=_("Lowest allowed"),
        high=_("Highest allowed"),
    )


def _describe(reading: Reading) -> str:
    """Return a lane in words: the state first, then every number on it."""
    words = _lane_words()
    named = (
        (words.actual, reading.actual),
        (words.point, reading.point),
        (words.start, reading.baseline),
        (words.target, reading.target),
        (words.original_target, reading.original_target),
        (words.low, reading.low),
        (words.high, reading.high),
    )
    numbers = [f"{name} {_write(reading, value)}" for name, value in named if value is not None]
    quarter = quarter_name(reading.year, reading.quarter)
    return ", ".join([f"{quarter}, {reading.indicator_name}", standing_text(reading), *numbers])


def _write(reading: Reading, value: Decimal) -> str:
    return reading_number(reading, value)
