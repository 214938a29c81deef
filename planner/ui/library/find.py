"""The library as a list: found by words, theme, kind and who can answer."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from planner.domain.library import OPEN, has_words
from schemas.library import LibraryRow
from schemas.theme import HeadlineRow
from schemas.vocabulary import AnswerableAt, IndicatorKind, LibraryState

from ..address import keep
from ..choice import asked, choose, leaf, one_page, pick
from ..language import _, listed, plural, word
from ..text import plain
from .words import SEPARATOR, entry_link, say_around, say_kind

ALL = "all"
IN_USE, WAITING, GONE = "in_use", "waiting", "gone"
_SHOWN = (IN_USE, WAITING, GONE)
_A_PAGE = 12
_WORDS_KEY = "choice:words"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for."""

    words: str
    theme: str
    kind: str
    who: str
    shown: str

    def fits(self, row: LibraryRow) -> bool:
        """Say whether an indicator is one of those."""
        definition = row.newest.definition
        return (
            _shown_of(row.state) == self.shown
            and has_words(definition, row.code, self.words)
            and self.kind in {ALL, definition.kind}
            and (self.who == ALL or self.who in row.answerable_at)
            and (self.theme == ALL or any(_is_under(code, self.theme) for code in row.theme_codes))
        )


def read_wanted(headlines: Sequence[HeadlineRow]) -> Wanted:
    """Return what the address asks for; what it can't mean counts as not asked."""
    return Wanted(
        asked("words"),
        pick(asked("theme"), list(_themes(headlines)), ALL),
        pick(asked("kind"), (ALL, *IndicatorKind), ALL),
        pick(asked("who"), (ALL, *AnswerableAt), ALL),
        pick(asked("show"), _SHOWN, IN_USE),
    )


def draw_library(
    rows: Sequence[LibraryRow],
    headlines: Sequence[HeadlineRow],
    homes: Collection[UUID],
    *,
    keeps: bool,
) -> None:
    """Draw the answer, what waits for the reader, the filters, and the list page by page.

    Proposals wait for whoever `keeps` the library, what was sent back for the districts in `homes`.
    """
    in_use = sum(row.state is LibraryState.ACCEPTED for row in rows)
    told = plural("{count} indicator is in use.", "{count} indicators are in use.", in_use)
    st.markdown(f"**{told}**")
    if not rows:
        st.info(
            _("There is nothing in the library yet. A reviewer adds to it; a district proposes.")
        )
        return
    _draw_returned(row for row in rows if row.district_id in homes)
    if keeps:
        _draw_waiting([row for row in rows if row.state is LibraryState.PROPOSED])
    wanted = read_wanted(headlines)
    _draw_filters(wanted, headlines)
    found = [row for row in rows if wanted.fits(row)]
    if len(found) < len(rows):
        st.caption(plural("{count} indicator found", "{count} indicators found", len(found)))
    if not found:
        st.info(_("No indicator fits. Use fewer words, or choose “All” in a filter."))
    shown, pages, page = one_page(found, _A_PAGE)
    for row in shown:
        _draw_row(row)
    leaf(pages, page)


def _draw_returned(rows: Iterable[LibraryRow]) -> None:
    """Name the reader's own proposals that were sent back, each with what is asked."""
    for row in rows:
        if row.state is LibraryState.RETURNED:
            st.warning(plain(_("“{name}” was sent back: {reason}", name=row.name, reason=row.note)))
            entry_link(row.code)


def _draw_waiting(rows: Sequence[LibraryRow]) -> None:
    if rows:
        waiting = plural(
            "{count} proposal waits for your decision.",
            "{count} proposals wait for your decision.",
            len(rows),
        )
        st.warning(waiting)
    for row in rows:
        entry_link(row.code)


def _draw_filters(wanted: Wanted, headlines: Sequence[HeadlineRow]) -> None:
    themes = _themes(headlines)
    st.session_state[_WORDS_KEY] = wanted.words
    with st.container(horizontal=True):
        st.text_input(
            _("Search"),
            key=_WORDS_KEY,
            max_chars=100,
            on_change=_take_words,
            icon=":material/search:",
        )
        choose(_("Theme"), "theme", list(themes), wanted.theme, themes.__getitem__)
        choose(
            _("What it is made of"), "kind", (ALL, *IndicatorKind), wanted.kind, _say(IndicatorKind)
        )
        choose(_("Who can answer"), "who", (ALL, *AnswerableAt), wanted.who, _say(AnswerableAt))
        choose(_("Show"), "show", _SHOWN, wanted.shown, _say_shown)


def _draw_row(row: LibraryRow) -> None:
    uses = (
        plural("used in {count} goal", "used in {count} goals", row.uses)
        if row.uses
        else _("not used yet")
    )
    definition = row.newest.definition
    with st.container(gap="xsmall"):
        st.markdown(f"**{plain(row.name)}**  \n{plain(definition.definition)}")
        facts = [say_kind(definition), listed(row.theme_codes), uses]
        around = SEPARATOR.join(filter(None, facts))
        st.caption(plain(around if row.state is LibraryState.ACCEPTED else say_around(row)))
        entry_link(row.code)


def _take_words() -> None:
    keep(words=st.session_state[_WORDS_KEY], page=None)


def _themes(headlines: Sequence[HeadlineRow]) -> dict[str, str]:
    return {ALL: _("All themes")} | {one.code: one.statement for one in headlines}


def _is_under(code: str, theme: str) -> bool:
    return code.startswith(f"{theme}-")


def _shown_of(state: LibraryState) -> str:
    if state is LibraryState.ACCEPTED:
        return IN_USE
    return WAITING if state in OPEN else GONE


def _say(kind: type[IndicatorKind] | type[AnswerableAt]) -> Callable[[str], str]:
    return lambda one: _("All") if one == ALL else word(kind(one))


def _say_shown(shown: str) -> str:
    return {
        IN_USE: _("In use"),
        WAITING: _("Proposed or sent back"),
        GONE: _("Merged or not used any more"),
    }[shown]
