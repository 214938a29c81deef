"""Choices whose answer lives in the address, so that every view has a link."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from .address import keep

T = TypeVar("T")


def asked(name: str) -> str:
    """Return what the address carries under a name, or an empty text."""
    return st.query_params.get(name, "")


def pick(text: str, options: Sequence[T], default: T) -> T:
    """Return the option that is written like the text, or else the default."""
    return {str(option): option for option in options}.get(text, default)


def choose(
    label: str,
    name: str,
    options: Sequence[T],
    chosen: T,
    say: Callable[[T], str] = str,
) -> None:
    """Offer a choice; picking another writes it into the address, which the next run reads."""
    key = f"choice:{name}"
    # The address decides, also after a link or the browser's way back.
    st.session_state[key] = chosen
    st.selectbox(label, options, format_func=say, key=key, on_change=_take, args=(name, key))


def _take(name: str, key: str) -> None:
    keep(**{name: st.session_state[key]})
