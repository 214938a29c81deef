"""The reading view of a goal: what it says, where it stands, who does what, what is missing."""

import streamlit as st

from planner.charts.progress import LARGE, adds_up
from schemas.goal import GoalRow
from schemas.indicator import IndicatorRow
from schemas.progress import Reading

from ..choice import fold
from ..intake.link import draw_credit
from ..language import _, quarter_name, say, word
from ..navigation import page_of
from ..place import district_name
from ..standing import standing_badge, value_text, way_text
from ..text import plain
from .moved import say_moved_on
from .path import draw_path, path_rows
from .say import say_asked, say_changes, say_start
from .seen import Seen
from .told import in_my_language, say_translation, sentence_in_words

_SEPARATOR = " · "


def draw_head(seen: Seen) -> None:
    """Say whose goal it is and what it says."""
    row = seen.row
    title, language = row.goal.title, row.goal.language
    priority = in_my_language(row.priority_title, row.priority_translations, "title")
    around = [district_name(row.district), str(row.year), row.code, priority]
    st.title(_("Goal"))
    st.header(plain(in_my_language(title, row.translations, "title")))
    told = say_translation(title, language, row.translations, "title")
    st.caption(plain("\n".join(filter(None, [_SEPARATOR.join(around), told]))))
    st.markdown(f"**{plain(sentence_in_words(row.sentence, row.translations))}**")
    if row.sentence.moved_on:
        st.caption(plain(say_moved_on(row.sentence.moved_on)))
    draw_credit(seen.credit)


def draw_links(row: GoalRow, *, may_edit: bool) -> bool:
    """Lead on to the quarter, to the voices and to the form; return whether to edit."""
    goal = {"goal": str(row.goal.id)}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            page_of("progress"),
            label=_("Quarter"),
            icon=":material/edit_calendar:",
            query_params=goal,
        )
        st.page_link(
            page_of("relation"),
            label=_("Side by side"),
            icon=":material/compare_arrows:",
            query_params=goal,
        )
        return may_edit and st.button(_("Edit goal"), icon=":material/edit:")


def draw_standing(seen: Seen) -> None:
    """Say where the goal stood in a quarter and why, and draw the path of its main indicator."""
    standing = seen.standing
    quarter, way = quarter_name(standing.year, standing.quarter), way_text(standing)
    st.subheader(_("Where it stands"))
    parts = [f"**{plain(quarter)}**", standing_badge(standing), *([plain(way)] if way else [])]
    st.markdown(" ".join(parts))
    why = say(standing.why)
    if why != word(standing.status or standing.state):
        st.markdown(plain(why))
    counted = [say(message) for message in standing.says if message != standing.why]
    st.caption(plain(_SEPARATOR.join(counted)))
    main = seen.main
    if main is not None and main.targets:
        _draw_main(seen, main)


def _draw_main(seen: Seen, main: IndicatorRow) -> None:
    readings = seen.readings(main)
    months = () if adds_up(main) else seen.months.get(main.id, ())
    if not months and not any(map(_shows_something, readings)):
        st.caption(_("The path is drawn as soon as the goal has a start and a due date."))
        return
    draw_path(main, readings, months, size=LARGE, fiscal_start_month=seen.fiscal_start_month)
    legend = [
        _("Dashed: the plan"),
        _("marks and line: measured"),
        _("bar: the target"),
        *([_("thin line: month by month")] if months else []),
        _("below: quarters without a value"),
    ]
    st.caption(plain(_SEPARATOR.join(legend)))
    with fold(_("The same as a table"), "table", "path") as table:
        if table.open:
            rows = path_rows(main, readings)
            st.dataframe(rows, hide_index=True, alt=_("The path by quarter"))


def _shows_something(reading: Reading) -> bool:
    """Say whether a quarter has more to draw than that nothing is known of it."""
    shown = (reading.actual, reading.point, reading.target, reading.low, reading.high)
    return any(each is not None for each in shown)


def draw_measures(seen: Seen) -> None:
    """Draw each indicator: from what to what by when, its last value, and how it is counted."""
    row = seen.row
    st.subheader(_("How it is measured"))
    if not row.indicators:
        st.caption(_("Nothing is measured yet."))
    readings = {reading.indicator_id: reading for reading in seen.standing.readings}
    for indicator in row.indicators:
        with st.container(gap="xsmall"):
            st.markdown(_say_measure(indicator, readings.get(indicator.id)))
            lines = [
                say_asked(indicator, row.goal.due_on),
                *say_changes(indicator),
            ]
            st.caption(plain("\n".join(lines)))
    if any(map(_details, row.indicators)):
        with st.expander(_("How it is counted")):
            st.text("\n\n".join(filter(None, map(_details, row.indicators))))


def _say_measure(indicator: IndicatorRow, reading: Reading | None) -> str:
    value = value_text(reading) if reading else ""
    badge = f" {standing_badge(reading)}" if reading else ""
    return f"**{plain(indicator.name)}**{badge} {plain(value)}".rstrip()


def _details(indicator: IndicatorRow) -> str:
    """Return how an indicator is counted, or nothing where nobody has said it."""
    counted = _("{part} out of {whole}", part=indicator.numerator, whole=indicator.denominator)
    lines = [
        indicator.definition,
        counted if indicator.numerator and indicator.denominator else "",
        say_start(indicator.targets[-1]) if indicator.targets else "",
        _("Source: {source}", source=indicator.source) if indicator.source else "",
        *(f"{level.level}: {level.description}" for level in indicator.levels),
    ]
    told = [line for line in lines if line]
    return "\n".join([indicator.name, *told]) if told else ""
