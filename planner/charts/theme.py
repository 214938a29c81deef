"""Which districts answer which headline theme: full where one does, hollow where it was voiced."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from schemas.theme import HeadlineRow

from .marks import CIRCLE, RING
from .spec import without_data

COVERAGE_COLUMNS = ["order", "theme", "place_order", "place", "mark", "where", "what"]
ROW = 34
"""Height of a theme's row in pixels: two lines of its name."""
MARK, FAINT = 100, 8
"""Areas of a mark and of what stands where there is none, in square pixels."""
GOAL, VOICED, NEITHER = "goal", "voiced", "neither"
MARKS: Mapping[str, str] = {GOAL: "●", VOICED: "○", NEITHER: ""}
"""The same marks as characters, for tables."""


class Cell(NamedTuple):
    """How many goals of a district answer a headline theme, and how many voices it heard there."""

    goals: int = 0
    voices: int = 0

    @property
    def mark(self) -> str:
        """The mark: a goal answers, or people spoke of it without one, or neither."""
        if self.goals:
            return GOAL
        return VOICED if self.voices else NEITHER


class CoveragePlace(NamedTuple):
    """A district: its number, what stands above its column, and how it is called."""

    number: int
    short: str
    name: str


def coverage(headline: HeadlineRow) -> dict[int, Cell]:
    """Return what each district does about a headline theme, by its number.

    A goal that answers two demands of the theme counts once; a voice coded with two counts twice.
    """
    goals: dict[int, set[object]] = {}
    voices: dict[int, int] = {}
    for demand in headline.demands:
        for goal in demand.goals:
            goals.setdefault(goal.district_number, set()).add(goal.goal_id)
        for one in demand.voiced:
            voices[one.district_number] = voices.get(one.district_number, 0) + one.voices
    return {
        number: Cell(len(goals.get(number, ())), voices.get(number, 0))
        for number in goals.keys() | voices.keys()
    }


def coverage_frame(
    headlines: Sequence[HeadlineRow],
    places: Sequence[CoveragePlace],
    words: Mapping[str, str],
    label: Mapping[str, str],
) -> pd.DataFrame:
    """Return one row a headline theme and district, also where there is neither.

    `words` says what each mark means; `label` is each theme's name by its code, in lines.
    """
    rows = [
        [
            order,
            label[headline.code],
            place_order,
            place.short,
            cell.mark,
            f"{place.name} · {headline.statement}",
            words[cell.mark],
        ]
        for order, headline in enumerate(headlines)
        for cells in [coverage(headline)]
        for place_order, place in enumerate(places)
        for cell in [cells.get(place.number, Cell())]
    ]
    return pd.DataFrame(rows, columns=COVERAGE_COLUMNS)


@cache
def coverage_spec(title: str, description: str, *, dark: bool = False) -> dict[str, Any]:
    """Return the matrix without its data: themes down, districts across, in their own order."""
    goal, voiced, faint = (
        ("#4fc9c0", "#e3b04b", "#3a424d") if dark else ("#0b6e69", "#855600", "#c3cad3")
    )
    marks = [GOAL, VOICED, NEITHER]
    chart = (
        alt.Chart()
        .mark_point(filled=True, opacity=1)
        .encode(
            x=alt.X(
                "place:O",
                title=None,
                sort=alt.EncodingSortField("place_order", order="ascending"),
                axis=alt.Axis(orient="top", labelAngle=0, labelOverlap=True),
            ),
            y=alt.Y(
                "theme:N",
                title=None,
                sort=alt.EncodingSortField("order", order="ascending"),
                axis=alt.Axis(
                    labelExpr="split(datum.label, '\\n')", labelLimit=220, labelPadding=8
                ),
            ),
            shape=alt.Shape(
                "mark:N",
                scale=alt.Scale(domain=marks, range=[CIRCLE, RING, CIRCLE]),
                legend=None,
            ),
            color=alt.Color(
                "mark:N", scale=alt.Scale(domain=marks, range=[goal, voiced, faint]), legend=None
            ),
            size=alt.condition(f"datum.mark == '{NEITHER}'", alt.value(FAINT), alt.value(MARK)),
            tooltip=[alt.Tooltip("where:N", title=" "), alt.Tooltip("what:N", title="  ")],
        )
        .properties(title=title, description=description, height={"step": ROW})
    )
    return without_data(chart, dark=dark)
