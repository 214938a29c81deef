"""Files that leave: each click is written down with what was taken, how filtered, how many rows."""

from collections.abc import Callable

import streamlit as st

from planner.services import export
from schemas.change import ExportIn
from schemas.errors import PlannerError

from .language import _, say_error
from .message import keep_message
from .session import open_work

CSV = "text/csv"
_MOST_FILTERS, _LONGEST = 20, 300


def offer_file(label: str, make: Callable[[], bytes], name: str, what: str, rows: int) -> None:
    """Offer a file that is made when it is asked for; taking it is written down."""
    entry = ExportIn(what=what, filters=_filters(), rows=rows)
    st.download_button(
        label,
        make,
        file_name=name,
        mime=CSV,
        icon=":material/download:",
        type="tertiary",
        on_click=_note,
        args=(entry,),
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


def _note(entry: ExportIn) -> None:
    try:
        with open_work(write=True) as work:
            export.note_export(work, entry)
    except PlannerError as error:
        kept = _("The file you took could not be written down in the history.")
        keep_message("warning", f"{kept} {say_error(error)}")
