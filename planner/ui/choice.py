"""Choices whose answer lives in the address, so that every view has a link."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from .address import keep

T = TypeVar("T")

PAGE = "page"
"""The name under which the address carries the page of a list."""


def asked(name: str) -> str:
    """Return what the address carries under a name, or an empty text."""
    return st.query_params.get(name, "")


def pick(text: str, options: Sequence[T], default: T) -> T:
    """Return the option that is written like the text, or else the default."""
    return {str(option): option for option in options}.get(text, default)


def choose(  # noqa: PLR0913  (a choice is what it is)
    label: str,
    name: str,
    options: Sequence[T],
    chosen: T,
    say: Callable[[T], str] = str,
    *,
    quiet: bool = False,
) -> None:
    """Offer a choice; picking another writes it into the address, which the next run reads.

    A quiet one shows no label, since its options say what they are; its label is still read out.
    """
    key = f"choice:{name}"
    # The address decides, also after a link or the browser's way back.
    st.session_state[key] = chosen
    st.selectbox(
        label,
        options,
        format_func=say,
        key=key,
        on_change=_take,
        args=(name, key),
        label_visibility="collapsed" if quiet else "visible",
    )


def switch(
    label: str, name: str, options: Sequence[T], chosen: T, say: Callable[[T], str] = str
) -> None:
    """Offer a choice between few ways to look at a page, all of them in sight."""
    key = f"choice:{name}"
    st.session_state[key] = chosen
    st.segmented_control(
        label,
        options,
        required=True,
        # The accent itself is too dark for words on a dark page.
        format_func=lambda one: f":blue[{say(one)}]" if one == chosen else say(one),
        key=key,
        on_change=_take,
        args=(name, key),
        label_visibility="collapsed",
    )


def fold(label: str, name: str, value: str) -> ExpanderContainer:
    """Return a part that opens and closes; the address says which one of a name is open.

    Draw its content only while it is `open`: what nobody sees costs nothing then.
    """
    key = f"fold:{name}:{value}"
    st.session_state[key] = asked(name) == value
    return st.expander(label, key=key, on_change=_turn, args=(name, value, key))


def _turn(name: str, value: str, key: str) -> None:
    keep(**{name: value if st.session_state[key] else None})


def open_button(label: str, name: str, value: object, *, add: bool = False) -> None:
    """Offer to open a form: for something new, or quietly for what stands beside it."""
    st.button(
        label,
        key=f"open:{name}:{value}",
        type="secondary" if add else "tertiary",
        icon=":material/add:" if add else ":material/edit:",
        wrap=True,
        on_click=keep,
        kwargs={name: value},
    )


def one_page(rows: Sequence[T], most: int) -> tuple[Sequence[T], int, int]:
    """Return the rows of the page that the address asks for, how many pages there are, and which.

    Beyond the last page the last one is shown.
    """
    pages = max(1, -(-len(rows) // most))
    page = min(asked_page(), pages)
    return rows[(page - 1) * most : page * most], pages, page


def leaf(pages: int, page: int) -> None:
    """Offer to leaf through a list that comes in pages, counted from 1."""
    key = f"choice:{PAGE}"
    if pages > 1:
        st.session_state[key] = page
        st.pagination(pages, key=key, on_change=_take, args=(PAGE, key))


def asked_page() -> int:
    """Return the page of a list that the address carries, or the first."""
    text = asked(PAGE)
    return max(1, int(text)) if text.isdecimal() else 1


def _take(name: str, key: str) -> None:
    # Another choice is another list, which begins with its first page.
    keep(**{PAGE: None, name: st.session_state[key]})
