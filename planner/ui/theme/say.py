"""The answer first, what to keep in mind, and how demands are told everywhere."""

from collections.abc import Iterable

import streamlit as st

from planner.ui.choice import choose
from planner.ui.language import _, plural, word
from planner.ui.text import plain
from schemas.theme import CatalogueRow, CitationRow, HeadlineRow, ThemeRow
from schemas.vocabulary import AnswerableAt, Stance

ANYBODY = "all"
WHO = (ANYBODY, *AnswerableAt)
ALL, OPEN = "all", "open"
SHOWN = (ALL, OPEN)
SEPARATOR = " · "


def answerable(headlines: Iterable[HeadlineRow]) -> list[ThemeRow]:
    """Return the demands that a district can answer, in the catalogue's order."""
    return [
        demand
        for headline in headlines
        for demand in headline.demands
        if AnswerableAt.DISTRICT in demand.answerable_at
    ]


def count_answered(demands: Iterable[ThemeRow]) -> int:
    """Return how many of some demands have a goal."""
    return sum(bool(demand.goals) for demand in demands)


def say_answer(catalogue: CatalogueRow) -> str:
    """Return the page's answer: how many of the demands a district can answer have a goal.

    Then how many of the others people spoke of at meetings all the same.
    """
    demands = answerable(catalogue.headlines)
    answer = plural(
        "{answered} of {count} demand a district can answer has a goal this year.",
        "{answered} of {count} demands a district can answer have a goal this year.",
        len(demands),
        answered=count_answered(demands),
    )
    voiced = sum(bool(demand.voiced and not demand.goals) for demand in demands)
    if not voiced:
        return answer
    return f"{answer} " + plural(
        "People spoke of {count} of the others at meetings.",
        "People spoke of {count} of the others at meetings.",
        voiced,
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
    choose(_("Who can answer"), "who", WHO, who, _say_who)
    choose(_("Show"), "show", SHOWN, shown, _say_shown)


def _say_who(who: str) -> str:
    return _("Anybody") if who == ANYBODY else word(AnswerableAt(who))


def _say_shown(shown: str) -> str:
    return _("All demands") if shown == ALL else _("Only demands without a goal")


def filter_headlines(
    headlines: Iterable[HeadlineRow], who: str, shown: str = ALL
) -> list[HeadlineRow]:
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


def say_words(stance: Stance, statement: str) -> str:
    """Return a demand's words; what was observed is told as something that was said."""
    if stance is Stance.OBSERVED:
        return _("Respondents said: {statement}", statement=statement)
    return statement


def say_statement(demand: ThemeRow) -> str:
    """Return a demand's stance and words in Markdown."""
    statement = plain(say_words(demand.stance, demand.statement))
    return f":gray-badge[{plain(word(demand.stance))}] {statement}"


def say_who(citations: Iterable[CitationRow], places: Iterable[AnswerableAt]) -> list[str]:
    """Return who said it, as the report names them, and who can answer."""
    return [*map(say_citation, citations), *map(word, places)]


def say_citation(citation: CitationRow) -> str:
    """Return a pooled group with the part of the report where it spoke."""
    return _("{group} (report part {part})", group=word(citation.group), part=citation.report_part)


def say_unanswered(code: str, places: Iterable[AnswerableAt]) -> str:
    """Return what to do about a demand that has no goal, in Markdown."""
    if AnswerableAt.DISTRICT in places:
        return _("No goal this year: tie one to {code} to answer it.", code=plain(code))
    return _("No goal this year, and a district alone can't answer it.")
