"""The goals by what needs attention first, each leading on."""

from collections.abc import Mapping, Sequence

import streamlit as st

from schemas.board import Board, BoardGoal
from schemas.vocabulary import Ambition

from ..address import keep
from ..language import _, word
from ..link import goal_link
from ..navigation import page_of
from ..place import place_name
from ..standing import standing_badge
from ..text import plain
from .view import ALL, FIRST_GOALS, WALL_GOALS, View
from .words import (
    SEPARATOR,
    count_turns,
    say_before,
    say_board,
    say_no_turn,
    say_turn,
    say_way,
    took,
)

WHOLE_ROW = 4000
"""Pixels, wider than any page: what stands beside it goes below it."""


def fitting_goals(board: Board, view: View) -> list[BoardGoal]:
    """Return the goals that stand and turned as asked for, in every district."""
    return [
        goal
        for goal in board.goals
        if view.state in {ALL, goal.mark.value} and (view.turn == ALL or took(goal, view.turn))
    ]


def goals_of_district(goals: Sequence[BoardGoal], number: int | None) -> list[BoardGoal]:
    """Return the goals of one district, or all of them where none is looked at alone."""
    return [goal for goal in goals if number in {None, goal.district_number}]


def draw_answer(board: Board, view: View) -> None:
    """Say where the goals stand, and what became of them since the quarter before."""
    st.markdown(f"## {say_board(board)}" if view.present else f"**{say_board(board)}**")
    _draw_since(board, view)


def _draw_since(board: Board, view: View) -> None:
    """Draw what became of goals; a turn that is picked leaves the goals that took it."""
    counts = count_turns(board)
    if not counts:
        st.caption(say_no_turn(board))
    elif view.present:
        told = SEPARATOR.join(say_turn(turn, count) for turn, count in counts.items())
        st.markdown(f"##### {say_before(board)}: {told}")
    else:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.markdown(say_before(board), width="content")
            _choose_turn(say_before(board), counts, view)


def _choose_turn(label: str, counts: Mapping[str, int], view: View) -> None:
    key = "choice:turn"
    st.session_state[key] = view.turn if view.turn in counts else None
    st.pills(
        label,
        list(counts),
        format_func=lambda turn: say_turn(turn, counts[turn]),
        key=key,
        on_change=_take,
        args=(key,),
        label_visibility="collapsed",
        wrap=True,
    )


def _take(key: str) -> None:
    keep(turn=st.session_state[key])


def draw_goals(goals: Sequence[BoardGoal], view: View) -> None:
    """List the goals, the first few before more are asked for."""
    most = WALL_GOALS if view.present else view.most
    for goal in goals[:most]:
        _draw_goal(goal, view)
    more = min(len(goals) - most, FIRST_GOALS)
    if more > 0 and not view.present:
        st.button(
            _("Show {count} more of {all}", count=more, all=len(goals)),
            icon=":material/expand_more:",
            type="tertiary",
            on_click=keep,
            kwargs={"goals": most + FIRST_GOALS},
        )


def _draw_goal(goal: BoardGoal, view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(_say_goal(goal, view), width=WHOLE_ROW)
        goal_link(goal.goal_id, goal.code)
        st.page_link(
            page_of("relation"),
            label=_("Side by side"),
            icon=":material/compare_arrows:",
            query_params={"goal": str(goal.goal_id), "quarter": str(view.quarter)},
        )


def _say_goal(goal: BoardGoal, view: View) -> str:
    """Return a goal's line: where it stands and what it is about, then the rest in small.

    The district is named where it isn't the only one.
    """
    title = f"{standing_badge(goal.mark)} **{plain(goal.title)}**"
    place = [] if view.district else [place_name(goal.district_number, goal.district_name)]
    details = [*place, *_details(goal)]
    rest = f":gray[{plain(SEPARATOR.join(details))}]"
    return f"#### {title}\n\n{rest}" if view.present else f"{title}  \n:small[{rest}]"


def _details(goal: BoardGoal) -> list[str]:
    ambition, relation, mark = goal.ambition, goal.relation, goal.mark
    way = say_way(goal)
    return [
        *([way] if way else []),
        *([word(ambition)] if ambition and ambition is not Ambition.NOT_JUDGED else []),
        *([_("numbers and voices: {together}", together=word(relation))] if relation else []),
        *([_("Target changed")] if goal.target_changed else []),
        *([] if mark.fully_reported or not mark.assessed else [_("Not fully reported")]),
    ]
