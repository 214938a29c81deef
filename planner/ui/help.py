"""Help in plain words: what each mark says, what each word means."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

import streamlit as st

from planner.charts.marks import MARKS
from planner.i18n.glossary import GLOSSARY
from schemas.errors import N_
from schemas.vocabulary import ReportingState, Status

from .choice import asked
from .hint import forget_hints
from .language import _, percent, say, word
from .text import plain

MEANINGS: Mapping[Status | ReportingState, str] = MappingProxyType(
    {
        Status.REACHED: N_("The final target is reached already; it has to last until the end."),
        Status.ON_TRACK: N_(
            "Where the plan says it should be now, or behind by at most {near} of the whole way."
        ),
        Status.AT_RISK: N_("Behind by more than {near} of the whole way, and at most {far}."),
        Status.OFF_TRACK: N_("Behind by more than {far} of the whole way."),
        Status.WORSE_THAN_BASELINE: N_("Further from the target than at the start."),
        Status.MET: N_("The due date has come, and the target was met."),
        Status.NOT_MET: N_("The due date has come, and the target was not met."),
        ReportingState.NOT_DUE: N_("The quarter is not over, or the goal starts later."),
        ReportingState.DUE: N_("The quarter is over; there is still time to record it."),
        ReportingState.LATE: N_("The day to record it has passed."),
        ReportingState.SOURCE_NOT_PUBLISHED: N_("The source has not published it; nobody is late."),
        ReportingState.REPORTED: N_("Recorded, and not compared with a plan."),
        ReportingState.NOT_APPLICABLE: N_("Nothing was to be measured in this quarter."),
        ReportingState.UNABLE_TO_ASSESS: N_("Somebody said why no value can be had."),
    }
)


def draw_marks(on_track_limit: Decimal, at_risk_limit: Decimal) -> None:
    """Draw every mark with its word and its rule, as this city has set the limits."""
    st.header(_("What the marks mean"))
    st.markdown(
        _(
            "A mark compares a value with where the plan says we should be in that quarter. It"
            " says nothing of how hard the goal is, so what was asked for stands beside it."
        )
    )
    limits = {"near": percent(on_track_limit), "far": percent(at_risk_limit)}
    rows = [
        {
            _("Mark"): f":{mark.tint}-badge[{mark.glyph} {word(state)}]",
            _("What it says"): plain(_(MEANINGS[state], **limits)),
        }
        for state, mark in MARKS.items()
    ]
    st.table(rows, hide_index=True, border="horizontal")


def draw_words() -> None:
    """Draw the glossary, or the words that a search leaves of it."""
    st.header(_("What the words mean"))
    wanted = st.text_input(_("Find a word"), value=asked("word")).casefold()
    rows = [
        {_("Word"): say(entry.word), _("What it means"): say(entry.meaning)} for entry in GLOSSARY
    ]
    rows.sort(key=lambda row: row[_("Word")].casefold())
    found = [row for row in rows if wanted in " ".join(row.values()).casefold()]
    if found:
        st.table(found, hide_index=True, border="horizontal")
    else:
        st.info(_("No word here fits. Try a shorter one."))


def draw_hints_again() -> None:
    """Offer the hints of a first visit once more."""
    st.header(_("The first steps"))
    st.button(_("Show me the first steps again"), on_click=forget_hints)
