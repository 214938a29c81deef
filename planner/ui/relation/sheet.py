"""The goal above the quarters, the answer in words, and the same as a table below."""

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from planner.ui.language import _, long_date, percent, quarter_name, say, word
from planner.ui.navigation import page_of
from planner.ui.place import district_name
from planner.ui.standing import (
    reading_number,
    standing_badge,
    standing_text,
    value_text,
    way_text,
)
from planner.ui.text import plain
from planner.ui.voice import say_count, say_valences
from schemas.goal import GoalRow, GoalTitle
from schemas.progress import Reading
from schemas.relation import SideBySideQuarter

_SEPARATOR = " · "


def draw_picker(goals: Sequence[GoalTitle]) -> None:
    """List the goals of a district, each with a link to its own view."""
    if not goals:
        st.info(_("This district has no goals yet. They are added on the page Plan."))
    for goal in goals:
        st.page_link(
            page_of("relation"),
            label=plain(f"{goal.year}: {goal.title}"),
            icon=":material/compare_arrows:",
            query_params={"goal": str(goal.id)},
        )


def draw_goal(goal: GoalRow) -> None:
    """Draw the goal, where it applies and what it is tied to."""
    st.header(plain(goal.goal.title))
    ties = [f"“{tie.statement}” ({tie.code})" for tie in goal.ties]
    tied = [_("tied to {ties}", ties=", ".join(ties))] if ties else []
    st.caption(plain(_SEPARATOR.join([district_name(goal.district), *tied])))


def say_latest(latest: SideBySideQuarter) -> str:
    """Return the page's answer as Markdown: where the goal stands, who spoke, and together."""
    quarter = quarter_name(latest.year, latest.quarter)
    way = way_text(latest.standing)
    parts = [
        f"**{plain(quarter)}** {standing_badge(latest.standing)}",
        *([plain(way)] if way else []),
        plain(say_count(latest.voices.count, latest.voices.meetings)),
        *([f"**{plain(word(latest.relation.kind))}**"] if latest.relation else []),
    ]
    return _SEPARATOR.join(parts)


def draw_why(latest: SideBySideQuarter) -> None:
    """Say why the goal stands where it does, for who asks."""
    with st.popover(_("Why?")):
        for message in dict.fromkeys(map(say, (latest.standing.why, *latest.standing.says))):
            st.markdown(plain(message))


def draw_table(quarters: Sequence[SideBySideQuarter]) -> None:
    """Draw every reading of every quarter as one row of a table, with what was said beside it."""
    rows = [
        _reading_cells(reading) | _quarter_cells(row)
        for row in quarters
        for reading in row.standing.readings
    ]
    st.dataframe(rows, hide_index=True, alt=_("Numbers and voices by quarter"))


def _reading_cells(reading: Reading) -> dict[str, str]:
    def write(value: Decimal | None) -> str:
        return "" if value is None else reading_number(reading, value)

    as_of = reading.recorded.data_as_of if reading.recorded else None
    made = reading.attainment
    return {
        _("Quarter"): quarter_name(reading.year, reading.quarter),
        _("Indicator"): reading.indicator_name,
        _("Where it stands"): standing_text(reading),
        _("Measured"): value_text(reading),
        _("Planned for this quarter"): write(reading.point),
        _("Start"): write(reading.baseline),
        _("Target"): write(reading.target),
        _("Original target"): write(reading.original_target),
        _("Lowest allowed"): write(reading.low),
        _("Highest allowed"): write(reading.high),
        _("Part of the way"): "" if made is None else percent(made),
        _("The data is from"): long_date(as_of) if as_of else "",
    }


def _quarter_cells(row: SideBySideQuarter) -> dict[str, str]:
    chosen, voices = row.relation, row.voices
    return {
        _("Together"): word(chosen.kind) if chosen else "",
        _("Why"): chosen.rationale if chosen else "",
        _("Voices"): say_count(voices.count, voices.meetings),
        _("What they express"): say_valences(voices),
        _("Not shown"): str(voices.withheld),
    }
