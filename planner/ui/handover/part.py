"""What is handed over, part by part: every line can be read on paper, every link leads on."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import streamlit as st

from schemas.account import DistrictRow
from schemas.handover import DueRow, HandoverRow, OpenGoalRow, WaitingRow
from schemas.vocabulary import DueKind, WaitingKind

from ..commitment.words import draw_commitments
from ..language import _, quarter_name
from ..link import goal_link
from ..navigation import page_of
from ..place import district_name
from ..standing import standing_badge
from ..text import plain
from .words import say_contact, say_due, say_goal, say_goals, say_rest, say_turn, say_waiting

_WHERE: Mapping[WaitingKind, tuple[str, str]] = MappingProxyType(
    {
        WaitingKind.PLAN: ("plan", ":material/assignment:"),
        WaitingKind.VOICES: ("voice", ":material/record_voice_over:"),
        WaitingKind.QUESTIONS: ("voice", ":material/record_voice_over:"),
        WaitingKind.RELATIONS: ("relation", ":material/compare_arrows:"),
    }
)


def draw_short(row: HandoverRow) -> None:
    """Draw the answer in three sentences."""
    told = _("{place}: {answer}", place=district_name(row.district), answer=say_turn(row.turn))
    st.markdown(f"**{plain(told)}**")
    st.markdown(plain(f"{say_goals(row)} {say_rest(row)}"))
    st.caption(
        _("Read by the district's team, its council's chair and headquarters reviewers alone.")
    )


def draw_goals(goals: Sequence[OpenGoalRow]) -> None:
    """Draw the open goals: where each stands, who looks after it, what is next."""
    st.header(_("Open goals"))
    for goal in goals:
        with st.container(gap="xsmall"):
            st.markdown(f"{standing_badge(goal.standing)} **{plain(goal.title)}**")
            st.caption(plain(say_goal(goal)))
            goal_link(goal.id, goal.code)
    if not goals:
        st.caption(_("No goal is open."))


def draw_promises(row: HandoverRow) -> None:
    """Draw the promises that nobody has answered for yet, with where they were made."""
    st.header(_("Open promises"))
    draw_commitments(row.promises, {}, may_edit=False)
    if not row.promises:
        st.caption(_("No promise is open."))
        return
    st.page_link(
        page_of("voice"),
        label=_("Say what came of them"),
        icon=":material/edit:",
        query_params=_here(row.district) | {"part": "promises"},
    )


def draw_contacts(row: HandoverRow) -> None:
    """Draw the partners with the last contact that is recorded."""
    st.header(_("Partners"))
    for one in row.contacts:
        st.markdown(f"**{plain(one.name)}**  \n{plain(say_contact(one))}")
    if not row.contacts:
        st.caption(_("No partner is recorded in this district."))


def draw_due(row: HandoverRow) -> None:
    """Draw what is overdue or falls due, by day."""
    st.header(_("Overdue, and due in the next 90 days"))
    if not row.due:
        st.caption(_("Nothing is due."))
        return
    st.markdown(_list(map(say_due, row.due)))
    quarter = next((one for one in row.due if one.kind is DueKind.QUARTER), None)
    if quarter is not None:
        _draw_quarter(row.district, quarter)


def _draw_quarter(district: DistrictRow, due: DueRow) -> None:
    if due.year is None or due.quarter is None:
        return
    name = quarter_name(due.year, due.quarter)
    st.page_link(
        page_of("progress"),
        label=_("Record {quarter}", quarter=name),
        icon=":material/edit_calendar:",
        query_params=_here(district) | {"quarter": f"{due.year}-Q{due.quarter}"},
    )


def draw_waiting(row: HandoverRow) -> None:
    """Draw what somebody else waits for, each with where it is done."""
    st.header(_("Waiting for somebody"))
    for number, one in enumerate(row.waiting):
        page, icon = _WHERE[one.kind]
        with st.container(gap="xsmall", key=f"handover-waiting-{number}"):
            st.markdown(plain(say_waiting(one)))
            st.page_link(
                page_of(page),
                label=_way_on(one),
                icon=icon,
                query_params=_here(row.district) | _address(one),
            )
    if not row.waiting:
        st.caption(_("Nobody waits for anything."))


def _way_on(one: WaitingRow) -> str:
    if one.kind is WaitingKind.PLAN:
        return _("Go to the plan")
    if one.kind is WaitingKind.RELATIONS:
        return _("Read numbers and voices together")
    return _("Go to the voices")


def _address(one: WaitingRow) -> dict[str, str]:
    if one.kind is WaitingKind.PLAN:
        return {"year": str(one.year)}
    return {"goal": str(one.goals[0][0])} if one.goals else {}


def _here(district: DistrictRow) -> dict[str, str]:
    return {"district": str(district.number)}


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {plain(line)}" for line in lines)
