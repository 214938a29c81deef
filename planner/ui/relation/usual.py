"""The usual range on demand: in words, as a chart, and as a table."""

import streamlit as st

from planner.charts.indicator import range_frame, range_spec
from planner.charts.spec import titled
from planner.ui.language import _, quarter_name, say
from planner.ui.picture import picture_title
from planner.ui.text import plain
from schemas.indicator import IndicatorRow
from schemas.relation import RangePoint, UsualRange

from .measured import write_amount


def draw_usual(found: UsualRange, indicator: IndicatorRow) -> None:
    """Say what is usual for an indicator, then show each value it rests on."""
    st.markdown(f"**{plain(indicator.name)}**")
    said = " ".join(map(say, found.says))
    st.markdown(plain(said))
    if not found.points:
        return
    names = [_name(point, monthly=found.monthly) for point in found.points]
    targets = [_("Target {value}", value=write_amount(indicator, one)) for one in found.targets]
    dark = st.context.theme.type == "dark"
    title = _("Shaded: what is usual. Triangles stand out from it.")
    st.vega_lite_chart(
        range_frame(found, names, targets),
        titled(range_spec(indicator.unit, dark=dark), picture_title(title)),
        alt=f"{indicator.name}. {said}",
    )
    rows = [
        {
            _("Month") if found.monthly else _("Quarter"): name,
            _("Measured"): write_amount(indicator, point.value),
            _("What stands out"): say(point.note) if point.note else "",
        }
        for point, name in zip(reversed(found.points), reversed(names), strict=True)
    ]
    st.dataframe(rows, hide_index=True, height=250, alt=_("Every value behind the usual range"))


def _name(point: RangePoint, *, monthly: bool) -> str:
    return f"{point.year}-{point.part:02d}" if monthly else quarter_name(point.year, point.part)
