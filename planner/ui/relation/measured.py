"""The left part of a quarter: where it stands, the value, and the pictured indicator's lane."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import streamlit as st

from planner.charts.relation import Extent, LaneWords, extent_of, falls, lane_frame, lane_spec
from planner.charts.spec import titled
from planner.ui.choice import asked, choose
from planner.ui.language import _, listed, number, quarter_name, word
from planner.ui.picture import picture_title
from planner.ui.standing import (
    counts_text,
    reading_number,
    standing_badge,
    standing_text,
    way_text,
    with_unit,
)
from planner.ui.text import plain, shorten
from planner.ui.voice import quote
from schemas.indicator import IndicatorRow
from schemas.progress import Reading
from schemas.relation import SideBySideQuarter, SideBySideRow
from schemas.vocabulary import Accumulation, IndicatorKind

_SEPARATOR = " · "
_FEW_CASES = 20
"""A percentage of fewer cases than this is also shown as counted."""
_LONGEST = 110
"""Letters of a reason or of a level's description."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The indicator that is drawn, and the one scale that all its quarters share."""

    indicator: IndicatorRow
    extent: Extent | None
    turned: bool


def pictured(sheet: SideBySideRow) -> Picture | None:
    """Return the indicator the address asks for, else the deciding one; None without any."""
    drawn = _drawn(sheet)
    if not drawn:
        return None
    chosen = drawn.get(asked("indicator")) or _deciding(sheet.quarters, drawn)
    readings = [one for row in sheet.quarters if (one := _reading_of(row, chosen.id))]
    turned = any(falls(one) for one in readings)
    return Picture(chosen, extent_of(readings), turned)


def offer_indicators(sheet: SideBySideRow, picture: Picture) -> None:
    """Offer the goal's indicators where there are several; the address carries the code."""
    drawn = _drawn(sheet)
    if len(drawn) > 1:
        choose(
            _("Indicator in the pictures"),
            "indicator",
            list(drawn),
            picture.indicator.code,
            lambda code: drawn[code].name,
            quiet=True,
        )


def _drawn(sheet: SideBySideRow) -> Mapping[str, IndicatorRow]:
    return {
        one.code: one for one in sheet.goal.indicators if one.kind is not IndicatorKind.CODED_VOICES
    }


def _deciding(
    quarters: Sequence[SideBySideQuarter], drawn: Mapping[str, IndicatorRow]
) -> IndicatorRow:
    """Return the indicator that last gave the goal its status, or else its first."""
    by_id = {one.id: one for one in drawn.values()}
    deciding = (
        by_id[reading.indicator_id]
        for row in quarters
        for reading in row.standing.readings
        if reading.required
        and reading.status is not None
        and reading.status is row.standing.status
        and reading.indicator_id in by_id
    )
    return next(deciding, next(iter(drawn.values())))


def _reading_of(row: SideBySideQuarter, indicator_id: UUID) -> Reading | None:
    return next((one for one in row.standing.readings if one.indicator_id == indicator_id), None)


def draw_measured(
    row: SideBySideQuarter,
    picture: Picture | None,
    indicators: Sequence[IndicatorRow],
    *,
    dark: bool,
) -> None:
    """Draw what was measured in a quarter: the pictured indicator with its lane, then the rest."""
    by_id = {one.id: one for one in indicators}
    st.markdown(f"#### {plain(quarter_name(row.year, row.quarter))} {standing_badge(row.standing)}")
    others = [
        reading
        for reading in row.standing.readings
        if reading.kind is not IndicatorKind.CODED_VOICES
        and (picture is None or reading.indicator_id != picture.indicator.id)
    ]
    reading = _reading_of(row, picture.indicator.id) if picture else None
    if picture is None or reading is None:
        st.caption(_("Nothing is measured by numbers."))
        return
    own_mark = standing_text(reading) != standing_text(row.standing)
    if said := _say_value(reading, picture.indicator, own_mark=own_mark):
        st.markdown(said)
    _draw_words(reading, picture.indicator)
    _draw_lane(reading, picture, dark=dark)
    if others:
        lines = [_say_other(one, by_id[one.indicator_id]) for one in others]
        st.caption("  \n".join(map(plain, lines)))


def _say_value(reading: Reading, indicator: IndicatorRow, *, own_mark: bool) -> str:
    """Return the value as Markdown, and smaller its own mark, the plan's point, and the way made.

    `own_mark` says that the goal's mark above speaks of more than this indicator.
    """
    beside = [standing_text(reading)] if own_mark else []
    if reading.point is not None:
        planned = reading_number(reading, reading.point)
        beside.append(_("◇ planned {value}", value=with_unit(planned, _near(reading))))
    if way := way_text(reading):
        beside.append(way)
    value = value_words(reading, indicator)
    parts = [f"**{plain(value)}**"] if value else []
    if beside:
        parts.append(f":small[{plain(_SEPARATOR.join(beside))}]")
    return " ".join(parts)


def value_words(reading: Reading, indicator: IndicatorRow) -> str:
    """Return a reading's value with its unit; sums say that they are to date, small ratios more."""
    if reading.actual is None:
        return ""
    if reading.kind is IndicatorKind.RUBRIC:
        return _("level {number}", number=reading_number(reading, reading.actual))
    shown = with_unit(reading_number(reading, reading.actual), reading.unit)
    if indicator.accumulation is not Accumulation.LEVEL:
        return _("{value} so far", value=shown)
    row = reading.recorded
    few = row is not None and row.denominator is not None and row.denominator < _FEW_CASES
    counted = counts_text(reading) if few else ""
    return f"{shown} ({counted})" if counted else shown


def write_amount(indicator: IndicatorRow, value: Decimal | None) -> str:
    """Write a number of an indicator with its digits, or more where it has more, and its unit."""
    if value is None:
        return ""
    digits = max(indicator.decimals, -int(value.normalize().as_tuple().exponent))
    return with_unit(number(value, digits), indicator.unit)


def _near(reading: Reading) -> str:
    """Return the unit where it stands close to its number; the value beside it says the rest."""
    return reading.unit if reading.unit == "%" or reading.actual is None else ""


def _draw_words(reading: Reading, indicator: IndicatorRow) -> None:
    """Draw why there is no value, or what the level of a rubric means."""
    if reading.recorded is not None and reading.recorded.reason:
        quote(shorten(reading.recorded.reason, _LONGEST), reading.recorded.language)
    for level in indicator.levels:
        if level.level == reading.actual:
            st.caption(plain(shorten(level.description, _LONGEST)))


def _say_other(reading: Reading, indicator: IndicatorRow) -> str:
    value = value_words(reading, indicator)
    parts = [standing_text(reading), *([value] if value else []), reading.indicator_name]
    return _SEPARATOR.join(parts)


def _draw_lane(reading: Reading, picture: Picture, *, dark: bool) -> None:
    if picture.extent is None:
        return
    words = _lane_words()
    marks = [_("❘ start"), _("❚ target")]
    if reading.original_target is not None and reading.original_target != reading.target:
        marks.append(_("¦ first target"))
    st.vega_lite_chart(
        lane_frame(
            reading,
            picture.extent,
            words,
            lambda value: reading_number(reading, value),
            word(reading.state),
        ),
        titled(lane_spec(turned=picture.turned, dark=dark), picture_title("   ".join(marks))),
        alt=_describe(reading, words),
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


def _describe(reading: Reading, words: LaneWords) -> str:
    """Return a lane in words: the state first, then every number on it."""
    named: tuple[tuple[str, Decimal | None], ...] = (
        (words.actual, reading.actual),
        (words.point, reading.point),
        (words.start, reading.baseline),
        (words.target, reading.target),
        (words.original_target, reading.original_target),
        (words.low, reading.low),
        (words.high, reading.high),
    )
    numbers = [
        f"{name} {reading_number(reading, value)}" for name, value in named if value is not None
    ]
    quarter = quarter_name(reading.year, reading.quarter)
    return listed([f"{quarter}, {reading.indicator_name}", standing_text(reading), *numbers])
