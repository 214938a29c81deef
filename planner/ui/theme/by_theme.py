"""From a theme to its demands, and from a demand to the districts that answer it."""

from collections.abc import Sequence

import streamlit as st

from planner.ui.choice import fold
from planner.ui.language import _, listed, plural
from planner.ui.link import demand_link
from planner.ui.place import short_name
from planner.ui.text import plain
from schemas.theme import HeadlineRow, ThemeRow

from .say import SEPARATOR, count_answered, say_statement, say_unanswered, say_who


def draw_headlines(headlines: Sequence[HeadlineRow]) -> None:
    """List the headline themes; the one that the address names is open and shows its demands."""
    for headline in headlines:
        _draw_headline(headline)
    if not headlines:
        st.info(_("Every demand of this kind has a goal this year."))


def _draw_headline(headline: HeadlineRow) -> None:
    answered = plural(
        "{answered} of {count} demand has a goal",
        "{answered} of {count} demands have a goal",
        len(headline.demands),
        answered=count_answered(headline.demands),
    )
    part = fold(f"{plain(headline.statement)} ({answered})", "theme", headline.code)
    if part.open:
        with part:
            for demand in headline.demands:
                _draw_demand(demand)


def _draw_demand(demand: ThemeRow) -> None:
    with st.container(gap="xsmall"):
        st.markdown(say_statement(demand))
        said = [*say_who(demand.citations, demand.answerable_at), *_say_voices(demand)]
        st.caption(plain(SEPARATOR.join(said)))
        with st.container(horizontal=True, vertical_alignment="center"):
            demand_link(demand.code)
            st.caption(_say_goals(demand), width="content")


def _say_voices(demand: ThemeRow) -> list[str]:
    count = sum(one.voices for one in demand.voiced)
    if not count:
        return []
    voices = plural("{count} voice", "{count} voices", count)
    return [
        plural(
            "{voices} in {count} district",
            "{voices} in {count} districts",
            len(demand.voiced),
            voices=voices,
        )
    ]


def _say_goals(demand: ThemeRow) -> str:
    if not demand.goals:
        return say_unanswered(demand.code, demand.answerable_at)
    numbers = sorted({goal.district_number for goal in demand.goals})
    goals = plural("{count} goal", "{count} goals", len(demand.goals))
    return plain(
        plural(
            "{goals} in district {districts}",
            "{goals} in districts {districts}",
            len(numbers),
            goals=goals,
            districts=listed(map(short_name, numbers)),
        )
    )
