"""Goals and districts as the board hands them to its charts."""

from typing import Any

from planner.charts.marks import MARKS
from planner.services.work import new_id
from schemas.account import DistrictRow
from schemas.board import BoardDistrict, BoardGoal, BoardMark, Turn
from schemas.vocabulary import (
    DistrictKind,
    IndicatorKind,
    Language,
    PlanStage,
    ReportingState,
    Status,
)

WORDS = {member.value: member.value.upper() for member in MARKS}
QUARTERS = ["2026 Q1", "2026 Q2"]


def make_mark(status: Status | None = None, state: Any = ReportingState.REPORTED) -> BoardMark:
    return BoardMark(
        status=status,
        state=state,
        attainment=None,
        assessed=int(status is not None),
        required=1,
        fully_reported=status is not None,
        entered_late=False,
    )


LATE = make_mark(state=ReportingState.LATE)


def make_goal(district: int = 7, running: int = 1, *marks: BoardMark, title: str = "") -> BoardGoal:
    return BoardGoal(
        goal_id=new_id(),
        code=f"{district:02}-2026-{running}",
        title=title or "Answer urgent calls faster",
        title_language=Language.EN,
        translated=False,
        district_number=district,
        district_name="Englewood",
        area=1,
        theme_codes=(),
        marks=marks or (make_mark(Status.ON_TRACK), make_mark(Status.AT_RISK)),
        turn=Turn.SAME,
        relation=None,
        target_changed=False,
        kind=IndicatorKind.DURATION,
        unit="minutes",
        decimals=1,
        asked_from=None,
        asked_to=None,
        ambition=None,
    )


def make_place(number: int, row: int | None, column: int | None, *, plan: bool) -> BoardDistrict:
    district = DistrictRow(
        id=new_id(),
        kind=DistrictKind.DISTRICT if number else DistrictKind.HEADQUARTERS,
        number=number,
        name="Englewood" if number else "Headquarters",
        area=1,
        tile_row=row,
        tile_column=column,
        council_member_listed=True,
    )
    stage = PlanStage.ADOPTED if plan else None
    return BoardDistrict(district=district, plan_stage=stage, goals=0, reported=0, statuses=())
