"""A part that stays open while the words on it change."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

_OPEN = "planner_open:"


@contextmanager
def keep_open(label: str, key: str, icon: str) -> Iterator[bool]:
    """Draw what is in the block into a part to open, and say whether it is open.

    Streamlit takes a part with another label for another part, which is closed, so what the
    reader opened is kept here. Draw nothing where it is closed: what nobody sees costs nothing.
    """
    st.session_state[key] = st.session_state.get(_OPEN + key, False)
    part = st.expander(label, icon=icon, key=key, on_change=_turn, args=(key,))
    with part:
        yield bool(part.open)


def _turn(key: str) -> None:
    st.session_state[_OPEN + key] = st.session_state[key]
