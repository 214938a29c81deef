"""Files that leave: each click is written down with what was taken, how filtered, how many rows."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from planner.services import export
from schemas.change import ExportIn

from .session import OpenWork, later_work

CSV = "text/csv"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_FILTERS, _LONGEST = 20, 300


def offer_file(  # noqa: PLR0913  (a file is what it is)
    label: str, make: Callable[[], bytes], name: str, what: str, rows: int, *, mime: str = CSV
) -> None:
    """Offer a file that is made when it is asked for, once it was written down who takes it.

    A click that ran the page anew would take away the very file that is being made.
    """
    entry = ExportIn(what=what, filters=_filters(), rows=rows)
    st.download_button(
        label,
        partial(_take, later_work(write=True), entry, make),
        file_name=name,
        mime=mime,
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key=f"file:{name}",
    )


def hand_over(label: str, content: bytes, name: str) -> None:
    """Offer a file that is made already, and was written down then."""
    st.download_button(
        label,
        content,
        file_name=name,
        mime=CSV,
        icon=":material/download:",
        type="primary",
        on_click="ignore",
        key=f"file:{name}",
    )


def _filters() -> dict[str, str]:
    """Return what the address says of what is shown."""
    asked = st.query_params.to_dict()
    return {name[:_LONGEST]: asked[name][:_LONGEST] for name in list(asked)[:_MOST_FILTERS]}


def _take(open_later: OpenWork, entry: ExportIn, make: Callable[[], bytes]) -> bytes:
    with open_later() as work:
        export.note_export(work, entry)
    return make()
