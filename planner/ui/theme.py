"""How demands and what answers them are drawn."""

from collections.abc import Iterable

import streamlit as st

from schemas.theme import AnsweringGoal, CatalogueRow, CitationRow, HeadlineRow, ThemeRow
from schemas.vocabulary import AnswerableAt, Stance

from .choice import choose
from .language import _, plural, word
from .link import goal_link
from .place import place_name
from .text import plain

ANYBODY = "all"
WHO = (ANYBODY, *AnswerableAt)
ALL, OPEN = "all", "open"
SHOWN = (ALL, OPEN)

_SEPARATOR = " · "


def count_answered(demands: Iterable[ThemeRow]) -> int:
    """Return how many of some demands have a goal."""
    return sum(bool(demand.goals) for demand in demands)


def say_answer(catalogue: CatalogueRow) -> str:
    """Return the page's answer: how many of the demands a district can answer have a goal."""
    demands = [
        demand
        for headline in catalogue.headlines
        for demand in headline.demands
        if AnswerableAt.DISTRICT in demand.answerable_at
    ]
    return plural(
        "{answered} of {count} demand a district can answer has a goal this year.",
        "{answered} of {count} demands a district can answer have a goal this year.",
        len(demands),
        answered=count_answered(demands),
    )


def draw_source(catalogue: CatalogueRow) -> None:
    """Say where the demands come from, and what a reader should keep in mind."""
    lines = [
        _(
            "Source: {source}. Edition {edition}.",
            source=catalogue.source,
            edition=catalogue.edition,
        ),
        _("The report pools its respondents, so a group is named as the report names it."),
        _("Goals are those of the plans for {year}.", year=catalogue.year),
    ]
    if not catalogue.reviewed:
        lines.append(
            _("A native speaker has not reviewed all of these wordings in this language yet.")
        )
    st.caption(plain(" ".join(lines)))


def draw_filter(who: str, shown: str) -> None:
    """Offer to show only what somebody can answer, or what nobody answers."""
    with st.container(horizontal=True):
        choose(_("Who can answer"), "who", WHO, who, _say_who)
        choose(_("Show"), "show", SHOWN, shown, _say_shown)


def _say_who(who: str) -> str:
    return _("Anybody") if who == ANYBODY else word(AnswerableAt(who))


def _say_shown(shown: str) -> str:
    return _("All demands") if shown == ALL else _("Only demands without a goal")


def filter_headlines(headlines: Iterable[HeadlineRow], who: str, shown: str) -> list[HeadlineRow]:
    """Return the headlines with the demands that fit; a headline without any is left out."""
    fitting = (
        headline.model_copy(
            update={
                "demands": tuple(
                    demand
                    for demand in headline.demands
                    if who in {ANYBODY, *demand.answerable_at}
                    and not (shown == OPEN and demand.goals)
                )
            }
        )
        for headline in headlines
    )
    return [headline for headline in fitting if headline.demands]


def draw_headline(headline: HeadlineRow, *, expanded: bool) -> None:
    """Draw a headline theme with its demands."""
    answered = plural(
        "{answered} of {count} demand has a goal",
        "{answered} of {count} demands have a goal",
        len(headline.demands),
        answered=count_answered(headline.demands),
    )
    with st.expander(f"{plain(headline.statement)} ({answered})", expanded=expanded):
        for demand in headline.demands:
            draw_demand(demand)


def draw_demand(demand: ThemeRow) -> None:
    """Draw one demand: its stance and words, who said it, who can answer, and which goals do."""
    with st.container(gap="xsmall"):
        st.markdown(f":gray-badge[{plain(word(demand.stance))}] {plain(_say_statement(demand))}")
        st.caption(plain(_SEPARATOR.join(_details(demand))))
        if demand.answered_by:
            st.caption(plain(_("What would show it: {text}", text=demand.answered_by)))
        for goal in demand.goals:
            _draw_answer(goal)
        if not demand.goals:
            st.caption(_say_unanswered(demand))


def _draw_answer(goal: AnsweringGoal) -> None:
    place = place_name(goal.district_number, goal.district_name)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(f"{place}: {goal.goal_title}"), width="content")
        goal_link(goal.goal_id, goal.goal_code)


def _say_statement(demand: ThemeRow) -> str:
    """Return the demand's words; what was observed is told as something that was said."""
    if demand.stance is Stance.OBSERVED:
        return _("Respondents said: {statement}", statement=demand.statement)
    return demand.statement


def _details(demand: ThemeRow) -> list[str]:
    return [
        demand.code,
        *(_say_citation(citation) for citation in demand.citations),
        *(word(place) for place in demand.answerable_at),
        plural("{count} voice", "{count} voices", demand.voices),
    ]


def _say_citation(citation: CitationRow) -> str:
    return _("{group} (report part {part})", group=word(citation.group), part=citation.report_part)


def _say_unanswered(demand: ThemeRow) -> str:
    if AnswerableAt.DISTRICT in demand.answerable_at:
        return _("No goal this year: tie one to {code} to answer it.", code=plain(demand.code))
    return _("No goal this year, and a district alone can't answer it.")
