"""What was typed into the form as plain text, to copy from after somebody else's was loaded."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from planner.i18n import own_name
from schemas.vocabulary import (
    Accumulation,
    Direction,
    Frequency,
    IndicatorKind,
    Language,
    PartnerKind,
    PlaceKind,
    Role,
)

from ..fields import Values
from ..goal.parts import INDICATOR_LABELS, LABELS, TARGET_LABELS
from ..language import listed, say, word
from .measure import PATH, field_of
from .typed import kept_indicators, why_of

_ENUMS: tuple[type[StrEnum], ...] = (
    PlaceKind,
    Role,
    PartnerKind,
    IndicatorKind,
    Direction,
    Accumulation,
    Frequency,
)
_WITHOUT_LISTS = {"themes", "indicators"}


def write_out(values: Values, names: Mapping[str, str]) -> str:
    """Return every field that is filled in, a line each; `names` says what identifiers mean."""
    words = {member.value: word(member) for enum in _ENUMS for member in enum}
    told = {**words, **{each.value: own_name(each) for each in Language}, **names}
    return "\n".join(
        f"{label}: {text}" for label, value in _fields(values) if (text := _tell(value, told))
    )


def _fields(values: Values) -> Iterator[tuple[str, object]]:
    for name, label in LABELS.items():
        if name not in _WITHOUT_LISTS:
            yield say(label), values.get(name)
    for key in values["themes"]:
        yield say(LABELS["why"]), values.get(why_of(key))
    for indicator_id in kept_indicators(values):
        yield from _fields_of_indicator(values, indicator_id)


def _fields_of_indicator(values: Values, indicator_id: str) -> Iterator[tuple[str, object]]:
    for name, label in INDICATOR_LABELS.items():
        yield say(label), values.get(field_of(indicator_id, name))
    last = values[field_of(indicator_id, "revisions")] - 1
    for name, label in TARGET_LABELS.items():
        yield say(label), values.get(field_of(indicator_id, name, last))
    path = field_of(indicator_id, f"{PATH}.", last)
    level = field_of(indicator_id, "level.")
    for name, value in values.items():
        if name.startswith((path, level)):
            yield name.removeprefix(path).removeprefix(level), value


def _tell(value: object, told: Mapping[str, str]) -> str:
    if isinstance(value, str):
        return told.get(value, value)
    return listed(_each(value, told)) if isinstance(value, list) else ""


def _each(values: Iterable[str], told: Mapping[str, str]) -> Iterator[str]:
    return (told.get(value, value) for value in values)
