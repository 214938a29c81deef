"""What was found, as a file to take along; it is written down before it is handed over."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from planner.reports.table import CsvFile
from planner.services import audit, export
from planner.ui.export import hand_over
from planner.ui.language import _, current_language, plural, say_error
from planner.ui.message import keep_message
from planner.ui.picture import made_up_notice
from planner.ui.session import open_work
from schemas.change import ChangeQuery, ChangeRow, ExportIn
from schemas.errors import PlannerError
from schemas.vocabulary import Language

from .words import say_done, say_kind, say_thing, say_who

CHANGES = "changes"
_KEPT = "changes:file"


class _File(NamedTuple):
    """A file that was made, and of what."""

    query: ChangeQuery
    language: Language
    content: bytes
    rows: int
    is_whole: bool


def draw_file(query: ChangeQuery) -> None:
    """Offer to make a file of all that was found, and then the file."""
    file: _File | None = st.session_state.get(_KEPT)
    if file is None or (file.query, file.language) != (query, current_language()):
        st.session_state.pop(_KEPT, None)
        st.button(
            _("Make a file of what was found"),
            icon=":material/table:",
            on_click=_make,
            args=(query, made_up_notice()),
        )
        return
    if not file.is_whole:
        st.warning(
            _(
                "More was found than one file holds. It has the newest {count}; choose fewer days"
                " for the rest.",
                count=file.rows,
            )
        )
    label = plural("Download {count} row", "Download {count} rows", file.rows)
    hand_over(label, file.content, "changes.csv")


def _make(query: ChangeQuery, notice: str) -> None:
    csv = CsvFile(
        (
            _("When"),
            _("Who did it"),
            _("What was done"),
            _("Kind of thing"),
            _("What it is called"),
            _("Version"),
            _("Change"),
            _("Words erased"),
        ),
        notice,
    )
    count = 0

    def take(rows: Sequence[ChangeRow]) -> None:
        nonlocal count
        count += len(rows)
        for row in rows:
            csv.add(_cells(row))

    try:
        with open_work() as work:
            is_whole = audit.find_all_changes(work, query, take)
        # Written down on its own: reading so much must not keep others from saving.
        with open_work(write=True) as work:
            export.note_export(work, ExportIn(what=CHANGES, filters=_filters(query), rows=count))
    except PlannerError as error:
        keep_message("error", say_error(error))
        return
    st.session_state[_KEPT] = _File(query, current_language(), csv.content(), count, is_whole)


def _filters(query: ChangeQuery) -> dict[str, str]:
    asked = query.model_dump(mode="json", exclude_none=True)
    return {name: str(value) for name, value in asked.items() if value}


def _cells(row: ChangeRow) -> tuple[object, ...]:
    return (
        row.at.isoformat(sep=" ", timespec="seconds"),
        say_who(row),
        say_done(row),
        say_kind(row),
        say_thing(row),
        row.version,
        str(row.id),
        _("Yes") if row.erased else "",
    )
