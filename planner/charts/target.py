"""A target's path while it is written: from the start over its steps to the target."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from .spec import tones, without_data

COLUMNS = ["role", "at", "value", "label", "what"]
MOST_LABELS = 8
"""More numbers than these on the steps would run into each other; the table has them all."""
HEIGHT, ABOVE, BELOW, SIDE = 190, 30, 34, 44

Row = dict[str, object]


class TargetWords(NamedTuple):
    """What each part is called, and how numbers are written, in the reader's language."""

    start: str
    step: str
    target: str
    last_year: str
    original: str
    write: Callable[[Decimal], str]


class Lines(NamedTuple):
    """What is drawn, by the place of the quarter, from 1; the start stands at 0."""

    quarters: Sequence[str]
    start: Decimal | None
    steps: Mapping[int, Decimal]
    target: Decimal | None
    last_year: Mapping[int, Decimal]
    original: Mapping[int, Decimal]


def target_frame(lines: Lines, words: TargetWords) -> pd.DataFrame:
    """Return the rows of the picture; what has no value has no row."""
    rows = [*_quarters(lines), *_values(lines, words)]
    for row in rows:
        value = row.get("value")
        if isinstance(value, Decimal):
            row["label"] = words.write(value)
    frame = pd.DataFrame(rows, columns=COLUMNS)
    frame["value"] = frame["value"].astype(float)
    return frame


def _quarters(lines: Lines) -> Iterator[Row]:
    for at, quarter in enumerate(lines.quarters, 1):
        yield {"role": "quarter", "at": at, "label": quarter, "what": quarter}


def _values(lines: Lines, words: TargetWords) -> Iterator[Row]:
    if lines.start is not None:
        yield {"role": "start", "at": 0, "value": lines.start, "what": words.start}
        yield {"role": "way", "at": 0, "value": lines.start, "what": words.start}
    for role, what, values in (
        ("last", words.last_year, lines.last_year),
        ("original", words.original, lines.original),
        ("way", words.step, lines.steps),
        ("step", words.step, lines.steps),
    ):
        for at, value in values.items():
            yield {"role": role, "at": at, "value": value, "what": what}
    if len(lines.steps) <= MOST_LABELS:
        for at, value in lines.steps.items():
            if at < len(lines.quarters):
                yield {"role": "number", "at": at, "value": value, "what": words.step}
    if lines.target is not None:
        end = len(lines.quarters)
        yield {"role": "target", "at": end, "value": lines.target, "what": words.target}


@cache
def target_spec(*, dark: bool = False) -> dict[str, Any]:
    """Return the picture without its data."""
    look = tones(dark=dark)
    base = alt.Chart().encode(
        x=alt.X("at:Q", axis=None, scale=alt.Scale(nice=False, zero=False, padding=SIDE)),
        tooltip=[alt.Tooltip("what:N", title=" "), alt.Tooltip("label:N", title="  ")],
    )
    height = alt.Y(
        "value:Q",
        axis=None,
        scale=alt.Scale(
            nice=False, zero=False, range=[alt.ExprRef(expr=f"height - {BELOW}"), ABOVE]
        ),
    )

    def role(name: str, *, placed: bool = True) -> alt.Chart:
        chosen: alt.Chart = base.transform_filter(f"datum.role == '{name}'")
        return chosen.encode(y=height) if placed else chosen

    def text(chosen: alt.Chart, align: Any, dx: int, dy: int) -> alt.Chart:  # noqa: ANN401
        drawn: alt.Chart = chosen.mark_text(
            align=align, dx=dx, dy=dy, fontSize=12, color=look.ink
        ).encode(text="label:N")
        return drawn

    below = alt.value(alt.ExprRef(expr="height - 9"))
    layers = [
        role("last").mark_line(color=look.line, strokeWidth=2),
        role("last").mark_point(filled=True, size=20, opacity=1, color=look.line),
        role("original").mark_line(color=look.quiet, strokeDash=[2, 4], strokeWidth=1.5),
        role("way").mark_line(color=look.ink, strokeWidth=2),
        role("step").mark_point(filled=True, size=70, opacity=1, color=look.ink),
        role("start").mark_tick(orient="horizontal", thickness=2, size=22, color=look.ink),
        role("target").mark_tick(orient="horizontal", thickness=5, size=22, color=look.ink),
        text(role("quarter", placed=False).encode(y=below), "center", 0, 0),
        text(role("start"), "right", -14, 0),
        text(role("number"), "center", 0, -14),
        text(role("target"), "left", 16, 0),
    ]
    return without_data(alt.layer(*layers).properties(height=HEIGHT), dark=dark)
