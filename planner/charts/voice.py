"""What voices express: complaints to the left of the middle, praise to the right."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from schemas.vocabulary import Valence
from schemas.voice import VoiceSummary

from .relation import HEIGHT, PADDING
from .spec import tones, without_data

VALENCE_COLUMNS = ["side", "start", "end", "middle", "count", "what"]

_THICK = 20
"""Thickness of the bar, in pixels."""
_FILLS = {False: ("#7a4b12", "#0b4a8f"), True: ("#d9b48a", "#8ab8f0")}
"""What complaints and praise are filled with, on a light and on a dark page."""


class SideWords(NamedTuple):
    """What the three parts of the bar are called, in the reader's language."""

    complaint: str
    between: str
    praise: str


def reach_of(summaries: Iterable[VoiceSummary]) -> float:
    """Return how far the longest side of all bars reaches, so that they can be read as one."""
    return max((max(-start, end) for start, end in map(_span, summaries)), default=0.0)


def valence_frame(summary: VoiceSummary, reach: float, words: SideWords) -> pd.DataFrame:
    """Return the parts of one bar in numbers of voices, zero in the middle of what is neither."""
    counts = _sides(summary)
    start, rows = (
        _span(summary)[0],
        [{"side": "reach", "start": -reach, "end": reach, "middle": 0.0, "count": 0, "what": ""}],
    )
    for side, count in counts.items():
        end = start + count
        what = getattr(words, side)
        middle = (start + end) / 2
        if count:
            rows.append(
                {
                    "side": side,
                    "start": start,
                    "end": end,
                    "middle": middle,
                    "count": count,
                    "what": what,
                }
            )
        start = end
    return pd.DataFrame(rows, columns=VALENCE_COLUMNS)


def _sides(summary: VoiceSummary) -> Mapping[str, int]:
    counts = dict(summary.by_valence)
    complaint, praise = counts.get(Valence.COMPLAINT, 0), counts.get(Valence.PRAISE, 0)
    return {
        "complaint": complaint,
        "between": summary.count - complaint - praise,
        "praise": praise,
    }


def _span(summary: VoiceSummary) -> tuple[float, float]:
    sides = _sides(summary)
    half = sides["between"] / 2
    return -half - sides["complaint"], half + sides["praise"]


@cache
def valence_spec(*, dark: bool = False) -> dict[str, Any]:
    """Return the bar without its data; the part in the middle is hollow.

    A thin line behind the bar shows the middle, which is at the same place in all bars.
    """
    tone = tones(dark=dark)
    (complaint, praise), paper = _FILLS[dark], "#0e1117" if dark else "#ffffff"
    sides = list(SideWords._fields)
    fills = alt.Scale(domain=sides, range=[complaint, paper, praise])
    letters = alt.Scale(domain=sides, range=[paper, tone.ink, paper])
    base = alt.Chart().encode(
        tooltip=[alt.Tooltip("what:N", title=" "), alt.Tooltip("count:Q", title="  ")]
    )
    x = alt.X("start:Q", axis=None, scale=alt.Scale(nice=False))
    parts = base.transform_filter("datum.side != 'reach'")
    return without_data(
        alt.layer(
            base.transform_filter("datum.side == 'reach'")
            .mark_rule(opacity=0)
            .encode(x=x, x2="end:Q"),
            base.transform_filter("datum.side == 'reach'")
            .mark_rule(color=tone.quiet)
            .encode(x=alt.X("middle:Q", axis=None)),
            parts.mark_bar(size=_THICK, stroke=tone.ink, strokeWidth=1).encode(
                x=x, x2="end:Q", color=alt.Color("side:N", scale=fills, legend=None)
            ),
            parts.mark_text(fontWeight="bold").encode(
                x=alt.X("middle:Q", axis=None),
                text="count:Q",
                color=alt.Color("side:N", scale=letters, legend=None),
            ),
        )
        .resolve_scale(color="independent")
        .properties(height=HEIGHT, padding=PADDING),
        dark=dark,
    )
