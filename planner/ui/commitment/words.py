"""What was promised and what came of it, told so that colour says nothing alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import streamlit as st

from planner.ui.choice import open_button
from planner.ui.language import _, listed, long_date, plural, word
from planner.ui.link import demand_link, goal_link
from planner.ui.place import place_name
from planner.ui.text import plain
from planner.ui.translated import draw_text
from schemas.commitment import CommitmentRow
from schemas.vocabulary import Outcome

_SEPARATOR = " · "


class _Mark(NamedTuple):
    """A character, and the theme's colour that goes with it."""

    glyph: str
    tint: str


_MARKS: Mapping[Outcome, _Mark] = MappingProxyType(
    {
        Outcome.OPEN: _Mark("○", "gray"),
        Outcome.DONE: _Mark("✔", "blue"),
        Outcome.PARTLY: _Mark("◐", "orange"),
        Outcome.NOT_DONE: _Mark("✕", "red"),
        Outcome.WILL_NOT_DO: _Mark("\N{EN DASH}", "gray"),
    }
)
_OVERDUE = _Mark("◷", "violet")


def say_commitments(rows: Sequence[CommitmentRow]) -> str:
    """Return the answer: how many promises there are, and what came of them."""
    counts = Counter(row.outcome for row in rows)
    overdue = sum(row.overdue for row in rows)
    done, partly, open_ = (counts[one] for one in (Outcome.DONE, Outcome.PARTLY, Outcome.OPEN))
    broken = counts[Outcome.NOT_DONE] + counts[Outcome.WILL_NOT_DO]
    still_open = plural("{count} still open", "{count} still open", open_)
    if overdue:
        still_open = plural(
            "{open}, {count} of them past its day",
            "{open}, {count} of them past their day",
            overdue,
            open=still_open,
        )
    parts = [
        (done, plural("{count} done", "{count} done", done)),
        (partly, plural("{count} partly done", "{count} partly done", partly)),
        (broken, plural("{count} not done", "{count} not done", broken)),
        (open_, still_open),
    ]
    return plural(
        "{count} promise: {parts}.",
        "{count} promises: {parts}.",
        len(rows),
        parts=listed(text for count, text in parts if count),
    )


def draw_commitments(
    rows: Sequence[CommitmentRow], names: Mapping[str, str], *, may_edit: bool
) -> None:
    """List a district's promises, each to be read across: said, promised, what came of it.

    `names` are the statements of demands by code.
    """
    for row in rows:
        with st.container(border=True, gap="xsmall"):
            _draw_commitment(row, _days(row))
            with st.container(horizontal=True, vertical_alignment="center"):
                if row.demand_code:
                    demand_link(row.demand_code, names.get(row.demand_code, ""))
                _draw_ties(row)
                if may_edit:
                    _draw_edit(row)


def draw_commitments_on(rows: Sequence[CommitmentRow]) -> None:
    """List the promises that districts made on one demand, which the page names already."""
    for row in rows:
        with st.container(border=True, gap="xsmall"):
            place = place_name(row.district_number, row.district_name)
            _draw_commitment(row, [place, *_days(row)])
            with st.container(horizontal=True, vertical_alignment="center"):
                _draw_ties(row)


def outcome_badge(row: CommitmentRow) -> str:
    """Return mark and words of what came of a promise as coloured Markdown."""
    mark = _OVERDUE if row.overdue else _MARKS[row.outcome]
    words = _("Past its day, not answered yet") if row.overdue else word(row.outcome)
    return f":{mark.tint}-badge[{mark.glyph} {plain(words)}]"


def _draw_commitment(row: CommitmentRow, facts: Sequence[str]) -> None:
    said, promised, came = st.columns(3, gap="medium")
    with said, st.container(gap="xsmall"):
        st.caption(_("You said"))
        draw_text(row.you_said, row.language, row.translations, "you_said")
    with promised, st.container(gap="xsmall"):
        st.caption(_("We will"))
        draw_text(row.we_will, row.language, row.translations, "we_will")
    with came, st.container(gap="xsmall"):
        st.markdown(outcome_badge(row))
        if row.outcome_reason:
            draw_text(row.outcome_reason, row.language, row.translations, "outcome_reason")
        st.caption(plain(_SEPARATOR.join(facts)))


def _days(row: CommitmentRow) -> list[str]:
    promised = _("Promised on {day}", day=long_date(row.promised_on))
    if row.outcome_on is None:
        return [promised, _("To be looked at on {day}", day=long_date(row.review_on))]
    return [promised, _("Answered on {day}", day=long_date(row.outcome_on))]


def _draw_ties(row: CommitmentRow) -> None:
    if row.goal_id and row.goal_code:
        goal_link(row.goal_id, row.goal_code)
    if row.engagement_title:
        st.caption(plain(_("Heard at: {title}", title=row.engagement_title)), width="content")


def _draw_edit(row: CommitmentRow) -> None:
    label = _("Say what came of it") if row.outcome_on is None else _("Edit")
    open_button(label, "promise", row.id)
