"""A hint for a first visit: what this role comes for, and where it is."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import streamlit as st

from planner.services import hint
from schemas.errors import N_
from schemas.vocabulary import Role

from .language import _, say
from .navigation import PLACES, page_of
from .session import open_work

_READ = "planner_read_hints"

Lines = tuple[tuple[str, str], ...]
"""The file of a page, and what this role does there."""

_TEAM: Lines = (
    ("plan", N_("Write priorities and goals with your council and partners.")),
    ("progress", N_("Each quarter, record what was measured, or say why nothing was.")),
    ("relation", N_("See whether the numbers and what people say agree.")),
)
_COUNCIL: Lines = (
    ("plan", N_("Read the plan and write its priorities and goals with the commander.")),
    ("voice", N_("Enter what people said, and approve the wording before others read it.")),
    ("relation", N_("Say what the numbers and the voices mean together.")),
)
_COMMUNITY: Lines = (
    ("plan", N_("Read the goals that you take part in, and how far they got.")),
    ("voice", N_("Enter what people said at your meetings.")),
    ("theme", N_("See what residents' representatives asked for, and what came of it.")),
)
_OVERSIGHT: Lines = (
    ("board", N_("See every district's goals this quarter, and what needs attention first.")),
    ("theme", N_("See which demands no district answers yet.")),
    ("relation", N_("Open one goal to read its numbers beside what people say.")),
)
HINTS: Mapping[Role, Lines] = MappingProxyType(
    {
        Role.COMMANDER: _TEAM,
        Role.DELEGATE: _TEAM,
        Role.DISTRICT_STAFF: _TEAM,
        Role.DAC_CHAIR: _COUNCIL,
        Role.DAC_MEMBER: _COUNCIL,
        Role.PARTNER: _COMMUNITY,
        Role.COUNCIL_MEMBER: _COMMUNITY,
        Role.CPAP_MEMBER: _COMMUNITY,
        Role.COMMISSIONER: _OVERSIGHT,
        Role.REVIEWER: _OVERSIGHT,
        Role.ADMINISTRATOR: _OVERSIGHT,
    }
)


def show_hint(roles: Sequence[Role]) -> None:
    """Draw the hint of the first role until it was read."""
    role = next((role for role in roles if role in HINTS), None)
    if role is None or role.value in _read_hints():
        return
    with st.container(border=True, key="first-visit"):
        welcome = _("New here? Three pages matter most to you.")
        st.markdown(f"**{welcome}**")
        for column, (file, line) in zip(st.columns(3), HINTS[role], strict=True):
            with column, st.container(gap=None):
                place = next(place for place in PLACES if place.file == file)
                st.page_link(page_of(file), label=say(place.name), icon=place.icon)
                st.caption(say(line))
        st.button(_("Got it"), on_click=_mark_read, args=(role.value,))


def forget_hints() -> None:
    """Show the member all hints again, from the next run on."""
    with open_work(write=True) as work:
        hint.show_hints_again(work)
    st.session_state.pop(_READ, None)


def _read_hints() -> frozenset[str]:
    if _READ not in st.session_state:
        with open_work() as work:
            st.session_state[_READ] = hint.get_read_hints(work)
    read: frozenset[str] = st.session_state[_READ]
    return read


def _mark_read(name: str) -> None:
    with open_work(write=True) as work:
        hint.mark_hint_read(work, name)
    st.session_state.pop(_READ, None)
