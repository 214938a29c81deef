"""The board's strip: every goal over the quarters, a row a goal or a row a district."""

import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import altair as alt
import pandas as pd

from schemas.board import BoardGoal

from .board import PAGE, Row, Size, Words, finished, only, text_of
from .spec import STATE_SHAPES, state_colours, tones

GOAL_COLUMNS = ["role", "row", "text", "quarter", "state", "tip"]
DISTRICT_COLUMNS = ["role", "row", "text", "x", "slot", "state", "tip"]
SLOTS = 5
"""Marks side by side in a quarter, which a phone has room for; more go on in the next line."""

_LETTERS = 37
"""Letters in a line of a goal's title, of which there are two."""

Say = Callable[[BoardGoal], str]


def goal_frame(
    quarters: Sequence[str], goals: Sequence[BoardGoal], words: Words, say_place: Say
) -> pd.DataFrame:
    """Return a row a goal: a district's name, then a title and a mark a quarter for each goal.

    `quarters` are the names of the quarters that each goal's marks stand for. Districts keep
    their own order, and goals the plans'. `row` counts from the top.
    """
    rows: list[Row] = []
    row = 0
    for own in _by_district(goals):
        place = say_place(own[0])
        rows.append({"role": "place", "row": row + 0.2, "text": place, "tip": place})
        for goal in own:
            row += 1
            rows += _goal_rows(row, goal, quarters, words)
        row += 1
    return pd.DataFrame(rows, columns=GOAL_COLUMNS)


def goal_rows(goals: Sequence[BoardGoal]) -> int:
    """Return how many rows there are of goals: one each, and one a district."""
    return len(goals) + len({goal.district_number for goal in goals})


def _goal_rows(row: int, goal: BoardGoal, quarters: Sequence[str], words: Words) -> Iterator[Row]:
    title = two_lines(goal.title)
    # Of two lines, the first stands as far above the middle of its row as the second below.
    middle = row - 0.2 * title.count("\n")
    yield {"role": "goal", "row": middle, "text": title, "tip": goal.title}
    for quarter, mark in zip(quarters, goal.marks, strict=True):
        tip = f"{quarter} · {words[mark.value]} · {goal.title}"
        yield {"role": "mark", "row": row, "quarter": quarter, "state": mark.value, "tip": tip}


def _by_district(goals: Sequence[BoardGoal]) -> Iterator[list[BoardGoal]]:
    """Yield each district's goals in the plan's order, which the codes' last numbers count."""
    ordered = sorted(goals, key=lambda goal: (goal.district_number, len(goal.code), goal.code))
    for _number, own in groupby(ordered, key=lambda goal: goal.district_number):
        yield list(own)


def two_lines(text: str) -> str:
    """Break a text into two lines at most; what doesn't fit is cut, and the cut is shown.

    Chinese letters take the room of two others.
    """
    wide = not text.isascii() and any(
        unicodedata.east_asian_width(letter) in "WF" for letter in text
    )
    lines = textwrap.wrap(text, _LETTERS // 2 if wide else _LETTERS)
    kept = lines[:2]
    if len(lines) > len(kept):
        kept[-1] = f"{kept[-1][:-1]}…"
    return "\n".join(kept)


def district_frame(
    quarters: Sequence[str], goals: Sequence[BoardGoal], words: Words, say_place: Say
) -> pd.DataFrame:
    """Return a row a district: its goals as marks side by side, once for each quarter.

    A goal has the same slot in every quarter, so that it can be followed. `x` counts quarters and
    `row` rows, from the top left below the quarters' names, which have row -1.
    """
    rows: list[Row] = [
        {"role": "quarter", "row": -1, "x": x, "text": quarter, "tip": quarter}
        for x, quarter in enumerate(quarters)
    ]
    row = 0
    for own in _by_district(goals):
        place = say_place(own[0])
        rows.append({"role": "place", "row": row, "text": place, "tip": place})
        for number, goal in enumerate(own):
            rows += _district_marks(row, number, goal, quarters, words)
        row += _lines(len(own))
    return pd.DataFrame(rows, columns=DISTRICT_COLUMNS)


def _district_marks(
    row: int, number: int, goal: BoardGoal, quarters: Sequence[str], words: Words
) -> Iterator[Row]:
    line, slot = divmod(number, SLOTS)
    for x, (quarter, mark) in enumerate(zip(quarters, goal.marks, strict=True)):
        yield {
            "role": "mark",
            "row": row + line,
            "x": x,
            "slot": slot,
            "state": mark.value,
            "tip": f"{quarter} · {words[mark.value]} · {goal.title}",
        }


def district_rows(goals: Sequence[BoardGoal]) -> int:
    """Return how many rows there are of districts: one each, or more where goals need them."""
    return sum(_lines(len(own)) for own in _by_district(goals))


def _lines(goals: int) -> int:
    return -(-goals // SLOTS)


@cache
def goal_spec(
    title: str, description: str, rows: int, scale: Size = PAGE, *, dark: bool = False
) -> dict[str, Any]:
    """Return a row a goal without its data: one small mark a goal and quarter."""
    held = tones(dark=dark)
    base = _rows(rows, first=0)
    quarters = alt.X(
        "quarter:O",
        title=None,
        scale=alt.Scale(range=[alt.ExprRef(str(scale.title)), alt.ExprRef("width")]),
        axis=alt.Axis(
            orient="top",
            domain=False,
            ticks=False,
            labelAngle=0,
            labelFontSize=scale.letters,
            labelExpr="split(datum.label, ' ')",
        ),
    )
    words = {"align": "left", "lineBreak": "\n", "fontSize": scale.letters}
    chart = alt.layer(
        only(base, "place").mark_rule(color=held.line, yOffset=-scale.row * 0.55),
        text_of(base, "place", words | {"fontWeight": 600}).encode(x=alt.value(0)),
        text_of(base, "goal", words).encode(x=alt.value(0)),
        _states(base, dark=dark)
        .mark_point(filled=True, size=scale.mark * 1.5, opacity=1)
        .encode(x=quarters),
    )
    head = alt.TitleParams(title, fontSize=scale.letters + 1)
    return finished(chart, head, description, rows * scale.row, dark=dark)


@cache
def district_spec(
    title: str, description: str, size: tuple[int, int], scale: Size = PAGE, *, dark: bool = False
) -> dict[str, Any]:
    """Return a row a district without its data: its goals' marks side by side, a quarter a time.

    `size` is how many quarters and rows there are.
    """
    held, (quarters, rows) = tones(dark=dark), size
    height = round(scale.row * 0.65)
    start = f"min({round(scale.title * 0.7)}, 0.4 * width)"
    step = f"min({round(scale.mark**0.5 * 1.8)}, (width - {start}) / {quarters * (SLOTS + 0.5)})"
    base = _rows(rows, first=-1)
    across = alt.X(
        "x:Q",
        axis=None,
        scale=alt.Scale(
            domain=[0, quarters], range=[alt.ExprRef(start), alt.ExprRef("width")], nice=False
        ),
    )
    words = {"align": "left", "fontSize": scale.letters}
    chart = alt.layer(
        only(base, "place").mark_rule(color=held.line, opacity=0.6, yOffset=-height / 2),
        text_of(base, "place", words | {"limit": alt.ExprRef(f"{start} - 8")}).encode(
            x=alt.value(0)
        ),
        text_of(base, "quarter", words | {"color": held.quiet}).encode(x=across),
        _states(base, dark=dark)
        .mark_point(
            filled=True,
            size=scale.mark,
            opacity=1,
            xOffset=alt.ExprRef(f"(datum.slot + 0.5) * {step}"),
        )
        .encode(x=across),
    )
    head = alt.TitleParams(title, fontSize=scale.letters + 1)
    return finished(chart, head, description, (rows + 1) * height, dark=dark)


def _rows(rows: int, first: int) -> alt.Chart:
    """Return what stands in rows, the first of which is `first`, with what it is about."""
    scale = alt.Scale(domain=[rows - 0.5, first - 0.5], nice=False, zero=False)
    return alt.Chart().encode(
        y=alt.Y("row:Q", axis=None, scale=scale), tooltip=alt.Tooltip("tip:N")
    )


def _states(base: alt.Chart, *, dark: bool) -> alt.Chart:
    return only(base, "mark").encode(
        shape=alt.Shape("state:N", scale=STATE_SHAPES, legend=None),
        color=alt.Color("state:N", scale=state_colours(dark=dark), legend=None),
    )
