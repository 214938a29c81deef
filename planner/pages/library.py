"""Indicators that districts share: found, read, proposed, and kept in order by reviewers."""

import streamlit as st

from planner.domain.library import OPEN
from planner.domain.permissions import Action
from planner.services import library, theme
from planner.ui.cached import Reads
from planner.ui.choice import asked, open_button
from planner.ui.language import _, current_language
from planner.ui.library import (
    NEW,
    demands_of,
    draw_decisions,
    draw_entry,
    draw_library,
    keep_entry,
    propose,
    show_proposal,
)
from planner.ui.message import show_error
from planner.ui.session import open_work
from schemas.errors import PlannerError


def show_list() -> None:
    """Draw the whole library, and the way to propose."""
    with open_work() as work:
        reads = Reads(work)
        rows = reads.get(library.get_library, current_language())
        headlines = reads.get(theme.get_headlines, current_language())
        homes = work.actor.districts(work.today)
        proposes = any(work.may(Action.LIBRARY_PROPOSE, home) for home in homes)
        keeps = work.may(Action.LIBRARY_KEEP)
    if keeps or proposes:
        label = _("Add an indicator") if keeps else _("Propose an indicator")
        open_button(label, "edit" if keeps else "propose", NEW, add=True)
    draw_library(rows, headlines, homes, keeps=keeps)


def show_entry(code: str) -> None:
    """Draw one indicator, with what the reader may do about it."""
    with open_work() as work:
        reads = Reads(work)
        entry = reads.get(library.get_entry, code, current_language())
        headlines = reads.get(theme.get_headlines, current_language())
        others = reads.get(library.get_library, current_language())
        keeps = work.may(Action.LIBRARY_KEEP)
        whose = entry.district_id if entry.state in OPEN else None
        proposes = whose is not None and work.may(Action.LIBRARY_PROPOSE, whose)
    demands = demands_of(headlines)
    if asked("edit") and keeps:
        keep_entry(entry, demands)
        return
    if asked("edit") and proposes and whose is not None:
        propose(whose, entry, None, demands)
        return
    draw_entry(entry, demands)
    if keeps or proposes:
        open_button(_("Edit"), "edit", "1")
    if keeps:
        draw_decisions(entry, others)


def draw() -> None:
    """Draw what the address asks for."""
    if asked("entry"):
        show_entry(asked("entry"))
    elif asked("propose"):
        show_proposal()
    elif asked("edit") == NEW:
        with open_work() as work:
            keeps = work.may(Action.LIBRARY_KEEP)
            headlines = Reads(work).get(theme.get_headlines, current_language())
        if keeps:
            keep_entry(None, demands_of(headlines))
        else:
            st.info(_("Your role does not allow this here."))
    else:
        show_list()


st.title(_("Indicators"))
try:
    draw()
except PlannerError as error:
    show_error(error)
