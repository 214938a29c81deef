"""What specs share: they travel without their data, and states look the same in each."""

from collections.abc import Mapping
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


def without_data(chart: alt.Chart | alt.LayerChart | alt.FacetChart) -> dict[str, Any]:
    """Return the spec alone: the page hands the data in beside it."""
    spec: dict[str, Any] = chart.to_dict(validate=False)
    # Altair gives each layer a data set of its own, which would hide the one the page hands in.
    for part in (spec, *spec.get("layer", ())):
        part.pop("data", None)
    spec.pop("datasets", None)
    return spec


def titled(spec: Mapping[str, Any], title: str) -> dict[str, Any]:
    """Return a cached spec with a title of its own; charts that differ in it share the rest."""
    return {
        **spec,
        "title": {"text": title, "anchor": "start", "fontSize": 12, "fontWeight": "normal"},
    }
