"""The one chart theme: specs travel without their data, and everything looks the same in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt

from .marks import MARKS

_STATES = [member.value for member in MARKS]

STATE_SHAPES = alt.Scale(domain=_STATES, range=[mark.shape for mark in MARKS.values()])


def state_colours(*, dark: bool) -> alt.Scale:
    """Return the colours of statuses and reporting states on a light or a dark page."""
    return alt.Scale(
        domain=_STATES, range=[mark.dark if dark else mark.light for mark in MARKS.values()]
    )


@dataclass(frozen=True, slots=True)
class Tones:
    """The colours of what is no state: words, small words, lines, and the ground of a tile."""

    ink: str
    quiet: str
    line: str
    ground: str


LIGHT = Tones(ink="#1f2933", quiet="#4d5763", line="#c3cad3", ground="#f4f6f8")
DARK = Tones(ink="#e5e9ee", quiet="#b6bfc9", line="#4a5563", ground="#262b33")

FONT = '"Source Sans", "Noto Sans", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'
"""The page's own family, then those that hold Chinese."""


def tones(*, dark: bool) -> Tones:
    """Return the tones of a light or a dark page."""
    return DARK if dark else LIGHT


def chart_theme(*, dark: bool) -> dict[str, Any]:
    """Return what every chart is configured with, on a light or a dark page."""
    held = tones(dark=dark)
    return {
        "font": FONT,
        "background": "transparent",
        # The chart's description and its table speak; a name for every mark would be noise.
        "mark": {"aria": False},
        "view": {"stroke": None},
        "title": {
            "color": held.ink,
            "fontSize": 14,
            "fontWeight": 600,
            "anchor": "start",
            "offset": 12,
        },
        "text": {"color": held.ink, "fontSize": 12},
        "axis": {
            "labelColor": held.quiet,
            "labelFontSize": 12,
            "titleColor": held.quiet,
            "titleFontSize": 12,
            "titleFontWeight": 400,
            "domainColor": held.line,
            "tickColor": held.line,
            "gridColor": held.line,
            "gridOpacity": 0.6,
        },
        "legend": {"labelColor": held.ink, "labelFontSize": 12, "titleColor": held.quiet},
        "header": {"labelColor": held.ink, "labelFontSize": 12, "titleColor": held.quiet},
    }


def without_data(
    chart: alt.Chart | alt.LayerChart | alt.FacetChart, *, dark: bool = False
) -> dict[str, Any]:
    """Return the spec alone, in the one theme: the page hands the data in beside it."""
    spec: dict[str, Any] = chart.to_dict(validate=False)
    # Altair gives each layer a data set of its own, which would hide the one the page hands in.
    for part in (spec, *spec.get("layer", ())):
        part.pop("data", None)
    spec.pop("datasets", None)
    spec["config"] = chart_theme(dark=dark)
    return spec


def titled(spec: Mapping[str, Any], title: str | list[str]) -> dict[str, Any]:
    """Return a cached spec with a title of its own; charts that differ in it share the rest."""
    return {
        **spec,
        "title": {
            "text": title,
            "anchor": "start",
            "fontSize": 12,
            "fontWeight": "normal",
            "offset": 4,
        },
    }
