"""Goals with all that hangs from them, as files bring them."""

from uuid import UUID

from db import tables as t
from db.queries.exchange import Row
from planner.exchange.tables import (
    ActionStepRecord,
    GoalRecord,
    GoalThemeRecord,
    IndicatorRecord,
    QuarterlyTargetRecord,
    RubricLevelRecord,
    TargetRecord,
)
from planner.services.save import require
from schemas.errors import N_
from schemas.vocabulary import IndicatorKind

from .desk import Desk, values_of
from .keys import key_of
from .library import check_level, library_values
from .plan import check_open, find_plan
from .theme import check_one_demand, find_demand, find_local_demand

_NAMES = {
    "district",
    "year",
    "priority",
    "beats",
    "partners",
    "owner",
    "caps_owner",
    "copied_from",
}
"""Columns that lead to other rows."""


def take_goal(desk: Desk, record: GoalRecord) -> None:
    """Take in a goal with its beats and partners."""
    plan = find_plan(desk, record.district, record.year)
    place = (record.district, record.year, record.priority)
    priority = desk.find(t.Priority, "priority", *place)
    beats = [_of(desk, t.Beat, "beats", number, plan) for number in record.beats]
    partners = [_of(desk, t.Partner, "partners", code, plan) for code in record.partners]
    goal = desk.put(
        t.Goal,
        {
            "plan_id": plan["id"],
            "priority_id": priority["id"],
            "owner_id": desk.find_id(t.Member, "owner", record.owner),
            "caps_owner_id": desk.find_id(t.Member, "caps_owner", record.caps_owner),
            "copied_from_id": desk.find_id(t.Goal, "copied_from", record.copied_from),
            **record.model_dump(exclude=_NAMES),
        },
    )
    check_open(desk, plan, goal)
    if desk.is_new(goal):
        # Known when the whole goal is there: see `whole.py`.
        goal["polished_for"] = ""
    for beat_id in beats:
        desk.put(t.GoalBeat, {"goal_id": goal["id"], "beat_id": beat_id})
    for partner_id in partners:
        desk.put(t.GoalPartner, {"goal_id": goal["id"], "partner_id": partner_id})


def after_what_it_was_copied_from(record: GoalRecord) -> tuple[int, bool]:
    """Tell when a goal is taken in: those of earlier years first, then those that copy none."""
    return record.year, record.copied_from is not None


def year_of(desk: Desk, record: IndicatorRecord) -> tuple[int, bool]:
    """Tell when an indicator is taken in: as its goal is, those that go on from another last."""
    goal = desk.register(t.Goal).find(key_of((record.goal,))) or {}
    plan = desk.register(t.Plan).get(goal["plan_id"]) if "plan_id" in goal else {}
    return plan.get("year", 0), record.continues is not None


def take_goal_theme(desk: Desk, record: GoalThemeRecord) -> None:
    """Take in what a goal answers, and why."""
    check_one_demand(record.theme, record.local_demand)
    goal = desk.find(t.Goal, "goal", record.goal)
    here = district_of(desk, goal)
    desk.put(
        t.GoalTheme,
        {
            "goal_id": goal["id"],
            "theme_id": find_demand(desk, "theme", record.theme),
            "local_demand_id": find_local_demand(desk, record.local_demand, here),
            **values_of(record, "why", "language"),
        },
    )


def take_step(desk: Desk, record: ActionStepRecord) -> None:
    """Take in an action step."""
    require(
        record.done_on is None or record.done_on <= desk.today,
        N_("A step is done on a day that has come."),
        where="done_on",
    )
    goal = desk.find(t.Goal, "goal", record.goal)
    step = desk.put(
        t.ActionStep,
        {
            "goal_id": goal["id"],
            "owner_id": desk.find_id(t.Member, "owner", record.owner),
            **record.model_dump(exclude={"goal", "owner"}),
        },
    )
    if desk.is_new(step):
        check_open(desk, desk.register(t.Plan).get(goal["plan_id"]), step, where="goal")


def take_indicator(desk: Desk, record: IndicatorRecord) -> None:
    """Take in an indicator."""
    goal = desk.find(t.Goal, "goal", record.goal)
    apart = {"goal", "continues", "library", "library_version", "from_library"}
    values = record.model_dump(exclude=apart) | library_values(desk, record)
    before = desk.find_id(t.Indicator, "continues", record.continues)
    desk.put(t.Indicator, {"goal_id": goal["id"], "continues_id": before, **values})


def take_level(desk: Desk, record: RubricLevelRecord) -> None:
    """Take in a described level of a rubric."""
    indicator = desk.find(t.Indicator, "indicator", record.indicator)
    require(
        indicator["kind"] is IndicatorKind.RUBRIC,
        N_("Only a rubric has described levels."),
        where="indicator",
    )
    check_level(desk, indicator, record.level, record.description)
    desk.put(
        t.RubricLevel,
        {
            "indicator_id": indicator["id"],
            "language": indicator["language"],
            **values_of(record, "level", "description"),
        },
    )


def take_target(desk: Desk, record: TargetRecord) -> None:
    """Take in a baseline and target; how they go together is checked with the whole goal."""
    require(
        record.low is None or record.high is None or record.low < record.high,
        N_("The range must end above where it starts."),
        where="high",
    )
    require(
        record.margin is None or record.margin >= 0,
        N_("How far outside is still a risk is zero or more."),
        where="margin",
    )
    require(
        record.revision == 0 or record.reason, N_("Say why the target changes."), where="reason"
    )
    indicator = desk.find(t.Indicator, "indicator", record.indicator)
    require(
        indicator["kind"] is not IndicatorKind.CODED_VOICES,
        N_("Voices have no target, because they are never judged."),
        where="indicator",
    )
    desk.put(
        t.Target,
        {
            "indicator_id": indicator["id"],
            "from_year": record.from_quarter.year,
            "from_quarter": record.from_quarter.quarter,
            "language": indicator["language"],
            **record.model_dump(exclude={"indicator", "from_quarter"}),
        },
    )


def take_quarterly_target(desk: Desk, record: QuarterlyTargetRecord) -> None:
    """Take in the plan's own point for a quarter."""
    desk.find(t.Indicator, "indicator", record.indicator)
    target = desk.find(t.Target, "revision", record.indicator, record.revision)
    year, quarter = record.quarter
    values = {"year": year, "quarter": quarter, "value": record.value}
    desk.put(t.QuarterlyTarget, {"target_id": target["id"], **values})


def district_of(desk: Desk, goal: Row) -> UUID:
    """Return the district of a goal."""
    district_id: UUID = desk.register(t.Plan).get(goal["plan_id"])["district_id"]
    return district_id


def _of(desk: Desk, table: type[t.Table], column: str, name: str, plan: Row) -> UUID:
    row = desk.find(table, column, name)
    require(
        row["district_id"] == plan["district_id"],
        N_("“{name}” belongs to another district."),
        where=column,
        name=name,
    )
    row_id: UUID = row["id"]
    return row_id
