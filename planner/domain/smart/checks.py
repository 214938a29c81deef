"""The rules that read the goal as a whole."""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from schemas.errors import N_
from schemas.vocabulary import IndicatorKind, PlaceKind

from .facts import GoalFacts, IndicatorFacts
from .measured import Reading

GoalCheck: TypeAlias = Callable[[GoalFacts], Reading]

MOST_OPEN_GOALS = 5
LONGEST_QUARTER_DAYS = 92

# Only words that join whole sentences count: a plain "and" joins nouns as often as goals, and a
# hint that is often wrong is soon ignored. Found is a semicolon with a word after it, or one of
# these in English, Spanish, Polish or Chinese.
_JOINS_TWO_GOALS = re.compile(
    r"[;；]\s*\w"  # noqa: RUF001  (Chinese has a semicolon of its own)
    r"|\s(and also|y también|y además|a także|a ponadto)\s"
    r"|[，,](并且|同时也|而且)",  # noqa: RUF001  (and a comma)
    re.IGNORECASE,
)


def read_action(goal: GoalFacts) -> Reading:
    """S1: one action."""
    if not goal.action:
        return Reading(0, "action")
    return Reading(1 if joins_two_goals(goal.action) else 2, "action")


def joins_two_goals(action: str) -> bool:
    """Say whether an action joins whole sentences, each of which could be a goal."""
    return bool(_JOINS_TWO_GOALS.search(action))


def read_owner(goal: GoalFacts) -> Reading:
    """S2: a named member with a unit."""
    if goal.owner_name and goal.owner_unit:
        return Reading(2, "owner_id")
    return Reading(1 if _has_owner(goal) else 0, "owner_id")


def read_population(goal: GoalFacts) -> Reading:
    """S3: who or what, specific enough to count."""
    if not goal.population:
        return Reading(0, "population")
    return Reading(2 if goal.population_countable else 1, "population")


def read_place(goal: GoalFacts) -> Reading:
    """S4: the district, or beats or an area with their names."""
    if goal.place is PlaceKind.DISTRICT:
        return Reading(1, "place")
    return Reading(2 if goal.place and goal.place_names else 0, "place")


def read_people_heard(goal: GoalFacts) -> Reading:
    """M6: the best prepared of the qualitative indicators, since one is enough."""
    readings = [
        _read_qualitative(place, indicator)
        for place, indicator in enumerate(goal.indicators)
        if indicator.kind.is_qualitative
    ]
    return max(readings, key=lambda reading: reading.points, default=Reading(0, "indicators"))


def read_resources(goal: GoalFacts) -> Reading:
    """A1: what it takes, in people, hours or money."""
    stated = (goal.resource_people, goal.resource_hours, goal.resource_money)
    if any(amount is not None and amount > 0 for amount in stated):
        return Reading(2, "resources")
    return Reading(1 if goal.resources else 0, "resources")


def read_workload(goal: GoalFacts) -> Reading:
    """A3: how many open goals the owner has."""
    if not _has_owner(goal):
        return Reading(0, "owner_id")
    if goal.owner_open_goals is None:
        return Reading(1, "owner_id", N_("Name the person, so that open goals can be counted."))
    return Reading(2 if goal.owner_open_goals <= MOST_OPEN_GOALS else 1, "owner_id")


def read_ties(goal: GoalFacts) -> Reading:
    """R1: the best tie to a demand; a local demand counts once its conversation is cited."""
    if any(tie.holds and tie.why and tie.answerable_here for tie in goal.ties):
        return Reading(2, "themes")
    if any(tie.holds for tie in goal.ties):
        return Reading(1, "themes")
    if goal.ties:
        return Reading(0, "themes", N_("Cite the conversation that the local demand comes from."))
    return Reading(0, "themes")


def read_sources(goal: GoalFacts) -> Reading:
    """R2: what the goal is drawn from."""
    if not goal.sources:
        return Reading(0, "sources")
    return Reading(2 if goal.cites_numbers or goal.cites_conversation else 1, "sources")


def read_partner(goal: GoalFacts) -> Reading:
    """R3: a partner by kind or by name."""
    if goal.partner_names:
        return Reading(2, "partner_ids")
    return Reading(1 if goal.partner_kind else 0, "partner_ids")


def read_dates(goal: GoalFacts) -> Reading:
    """T1: start before due, due inside the plan's year or a longer horizon stated."""
    if goal.start_on is None:
        return Reading(0, "start_on")
    if goal.due_on is None or goal.due_on <= goal.start_on:
        return Reading(0, "due_on")
    inside = goal.plan_first_day <= goal.due_on <= goal.plan_last_day
    return Reading(2 if inside or goal.horizon_reason else 1, "due_on")


def read_review(goal: GoalFacts) -> Reading:
    """T3: a day to look back, near the due date."""
    if goal.review_on is None:
        return Reading(0, "review_on")
    return Reading(2 if _within_a_quarter(goal.review_on, goal.due_on) else 1, "review_on")


GOAL_CHECKS: dict[str, GoalCheck] = {
    "S1": read_action,
    "S2": read_owner,
    "S3": read_population,
    "S4": read_place,
    "M6": read_people_heard,
    "A1": read_resources,
    "A3": read_workload,
    "R1": read_ties,
    "R2": read_sources,
    "R3": read_partner,
    "T1": read_dates,
    "T3": read_review,
}


def _has_owner(goal: GoalFacts) -> bool:
    return bool(goal.owner_role or goal.owner_name)


def _read_qualitative(place: int, indicator: IndicatorFacts) -> Reading:
    if indicator.kind is IndicatorKind.RUBRIC:
        points, field = 1 + indicator.levels_described, "levels"
    else:
        points, field = 1 + indicator.engagement_planned, "engagement"
    return Reading(points, f"indicators[{place}].{field}")


def _within_a_quarter(day: date, due_on: date | None) -> bool:
    return due_on is not None and abs((day - due_on).days) <= LONGEST_QUARTER_DAYS
