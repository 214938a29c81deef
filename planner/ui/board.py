"""How the board is told and drawn."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from planner.charts.board import strip_frame, strip_spec, tile_frame, tile_size, tile_spec
from planner.charts.marks import MARKS
from planner.reports.table import table_csv
from schemas.board import Board, BoardDistrict, BoardGoal
from schemas.theme import CatalogueRow
from schemas.vocabulary import DistrictKind

from .language import _, plural, quarter_name, word
from .link import goal_link
from .picture import made_up_notice, picture_title
from .place import district_name, place_name
from .standing import standing_badge, standing_text, way_text
from .text import plain

FIRST_GOALS = 30
"""Goals listed before a reader asks for the rest."""

_SEPARATOR = " · "


def say_board(board: Board) -> str:
    """Return the first sentence: how many goals are on track, of how many, in how many places."""
    on_track = plural(
        "{good} of {count} goal is on track or better.",
        "{good} of {count} goals are on track or better.",
        board.goals_total,
        good=board.on_track_or_better,
    )
    assessed = plural(
        "{assessed} of {count} could be assessed.",
        "{assessed} of {count} could be assessed.",
        board.goals_total,
        assessed=board.goals_assessed,
    )
    reported = plural(
        "{reported} of {count} district with goals reported everything.",
        "{reported} of {count} districts with goals reported everything.",
        board.districts_with_goals,
        reported=board.districts_reported,
    )
    return f"{on_track} {assessed} {reported}"


def say_since(board: Board) -> str:
    """Return what happened since the quarter before; what did not happen is not mentioned."""
    since = board.since
    turns = [
        (since.better, plural("{count} got better", "{count} got better", since.better)),
        (since.slipped, plural("{count} slipped", "{count} slipped", since.slipped)),
        (since.silent, plural("{count} went silent", "{count} went silent", since.silent)),
        (
            since.targets_changed,
            plural("{count} target changed", "{count} targets changed", since.targets_changed),
        ),
    ]
    told = ", ".join(text for count, text in turns if count)
    if not told:
        return _("Nothing turned since the quarter before.")
    return _("Since the quarter before: {turns}.", turns=told)


def theme_choices(catalogue: CatalogueRow) -> dict[str, str]:
    """Return the headline themes by code, and what stands for all of them."""
    return {"": _("All themes")} | {one.code: one.statement for one in catalogue.headlines}


def draw_map(board: Board, *, dark: bool) -> None:
    """Draw the districts as tiles with a mark a goal, and the same as a table."""
    spec = tile_spec(
        picture_title(_("Districts and their goals")),
        _(
            "A map of the districts as squares of one size. Each mark is a goal; its shape and"
            " colour say where the goal stands. The table below says the same."
        ),
        tile_size(board),
        dark=dark,
    )
    st.vega_lite_chart(tile_frame(board, state_words()), spec, width="content")
    with st.expander(_("The map as a table")):
        st.dataframe(_district_table(board.districts), hide_index=True)
        unlisted = [
            one.district.number
            for one in board.districts
            if one.district.kind is DistrictKind.DISTRICT and not one.district.council_member_listed
        ]
        if unlisted:
            st.caption(
                _(
                    "No council member from here is listed in the report: {districts}.",
                    districts=", ".join(str(number) for number in unlisted),
                )
            )


def draw_strip(goals: Sequence[BoardGoal], *, dark: bool) -> None:
    """Draw every goal over the quarters, and the same as a table."""
    spec = strip_spec(
        picture_title(_("Every goal over the quarters")),
        _(
            "One row a goal, districts in their own order; one mark a quarter says where the goal"
            " stood. The table below says the same."
        ),
        dark=dark,
    )
    words = state_words()
    st.vega_lite_chart(strip_frame(goals, words), spec)
    with st.expander(_("The strip as a table")):
        rows = _strip_rows(goals)
        st.dataframe(pd.DataFrame(rows), hide_index=True)
        st.download_button(
            _("Download as CSV"),
            table_csv(rows, made_up_notice()),
            file_name=f"board-{goals[0].standing.year}-Q{goals[0].standing.quarter}.csv",
            mime="text/csv",
            on_click="ignore",
        )


def draw_goals(goals: Sequence[BoardGoal], shown: int) -> None:
    """List the goals by what needs attention, each with a link to it."""
    for goal in goals[:shown]:
        with st.container(gap="xsmall"):
            st.markdown(f"{standing_badge(goal.standing)} {plain(goal.title)}")
            st.caption(plain(_SEPARATOR.join(_details(goal))))
            goal_link(goal.goal_id, goal.code)


def state_words() -> dict[str, str]:
    """Return the words of all states by their value."""
    return {member.value: word(member) for member in MARKS}


def _details(goal: BoardGoal) -> list[str]:
    return [
        place_name(goal.district_number, goal.district_name),
        *([way_text(goal.standing)] if goal.standing.attainment is not None else []),
        *([word(goal.relation)] if goal.relation else []),
        *([_("Target changed this quarter")] if goal.target_changed else []),
        *([] if goal.standing.fully_reported else [_("Not fully reported")]),
    ]


def _district_table(districts: Sequence[BoardDistrict]) -> pd.DataFrame:
    rows = [
        {
            _("District"): district_name(one.district),
            _("Plan"): word(one.plan_stage) if one.plan_stage else _("No plan yet"),
            _("Goals"): one.goals,
            _("Fully reported"): _("{part} of {whole}", part=one.reported, whole=one.goals),
            _("Where they stand"): ", ".join(
                f"{MARKS[status].glyph} {word(status)} {count}" for status, count in one.statuses
            ),
        }
        for one in districts
    ]
    return pd.DataFrame(rows)


def _strip_rows(goals: Sequence[BoardGoal]) -> list[dict[str, str]]:
    return [
        {
            _("District"): place_name(goal.district_number, goal.district_name),
            _("Goal"): goal.title,
            **{quarter_name(each.year, each.quarter): standing_text(each) for each in goal.history},
        }
        for goal in sorted(goals, key=lambda goal: goal.district_number)
    ]
