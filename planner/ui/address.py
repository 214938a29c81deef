"""The address bar: every view has a link that opens it again."""

from uuid import UUID

import streamlit as st

from planner.domain.quarters import Quarter
from schemas.errors import RuleError


def find_id(name: str) -> UUID | None:
    """Return the identifier that the address carries under a name, or None."""
    try:
        return UUID(st.query_params.get(name, ""))
    except ValueError:
        return None


def find_quarter() -> Quarter | None:
    """Return the quarter that the address carries, or None."""
    try:
        return Quarter.parse(st.query_params.get("quarter", ""))
    except RuleError:
        return None


def keep(**values: object) -> None:
    """Write values into the address; None takes one out."""
    for name, value in values.items():
        text = "" if value is None else str(value)
        if not text:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != text:
            st.query_params[name] = text


def is_presented() -> bool:
    """Say whether a page is shown on a wall, with nothing around it."""
    return st.query_params.get("present") == "1"


def show_address() -> None:
    """Write what a link asked for into the browser's address bar.

    A link from a page to itself changes what the page reads, but not what the bar shows.
    """
    st.query_params.from_dict(st.query_params.to_dict())
