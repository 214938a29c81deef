"""One indicator of the library: how it is counted, what changed, and where it is used."""

from collections.abc import Mapping, Sequence

import streamlit as st

from planner.i18n import own_name
from schemas.library import DefinitionRow, EntryRow, UseRow
from schemas.vocabulary import LibraryState

from ..language import _, current_language, long_date, plural, word
from ..link import demand_link, goal_link
from ..navigation import page_of
from ..place import place_name
from ..text import plain
from .words import SEPARATOR, entry_link, say_around, say_changed, say_definition


def draw_entry(entry: EntryRow, statements: Mapping[str, str]) -> None:
    """Draw an indicator; `statements` are the words of demands by code."""
    draw_way_back()
    st.header(plain(entry.name))
    st.caption(plain(say_around(entry)))
    _draw_state(entry)
    language = entry.newest.definition.language
    if language is not current_language():
        st.caption(_("Only in {language} so far.", language=own_name(language)))
    st.markdown("  \n".join(map(plain, say_definition(entry.newest.definition))))
    st.subheader(_("Demands it helps to answer"))
    for code in entry.theme_codes:
        demand_link(code, statements.get(code, ""))
    if not entry.theme_codes:
        st.caption(_("None of the report's: it is there for what districts ask themselves."))
    st.caption(plain(SEPARATOR.join(map(word, entry.answerable_at))))
    _draw_versions(entry.versions)
    _draw_uses(entry.used_in, entry.newest.number)


def draw_way_back() -> None:
    """Link to all indicators."""
    st.page_link(page_of("library"), label=_("All indicators"), icon=":material/arrow_back:")


def _draw_state(entry: EntryRow) -> None:
    if entry.state is LibraryState.MERGED and entry.merged_into:
        st.info(_("It was merged into another indicator: use that one."))
        entry_link(entry.merged_into)
    if entry.state is LibraryState.PROPOSED:
        st.info(_("A reviewer has not decided about it yet, so goals can't use it."))
    if entry.state is LibraryState.RETIRED:
        st.info(_("It is not used any more. Goals that use it keep it."))
    if entry.note:
        st.caption(plain(_("Why: {reason}", reason=entry.note)))


def _draw_versions(versions: Sequence[DefinitionRow]) -> None:
    newest = versions[0]
    if len(versions) == 1:
        st.caption(_("Counted like this since {day}.", day=long_date(newest.valid_from)))
        return
    st.subheader(_("What changed over time"))
    for row in versions:
        st.markdown(plain(_say_version(row)))
        if row is not newest:
            with st.expander(_("Definition {number}", number=row.number)):
                st.markdown("  \n".join(map(plain, say_definition(row.definition))))


def _say_version(row: DefinitionRow) -> str:
    since = _("Definition {number}, since {day}.", number=row.number, day=long_date(row.valid_from))
    changed = _("What changed: {fields}.", fields=say_changed(row)) if row.changed else ""
    why = _("Why: {reason}", reason=row.reason) if row.reason else ""
    return " ".join(filter(None, [since, changed, why]))


def _draw_uses(uses: Sequence[UseRow], newest: int) -> None:
    st.subheader(_("Where it is used"))
    if not uses:
        st.info(_("No goal uses it yet. Choose it in a goal, under “How it is measured”."))
        return
    places = {use.district_number for use in uses}
    st.markdown(
        plural(
            "{count} goal in {places} uses it.",
            "{count} goals in {places} use it.",
            len(uses),
            places=plural("{count} district", "{count} districts", len(places)),
        )
    )
    for use in uses:
        _draw_use(use, newest)


def _draw_use(use: UseRow, newest: int) -> None:
    place = place_name(use.district_number, use.district_name)
    older = _("by definition {number}", number=use.number) if use.number != newest else ""
    around = SEPARATOR.join(filter(None, [place, str(use.year), older]))
    with st.container(gap="xsmall"):
        st.markdown(f"{plain(use.goal_title)}  \n:small[:gray[{plain(around)}]]")
        goal_link(use.goal_id, use.goal_code)
