"""A lane a quarter: from where to where an indicator should go, where it should be, and is."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple

import altair as alt
import pandas as pd

from schemas.progress import Reading

from .spec import STATE_SHAPES, state_colours, without_data

LANE_COLUMNS = ["role", "value", "until", "label", "side", "what", "state"]
HEIGHT = 124
"""Height of a lane in pixels: title, the value, the marks, and the labels of both ends below."""

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
    reading: Reading, extent: Extent, words: LaneWords, write: Callable[[Decimal], str]
) -> pd.DataFrame:
    """Return the rows of one lane, in the indicator's unit; what has no value has no row.

    `write` writes a number as the reader's language does.
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
    frame = pd.DataFrame(rows, columns=LANE_COLUMNS)
    frame[["value", "until"]] = frame[["value", "until"]].astype(float)
    return frame


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
    ink, line = ("#e5e9ee", "#6b7685") if dark else ("#1f2933", "#8a94a1")
    base = alt.Chart().encode(
        x=alt.X(
            "value:Q",
            axis=None,
            scale=alt.Scale(zero=False, nice=False, padding=40, reverse=turned),
        ),
        tooltip=[alt.Tooltip("what:N", title=" "), alt.Tooltip("label:N", title="  ")],
    )

    def role(name: str) -> alt.Chart:
        chosen: alt.Chart = base.transform_filter(f"datum.role == '{name}'")
        return chosen

    def end(side: str, align: Literal["left", "right"]) -> alt.Chart:
        chosen: alt.Chart = base.transform_filter(f"datum.side == '{side}'")
        text: alt.Chart = chosen.mark_text(align=align, dy=26, color=ink).encode(text="label:N")
        return text

    actual = role("actual")
    return without_data(
        alt.layer(
            role("track").mark_rule(strokeWidth=1, color=line).encode(x2="until:Q"),
            role("way").mark_rule(strokeWidth=5, color=line).encode(x2="until:Q"),
            role("start").mark_tick(thickness=2, size=22, color=ink),
            role("target").mark_tick(thickness=5, size=30, color=ink),
            role("original").mark_tick(thickness=2, size=30, color=line),
            role("point").mark_point(
                shape="diamond", size=150, filled=False, strokeWidth=2, color=ink, opacity=1
            ),
            actual.mark_point(filled=True, size=190, opacity=1).encode(
                shape=alt.Shape("state:N", scale=STATE_SHAPES, legend=None),
                color=alt.Color("state:N", scale=state_colours(dark=dark), legend=None),
            ),
            actual.mark_text(dy=-22, fontWeight="bold", color=ink).encode(text="label:N"),
            end("left", "right"),
            end("right", "left"),
        )
        .properties(height=HEIGHT)
        # The chart has its own words; marks without data would be names of nothing.
        .configure_mark(aria=False)
    )
