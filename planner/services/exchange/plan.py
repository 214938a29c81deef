"""Plans and priorities, as files bring them."""

from uuid import UUID

from db import tables as t
from db.queries.exchange import Row
from planner.exchange.tables import PlanRecord, PriorityRecord
from planner.services.save import require
from schemas.errors import N_
from schemas.vocabulary import PlanStage, PriorityKind

from .desk import Desk, values_of

_SIGNED_STAGES = {PlanStage.ADOPTED, PlanStage.CLOSED}


def take_plan(desk: Desk, record: PlanRecord) -> None:
    """Take in a district's plan for a year."""
    signed = record.commander_signed_by and record.dac_chair_signed_by
    require(
        record.stage not in _SIGNED_STAGES or signed or record.unsigned_reason,
        N_("Say why the plan is adopted without both signatures."),
        where="unsigned_reason",
    )
    commander = desk.find_id(t.Member, "commander_signed_by", record.commander_signed_by)
    chair = desk.find_id(t.Member, "dac_chair_signed_by", record.dac_chair_signed_by)
    desk.put(
        t.Plan,
        {
            "district_id": desk.find(t.District, "district", record.district)["id"],
            "commander_signed_by_id": commander,
            "dac_chair_signed_by_id": chair,
            **values_of(record, "year", "stage", "unsigned_reason"),
        },
    )


def take_priority(desk: Desk, record: PriorityRecord) -> None:
    """Take in a priority with its sources."""
    require(
        (record.kind is PriorityKind.PROBLEM) is (record.problem_type is not None),
        N_("A problem has a problem type, an engagement priority has none."),
        where="problem_type",
    )
    plan = find_plan(desk, record.district, record.year)
    values = record.model_dump(exclude={"district", "year", "sources"})
    priority = desk.put(t.Priority, {"plan_id": plan["id"], **values})
    check_open(desk, plan, priority)
    for source in record.sources:
        desk.put(t.PriorityDrawnFrom, {"priority_id": priority["id"], "source": source})


def find_plan(desk: Desk, district: int, year: int) -> Row:
    """Return a district's plan for a year. Raises RuleError when there is none."""
    desk.find(t.District, "district", district)
    return desk.find(t.Plan, "year", district, year)


def signed_plans(desk: Desk) -> list[UUID]:
    """Return the plans that come in adopted or closed: what comes with them is what was signed."""
    return [row["id"] for row in desk.new_rows(t.Plan) if row["stage"] in _SIGNED_STAGES]


def check_open(desk: Desk, plan: Row, row: Row, where: str = "year") -> None:
    """Raise RuleError when a row would be added to a plan that was closed before this import."""
    require(
        desk.is_new(plan) or not desk.is_new(row) or plan["stage"] is not PlanStage.CLOSED,
        N_("This plan is closed, so nothing is added to it."),
        where=where,
    )
