"""The pages and who comes to which; flat, at most seven to a role."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from planner.domain.permissions import Action, Actor, decide
from schemas.errors import N_
from schemas.vocabulary import Role

from .language import _, say

PAGES = Path(__file__).parent.parent / "pages"


@dataclass(frozen=True, slots=True)
class Place:
    """One page: its file, address, name, icon, what it promises, and who may come."""

    file: str
    address: str
    name: str
    icon: str
    promise: str
    action: Action


PLACES: tuple[Place, ...] = (
    Place(
        "board",
        "board",
        N_("Board"),
        ":material/dashboard:",
        N_("All districts this quarter: what was reached, what slipped, what went silent."),
        Action.BOARD_READ,
    ),
    Place(
        "theme",
        "themes",
        N_("Themes"),
        ":material/forum:",
        N_("What community representatives asked for, and which districts answer it."),
        Action.THEME_READ,
    ),
    Place(
        "plan",
        "plan",
        N_("Plan"),
        ":material/assignment:",
        N_("One district, one year: priorities and goals."),
        Action.PLAN_READ,
    ),
    Place(
        "goal",
        "goal",
        N_("Goal"),
        ":material/flag:",
        N_("One goal: what it says, where it stands, what is missing."),
        Action.GOAL_READ,
    ),
    Place(
        "progress",
        "quarter",
        N_("Quarter"),
        ":material/edit_calendar:",
        N_("What is due this quarter: record it or say why not."),
        Action.PROGRESS_READ,
    ),
    Place(
        "relation",
        "side-by-side",
        N_("Side by side"),
        ":material/compare_arrows:",
        N_("Numbers and voices of one goal on the same quarters."),
        Action.VOICE_READ,
    ),
    Place(
        "voice",
        "voices",
        N_("Voices"),
        ":material/record_voice_over:",
        N_("What people said at meetings, and which themes it touches."),
        Action.VOICE_READ,
    ),
)

ASIDE = (
    ("library", N_("Indicators"), Action.THEME_READ),
    ("help", N_("Help"), Action.ACCOUNT_READ),
    ("intake", N_("Start from what exists"), Action.PLAN_READ),
    ("rights", N_("Who may do what"), Action.ACCOUNT_READ),
    ("profile", N_("Profile"), Action.ACCOUNT_KEEP),
    ("people", N_("People and roles"), Action.PEOPLE_KEEP),
    ("change", N_("Changes"), Action.AUDIT_READ),
    ("handover", N_("Change of command"), Action.HANDOVER_READ),
)
"""Pages that stand apart: file and address, name, and who may come."""

_FIRST_PAGE = {
    Role.COMMANDER: "plan",
    Role.DELEGATE: "plan",
    Role.DISTRICT_STAFF: "progress",
    Role.DAC_CHAIR: "plan",
    Role.DAC_MEMBER: "plan",
    Role.PARTNER: "plan",
}


def page_of(file: str) -> Path:
    """Return the script of a page, for links between pages."""
    return PAGES / f"{file}.py"


def page_name(file: str) -> str | None:
    """Return the message that names a page, or None where there is no such page."""
    names = {place.file: place.name for place in PLACES} | {one: name for one, name, _who in ASIDE}
    return names.get(file)


def first_page(roles: Sequence[Role]) -> Path:
    """Return the page that the first of these roles comes for."""
    return page_of(next((_FIRST_PAGE[role] for role in roles if role in _FIRST_PAGE), "board"))


def is_first_page(page: StreamlitPage, roles: Sequence[Role]) -> bool:
    """Say whether a page is the one that the first of these roles comes for."""
    first = first_page(roles).stem
    return any(place.file == first and place.address == page.url_path for place in PLACES)


def make_pages(actor: Actor, today: date) -> list[StreamlitPage]:
    """Return the pages that the actor may come to, in their order.

    The start page has no entry of its own: it leads on to the one the actor's role comes for, so
    that every other page keeps one address for everybody. Some stand apart, below the pages.
    """
    open_places = [place for place in PLACES if decide(actor, place.action, None, today)]
    start = st.Page(page_of("start"), title=_("First page"), default=True, visibility="hidden")
    aside = [
        st.Page(page_of(file), title=say(name), url_path=file, visibility="hidden")
        for file, name, action in ASIDE
        # Some are for those of one district alone, and still have a page.
        if any(decide(actor, action, where, today) for where in (None, *actor.districts(today)))
    ]
    return [start, *(_make_page(place) for place in open_places), *aside]


def _make_page(place: Place) -> StreamlitPage:
    return st.Page(
        page_of(place.file),
        title=say(place.name),
        icon=place.icon,
        url_path=place.address,
        help=say(place.promise),
    )
