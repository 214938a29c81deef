"""Writing indicators of the library: a reviewer keeps them, a district proposes them."""

from uuid import UUID

import streamlit as st

from planner.domain.permissions import Action
from planner.services import account, goal, library, theme
from schemas.account import DistrictRow
from schemas.indicator import IndicatorIn
from schemas.library import EntryRow
from schemas.theme import HeadlineRow

from ..address import find_id
from ..cached import Reads
from ..choice import asked
from ..language import _, current_language
from ..place import pick_district
from ..saving import save_form
from ..session import open_work
from ..text import plain
from .entry import draw_way_back
from .form import NEW, close_library_form, draw_keep_form, draw_proposal_form


def demands_of(headlines: tuple[HeadlineRow, ...]) -> dict[str, str]:
    """Return the words of all demands by code."""
    return {demand.code: demand.statement for one in headlines for demand in one.demands}


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
