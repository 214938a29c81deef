"""From a district to the demands it answers, and to those that it leaves open."""

from collections.abc import Sequence

import streamlit as st

from planner.ui.choice import fold
from planner.ui.language import _, plural
from planner.ui.link import demand_link, goal_link, voices_link
from planner.ui.place import district_name
from planner.ui.text import plain
from schemas.account import DistrictRow
from schemas.theme import AnsweringGoal, HeadlineRow, ThemeRow
from schemas.vocabulary import AnswerableAt

from .say import ALL, SEPARATOR, answerable, say_statement, say_who

_REST = "rest"


def draw_district(headlines: Sequence[HeadlineRow], district: DistrictRow, shown: str) -> None:
    """Draw what a district answers, what was voiced there without a goal, and what is left."""
    demands = [demand for headline in headlines for demand in headline.demands]
    answered = [demand for demand in demands if _goals(demand, district)]
    voiced = [one for one in demands if _voices(one, district) and one not in answered]
    known = {demand.code for demand in (*answered, *voiced)}
    left = [one for one in answerable(headlines) if one.code not in known]
    st.markdown(f"**{plain(_say_district(headlines, district, len(voiced)))}**")
    if voiced:
        st.header(_("Voiced here, and no goal yet"))
        for demand in sorted(voiced, key=lambda one: -_voices(one, district)):
            _draw_voiced(demand, district)
    if answered and shown == ALL:
        st.header(_("Answered by a goal here"))
        for demand in answered:
            _draw_answered(demand, _goals(demand, district))
    if left:
        _draw_left(left)


def _goals(demand: ThemeRow, district: DistrictRow) -> list[AnsweringGoal]:
    return [goal for goal in demand.goals if goal.district_number == district.number]


def _voices(demand: ThemeRow, district: DistrictRow) -> int:
    here = (one.voices for one in demand.voiced if one.district_number == district.number)
    return next(here, 0)


def _say_district(headlines: Sequence[HeadlineRow], district: DistrictRow, voiced: int) -> str:
    demands = answerable(headlines)
    answer = plural(
        "{place} has a goal for {answered} of {count} demand that a district can answer.",
        "{place} has a goal for {answered} of {count} demands that a district can answer.",
        len(demands),
        place=district_name(district),
        answered=sum(bool(_goals(demand, district)) for demand in demands),
    )
    if not voiced:
        return answer
    return f"{answer} " + plural(
        "{count} demand was voiced here and has no goal.",
        "{count} demands were voiced here and have no goal.",
        voiced,
    )


def _draw_voiced(demand: ThemeRow, district: DistrictRow) -> None:
    with st.container(gap="xsmall"):
        st.markdown(say_statement(demand))
        _draw_who(demand)
        voices = plural("{count} voice", "{count} voices", _voices(demand, district))
        with st.container(horizontal=True, vertical_alignment="center"):
            demand_link(demand.code)
            voices_link(voices, district.number, demand.code)


def _draw_answered(demand: ThemeRow, goals: Sequence[AnsweringGoal]) -> None:
    with st.container(gap="xsmall"):
        st.markdown(say_statement(demand))
        with st.container(horizontal=True, vertical_alignment="center"):
            demand_link(demand.code)
            for goal in goals:
                goal_link(goal.goal_id, goal.goal_code)
        st.caption(plain(SEPARATOR.join(goal.goal_title for goal in goals)))


def _draw_who(demand: ThemeRow) -> None:
    said = say_who(demand.citations, demand.answerable_at)
    if AnswerableAt.DISTRICT not in demand.answerable_at:
        said.append(_("Pass it on: a district alone can't answer it"))
    st.caption(plain(SEPARATOR.join(said)))


def _draw_left(demands: Sequence[ThemeRow]) -> None:
    """List what is left; what is closed is not drawn, so that the page stays short."""
    label = plural(
        "{count} other demand that a district can answer, without a goal here",
        "{count} other demands that a district can answer, without a goal here",
        len(demands),
    )
    part = fold(label, "theme", _REST)
    if part.open:
        with part:
            for demand in demands:
                with st.container(gap=None):
                    st.markdown(say_statement(demand))
                    demand_link(demand.code)
