"""One demand and everything that came of it: goals, voices, promises, local demands."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from planner.domain.board import GOOD
from planner.ui.choice import fold
from planner.ui.commitment import draw_commitments_on, say_commitments
from planner.ui.language import _, plural, quarter_name, word
from planner.ui.link import demand_link, goal_link, voices_link
from planner.ui.navigation import page_of
from planner.ui.place import place_name
from planner.ui.standing import standing_badge, way_text
from planner.ui.text import plain
from planner.ui.theme.say import SEPARATOR, say_unanswered, say_who, say_words
from planner.ui.translated import draw_text
from planner.ui.voice import leaf_through, say_count, say_withheld, valence_word
from schemas.commitment import CommitmentRow
from schemas.theme import DemandRow, LocalDemandRow, StandingGoal
from schemas.vocabulary import AnswerableAt, Stance, Valence
from schemas.voice import DemandVoices, PlaceVoices


def draw_way_back() -> None:
    """Link to all demands."""
    st.page_link(page_of("theme"), label=_("All demands"), icon=":material/arrow_back:")


def draw_came(demand: DemandRow, voices: DemandVoices, promises: Sequence[CommitmentRow]) -> None:
    """Draw a demand with what it asks, then the answer, then each thing that came of it."""
    _draw_words(demand)
    st.markdown(f"**{plain(_say_answer(demand, voices))}**")
    st.subheader(_("Goals that answer it"))
    _draw_goals(demand)
    st.subheader(_("What people said"))
    _draw_voices(demand.code, voices)
    st.subheader(_("What was promised, and what came of it"))
    _draw_promises(promises)
    if demand.mapped:
        st.subheader(_("Asked for in districts' own conversations"))
        for local in demand.mapped:
            _draw_mapped(local)


def _draw_words(demand: DemandRow) -> None:
    if demand.local is not None:
        _draw_local_words(demand.local)
        return
    st.header(plain(say_words(demand.stance, demand.statement)))
    said = [demand.code, demand.headline, *say_who(demand.citations, demand.answerable_at)]
    _draw_stance(demand.stance, said)
    if demand.answered_by:
        st.markdown(plain(_("What would show it: {text}", text=demand.answered_by)))


def _draw_local_words(local: LocalDemandRow) -> None:
    st.header(plain(local.code))
    draw_text(local.statement, local.language, local.translations, "statement")
    place = place_name(local.district_number, local.district_name)
    _draw_stance(local.stance, [place, local.citation])
    if local.mapped_theme_code:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(_("It belongs to this demand of the report:"), width="content")
            demand_link(local.mapped_theme_code)


def _draw_stance(stance: Stance, said: Sequence[str]) -> None:
    text = plain(SEPARATOR.join(said))
    st.markdown(f":gray-badge[{plain(word(stance))}] :small[:gray[{text}]]")


def _say_answer(demand: DemandRow, voices: DemandVoices) -> str:
    """Return how many districts answer it, how the goals do, and how many spoke of it."""
    places = {goal.district_number for goal in demand.goals}
    good = sum(goal.standing.status in GOOD for goal in demand.goals)
    heard = plural(
        "{voices} spoke of it.",
        "{voices} spoke of it.",
        voices.count,
        voices=say_count(voices.count, voices.meetings),
    )
    if not demand.goals:
        no_goal = _("No goal answers it this year.")
        return f"{no_goal} {heard}" if voices.count else no_goal
    answer = plural(
        "{count} goal answers it, in {places}; {good} on track or better.",
        "{count} goals answer it, in {places}; {good} on track or better.",
        len(demand.goals),
        places=plural("{count} district", "{count} districts", len(places)),
        good=good,
    )
    return f"{answer} {heard}" if voices.count else answer


def _draw_goals(demand: DemandRow) -> None:
    for goal in demand.goals:
        _draw_goal(goal)
    if demand.goals:
        quarter = demand.goals[0].standing
        st.caption(
            _("As they stood in {quarter}.", quarter=quarter_name(quarter.year, quarter.quarter))
        )
    elif demand.local is not None or AnswerableAt.DISTRICT in demand.answerable_at:
        st.info(
            _(
                "No goal for {year} answers it yet. Open a goal and tie it to {code}, or write a"
                " new one in the plan.",
                year=demand.year,
                code=plain(demand.code),
            )
        )
    else:
        st.info(say_unanswered(demand.code, demand.answerable_at))


def _draw_goal(goal: StandingGoal) -> None:
    place = place_name(goal.district_number, goal.district_name)
    with st.container(gap="xsmall"):
        st.markdown(f"{standing_badge(goal.standing)} {plain(place)}: {plain(goal.goal_title)}")
        with st.container(horizontal=True, vertical_alignment="center"):
            goal_link(goal.goal_id, goal.goal_code)
            together = word(goal.relation) if goal.relation else ""
            facts = filter(None, [way_text(goal.standing), together])
            st.caption(plain(SEPARATOR.join(facts)), width="content")


def _draw_voices(code: str, voices: DemandVoices) -> None:
    if not voices.count:
        st.info(
            _(
                "Nobody has spoken of it at a meeting yet. When somebody does, code the voice with"
                " {code} on the Voices page.",
                code=plain(code),
            )
        )
        return
    st.dataframe(
        pd.DataFrame(map(_in_columns, voices.places)),
        hide_index=True,
        width="content",
        height="content",
        alt=_("Voices by district and by what they express"),
    )
    if voices.quotes:
        leaf_through(voices.quotes, f"quotes:{code}")
    left_out = " ".join(filter(None, [_say_newest(voices), say_withheld(voices)]))
    if left_out:
        st.caption(plain(left_out))
    part = fold(_("Read them district by district"), "open", "voices")
    if part.open:
        with part, st.container(horizontal=True):
            for place in voices.places:
                name = place_name(place.district_number, place.district_name)
                voices_link(name, place.district_number, code)


def _say_newest(voices: DemandVoices) -> str:
    """Say that only the newest voices are shown, where there are more than that."""
    shown, count = len(voices.quotes), voices.count - voices.counted_only - voices.unapproved
    if shown == count:
        return ""
    return _("These are the newest {shown} of {count}.", shown=shown, count=count)


def _in_columns(place: PlaceVoices) -> dict[str, str | int]:
    counts = dict(place.by_valence)
    return {
        _("District"): place_name(place.district_number, place.district_name),
        _("Voices"): place.count,
        **{valence_word(one): counts.get(one, 0) for one in (*Valence, None)},
    }


def _draw_promises(promises: Sequence[CommitmentRow]) -> None:
    if not promises:
        st.info(
            _("Nothing has been promised yet. A district writes its promises on the Voices page.")
        )
        return
    st.markdown(plain(say_commitments(promises)))
    draw_commitments_on(promises)


def _draw_mapped(local: LocalDemandRow) -> None:
    place = place_name(local.district_number, local.district_name)
    with st.container(gap="xsmall"):
        draw_text(local.statement, local.language, local.translations, "statement")
        st.caption(plain(SEPARATOR.join([place, local.citation])))
        demand_link(local.code)
