"""The board's two tables, and the files they leave as."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial

import pandas as pd
import streamlit as st

from planner.charts.marks import MARKS
from planner.domain.board import GOOD
from planner.reports.table import table_csv
from schemas.account import DistrictRow
from schemas.board import Board, BoardDistrict, BoardGoal
from schemas.vocabulary import DistrictKind, Language

from ..choice import fold
from ..export import offer_file
from ..language import _, current_language, listed, percent, quarter_name, speaking, word
from ..picture import made_up_notice
from ..place import district_name, place_name
from .words import say_from, say_to

FEW = 20
"""Cases under which a percentage also says how many of how many."""

Row = dict[str, str | int]
Rows = Callable[[], list[Row]]
"""Makes rows when they are needed."""


def draw_tables(board: Board, goals: Sequence[BoardGoal]) -> None:
    """Offer the map and the strip as tables; one that is folded costs nothing."""
    districts = fold(_("The map as a table"), "table", "districts")
    if districts.open:
        with districts:
            _draw_districts(board)
    strip = fold(_("The strip as a table"), "table", "goals")
    if strip.open:
        with strip:
            _draw(partial(_goal_rows, board, goals), "goals", board, len(goals))


def _draw_districts(board: Board) -> None:
    _draw(partial(_district_rows, board), "districts", board, len(board.districts))
    unlisted = [str(one.district.number) for one in board.districts if is_unlisted(one.district)]
    if unlisted:
        st.caption(
            _(
                "No council member from here is listed in the report: {districts}.",
                districts=listed(unlisted),
            )
        )


def _draw(rows: Rows, what: str, board: Board, count: int) -> None:
    st.dataframe(pd.DataFrame(rows()), hide_index=True)
    _offer(_("Download as CSV"), rows, what, board, count)


def is_unlisted(district: DistrictRow) -> bool:
    """Say whether the report lists no council member from a district."""
    return district.kind is DistrictKind.DISTRICT and not district.council_member_listed


def offer_goals(board: Board, goals: Sequence[BoardGoal]) -> None:
    """Offer the goals that are looked at as a file."""
    _offer(_("Download"), partial(_goal_rows, board, goals), "board", board, len(goals))


def _offer(label: str, rows: Rows, what: str, board: Board, count: int) -> None:
    # The file is made when it is asked for, in a thread that knows neither language nor session.
    make = partial(_make_file, current_language(), rows, made_up_notice())
    offer_file(label, make, f"{what}-{board.year}-Q{board.quarter}.csv", what, count)


def _make_file(language: Language, rows: Rows, notice: str) -> bytes:
    with speaking(language):
        return table_csv(rows(), notice)


def _district_rows(board: Board) -> list[Row]:
    return [_district_row(one) for one in board.districts]


def _district_row(one: BoardDistrict) -> Row:
    good = sum(count for status, count in one.statuses if status in GOOD)
    return {
        _("District"): district_name(one.district),
        _("Plan"): word(one.plan_stage) if one.plan_stage else _("No plan yet"),
        _("Goals"): one.goals,
        _("On track or better"): say_share(good, one.goals),
        _("Fully reported"): say_share(one.reported, one.goals),
        _("Where they stand"): listed(
            f"{MARKS[status].glyph} {word(status)} {count}" for status, count in one.statuses
        ),
    }


def say_share(part: int, whole: int) -> str:
    """Return a share as a percentage; of few cases also how many, of none nothing."""
    if not whole:
        return ""
    share = percent(Decimal(part) / whole)
    if whole >= FEW:
        return share
    return _("{part} of {whole} ({share})", part=part, whole=whole, share=share)


def _goal_rows(board: Board, goals: Sequence[BoardGoal]) -> list[Row]:
    # Words of columns and states are looked up once, not once a goal.
    columns = [
        *(_("District"), _("Code"), _("Goal")),
        *(quarter_name(*quarter) for quarter in board.quarters),
        *(_("Part of the way"), _("At the start"), _("Target"), _("How much it asks for")),
        *(_("Numbers and voices"), _("Target changed"), _("Fully reported")),
    ]
    states = {one.value: f"{mark.glyph} {word(one)}" for one, mark in MARKS.items()}
    ordered = sorted(goals, key=lambda goal: (goal.district_number, goal.code))
    yes, no = _("Yes"), _("No")
    return [dict(zip(columns, _goal_cells(goal, states, yes, no), strict=True)) for goal in ordered]


def _goal_cells(goal: BoardGoal, states: Mapping[str, str], yes: str, no: str) -> list[str]:
    attainment = goal.mark.attainment
    return [
        place_name(goal.district_number, goal.district_name),
        goal.code,
        goal.title,
        *(states[mark.value] for mark in goal.marks),
        "" if attainment is None else percent(attainment),
        say_from(goal),
        say_to(goal),
        word(goal.ambition) if goal.ambition else "",
        word(goal.relation) if goal.relation else "",
        yes if goal.target_changed else "",
        yes if goal.mark.fully_reported else no,
    ]
