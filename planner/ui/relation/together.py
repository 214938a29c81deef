"""The middle part of a quarter: what a person says numbers and voices mean together."""

from uuid import UUID

import streamlit as st

from planner.domain.quarters import Quarter
from planner.i18n import own_name
from planner.ui.address import keep
from planner.ui.choice import open_button
from planner.ui.form import form_id
from planner.ui.language import _, current_language, say, word
from planner.ui.text import plain, shorten
from planner.ui.typed import (
    Values,
    begin_typing,
    end_typing,
    key_of,
    read_typing,
    show_meanwhile,
)
from planner.ui.voice import quote
from schemas.errors import N_, RuleError
from schemas.relation import RelationIn, RelationRow, SideBySideQuarter
from schemas.shape import LONG
from schemas.vocabulary import Language, RelationKind

_LONGEST = 220
"""Letters of a rationale; all of a longer one stands in the list of what was said."""

ICONS = {
    RelationKind.CONFIRM: ":material/drag_handle:",
    RelationKind.EXPAND: ":material/add:",
    RelationKind.DISCORD: ":material/call_split:",
    RelationKind.NO_VOICES: ":material/voice_over_off:",
}
LABELS = {
    "kind": N_("What they mean together"),
    "rationale": N_("Why, in a sentence or two"),
    "language": N_("Language of your text"),
}

_KINDS = {"kind": RelationKind, "language": Language}
_MEANINGS = {
    RelationKind.CONFIRM: N_("What people say fits the number."),
    RelationKind.EXPAND: N_(
        "What people say doesn't contradict the number, but tells something it can't show."
    ),
    RelationKind.DISCORD: N_("What people say doesn't fit the number."),
    RelationKind.NO_VOICES: N_("Nobody was heard on this in the quarter."),
}


def form_name(goal_id: UUID, row: SideBySideQuarter) -> str:
    """Return the name under which the words about a goal and quarter are kept."""
    return f"relation:{goal_id}:{Quarter(row.year, row.quarter)}"


def close_relation_form(form: str) -> None:
    """Forget the form and its draft, and take it out of the address."""
    end_typing(form)
    keep(relation=None)


def draw_together(
    goal_id: UUID, row: SideBySideQuarter, *, may_choose: bool, is_open: bool
) -> RelationIn | None:
    """Draw what was chosen, or the form to choose it; return what is to be saved, or None.

    Raises RuleError when nothing is chosen in the form.
    """
    if may_choose and is_open:
        return _draw_form(goal_id, row)
    if row.relation is None:
        st.markdown(_("Nobody has said yet what they mean together."))
        if may_choose:
            _offer_form(row, _("Say what they mean"))
        return None
    _draw_chosen(row, row.relation)
    with st.popover(_say_by_whom(row.relation), type="tertiary"):
        _draw_whole(row.relation)
        if may_choose:
            _offer_form(row, _("Change"))
    return None


def say_together(kind: RelationKind) -> str:
    """Return icon and word of a relation as Markdown."""
    return f"{ICONS[kind]} **{plain(word(kind))}**"


def say_meaning(kind: RelationKind) -> str:
    """Return a relation as Markdown with what it means, and who decides which one it is."""
    chosen = _("A person chose this; it isn't worked out from the numbers.")
    return f"{say_together(kind)}  \n{plain(say(_MEANINGS[kind]))} {plain(chosen)}"


def _offer_form(row: SideBySideQuarter, label: str) -> None:
    open_button(label, "relation", Quarter(row.year, row.quarter))


def _draw_chosen(row: SideBySideQuarter, chosen: RelationRow) -> None:
    """Draw what was chosen and the beginning of why, in the reader's language where it is."""
    st.markdown(say_together(chosen.kind))
    text, language = chosen.rationale, chosen.language
    if chosen.translation is not None:
        text, language = chosen.translation.text, current_language()
    if text:
        quote(shorten(text, _LONGEST), language)
    if chosen.kind is RelationKind.NO_VOICES and row.voices.count:
        st.caption(_("Voices came in after this was said: look again."))


def _say_by_whom(chosen: RelationRow) -> str:
    if chosen.chosen_by is None:
        return _("All of it")
    return plain(_("Said by {name}", name=chosen.chosen_by))


def _draw_whole(chosen: RelationRow) -> None:
    """Draw the whole rationale in the words that were used, and its translation."""
    quote(chosen.rationale, chosen.language)
    if chosen.translation is None:
        return
    told = _("Translated by {name}:", name=chosen.translation.translated_by)
    if chosen.translation.is_old:
        told = _("The original was changed after this translation.") + " " + told
    st.caption(plain(told))
    quote(chosen.translation.text, current_language())


def _draw_form(goal_id: UUID, row: SideBySideQuarter) -> RelationIn | None:
    form, saved = form_name(goal_id, row), _saved_values(row)
    version = row.relation.seen_version if row.relation else 0
    typing = begin_typing(form, version, saved, _KINDS)
    show_meanwhile(form, typing, version, saved, LABELS)
    _draw_fields(form, _options(row))
    values = read_typing(form, LABELS)
    with st.container(horizontal=True):
        wanted = st.button(_("Save"), type="primary", key=f"{form}:save")
        st.button(_("Discard"), key=f"{form}:discard", on_click=close_relation_form, args=(form,))
    if not wanted:
        return None
    if values["kind"] is None:
        raise RuleError(N_("Choose what they mean together before you save."), where="kind")
    return RelationIn(
        id=row.relation.id if row.relation else form_id(form),
        goal_id=goal_id,
        year=row.year,
        quarter=row.quarter,
        seen_version=typing.seen_version,
        **values,
    )


def _options(row: SideBySideQuarter) -> list[RelationKind]:
    if not row.voices.count:
        return [RelationKind.NO_VOICES]
    return [kind for kind in RelationKind if kind is not RelationKind.NO_VOICES]


def _saved_values(row: SideBySideQuarter) -> Values:
    options, chosen = _options(row), row.relation
    if chosen is None:
        return {"kind": None, "rationale": "", "language": current_language()}
    return {
        "kind": chosen.kind if chosen.kind in options else None,
        "rationale": chosen.rationale,
        "language": chosen.language,
    }


def _draw_fields(form: str, options: list[RelationKind]) -> None:
    kind = key_of(form, "kind")
    if st.session_state[kind] not in options:
        # Voices came or went since this was typed.
        st.session_state[kind] = None
    st.radio(
        say(LABELS["kind"]),
        options,
        index=None,
        format_func=word,
        captions=[say(_MEANINGS[option]) for option in options],
        key=kind,
    )
    st.text_area(say(LABELS["rationale"]), max_chars=LONG, key=key_of(form, "rationale"))
    st.selectbox(
        say(LABELS["language"]),
        list(Language),
        format_func=own_name,
        key=key_of(form, "language"),
    )
