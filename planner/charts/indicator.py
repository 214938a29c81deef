"""What is usual for an indicator: its values over time, the range they keep to, and the target."""

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from schemas.relation import UsualRange

from .marks import UP
from .relation import table_of
from .spec import tones, without_data

RANGE_COLUMNS = ["role", "period", "value", "until", "label"]
HEIGHT = 260
STRIP_HEIGHT = 130
"""As high as a strip beside a form."""

_BAND = {False: "#dfe9f5", True: "#1d3148"}
_ACCENT = {False: "#1f4e79", True: "#7fb2e5"}
_SIGNAL = {False: "#b23708", True: "#ff9166"}
Row = dict[str, object]


def range_frame(found: UsualRange, names: list[str], target_names: list[str]) -> pd.DataFrame:
    """Return the rows of the chart, in the indicator's unit; a gap has no value and no mark.

    `names` word the periods and `target_names` the targets, in the reader's language.
    """
    rows: list[Row] = [
        {
            "role": "unusual" if point.note else "value",
            "period": name,
            "value": point.value,
            "label": name,
        }
        for point, name in zip(found.points, names, strict=True)
    ]
    if names and found.lowest is not None:
        rows.append({"role": "range", "value": found.lowest, "until": found.highest})
        rows.append({"role": "mean", "value": found.mean})
    rows += [
        {"role": "target", "value": target, "label": name}
        for target, name in zip(found.targets, target_names, strict=True)
    ]
    return table_of(rows, RANGE_COLUMNS, numbers={"value", "until"})


@cache
def range_spec(unit: str, height: int = HEIGHT, *, dark: bool = False) -> dict[str, Any]:
    """Return the chart without its data; `unit` names the upright axis."""
    tone = tones(dark=dark)
    y = alt.Y("value:Q", title=unit or None, scale=alt.Scale(zero=False))
    x = alt.X(
        "period:O",
        sort=None,
        title=None,
        axis=alt.Axis(labelOverlap=True, labelAngle=0, grid=False),
    )
    base = alt.Chart()

    def role(*names: str) -> alt.Chart:
        chosen: alt.Chart = base.transform_filter(alt.FieldOneOfPredicate("role", list(names)))
        return chosen

    values = role("value", "unusual").encode(x=x, y=y)
    tips = [alt.Tooltip("label:N", title=" "), alt.Tooltip("value:Q", title="  ")]
    line: dict[str, Any] = {"color": _ACCENT[dark]}
    return without_data(
        alt.layer(
            role("range").mark_rect(color=_BAND[dark]).encode(y=y, y2="until:Q"),
            role("mean").mark_rule(strokeDash=[2, 3], color=tone.quiet).encode(y=y),
            role("target").mark_rule(strokeDash=[8, 4], strokeWidth=2, color=tone.ink).encode(y=y),
            role("target")
            .mark_text(align="left", baseline="bottom", dx=4, dy=-3, color=tone.ink)
            .encode(y=y, x=alt.value(0), text="label:N"),
            values.mark_line(strokeWidth=1.5, **line),
            role("value")
            .mark_point(filled=True, size=45, opacity=1, **line)
            .encode(x=x, y=y, tooltip=tips),
            role("unusual")
            .mark_point(shape=UP, filled=True, size=130, opacity=1, color=_SIGNAL[dark])
            .encode(x=x, y=y, tooltip=tips),
        ).properties(height=height),
        dark=dark,
    )
