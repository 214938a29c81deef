"""The matrix: headline themes down, districts across, with its table."""

from collections.abc import Sequence
from textwrap import wrap

import pandas as pd
import streamlit as st

from planner.charts.theme import (
    GOAL,
    MARKS,
    NEITHER,
    VOICED,
    Cell,
    CoveragePlace,
    coverage,
    coverage_frame,
    coverage_spec,
)
from planner.ui.choice import fold
from planner.ui.language import _
from planner.ui.picture import picture_title
from planner.ui.place import HEADQUARTERS, district_name, short_name
from planner.ui.text import plain
from schemas.account import DistrictRow
from schemas.theme import HeadlineRow

_WIDE = "\u2e80"
"""From here on, characters are as wide as they are high."""
_LINE, _WIDE_LINE = 30, 14


def draw_coverage(headlines: Sequence[HeadlineRow], districts: Sequence[DistrictRow]) -> None:
    """Draw which districts answer which headline theme, and the same as a table."""
    words = {
        GOAL: _("A goal answers it"),
        VOICED: _("People spoke of it, and no goal answers it"),
        NEITHER: _("Neither"),
    }
    places = _places(headlines, districts)
    spec = coverage_spec(
        picture_title(_("Which districts answer which theme")),
        _(
            "One row a theme, one column a district. A full mark: a goal answers it. A hollow mark:"
            " people spoke of it there and no goal answers it. The table below says the same."
        ),
        dark=st.context.theme.type == "dark",
    )
    labels = {one.code: _in_lines(one.statement) for one in headlines}
    st.vega_lite_chart(coverage_frame(headlines, places, words, labels), spec)
    st.caption(plain(" · ".join(f"{MARKS[mark]} {words[mark]}" for mark in (GOAL, VOICED))))
    _draw_table(headlines, places)


def _places(
    headlines: Sequence[HeadlineRow], districts: Sequence[DistrictRow]
) -> list[CoveragePlace]:
    """Return the districts in their own order, and headquarters at the end where it has a mark."""
    marked = {number for headline in headlines for number in coverage(headline)}
    rows = [one for one in districts if one.number != HEADQUARTERS or one.number in marked]
    rows.sort(key=lambda one: (one.number == HEADQUARTERS, one.number))
    return [
        CoveragePlace(
            one.number,
            short_name(one.number),
            district_name(one),
        )
        for one in rows
    ]


def _in_lines(name: str) -> str:
    """Return a name in lines that fit beside the matrix."""
    wide = any(letter >= _WIDE for letter in name)
    return "\n".join(wrap(name, _WIDE_LINE if wide else _LINE))


def _draw_table(headlines: Sequence[HeadlineRow], places: Sequence[CoveragePlace]) -> None:
    part = fold(_("The matrix as a table"), "table", "coverage")
    if not part.open:
        return
    with part:
        st.caption(_("● goals that answer it, ○ voices where none does."))
        rows = [
            {_("Theme"): headline.statement}
            | {place.short: _say_cell(cells.get(place.number, Cell())) for place in places}
            for headline in headlines
            for cells in [coverage(headline)]
        ]
        st.dataframe(
            pd.DataFrame(rows),
            hide_index=True,
            height="content",
            alt=_("Which districts answer which theme"),
        )


def _say_cell(cell: Cell) -> str:
    counted = {GOAL: cell.goals, VOICED: cell.voices}
    return f"{MARKS[cell.mark]} {counted[cell.mark]}" if cell.mark in counted else ""
