"""From what is missing to where it is filled in: a field of the form, or another page."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import streamlit as st

from planner.components import go_to_field
from planner.services.work import new_id
from schemas.errors import N_
from schemas.vocabulary import PlaceKind

from ..fields import Fields, Values
from ..goal.parts import INDICATOR_LABELS, LABELS, TARGET_LABELS, Part, part_of, part_of_first
from .measure import field_of
from .typed import INDICATORS, first_indicator, kept_indicators

_ASKED = "planner_go_to_field"
_OF_INDICATOR = re.compile(r"indicators\[(\d+)\]\.(\w+)")
# Where one field of a goal or a target is filled in under another name.
_LINE, _FIRST_LEVEL = "line", "level.1"
_ON_INDICATOR = MappingProxyType({"levels": _FIRST_LEVEL})
_ON_TARGET = MappingProxyType({name: name for name in TARGET_LABELS} | {"path": _LINE})
NOWHERE = {"kind", "past_points"}
"""What nobody can fill in: how a thing is counted at all, and the years before."""
ELSEWHERE: Mapping[str, str] = MappingProxyType({"sources": "plan", "engagement": "voice"})
"""What is filled in on another page: the field, and the page's file."""
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        **LABELS,
        **INDICATOR_LABELS,
        **TARGET_LABELS,
        "path": TARGET_LABELS["line"],
        "levels": N_("Described levels"),
        "engagement": N_("Meetings"),
        "assessment": N_("How we will know that it worked"),
    }
)


class Wanted(NamedTuple):
    """The field that somebody wants to get to, as findings name it, and the occasion."""

    field: str
    occasion: str


def name_of(field: str) -> str:
    """Return what a field that a finding names is called on the form, as a marked message."""
    found = _OF_INDICATOR.fullmatch(field)
    return _NAMES[found[2] if found else field]


def leaf_of(field: str) -> str:
    """Return the last part of a field's name: what of the goal or the indicator it is."""
    found = _OF_INDICATOR.fullmatch(field)
    return found[2] if found else field


def want(field: str) -> None:
    """Remember, for the next run of the form, where somebody wants to get to."""
    st.session_state[_ASKED] = Wanted(field, str(new_id()))


def lead(fields: Fields) -> None:
    """Lead to the field that was asked for; call it once where the form is drawn."""
    asked: Wanted = st.session_state.get(_ASKED, Wanted("", ""))
    if not asked.field:
        go_to_field("", "", "")
        return
    part = f"part:{fields.form}:{part_in(asked.field, fields.values)}"
    go_to_field(_key_of(asked.field, fields), part, asked.occasion)


def part_in(field: str, values: Values) -> Part:
    """Return the part in which a field is filled in as the form stands now."""
    kept, found = kept_indicators(values), _OF_INDICATOR.fullmatch(field)
    if found is None:
        return Part.FIRST if field == INDICATORS and not kept else part_of(field)
    place, name = int(found[1]), found[2]
    # A blank one may stand among the six, above the first that is written.
    is_first = place < len(kept) and kept[place] == first_indicator(values)
    return part_of_first(name) if is_first else Part.MEASURED


def _key_of(field: str, fields: Fields) -> str:
    """Return the key of the widget that fills a field in."""
    if field != INDICATORS:
        return f"{fields.form}:{_widget_of(field, fields.values)}"
    if kept_indicators(fields.values):
        return f"do:{fields.form}:add"
    first = first_indicator(fields.values)
    return f"{fields.form}:{field_of(first, 'name')}" if first else f"do:{fields.form}:first"


def _widget_of(field: str, values: Values) -> str:
    found = _OF_INDICATOR.fullmatch(field)
    if found is None:
        return _narrowed(field, values)
    place, name = int(found[1]), found[2]
    kept = kept_indicators(values)
    if place >= len(kept):
        return name
    if name in _ON_TARGET:
        last = values[field_of(kept[place], "revisions")] - 1
        return field_of(kept[place], _ON_TARGET[name], last)
    return field_of(kept[place], _ON_INDICATOR.get(name, name))


def _narrowed(field: str, values: Values) -> str:
    """Return which beats or area, once it is said that it is one of those."""
    if field != "place":
        return field
    return {PlaceKind.BEATS: "beat_ids", PlaceKind.AREA: "area_name"}.get(values["place"], "place")
