"""The board: all districts in one quarter, counts with their denominator, goals by attention."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from db.queries import board as query
from db.tables import District, Goal, Plan
from planner.domain.board import GOOD, Turn, attention, is_silent, turn
from planner.domain.permissions import Action
from planner.domain.progress import Counted, count_reported
from planner.domain.quarters import Quarter, quarters_of
from schemas.board import Board, BoardDistrict, BoardGoal, SinceBefore
from schemas.progress import Standing
from schemas.vocabulary import STATUS_ORDER, DistrictKind, ReportingState

from .account import district_row
from .progress import get_standings
from .work import Work, use_case


@use_case(Action.BOARD_READ)
def get_board(
    work: Work, quarter: Quarter, *, theme_code: str = "", area: int | None = None
) -> Board:
    """Return all districts in a quarter, or those goals that a theme or an area leaves.

    `theme_code` takes a demand or a headline theme with all its demands.
    """
    session, city = work.session, work.jurisdiction_id
    plans = query.districts_with_plans(session, city, quarter.year)
    codes: dict[UUID, list[str]] = defaultdict(list)
    for goal_id, code in query.theme_codes(session, city, quarter.year):
        codes[goal_id].append(code)
    chosen = [
        (goal, district)
        for goal, district in query.goals(session, city, quarter.year)
        if _is_chosen(codes[goal.id], district, theme_code, area)
    ]
    goals = _goals(work, quarter, chosen, codes)
    districts = tuple(
        _district(district, plan, goals)
        for district, plan in plans
        if area is None or district.area == area
    )
    return _board(quarter, goals, districts)


def _is_chosen(codes: Sequence[str], district: District, theme_code: str, area: int | None) -> bool:
    themed = not theme_code or any(
        code == theme_code or code.startswith(f"{theme_code}-") for code in codes
    )
    return themed and (area is None or district.area == area)


def _goals(
    work: Work,
    quarter: Quarter,
    chosen: Sequence[tuple[Goal, District]],
    codes: Mapping[UUID, Sequence[str]],
) -> tuple[BoardGoal, ...]:
    session, city = work.session, work.jurisdiction_id
    quarters = [each for each in quarters_of(quarter.year) if each <= quarter]
    standings = get_standings(work, [goal.id for goal, _ in chosen], quarters)
    relations = {
        row.goal_id: row.kind
        for row in query.relations(session, city, quarter.year, quarter.number)
    }
    changed = query.goals_with_changed_targets(session, city, quarter.year, quarter.number)
    goals = [
        BoardGoal(
            goal_id=goal.id,
            code=goal.code,
            title=goal.title,
            language=goal.language,
            district_number=district.number,
            district_name=district.name,
            theme_codes=tuple(sorted(codes[goal.id])),
            standing=standings[goal.id][quarter],
            history=tuple(_without_readings(standings[goal.id][each]) for each in quarters),
            relation=relations.get(goal.id),
            target_changed=goal.id in changed,
        )
        for goal, district in chosen
    ]
    # Goals are sorted by what needs attention; among equals the districts keep their own order.
    return tuple(
        sorted(goals, key=lambda g: attention(g.standing.status, g.standing.state, g.relation))
    )


def _without_readings(standing: Standing) -> Standing:
    return standing.model_copy(update={"readings": ()})


def _district(district: District, plan: Plan | None, goals: Sequence[BoardGoal]) -> BoardDistrict:
    own = [goal.standing for goal in goals if goal.district_number == district.number]
    found = [standing.status for standing in own]
    return BoardDistrict(
        district=district_row(district),
        plan_stage=plan.stage if plan is not None else None,
        goals=len(own),
        reported=sum(standing.fully_reported for standing in own),
        statuses=tuple((status, found.count(status)) for status in STATUS_ORDER if status in found),
    )


def _board(
    quarter: Quarter, goals: Sequence[BoardGoal], districts: Sequence[BoardDistrict]
) -> Board:
    counted = [_counted(each, goals) for each in districts if each.goals]
    return Board(
        year=quarter.year,
        quarter=quarter.number,
        goals_total=len(goals),
        goals_assessed=sum(goal.standing.status is not None for goal in goals),
        on_track_or_better=sum(goal.standing.status in GOOD for goal in goals),
        districts_total=sum(each.district.kind is DistrictKind.DISTRICT for each in districts),
        districts_with_goals=len(counted),
        districts_reported=count_reported(counted).reported,
        since=_since(goals),
        districts=tuple(districts),
        goals=tuple(goals),
    )


def _counted(district: BoardDistrict, goals: Sequence[BoardGoal]) -> Counted:
    own = [goal for goal in goals if goal.district_number == district.district.number]
    left_out = sum(goal.standing.state is ReportingState.NOT_APPLICABLE for goal in own)
    return Counted(district.reported, len(own) - left_out, left_out)


def _since(goals: Sequence[BoardGoal]) -> SinceBefore:
    turns = [
        turn(goal.history[-2].status if len(goal.history) > 1 else None, goal.standing.status)
        for goal in goals
    ]
    return SinceBefore(
        better=turns.count(Turn.BETTER),
        slipped=turns.count(Turn.SLIPPED),
        silent=sum(is_silent(goal.standing.status, goal.standing.state) for goal in goals),
        targets_changed=sum(goal.target_changed for goal in goals),
    )
