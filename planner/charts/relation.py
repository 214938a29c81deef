"""A lane a quarter: from where to where an indicator should go, where it should be, and is."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple

import altair as alt
import pandas as pd

from schemas.progress import Reading

from .spec import STATE_SHAPES, state_colours, tones, without_data

LANE_COLUMNS = ["role", "value", "until", "label", "side", "what", "state"]
HEIGHT = 56
"""Height of a lane, and of the bar of voices beside it, in pixels, with the title."""

PADDING = {"left": 2, "right": 2, "top": 0, "bottom": 0}

_MIDDLE = 13
"""From the top of a lane to its marks, in pixels."""
_BELOW = 17
"""From the marks to the middle of the numbers below them, in pixels."""
_EDGE = 34
"""Room for a number beyond each end of the lane, in pixels."""

Extent = tuple[Decimal, Decimal]
Row = dict[str, object]


class LaneWords(NamedTuple):
    """What each mark of a lane is called, in the reader's language."""

    start: str
    point: str
    actual: str
    target: str
    original_target: str
    low: str
    high: str


def table_of(
    rows: Sequence[Row], columns: Sequence[str], *, numbers: Collection[str]
) -> pd.DataFrame:
    """Return rows as a frame, column by column; a missing number is not a number, never zero."""

    def read(row: Row, column: str) -> object:
        value = row.get(column)
        return value if column not in numbers else math.nan if value is None else float(str(value))

    return pd.DataFrame({column: [read(row, column) for row in rows] for column in columns})


def extent_of(readings: Iterable[Reading]) -> Extent | None:
    """Return the lowest and highest number of all lanes, so that they can be read as one."""
    numbers = [
        number
        for one in readings
        for number in (
            one.actual,
            one.point,
            one.baseline,
            one.target,
            one.original_target,
            one.low,
            one.high,
        )
        if number is not None
    ]
    return (min(numbers), max(numbers)) if numbers else None


def lane_frame(
    reading: Reading, extent: Extent, words: LaneWords, write: Callable[[Decimal], str], state: str
) -> pd.DataFrame:
    """Return the rows of one lane, in the indicator's unit; what has no value has no row.

    `write` writes a number as the reader's language does. `state` words a missing value: it
    stands below the lane, where no value can.
    """
    rows = [
        {"role": "track", "value": extent[0], "until": extent[1]},
        *_ends(reading, words),
        *_marks(reading, words),
    ]
    for row in rows:
        value = row["value"]
        if isinstance(value, Decimal) and "what" in row:
            row["label"] = write(value)
    if reading.actual is None:
        rows.append({"role": "state", "label": state, "state": reading.state.value})
    return table_of(rows, LANE_COLUMNS, numbers={"value", "until"})


def falls(reading: Reading) -> bool:
    """Say whether the way goes down; its lane is turned round, so that right is always better."""
    return (
        reading.baseline is not None
        and reading.target is not None
        and reading.target < reading.baseline
    )


def _ends(reading: Reading, words: LaneWords) -> Iterator[Row]:
    """Yield where the way begins and ends, or the bounds of the range, from left to right."""
    start = ("start", reading.baseline, words.start)
    target = ("target", reading.target, words.target)
    bounds = (("target", reading.low, words.low), ("target", reading.high, words.high))
    placed = [
        (value, role, what) for role, value, what in (start, target, *bounds) if value is not None
    ]
    if len(placed) > 1:
        yield {"role": "way", "value": min(placed)[0], "until": max(placed)[0]}
    in_turn = sorted(placed, reverse=falls(reading))
    for place, (value, role, what) in enumerate(in_turn):
        yield {"role": role, "value": value, "what": what, "side": "right" if place else "left"}


def _marks(reading: Reading, words: LaneWords) -> Iterator[Row]:
    if reading.original_target is not None and reading.original_target != reading.target:
        yield {"role": "original", "value": reading.original_target, "what": words.original_target}
    if reading.point is not None:
        yield {"role": "point", "value": reading.point, "what": words.point}
    if reading.actual is not None:
        state = (reading.status or reading.state).value
        yield {"role": "actual", "value": reading.actual, "what": words.actual, "state": state}


@cache
def lane_spec(*, turned: bool = False, dark: bool = False) -> dict[str, Any]:
    """Return a lane without its data; a quarter without a value has no mark on it.

    A turned lane has its high numbers on the left.
    """
    tone = tones(dark=dark)
    scale = alt.Scale(zero=False, nice=False, padding=_EDGE, reverse=turned)
    base = alt.Chart().encode(
        x=alt.X("value:Q", axis=None, scale=scale),
        y=alt.value(_MIDDLE),
        tooltip=[alt.Tooltip("what:N", title=" "), alt.Tooltip("label:N", title="  ")],
    )

    def role(name: str) -> alt.Chart:
        chosen: alt.Chart = base.transform_filter(f"datum.role == '{name}'")
        return chosen

    def end(side: str, align: Literal["left", "right"]) -> alt.Chart:
        chosen: alt.Chart = base.transform_filter(f"datum.side == '{side}'")
        text: alt.Chart = chosen.mark_text(align=align, dy=_BELOW, color=tone.ink)
        return text.encode(text="label:N")

    def mark(chart: alt.Chart, size: int) -> alt.Chart:
        drawn: alt.Chart = chart.mark_point(filled=True, size=size, opacity=1)
        return drawn.encode(
            shape=alt.Shape("state:N", scale=STATE_SHAPES, legend=None),
            color=alt.Color("state:N", scale=state_colours(dark=dark), legend=None),
        )

    rule: dict[str, Any] = {"color": tone.line}
    tick: dict[str, Any] = {"color": tone.ink}
    below: dict[str, Any] = {
        "x": alt.value(alt.expr("width / 2")),
        "y": alt.value(_MIDDLE + _BELOW),
    }
    return without_data(
        alt.layer(
            role("track").mark_rule(strokeWidth=1, **rule).encode(x2="until:Q"),
            role("way").mark_rule(strokeWidth=6, **rule).encode(x2="until:Q"),
            role("start").mark_tick(thickness=2, size=20, **tick),
            role("target").mark_tick(thickness=5, size=24, **tick),
            role("original").mark_tick(thickness=2, size=24, color=tone.quiet),
            mark(role("actual"), size=200),
            role("point").mark_point(
                shape="diamond", size=150, filled=False, strokeWidth=2, opacity=1, **tick
            ),
            mark(role("state").encode(**below), size=110),
            role("state")
            .encode(**below, text="label:N")
            .mark_text(align="left", dx=12, color=tone.ink),
            end("left", "right"),
            end("right", "left"),
        ).properties(height=HEIGHT, padding=PADDING),
        dark=dark,
    )
