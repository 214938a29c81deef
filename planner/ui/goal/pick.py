"""The goals of a district to pick from, by year."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from uuid import UUID

import streamlit as st

from planner.domain.quarters import Quarter, quarter_of
from planner.services import goal, progress
from planner.services.work import Work
from schemas.goal import GoalTitle
from schemas.progress import Standing
from schemas.vocabulary import Language

from ..address import keep
from ..language import _
from ..navigation import page_of
from ..standing import standing_badge
from ..text import plain
from .told import in_my_language


def load_titles(
    work: Work, district_id: UUID, language: Language
) -> list[tuple[GoalTitle, Standing]]:
    """Return a district's goals with where each stands in the last quarter of its year so far."""
    titles = goal.get_goals(work, district_id, language)
    ended = quarter_of(work.today, work.jurisdiction.fiscal_start_month).previous()
    shown = {year: _last_quarter(year, ended) for year in {title.year for title in titles}}
    standings: Mapping[UUID, Mapping[Quarter, Standing]] = progress.get_standings(
        work, [title.id for title in titles], sorted(shown.values())
    )
    return [(title, standings[title.id][shown[title.year]]) for title in titles]


def draw_pick(goals: Sequence[tuple[GoalTitle, Standing]]) -> None:
    """List goals, the latest year first; a new one starts on the plan's page."""
    if not goals:
        st.info(_("This district has no goals yet. Add one to a priority of its plan."))
    for year, in_year in groupby(goals, key=lambda pair: pair[0].year):
        st.header(str(year))
        for title, standing in in_year:
            words = in_my_language(title.title, title.translations, "title")
            # A link to the page one is on looks like the place one is at, and never wraps.
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                st.markdown(standing_badge(standing), width="content")
                st.button(
                    plain(words),
                    key=f"goal:{title.id}",
                    type="tertiary",
                    wrap=True,
                    on_click=keep,
                    kwargs={"goal": title.id},
                )
    st.page_link(page_of("plan"), label=_("To the plan"), icon=":material/assignment:")


def _last_quarter(year: int, ended: Quarter) -> Quarter:
    return min(max(ended, Quarter(year, 1)), Quarter(year, 4))
