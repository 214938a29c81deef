"""The goal's sentence on its form: as it grows, polished by hand, and what has moved on since."""

import streamlit as st

from planner.domain.sentence import facts_of, moved_on, strange_numbers, write_facts
from planner.i18n import translator
from planner.services.goal.sentence import GAP, Named, first_sentence, main_indicator, say_goal
from schemas.goal import GoalIn, MovedOn

from ..fields import LONGEST_LINE, Fields
from ..goal.moved import say_moved_on
from ..goal.parts import HINTS, LABELS
from ..language import _, listed, say
from ..text import plain, shorten
from .choices import Choices
from .typed import NOTED, PROPOSED

_POLISHED, _FOR = "polished", "polished_for"


def follow_action(fields: Fields) -> None:
    """Let the title of a new goal follow what will be done, until somebody writes their own."""
    values = fields.values
    proposed = values.get(PROPOSED)
    if proposed is None or values["title"] not in {"", proposed}:
        return
    title = shorten(first_sentence(values["action"]), LONGEST_LINE)
    if title != proposed or title != values["title"]:
        values[PROPOSED] = title
        fields.put("title", title)


def note_polished(fields: Fields, typed: GoalIn) -> None:
    """Note which facts a polished sentence was written for, when its words are new."""
    if fields.values[_POLISHED] != fields.values[NOTED]:
        _note(fields, typed)


def _note(fields: Fields, typed: GoalIn) -> None:
    facts = facts_of(typed, main_indicator(typed.indicators))
    fields.values.update({_FOR: write_facts(facts), NOTED: fields.values[_POLISHED]})


def draw_sentence(fields: Fields, typed: GoalIn, choices: Choices) -> None:
    """Show the goal in one sentence as it grows, and let it be polished by hand."""
    named = _named(typed, choices)
    with st.container(border=True, gap="xsmall"):
        st.caption(_("The goal in one sentence, made of the fields"))
        told = plain(say(say_goal(typed, named, gaps=True)))
        st.markdown(told.replace(plain(GAP), f":gray[{plain(GAP)}]"))
        if fields.values[_POLISHED] or fields.values.get(_OPEN):
            _draw_polished(fields, typed, named)
        elif GAP not in str(say_goal(typed, named, gaps=True)):
            st.button(
                _("Put it in your own words"),
                key=f"do:{fields.form}:polish",
                icon=":material/edit_note:",
                type="tertiary",
                on_click=_begin,
                args=(fields, _composed(typed, named)),
            )


_OPEN = "polishing"
"""The field that says that the polished sentence is being written."""


def _begin(fields: Fields, composed: str) -> None:
    fields.put(_POLISHED, composed)
    fields.values[_OPEN] = True


def _draw_polished(fields: Fields, typed: GoalIn, named: Named) -> None:
    fields.words(_POLISHED, say(LABELS[_POLISHED]), hint=say(HINTS[_POLISHED]))
    polished = fields.values[_POLISHED]
    facts = facts_of(typed, main_indicator(typed.indicators))
    moved = moved_on(fields.values[_FOR], facts) if polished else ()
    if moved:
        _draw_moved(fields, typed, moved)
    strange = strange_numbers(polished, [_composed(typed, named), *_known(typed), *facts.values()])
    if strange:
        told = _(
            "These numbers are in your words but in no field: {numbers}. Check them.",
            numbers=listed(strange),
        )
        st.caption(f":material/info: {plain(told)}")
    with st.container(horizontal=True):
        st.button(
            _("Use the sentence made of the fields"),
            key=f"do:{fields.form}:unpolish",
            type="tertiary",
            on_click=_give_up,
            args=(fields,),
        )


def _draw_moved(fields: Fields, typed: GoalIn, moved: tuple[MovedOn, ...]) -> None:
    st.warning(plain(say_moved_on(moved)))
    st.button(
        _("My words still fit"),
        key=f"do:{fields.form}:fits",
        on_click=_note,
        args=(fields, typed),
    )


def _give_up(fields: Fields) -> None:
    fields.put(_POLISHED, "")
    fields.values.update({_FOR: "", NOTED: "", _OPEN: False})


def _named(typed: GoalIn, choices: Choices) -> Named:
    owner = next((one for one in choices.members if one.id == typed.owner_id), None)
    return Named(
        owner=owner.name if owner else "",
        unit=owner.unit if owner else "",
        beats=tuple(sorted(one.number for one in choices.beats if one.id in typed.beat_ids)),
    )


def _composed(typed: GoalIn, named: Named) -> str:
    """Return the sentence made of the fields in the goal's own language."""
    return translator(typed.language).message(say_goal(typed, named))


def _known(typed: GoalIn) -> list[str]:
    """Return the texts of the fields, whose numbers a polished sentence may have."""
    days = [str(day) for day in (typed.start_on, typed.due_on) if day]
    measures = [f"{one.name} {one.definition} {one.unit}" for one in typed.indicators]
    return [typed.title, typed.action, typed.population, typed.resources, *days, *measures]
