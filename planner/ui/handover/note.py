"""What an outgoing commander leaves in their own words: read, and written with a draft kept."""

import streamlit as st

from planner.i18n import own_name
from planner.services import handover
from schemas.errors import N_
from schemas.handover import HandoverRow, NoteIn
from schemas.shape import LONG
from schemas.vocabulary import Language

from ..address import keep
from ..choice import asked, open_button
from ..form import form_id
from ..language import _, current_language, long_date, say
from ..saving import save_form
from ..text import plain
from ..translated import quote
from ..typed import Values, begin_typing, end_typing, key_of, read_typing, show_meanwhile

NOTE = "note"
OPEN = "1"
LABELS = {
    "note": N_("What the next commander should know and the numbers don't say"),
    "language": N_("Language of these texts"),
}


def form_name(row: HandoverRow) -> str:
    """Return the name under which the note's words are kept."""
    return f"handover note:{row.district.id}:{row.turn.changes_on}"


def show_note(row: HandoverRow, *, may_write: bool) -> None:
    """Draw the note, or its form where the address asks for it."""
    if row.turn.outgoing is None:
        return
    st.header(_("A note for the next commander"))
    if may_write and asked(NOTE):
        save_form(
            lambda: _draw_form(row),
            handover.save_note,
            lambda _entry: _close(form_name(row)),
            _("Saved."),
        )
        return
    if row.note:
        quote(row.note, row.language)
        st.caption(plain(_say_written(row)))
    else:
        st.caption(
            _("Nothing is written yet: whom to call first, what was promised, what worries you.")
        )
    if may_write:
        label = _("Edit the note") if row.note else _("Write a note")
        open_button(label, NOTE, OPEN, add=not row.note)


def _say_written(row: HandoverRow) -> str:
    written = _(
        "Written by {name} on {day}, version {version}.",
        name=row.written_by or _("The planner"),
        day=long_date(row.written_on) if row.written_on else "",
        version=row.note_version,
    )
    if row.language is current_language():
        return written
    return f"{written} " + _("Written in {language}", language=own_name(row.language))


def _draw_form(row: HandoverRow) -> NoteIn | None:
    form = form_name(row)
    saved: Values = {"note": row.note, "language": row.language}
    typing = begin_typing(form, row.note_version, saved, {"language": Language})
    with st.container(border=True, key="handover-note"):
        show_meanwhile(form, typing, row.note_version, saved, LABELS)
        st.text_area(say(LABELS["note"]), max_chars=LONG, height=240, key=key_of(form, "note"))
        st.caption(
            _("Read by the district's team, its council's chair and headquarters reviewers alone.")
        )
        st.selectbox(
            say(LABELS["language"]),
            list(Language),
            format_func=own_name,
            key=key_of(form, "language"),
        )
        values = read_typing(form, LABELS)
        with st.container(horizontal=True):
            wanted = st.button(_("Save"), type="primary", key=f"{form}:save")
            st.button(_("Discard"), key=f"{form}:discard", on_click=_close, args=(form,))
    if not wanted:
        return None
    return NoteIn(
        id=row.note_id or form_id(form),
        district_id=row.district.id,
        changes_on=row.turn.changes_on,
        seen_version=typing.seen_version,
        note=values["note"] or "",
        language=values["language"],
    )


def _close(form: str) -> None:
    end_typing(form)
    keep(**{NOTE: None})
