"""What a plan answers of what was asked for, and what it leaves out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from .quarters import Quarter, quarter_dates, quarter_of
from .smart.checks import MOST_OPEN_GOALS

QUARTERS = 4
"""So many quarters, the one that runs among them, count for what was voiced lately."""


class Demand(NamedTuple):
    """A demand that this plan could answer, and the headline theme above it, if there is one."""

    code: str
    headline: str | None


class Aim(NamedTuple):
    """A goal of the plan with the codes of everything it answers, and what it has."""

    goal_id: UUID
    codes: frozenset[str]
    has_owner: bool
    has_partner: bool
    has_words: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was found; goals and demands in the order they came, demands with voices first."""

    covered: frozenset[str]
    """Headline themes that have a goal here."""
    unanswered: tuple[Demand, ...]
    unvoiced: tuple[UUID, ...]
    """Goals that are tied to demands of which nobody spoke here lately."""
    without_owner: tuple[UUID, ...]
    without_partner: tuple[UUID, ...]
    without_words: tuple[UUID, ...]


def cover(
    demands: Iterable[Demand],
    aims: Collection[Aim],
    voices: Mapping[str, int],
    headlines: Mapping[str, str],
) -> Coverage:
    """Compare what was asked for with a plan's goals.

    `voices` counts what was heard here lately by code, headline themes among them; `headlines`
    gives the headline theme of every code of the catalogue, that of a headline theme itself too.
    """
    answered = {code for aim in aims for code in aim.codes}
    open_demands = [one for one in demands if one.code not in answered]
    return Coverage(
        covered=frozenset(headlines[code] for code in answered if code in headlines),
        unanswered=tuple(sorted(open_demands, key=lambda one: -voices.get(one.code, 0))),
        unvoiced=tuple(
            aim.goal_id
            for aim in aims
            if aim.codes and not any(voices.get(code) for code in aim.codes)
        ),
        without_owner=tuple(aim.goal_id for aim in aims if not aim.has_owner),
        without_partner=tuple(aim.goal_id for aim in aims if not aim.has_partner),
        without_words=tuple(aim.goal_id for aim in aims if not aim.has_words),
    )


def heard_between(year: int, today: date, fiscal_start_month: int) -> tuple[date, date]:
    """Return the days whose voices count for a plan: four quarters, up to today or its year's end.

    For a plan that is still to come these are the quarters up to today.
    """
    last_day = quarter_dates(Quarter(year, 4), fiscal_start_month)[1]
    until = min(today, last_day)
    first = quarter_of(until, fiscal_start_month).plus(1 - QUARTERS)
    return quarter_dates(first, fiscal_start_month)[0], until


def is_too_much(open_goals: int) -> bool:
    """Say whether one person owns more open goals than anybody can look after."""
    return open_goals > MOST_OPEN_GOALS
