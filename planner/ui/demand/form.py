"""The form of a demand from a district's own conversations."""

from collections.abc import Callable
from uuid import UUID

import streamlit as st

from planner.i18n import own_name
from planner.ui.address import keep
from planner.ui.form import form_id
from planner.ui.language import _, current_language, say, word
from planner.ui.typed import Values, begin_typing, end_typing, key_of, read_typing, show_meanwhile
from schemas.errors import N_, RuleError
from schemas.shape import LONG
from schemas.theme import LocalDemandIn, LocalDemandRow
from schemas.vocabulary import Language, Stance

NEW = "new"
"""What the address carries in place of an identifier while a demand is being added."""

LABELS = {
    "statement": N_("What was asked for"),
    "stance": N_("How it was put"),
    "citation": N_("Where it was heard, and when"),
    "language": N_("Language of these texts"),
}

_WORDS = {"stance": Stance, "language": Language}
_LONGEST_CITATION = 300


def form_name(district_id: UUID, demand: LocalDemandRow | None) -> str:
    """Return the name under which the form's words are kept."""
    return f"demand:{demand.id}" if demand else f"new demand:{district_id}"


def draw_demand_form(
    district_id: UUID, demand: LocalDemandRow | None, close: Callable[[str], None] | None = None
) -> LocalDemandIn | None:
    """Draw the form of a local demand, or of a new one; return what is to be saved, or None.

    `close` takes the form away when it is given up, where that is not the address's to do.

    Raises RuleError when a field that is needed is blank.
    """
    form, saved = form_name(district_id, demand), _saved_values(demand)
    version = demand.seen_version if demand else 0
    typing = begin_typing(form, version, saved, _WORDS)
    with st.container(border=True):
        show_meanwhile(form, typing, version, saved, LABELS)
        _draw_fields(form)
        values = read_typing(form, LABELS)
        with st.container(horizontal=True):
            wanted = st.button(_("Save"), type="primary", key=f"{form}:save")
            given_up = close or close_demand_form
            st.button(_("Discard"), key=f"{form}:discard", on_click=given_up, args=(form,))
    if not wanted:
        return None
    for field in ("statement", "citation"):
        if not values[field].strip():
            raise RuleError(N_("Write what was asked for, and where it was heard."), where=field)
    row_id = demand.id if demand else form_id(form)
    return LocalDemandIn(
        id=row_id, district_id=district_id, seen_version=typing.seen_version, **values
    )


def close_demand_form(form: str) -> None:
    """Forget the form and its draft, and take it out of the address."""
    end_typing(form)
    keep(edit=None)


def _saved_values(demand: LocalDemandRow | None) -> Values:
    """Return what the fields hold before anything is typed."""
    if demand is None:
        language = current_language()
        return {"statement": "", "stance": Stance.MORE, "citation": "", "language": language}
    return {field: getattr(demand, field) for field in LABELS}


def _draw_fields(form: str) -> None:
    st.text_area(say(LABELS["statement"]), max_chars=LONG, key=key_of(form, "statement"))
    st.segmented_control(
        say(LABELS["stance"]),
        list(Stance),
        format_func=word,
        required=True,
        key=key_of(form, "stance"),
    )
    st.text_input(
        say(LABELS["citation"]),
        placeholder=_("Community conversation of 8 October 2025"),
        max_chars=_LONGEST_CITATION,
        key=key_of(form, "citation"),
    )
    st.selectbox(
        say(LABELS["language"]),
        list(Language),
        format_func=own_name,
        key=key_of(form, "language"),
    )
