"""The form that enters a meeting."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

import streamlit as st

from planner.i18n import own_name
from planner.ui.address import keep
from planner.ui.form import form_id
from planner.ui.language import _, current_language, say, word
from planner.ui.number import read_number, write_number
from planner.ui.typed import Values, begin_typing, end_typing, key_of, read_typing, show_meanwhile
from schemas.engagement import AttendanceIn, EngagementIn, EngagementRow, PriorityTitle
from schemas.errors import N_, RuleError
from schemas.shape import LONG
from schemas.vocabulary import EngagementKind, Language

LABELS = {
    "kind": N_("What it was"),
    "held_on": N_("Date"),
    "title": N_("Title"),
    "priority": N_("Priority it was about"),
    "residents": N_("Residents who came"),
    "first_timers": N_("Of them for the first time"),
    "rating": N_("How residents rated it, from 1 to 5"),
    "media_present": N_("Media were there"),
    "questions": N_("Questions that were asked, one a line"),
    "attendance": N_("Officers who were there, one line a rank and unit"),
    "language": N_("Language of these texts"),
}

NEW = "new"
"""What the address carries in place of an identifier while a meeting is being added."""

_KINDS = {"kind": EngagementKind, "held_on": date.fromisoformat, "language": Language}
_LONGEST_TITLE = 300
_MOST_PEOPLE = 1_000_000
_PARTS = 3


def priority_names(rows: Iterable[PriorityTitle]) -> dict[str, UUID]:
    """Return the ids of priorities by how they are called in lists."""
    return {f"{row.year}: {row.position}. {row.title}": row.id for row in rows}


def form_name(district_id: UUID, row: EngagementRow | None) -> str:
    """Return the name under which the form's words are kept."""
    return f"meeting:{row.id}" if row else f"new meeting:{district_id}"


def close_engagement_form(form: str) -> None:
    """Forget the form and its draft; the address leads to the list that it belongs to."""
    end_typing(form)
    keep(meeting=None, part="meetings")


def draw_engagement_form(
    district_id: UUID, row: EngagementRow | None, priorities: Mapping[str, UUID], today: date
) -> EngagementIn | None:
    """Draw the form of a meeting, or of a new one; return what is to be saved, or None.

    `priorities` leads from their names to their ids. Raises RuleError, naming the field, for
    what can't be read.
    """
    form, saved = form_name(district_id, row), _saved_values(row, priorities, today)
    version = row.seen_version if row else 0
    typing = begin_typing(form, version, saved, _KINDS)
    with st.container(border=True):
        st.header(_("Edit meeting") if row else _("Enter a meeting"))
        show_meanwhile(form, typing, version, saved, LABELS)
        _draw_fields(form, list(priorities))
        values = read_typing(form, LABELS)
        with st.container(horizontal=True):
            wanted = st.button(_("Save"), type="primary", key=f"{form}:save")
            st.button(
                _("Discard"), key=f"{form}:discard", on_click=close_engagement_form, args=(form,)
            )
    if not wanted:
        return None
    row_id = row.id if row else form_id(form)
    return _entry(values, row_id, district_id, typing.seen_version, priorities)


def _saved_values(row: EngagementRow | None, priorities: Mapping[str, UUID], today: date) -> Values:
    if row is None:
        texts = dict.fromkeys(("title", "rating", "questions", "attendance"), "")
        return texts | {
            "kind": EngagementKind.BEAT_MEETING,
            "held_on": today,
            "priority": None,
            "residents": None,
            "first_timers": None,
            "media_present": False,
            "language": current_language(),
        }
    names = {id_: name for name, id_ in priorities.items()}
    same = ("kind", "held_on", "title", "residents", "first_timers", "media_present", "language")
    return {field: getattr(row, field) for field in same} | {
        "priority": names.get(row.priority_id) if row.priority_id else None,
        "rating": write_number(row.rating, current_language()),
        "questions": "\n".join(row.questions),
        "attendance": "\n".join(f"{one.rank}, {one.unit}, {one.people}" for one in row.attendance),
    }


def _draw_fields(form: str, priorities: list[str]) -> None:
    def key(field: str) -> str:
        return key_of(form, field)

    if st.session_state[key("priority")] not in priorities:
        st.session_state[key("priority")] = None
    st.selectbox(say(LABELS["kind"]), list(EngagementKind), format_func=word, key=key("kind"))
    st.date_input(say(LABELS["held_on"]), key=key("held_on"), format="YYYY-MM-DD")
    st.text_input(say(LABELS["title"]), max_chars=_LONGEST_TITLE, key=key("title"))
    st.selectbox(
        say(LABELS["priority"]),
        priorities,
        index=None,
        placeholder=_("None in particular"),
        key=key("priority"),
    )
    with st.container(horizontal=True):
        for field in ("residents", "first_timers"):
            st.number_input(
                say(LABELS[field]), min_value=0, max_value=_MOST_PEOPLE, value=None, key=key(field)
            )
        st.text_input(say(LABELS["rating"]), key=key("rating"))
    st.checkbox(say(LABELS["media_present"]), key=key("media_present"))
    st.text_area(say(LABELS["questions"]), max_chars=LONG, key=key("questions"))
    st.text_area(
        say(LABELS["attendance"]),
        placeholder=_("Sergeant, 007, 2"),
        help=_("Nobody is named: write the rank, the unit and how many."),
        key=key("attendance"),
    )
    st.selectbox(say(LABELS["language"]), list(Language), format_func=own_name, key=key("language"))


def _entry(
    values: Values,
    row_id: UUID,
    district_id: UUID,
    seen_version: int,
    priorities: Mapping[str, UUID],
) -> EngagementIn:
    if not values["title"].strip():
        raise RuleError(N_("Give the meeting a title before you save it."), where="title")
    rating = read_number(values["rating"], current_language(), where="rating")
    if rating is not None and not 1 <= rating <= 5:  # noqa: PLR2004  (the form's own scale)
        raise RuleError(N_("A rating is a number from 1 to 5."), where="rating")
    same = ("kind", "held_on", "title", "residents", "first_timers", "media_present", "language")
    return EngagementIn(
        id=row_id,
        district_id=district_id,
        seen_version=seen_version,
        priority_id=priorities.get(values["priority"]),
        rating=rating,
        questions=tuple(_lines(values["questions"])),
        attendance=tuple(map(_read_officers, _lines(values["attendance"]))),
        **{field: values[field] for field in same},
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _read_officers(line: str) -> AttendanceIn:
    """Read a line such as `Sergeant, 007, 2`."""
    parts = [part.strip() for part in line.split(",")]
    if len(parts) != _PARTS or not all(parts) or not parts[-1].isdecimal():
        raise RuleError(
            N_("“{line}” is not rank, unit and number. Write it like this: Sergeant, 007, 2."),
            where="attendance",
            line=line,
        )
    return AttendanceIn(rank=parts[0], unit=parts[1], people=int(parts[2]))
