"""The board's map: districts as tiles of one size, and what its charts have in common."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from schemas.board import BoardDistrict, BoardGoal

from .spec import STATE_SHAPES, state_colours, tones, without_data

PICK = "tile"
"""What a picked tile is called in the chart's selection."""
MOST_MARKS = 6
"""Marks that fit into one tile; where there are more, a number says how many."""

TILE_COLUMNS = ["role", "x", "x2", "y", "y2", "district", "text", "look", "state", "tip"]

# All in parts of a tile's side: the gap around it, and where its number, name and marks stand.
_GAP, _NUMBER, _NAME, _MARKS, _STEP = 0.025, 0.25, 0.52, 0.79, 0.15
_ALONE = 0.34
"""Where a name begins that has no number above it."""
_BELOW = 1.25
"""Rows from the last tiles of the map to those that have no place on it."""

Row = dict[str, object]
Words = Mapping[str, str]


class Size(NamedTuple):
    """Pixels: heights of a tile and of a goal's row, letters, a mark's area, widest title."""

    tile: int
    row: int
    letters: int
    mark: int
    title: int


class TileWords(NamedTuple):
    """What a district is called on its tile, and what it has, in the reader's language."""

    name: str
    tip: str


PAGE = Size(tile=62, row=40, letters=13, mark=76, title=232)
WALL = Size(tile=84, row=50, letters=17, mark=150, title=300)
"""Read from the back of a room."""


def tile_frame(
    districts: Sequence[BoardDistrict],
    goals: Sequence[BoardGoal],
    words: Words,
    say: Callable[[BoardDistrict], TileWords],
    chosen: int | None = None,
) -> pd.DataFrame:
    """Return the rows of the tile map: a tile, its number and name, and a mark a goal.

    Positions are in tiles from the top left. `words` are the states' words and `say` says what is
    told of a district, both in the reader's language. Who has no place on the map, as headquarters,
    stands apart from it. `chosen` is the number of the district that is looked at alone.
    """
    rows: list[Row] = []
    for one, (left, top) in _placed(districts):
        number = one.district.number
        own = [goal for goal in goals if goal.district_number == number]
        told = say(one)
        shared: Row = {"district": number, "tip": told.tip}
        look = "chosen" if number == chosen else "filled" if one.has_plan else "hollow"
        rows += [shared | row for row in _tile(number, told.name, (left, top), look)]
        rows += [shared | row for row in _marks(left, top, own, words)]
    return pd.DataFrame(rows, columns=TILE_COLUMNS)


def tile_size(districts: Sequence[BoardDistrict]) -> tuple[int, float]:
    """Return how many columns and rows the tiles of some districts take, at least one each."""
    places = [place for _, place in _placed(districts)]
    columns = max((left for left, _ in places), default=0)
    return columns + 1, max((top for _, top in places), default=0) + 1


def _placed(
    districts: Sequence[BoardDistrict],
) -> list[tuple[BoardDistrict, tuple[int, float]]]:
    on_map = [
        (one, (one.district.tile_column, float(one.district.tile_row)))
        for one in districts
        if one.district.tile_row is not None and one.district.tile_column is not None
    ]
    named = {one.district.number for one, _ in on_map}
    others = [one for one in districts if one.district.number not in named]
    return [*on_map, *zip(others, _apart([place for _, place in on_map]), strict=False)]


def _apart(places: Sequence[tuple[int, float]]) -> Iterator[tuple[int, float]]:
    """Yield places that touch no tile of the map: in its last row, then in one below."""
    last = max((top for _, top in places), default=0.0)
    taken = {left for left, top in places if top == last}
    columns = range(max((left for left, _ in places), default=0) + 1)
    yield from ((left, last) for left in columns if not taken & {left - 1, left, left + 1})
    yield from ((left, last + _BELOW) for left in count())


def _tile(number: int, name: str, place: tuple[int, float], look: str) -> Iterator[Row]:
    left, top = place
    edges = {"x": left + _GAP, "x2": left + 1 - _GAP, "y": top + _GAP, "y2": top + 1 - _GAP}
    yield edges | {"role": "tile", "look": look}
    if number:
        yield {"role": "number", "x": left + 0.5, "y": top + _NUMBER, "text": str(number)}
        yield {"role": "name", "x": left + 0.5, "y": top + _NAME, "text": name}
    else:
        # Where no number stands there is room for a second line, which a long word needs.
        lines = name.replace(" ", "\n", 1)
        yield {"role": "name", "x": left + 0.5, "y": top + _ALONE, "text": lines}


def _marks(left: int, top: float, goals: Sequence[BoardGoal], words: Words) -> Iterator[Row]:
    """Yield a mark a goal in one row, as many as there is room for, then how many more."""
    shown = goals if len(goals) <= MOST_MARKS else goals[: MOST_MARKS - 1]
    more = len(goals) - len(shown)
    start = left + 0.5 - (len(shown) + bool(more) - 1) / 2 * _STEP
    for place, goal in enumerate(shown):
        yield {
            "role": "goal",
            "x": start + place * _STEP,
            "y": top + _MARKS,
            "state": goal.mark.value,
            "tip": f"{words[goal.mark.value]} · {goal.title}",
        }
    if more:
        across = start + len(shown) * _STEP
        yield {"role": "more", "x": across, "y": top + _MARKS, "text": f"+{more}"}


@cache
def tile_spec(
    title: str, description: str, size: tuple[int, float], scale: Size = PAGE, *, dark: bool = False
) -> dict[str, Any]:
    """Return the tile map without its data: a square a district, a small mark a goal.

    `size` is how many columns and rows of tiles there are. A click selects a district's number.
    """
    held, (columns, rows) = tones(dark=dark), size
    base = alt.Chart().encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, columns], nice=False)),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[rows, 0], nice=False)),
        tooltip=alt.Tooltip("tip:N"),
    )
    tiles = (
        only(base, "tile")
        .mark_rect(
            cornerRadius=3,
            cursor="pointer",
            fill=_if("hollow", "transparent", held.ground),
            stroke=_if("chosen", held.ink, held.line),
            strokeWidth=_if("chosen", 3, 1),
            strokeDash=_if("hollow", [4, 3], [1, 0]),
        )
        .encode(x2="x2", y2="y2")
        .add_params(alt.selection_point(PICK, fields=["district"]))
    )
    marks = (
        only(base, "goal")
        .mark_point(filled=True, size=scale.mark, opacity=1)
        .encode(
            shape=alt.Shape("state:N", scale=STATE_SHAPES, legend=None),
            color=alt.Color("state:N", scale=state_colours(dark=dark), legend=None),
        )
    )
    small = {"fontSize": scale.letters - 3, "color": held.quiet}
    room = alt.ExprRef(f"width / {columns} - 2")
    chart = alt.layer(
        tiles,
        text_of(base, "number", {"fontSize": scale.letters + 4, "fontWeight": 600}),
        text_of(base, "name", small | {"limit": room, "lineBreak": "\n"}),
        marks,
        text_of(base, "more", small),
    )
    head = alt.TitleParams(title, fontSize=scale.letters + 1)
    return finished(chart, head, description, rows * scale.tile, dark=dark)


def finished(
    chart: alt.LayerChart | alt.FacetChart,
    head: alt.TitleParams,
    description: str,
    height: float,
    *,
    dark: bool,
) -> dict[str, Any]:
    """Return the spec of a chart as wide as the page lets it, and as high as its rows."""
    sized = chart.properties(
        title=head,
        description=description,
        height=round(height),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    )
    return without_data(sized, dark=dark)


def only(base: alt.Chart, role: str) -> alt.Chart:
    """Return a chart of the rows of one role."""
    return base.transform_filter(f"datum.role == '{role}'")


def text_of(base: alt.Chart, role: str, look: dict[str, Any]) -> alt.Chart:
    """Return the rows of one role as text."""
    text: alt.Chart = only(base, role).mark_text(**look).encode(text="text:N")
    return text


def _if(look: str, then: object, other: object) -> alt.ExprRef:
    return alt.ExprRef(f"datum.look == '{look}' ? {then!r} : {other!r}")
