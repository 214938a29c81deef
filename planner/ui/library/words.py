"""How definitions of the library are told: their fields, and what changed in them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

import streamlit as st

from schemas.errors import N_
from schemas.library import DefinitionIn, DefinitionRow, LibraryRow
from schemas.vocabulary import IndicatorKind

from ..language import _, listed, long_date, number, say, word
from ..navigation import page_of
from ..place import place_name
from ..text import plain

SEPARATOR = " · "

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "name": N_("What is measured"),
        "definition": N_("How it is counted"),
        "kind": N_("What it is made of"),
        "numerator": N_("What is counted"),
        "denominator": N_("Out of how many"),
        "per": N_("In how many"),
        "unit": N_("Unit"),
        "direction": N_("Which way"),
        "accumulation": N_("How quarters fit together"),
        "levels": N_("Levels, one a line, the lowest first"),
        "question": N_("Question to ask"),
        "coding": N_("How answers are coded"),
        "source": N_("Where the numbers come from"),
        "frequency": N_("How often they come"),
        "decimals": N_("Digits after the point"),
        "caveats": N_("What to keep in mind"),
        "theme_codes": N_("Demands it helps to answer"),
        "answerable_at": N_("Who can answer"),
        "language": N_("Language of these texts"),
        "reason": N_("Why the definition changes"),
    }
)
"""What each field of a definition is called."""


def say_kind(definition: DefinitionIn) -> str:
    """Return what an indicator is made of, in one line."""
    words = [word(definition.kind), definition.unit]
    if definition.kind is IndicatorKind.RATE:
        words.append(_("for every {count}", count=number(Decimal(definition.per))))
    if definition.direction:
        words.append(word(definition.direction))
    if not definition.kind.is_qualitative:
        words.append(word(definition.accumulation))
    return SEPARATOR.join(filter(None, words))


def say_definition(definition: DefinitionIn) -> list[str]:
    """Return how an indicator is counted, line by line."""
    part, whole = definition.numerator, definition.denominator
    often = word(definition.frequency) if definition.frequency else ""
    source = SEPARATOR.join(filter(None, [definition.source, often]))
    lines = [
        say_kind(definition),
        definition.definition,
        _("{part} out of {whole}", part=part, whole=whole) if part and whole else "",
        *(f"{level.level}: {level.description}" for level in definition.levels),
        _("Ask: {question}", question=definition.question) if definition.question else "",
        _("Coding: {coding}", coding=definition.coding) if definition.coding else "",
        _("Source: {source}", source=source) if source else "",
        _("Keep in mind: {caveats}", caveats=definition.caveats) if definition.caveats else "",
    ]
    return [line for line in lines if line]


def say_changed(row: DefinitionRow) -> str:
    """Return which fields a definition changed, by their names."""
    return listed(say(LABELS[name]) for name in row.changed)


def say_newer(row: DefinitionRow) -> str:
    """Return that there is a newer definition, since when, what changed and why."""
    told = _(
        "A newer definition exists, since {day}. What changed: {fields}.",
        day=long_date(row.valid_from),
        fields=say_changed(row),
    )
    return " ".join([told, _("Why: {reason}", reason=row.reason)]) if row.reason else told


def say_around(row: LibraryRow, demands: Iterable[str] = ()) -> str:
    """Return an indicator's code, where it stands, its demands and how often it is used."""
    whose = (
        _("proposed by {place}", place=place_name(row.district_number, row.district_name))
        if row.district_number is not None
        else ""
    )
    words = [row.code, word(row.state), whose, listed(demands or row.theme_codes)]
    return SEPARATOR.join(filter(None, words))


def entry_link(code: str, label: str = "") -> None:
    """Link to an indicator of the library by its code."""
    st.page_link(
        page_of("library"),
        label=plain(label or _("Indicator {code}", code=code)),
        icon=":material/straighten:",
        query_params={"entry": code},
    )
