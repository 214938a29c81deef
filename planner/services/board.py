"""The board: all districts in one quarter, counts with their denominator, goals by attention.

It reads what is kept, so that nothing is worked out but what the day decides.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from db.queries import board as query
from db.queries.board import Year
from planner.domain.board import GOOD, ReadingDay, attention, turn
from planner.domain.permissions import Action
from planner.domain.progress import Counted, count_reported
from planner.domain.quarters import Quarter, quarters_of
from schemas.board import Board, BoardDistrict, BoardGoal, BoardMark, SinceBefore, Turn
from schemas.vocabulary import (
    STATUS_ORDER,
    DistrictKind,
    Language,
    RelationKind,
    ReportingState,
)

from .account import district_row
from .change import digest
from .gather import gather
from .progress.facts import calendar_of
from .work import Work, use_case

Marks = Mapping[str, tuple[BoardMark, ...]]


@use_case(Action.BOARD_READ)
def get_board(
    work: Work,
    quarter: Quarter,
    *,
    theme_code: str = "",
    area: int | None = None,
    language: Language | None = None,
) -> Board:
    """Return all districts in a quarter, or those goals that a theme or an area leaves.

    `theme_code` takes a demand or a headline theme with all its demands. Titles and units are in
    `language`, or else the one the actor prefers, where a translation keeps up.
    """
    session, year = work.session, quarter.year
    places = query.districts_with_plans(session, work.jurisdiction_id, year)
    of = Year(year, [row.plan_id for row in places if row.plan_id is not None])
    language = language or work.actor.language
    codes = gather(query.theme_codes(session, of))
    chosen = [
        row
        for row in query.goals(session, of, quarter.number, language)
        if _has_theme(codes.get(row.code, ()), theme_code) and area in {None, row.area}
    ]
    goals = _goals(work, of, quarter, chosen, codes, language)
    own = gather((goal.district_number, goal) for goal in goals)
    districts = tuple(
        _district(row, own.get(row.number, ())) for row in places if area in {None, row.area}
    )
    return _board(quarter, goals, districts, own)


def _has_theme(codes: Collection[str], theme_code: str) -> bool:
    return not theme_code or any(
        code == theme_code or code.startswith(f"{theme_code}-") for code in codes
    )


def _goals(  # noqa: PLR0913, PLR0917
    work: Work,
    of: Year,
    quarter: Quarter,
    rows: Sequence[Any],
    codes: Mapping[str, Sequence[str]],
    language: Language,
) -> tuple[BoardGoal, ...]:
    session = work.session
    marks = _marks(work, of, quarter, rows)
    relations = query.relations(session, of, quarter.number)
    changed = query.goals_with_changed_targets(session, of, quarter.number)
    more = _More(marks, codes, relations, changed, language)
    # Goals are sorted by what needs attention; among equals the districts keep their own order.
    return tuple(
        sorted(
            [_goal(row, more) for row in rows],
            key=lambda goal: attention(goal.mark.status, goal.mark.state, goal.relation),
        )
    )


class _More(NamedTuple):
    """What is known of goals beside their rows, by their codes, and the reader's language."""

    marks: Marks
    theme_codes: Mapping[str, Sequence[str]]
    relations: Mapping[str, RelationKind]
    changed: Collection[str]
    language: Language


def _goal(row: Any, more: _More) -> BoardGoal:  # noqa: ANN401  (a row of columns)
    marks = more.marks[row.code]
    translated = row.title_digest is not None and row.title_digest == digest(row.title)
    fresh_unit = row.unit_digest is not None and row.unit_digest == digest(row.unit)
    before = marks[-2].status if len(marks) > 1 else None
    return BoardGoal(
        goal_id=row.id,
        code=row.code,
        title=row.title_text if translated else row.title,
        title_language=more.language if translated else row.language,
        translated=translated,
        district_number=row.number,
        district_name=row.name,
        area=row.area,
        theme_codes=tuple(sorted(more.theme_codes.get(row.code, ()))),
        marks=marks,
        turn=turn(before, marks[-1].status, marks[-1].state),
        relation=more.relations.get(row.code),
        target_changed=row.code in more.changed,
        kind=row.kind,
        unit=row.unit_text if fresh_unit else row.unit or "",
        decimals=row.decimals or 0,
        asked_from=row.asked_from,
        asked_to=row.asked_to,
        ambition=row.ambition,
    )


def _marks(work: Work, of: Year, quarter: Quarter, rows: Sequence[Any]) -> Marks:
    """Return where goals stand in each quarter up to one, on the day of the work."""
    day = ReadingDay(work.today, calendar_of(work.jurisdiction, {quarter.year}))
    kept: dict[str, dict[int, Any]] = defaultdict(dict)
    for one in query.standings(work.session, of, quarter.number):
        kept[one.code][one.quarter] = one
    quarters = [each for each in quarters_of(quarter.year) if each <= quarter]
    return {
        row.code: tuple(
            day.mark(kept[row.code].get(each.number), each, row.start_on) for each in quarters
        )
        for row in rows
    }


def _district(row: Any, goals: Sequence[BoardGoal]) -> BoardDistrict:  # noqa: ANN401  (columns)
    found = Counter(goal.mark.status for goal in goals)
    return BoardDistrict(
        district=district_row(row),
        plan_stage=row.plan_stage,
        goals=len(goals),
        reported=sum(goal.mark.fully_reported for goal in goals),
        statuses=tuple((status, found[status]) for status in STATUS_ORDER if found[status]),
    )


def _board(
    quarter: Quarter,
    goals: Sequence[BoardGoal],
    districts: Sequence[BoardDistrict],
    own: Mapping[int, Sequence[BoardGoal]],
) -> Board:
    counted = [_counted(each, own[each.district.number]) for each in districts if each.goals]
    return Board(
        year=quarter.year,
        quarter=quarter.number,
        quarters=tuple((quarter.year, number) for number in range(1, quarter.number + 1)),
        goals_total=len(goals),
        goals_assessed=sum(goal.mark.status is not None for goal in goals),
        goals_reported=sum(goal.mark.fully_reported for goal in goals),
        on_track_or_better=sum(goal.mark.status in GOOD for goal in goals),
        districts_total=sum(each.district.kind is DistrictKind.DISTRICT for each in districts),
        districts_with_goals=len(counted),
        districts_reported=count_reported(counted).reported,
        since=_since(goals),
        districts=tuple(districts),
        goals=tuple(goals),
    )


def _counted(district: BoardDistrict, goals: Sequence[BoardGoal]) -> Counted:
    left_out = sum(goal.mark.state is ReportingState.NOT_APPLICABLE for goal in goals)
    return Counted(district.reported, len(goals) - left_out, left_out)


def _since(goals: Sequence[BoardGoal]) -> SinceBefore:
    turns = Counter(goal.turn for goal in goals)
    return SinceBefore(
        met=turns[Turn.MET],
        better=turns[Turn.BETTER],
        slipped=turns[Turn.SLIPPED],
        newly_at_risk=turns[Turn.NEWLY_AT_RISK],
        silent=turns[Turn.SILENT],
        targets_changed=sum(goal.target_changed for goal in goals),
    )
