"""What districts promised, as files bring it."""

from uuid import UUID

from db import tables as t
from planner.exchange.tables import CommitmentRecord
from planner.services.save import require
from schemas.errors import N_
from schemas.vocabulary import Outcome

from .desk import Desk
from .goal import district_of
from .theme import find_demand, find_local_demand

_NAMES = {"district", "engagement", "goal", "theme", "local_demand"}
"""Columns that lead to other rows."""


def take_commitment(desk: Desk, record: CommitmentRecord) -> None:
    """Take in what a district promised, with what it answers and what came of it."""
    _check_days(desk, record)
    _check_outcome(record)
    district_id = desk.find(t.District, "district", record.district)["id"]
    desk.put(
        t.Commitment,
        {
            "district_id": district_id,
            "engagement_id": _meeting_id(desk, record, district_id),
            "goal_id": _goal_id(desk, record, district_id),
            "theme_id": find_demand(desk, "theme", record.theme),
            "local_demand_id": find_local_demand(desk, record.local_demand, district_id),
            **record.model_dump(exclude=_NAMES),
        },
    )


def _check_days(desk: Desk, record: CommitmentRecord) -> None:
    require(
        record.promised_on <= desk.today,
        N_("A promise is made on a day that has come."),
        where="promised_on",
    )
    require(
        record.review_on >= record.promised_on,
        N_("A promise is reviewed on the day it is made or later."),
        where="review_on",
    )
    require(
        record.outcome_on is None or record.promised_on <= record.outcome_on <= desk.today,
        N_("What came of a promise is known from the day it is made on, and not after today."),
        where="outcome_on",
    )


def _check_outcome(record: CommitmentRecord) -> None:
    require(
        (record.outcome is Outcome.OPEN) is (record.outcome_on is None),
        N_("An outcome has a day, and an open promise has none."),
        where="outcome_on",
    )
    require(
        record.outcome in {Outcome.OPEN, Outcome.DONE} or record.outcome_reason,
        N_("Say why: others will read it beside the promise."),
        where="outcome_reason",
    )
    require(
        record.theme is None or record.local_demand is None,
        N_("Name a theme or a local demand, and not both."),
        where="theme",
    )


def _meeting_id(desk: Desk, record: CommitmentRecord, district_id: UUID) -> object:
    if record.engagement is None:
        return None
    meeting = desk.find(t.Engagement, "engagement", record.engagement)
    require(
        meeting["district_id"] == district_id,
        N_("“{name}” belongs to another district."),
        where="engagement",
        name=record.engagement,
    )
    return meeting["id"]


def _goal_id(desk: Desk, record: CommitmentRecord, district_id: UUID) -> object:
    if record.goal is None:
        return None
    goal = desk.find(t.Goal, "goal", record.goal)
    require(
        district_of(desk, goal) == district_id,
        N_("“{name}” belongs to another district."),
        where="goal",
        name=record.goal,
    )
    return goal["id"]
