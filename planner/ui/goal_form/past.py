"""A number beside its past: what is asked and what was seen, in words, as a strip, as a table."""

from decimal import Decimal

import streamlit as st

from planner.charts.indicator import STRIP_HEIGHT, range_frame, range_spec
from planner.charts.spec import titled
from planner.domain.goal import PERCENT_UNIT
from schemas.achievable import AchievableRow
from schemas.relation import RangePoint
from schemas.vocabulary import IndicatorKind

from ..language import _, number, quarter_name, say
from ..picture import picture_title
from ..standing import with_unit
from ..text import plain

_TALLEST_TABLE = 180
_FEW = 4


def draw_words(row: AchievableRow) -> None:
    """Say what is asked for and what was seen before."""
    said = " ".join(map(say, row.says))
    st.markdown(f"**{plain(row.name)}**  \n{plain(said)}")


def draw_strip(row: AchievableRow) -> None:
    """Draw the values before the target applied, with what is usual and the target."""
    if not row.past.points:
        return
    names = [_name(point, row) for point in row.past.points]
    targets = [_("Target {value}", value=_write(row, one)) for one in row.past.targets]
    usual = row.past.lowest is not None
    title = _("Shaded: what is usual.") if usual else _("Values before the target applies")
    dark = st.context.theme.type == "dark"
    spec = range_spec(_unit(row), STRIP_HEIGHT, dark=dark)
    st.vega_lite_chart(
        range_frame(row.past, names, targets),
        titled(spec, picture_title(title)),
        alt=f"{row.name}. {' '.join(map(say, row.says))}",
    )
    st.dataframe(
        [
            {_period(row): name, _("Measured"): _write(row, point.value)}
            for point, name in zip(reversed(row.past.points), reversed(names), strict=True)
        ],
        hide_index=True,
        height="content" if len(names) <= _FEW else _TALLEST_TABLE,
        alt=_("Values before the target applies"),
    )


def _period(row: AchievableRow) -> str:
    if row.yearly:
        return _("Year")
    return _("Month") if row.past.monthly else _("Quarter")


def _name(point: RangePoint, row: AchievableRow) -> str:
    if row.yearly:
        return str(point.year)
    if row.past.monthly:
        return f"{point.year}-{point.part:02d}"
    return quarter_name(point.year, point.part)


def _unit(row: AchievableRow) -> str:
    return PERCENT_UNIT if row.kind is IndicatorKind.PERCENT else row.unit


def _write(row: AchievableRow, value: Decimal | None) -> str:
    if value is None:
        return ""
    digits = max(row.decimals, min(2, -int(value.normalize().as_tuple().exponent)))
    return with_unit(number(value, digits), _unit(row))
