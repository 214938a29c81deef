"""How a demand can be measured: indicators of the library, and pages that answer it."""

from collections.abc import Sequence

import streamlit as st

from planner.domain.library import ANSWERED_BY_PAGE
from schemas.library import LibraryRow
from schemas.vocabulary import LibraryState

from ..language import _, say
from ..navigation import page_name, page_of
from ..text import plain
from .words import entry_link, say_kind


def draw_measured_by(code: str, rows: Sequence[LibraryRow]) -> None:
    """List what measures a demand and which pages answer it; what to do where nothing does."""
    found = [row for row in rows if row.state is LibraryState.ACCEPTED and code in row.theme_codes]
    pages = [
        (file, told) for file, told in ANSWERED_BY_PAGE.get(code, ()) if page_name(file) is not None
    ]
    st.subheader(_("How it can be measured"))
    for row in found:
        with st.container(gap="xsmall"):
            st.markdown(f"**{plain(row.name)}**")
            st.caption(plain(say_kind(row.newest.definition)))
            entry_link(row.code)
    for file, told in pages:
        with st.container(gap="xsmall"):
            st.markdown(plain(say(told)))
            st.page_link(page_of(file), label=_("Page {name}", name=say(page_name(file) or "")))
    if not found and not pages:
        st.info(_("The library has no indicator for it yet. Propose one on the page Indicators."))
        st.page_link(page_of("library"), label=_("Indicators"), icon=":material/straighten:")
