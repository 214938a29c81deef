"""The path of one indicator: from where it starts, where the plan wants it, where it was.

Values stand in the upper part. A quarter without a value has its mark in a row of its own below
them, so that no state can be mistaken for a number.
"""

import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple

import altair as alt
import pandas as pd

from planner.domain.quarters import MONTHS_A_QUARTER, MONTHS_A_YEAR, Quarter, quarter_dates
from schemas.indicator import IndicatorRow
from schemas.progress import MonthRow, Reading
from schemas.vocabulary import Accumulation

from .spec import STATE_SHAPES, state_colours, tones, without_data

LETTERS = 50
"""Letters in a line of a title."""
PATH_COLUMNS = ["role", "at", "value", "label", "what", "state", "run"]
Row = dict[str, object]
Align = Literal["left", "center", "right"]


class PathWords(NamedTuple):
    """What each part of the picture is called, and how numbers and states are written.

    All in the reader's language.
    """

    start: str
    plan: str
    original_plan: str
    actual: str
    target: str
    original_target: str
    low: str
    high: str
    month: str
    write: Callable[[Decimal], str]
    state: Callable[[Reading], str]


class Size(NamedTuple):
    """How large the picture is drawn, in pixels: its height and the room around the values."""

    height: int
    above: int
    below: int
    side: int
    marks: int
    letters: int
    history: bool
    """Whether months and what was planned at first are drawn, too."""


SMALL = Size(height=158, above=18, below=46, side=44, marks=70, letters=11, history=False)
LARGE = Size(height=340, above=34, below=64, side=70, marks=180, letters=14, history=True)


def path_frame(
    indicator: IndicatorRow,
    readings: Sequence[Reading],
    words: PathWords,
    months: Sequence[MonthRow] = (),
    fiscal_start_month: int = 1,
) -> pd.DataFrame:
    """Return the rows of the picture, in the indicator's unit; what has no value has no row.

    `readings` are the indicator's, a quarter each, the earliest first. The start stands at 0, the
    quarters at 1, 2 and so on; a month stands within its quarter, but where quarters add up: one
    month is no part of a running total.
    """
    start = start_of(indicator)
    rows = [
        *_quarters(readings),
        *_plan(start, readings, words),
        *_targets(readings, words),
        *_actuals(readings, words),
        *([] if adds_up(indicator) else _months(readings, months, words, fiscal_start_month)),
    ]
    for row in rows:
        value = row.get("value")
        if isinstance(value, Decimal):
            row["label"] = words.write(value)
    frame = pd.DataFrame(rows, columns=PATH_COLUMNS)
    frame["value"] = frame["value"].astype(float)
    return frame


def adds_up(indicator: IndicatorRow) -> bool:
    """Say whether values grow from zero over the year."""
    return indicator.accumulation is not Accumulation.LEVEL and not indicator.kind.is_ratio


def start_of(indicator: IndicatorRow) -> Decimal | None:
    """Return where the path starts: at the baseline, or at zero where quarters add up."""
    if adds_up(indicator):
        return Decimal()
    return indicator.targets[0].baseline if indicator.targets else None


def _quarters(readings: Sequence[Reading]) -> Iterator[Row]:
    year = None
    for at, one in enumerate(readings, 1):
        # The year stands where it begins.
        label = f"Q{one.quarter}" if one.year == year else f"{one.year} Q{one.quarter}"
        year = one.year
        yield {"role": "quarter", "at": at, "label": label, "what": f"{one.year} Q{one.quarter}"}


def _plan(start: Decimal | None, readings: Sequence[Reading], words: PathWords) -> Iterator[Row]:
    if start is not None:
        yield {"role": "start", "at": 0, "value": start, "what": words.start}
        yield {"role": "plan", "at": 0, "value": start, "what": words.start}
    for at, one in enumerate(readings, 1):
        if one.point is not None:
            yield {"role": "plan", "at": at, "value": one.point, "what": words.plan}
        if one.original_point is not None:
            yield {
                "role": "original",
                "at": at,
                "value": one.original_point,
                "what": words.original_plan,
            }


def _targets(readings: Sequence[Reading], words: PathWords) -> Iterator[Row]:
    if not readings:
        return
    last, end = readings[-1], len(readings)
    for role, value, what in (
        ("target", last.target, words.target),
        ("was", last.original_target, words.original_target),
        ("bound", last.low, words.low),
        ("bound", last.high, words.high),
    ):
        if value is not None:
            yield {"role": role, "at": end, "value": value, "what": what}


def _actuals(readings: Sequence[Reading], words: PathWords) -> Iterator[Row]:
    run = 0
    for at, one in enumerate(readings, 1):
        state = one.status or one.state
        if one.actual is None:
            # The line breaks where a quarter has no value.
            run += 1
            yield {"role": "state", "at": at, "what": words.state(one), "state": state.value}
            continue
        yield {
            "role": "actual",
            "at": at,
            "value": one.actual,
            "what": f"{words.actual}: {words.state(one)}",
            "state": state.value,
            "run": run,
        }


def _months(
    readings: Sequence[Reading],
    months: Sequence[MonthRow],
    words: PathWords,
    fiscal_start_month: int,
) -> Iterator[Row]:
    if not readings:
        return
    first = Quarter(readings[0].year, readings[0].quarter)
    begins = _number(quarter_dates(first, fiscal_start_month)[0])
    for month in months:
        place = _number(month.month) - begins
        # From the quarter before the first one, which the start stands for, to the last.
        if -MONTHS_A_QUARTER <= place < MONTHS_A_QUARTER * len(readings):
            yield {
                "role": "month",
                "at": 1 + (place - 1) / MONTHS_A_QUARTER,
                "value": month.value,
                "what": f"{words.month} {month.month:%Y-%m}",
            }


def _number(day: date) -> int:
    return day.year * MONTHS_A_YEAR + day.month


def _from_below(pixels: int) -> alt.ExprRef:
    """Return a place so far above the lower edge, which a title moves up."""
    return alt.ExprRef(expr=f"height - {pixels}")


def title_lines(title: str) -> list[str]:
    """Return a title in lines that fit over a small picture; Chinese letters are twice as wide."""
    cells = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in title)
    width = max(1, LETTERS * len(title) // max(1, cells))
    return textwrap.wrap(title, width, break_on_hyphens=False)


@cache
def path_spec(size: Size, *, dark: bool = False) -> dict[str, Any]:
    """Return the picture without its data, small for a row of a list or large for a page."""
    look = tones(dark=dark)
    base = alt.Chart().encode(
        x=alt.X("at:Q", axis=None, scale=alt.Scale(nice=False, zero=False, padding=size.side)),
        tooltip=[alt.Tooltip("what:N", title=" "), alt.Tooltip("label:N", title="  ")],
    )
    value = alt.Y(
        "value:Q",
        axis=None,
        scale=alt.Scale(nice=False, zero=False, range=[_from_below(size.below), size.above]),
    )

    def role(name: str) -> alt.Chart:
        chosen: alt.Chart = base.transform_filter(f"datum.role == '{name}'")
        return chosen

    def marks(chosen: alt.Chart) -> alt.Chart:
        drawn: alt.Chart = chosen.mark_point(filled=True, size=size.marks, opacity=1).encode(
            shape=alt.Shape("state:N", scale=STATE_SHAPES, legend=None),
            color=alt.Color("state:N", scale=state_colours(dark=dark), legend=None),
        )
        return drawn

    def text(
        chosen: alt.Chart, align: Align = "center", dx: int = 0, dy: int = 0, ground: str = ""
    ) -> alt.Chart:
        # On a broad edge of the page's ground, a number stays readable where lines cross it.
        edge: dict[str, Any] = {"stroke": ground, "strokeWidth": 4} if ground else {}
        drawn: alt.Chart = chosen.mark_text(
            align=align, dx=dx, dy=dy, fontSize=size.letters, color=look.ink, **edge
        ).encode(text="label:N")
        return drawn

    def tick(chosen: alt.Chart, thickness: int, colour: str) -> alt.Chart:
        drawn: alt.Chart = chosen.mark_tick(
            orient="horizontal", thickness=thickness, size=22, color=colour
        )
        return drawn

    start, target, actual = (role(name).encode(y=value) for name in ("start", "target", "actual"))
    history = [
        role("month").mark_line(color=look.line, strokeWidth=1.5).encode(y=value),
        role("original").mark_line(color=look.quiet, strokeDash=[1, 4]).encode(y=value),
        tick(role("was").encode(y=value), 2, look.quiet),
    ]
    layers = [
        role("bound").mark_rule(color=look.quiet, strokeWidth=2).encode(y=value, x=alt.value(0)),
        *(history if size.history else []),
        role("plan").mark_line(color=look.quiet, strokeDash=[5, 3]).encode(y=value),
        actual.mark_line(color=look.ink, strokeWidth=1.5).encode(detail="run:N"),
        tick(start, 2, look.ink),
        tick(target, 5, look.ink),
        marks(actual),
        marks(role("state").encode(y=alt.value(_from_below(size.letters + 14)))),
        text(role("quarter").encode(y=alt.value(_from_below(size.letters - 3)))),
        text(start, "right", dx=-14),
        text(target, "left", dx=16),
        text(actual, dy=-14, ground="#0e1117" if dark else "#ffffff"),
        text(actual, dy=-14),
    ]
    return without_data(alt.layer(*layers).properties(height=size.height), dark=dark)
