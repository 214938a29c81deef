"""Indicators that districts share: found, read, proposed, and kept in order by reviewers."""

from uuid import UUID

import streamlit as st

from planner.domain.library import OPEN
from planner.domain.permissions import Action
from planner.services import account, goal, library, theme
from planner.ui.address import find_id
from planner.ui.cached import Reads
from planner.ui.choice import asked, open_button
from planner.ui.language import _, current_language
from planner.ui.library import (
    NEW,
    close_library_form,
    draw_decisions,
    draw_entry,
    draw_keep_form,
    draw_library,
    draw_proposal_form,
    draw_way_back,
)
from planner.ui.message import show_error
from planner.ui.place import pick_district
from planner.ui.saving import save_form
from planner.ui.session import open_work
from planner.ui.text import plain
from schemas.account import DistrictRow
from schemas.errors import PlannerError
from schemas.indicator import IndicatorIn
from schemas.library import EntryRow
from schemas.theme import HeadlineRow


def demands_of(headlines: tuple[HeadlineRow, ...]) -> dict[str, str]:
    """Return the words of all demands by code."""
    return {demand.code: demand.statement for one in headlines for demand in one.demands}


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


def keep_entry(entry: EntryRow | None, demands: dict[str, str]) -> None:
    """Draw the reviewer's form and save it."""
    draw_way_back()
    st.header(plain(entry.name) if entry else _("Add an indicator"))
    save_form(
        lambda: draw_keep_form(entry, demands),
        library.save_entry,
        lambda _saved: close_library_form(f"library:{entry.id if entry else NEW}"),
        _("Saved."),
    )


def propose(
    district_id: UUID, entry: EntryRow | None, taken: IndicatorIn | None, demands: dict[str, str]
) -> None:
    """Draw the form that proposes an indicator, and save it."""
    draw_way_back()
    st.header(_("Propose an indicator"))
    st.caption(_("A reviewer decides about it. Once it is in use, every district can choose it."))
    whose = entry.id if entry else taken.id if taken else district_id
    save_form(
        lambda: draw_proposal_form(district_id, entry, taken, demands),
        library.propose_indicator,
        lambda _saved: close_library_form(f"library proposal:{whose}"),
        _("It was proposed. A reviewer decides about it."),
    )


def show_proposal() -> None:
    """Draw the form of a new proposal, blank or from an indicator of a goal."""
    goal_id, indicator_id = find_id("goal"), find_id("propose")
    taken: IndicatorIn | None = None
    with open_work() as work:
        headlines = Reads(work).get(theme.get_headlines, current_language())
        districts: list[DistrictRow] = list(Reads(work).get(account.get_districts))
        home = pick_district(districts, asked("district"), work.actor.districts(work.today)).id
        if goal_id and indicator_id:
            row = goal.get_goal(work, goal_id)
            home = row.district.id
            taken = next((one for one in row.goal.indicators if one.id == indicator_id), None)
        proposes = work.may(Action.LIBRARY_PROPOSE, home)
    if proposes:
        propose(home, None, taken, demands_of(headlines))
    else:
        st.info(_("Your role does not allow this here."))


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
