"""The board: all districts in one quarter.

Light tuples and dataclasses: the board makes hundreds of them, and nobody outside hands them in.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from .account import DistrictRow
from .vocabulary import (
    Ambition,
    IndicatorKind,
    Language,
    PlanStage,
    RelationKind,
    ReportingState,
    Status,
)


class Turn(StrEnum):
    """What became of a goal since the quarter before, one word a goal."""

    MET = "met"
    BETTER = "better"
    SLIPPED = "slipped"
    NEWLY_AT_RISK = "newly_at_risk"
    SILENT = "silent"
    SAME = "same"


class BoardMark(NamedTuple):
    """Where a goal stands in one quarter, on the day it is read.

    `state` speaks where there is no status. `assessed` of `required` indicators have one.
    """

    status: Status | None
    state: ReportingState
    attainment: Decimal | None
    assessed: int
    required: int
    fully_reported: bool
    entered_late: bool

    @property
    def value(self) -> str:
        """The word that is shown: the status, or else the state."""
        return (self.status or self.state).value


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardGoal:
    """One goal on the board.

    `marks` go with the board's quarters. `title` and `unit` are in the reader's language where a
    translation keeps up with the original. `asked_from` and `asked_to` are the baseline and the
    target of the indicator that decides, or else of the first required number, whose `kind` and
    `unit` these are; None for a range.
    """

    goal_id: UUID
    code: str
    title: str
    title_language: Language
    translated: bool
    district_number: int
    district_name: str
    area: int | None
    theme_codes: tuple[str, ...]
    marks: tuple[BoardMark, ...]
    turn: Turn
    relation: RelationKind | None
    target_changed: bool
    kind: IndicatorKind | None
    unit: str
    decimals: int
    asked_from: Decimal | None
    asked_to: Decimal | None
    ambition: Ambition | None

    @property
    def mark(self) -> BoardMark:
        """Where the goal stands in the board's own quarter."""
        return self.marks[-1]


@dataclass(frozen=True, slots=True)
class BoardDistrict:
    """A district on the tile map; `reported` of its `goals` are fully reported."""

    district: DistrictRow
    plan_stage: PlanStage | None
    goals: int
    reported: int
    statuses: tuple[tuple[Status, int], ...]
    """How many goals have each status, what needs attention first; without zeros."""

    @property
    def has_plan(self) -> bool:
        """Whether there is a plan for the year at all."""
        return self.plan_stage is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceBefore:
    """How many goals took each turn since the quarter before, and whose target changed."""

    met: int
    better: int
    slipped: int
    newly_at_risk: int
    silent: int
    """Goals with something late and nothing assessed."""
    targets_changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All districts in one quarter, with counts that state their denominator.

    `quarters` are (year, quarter) from the first of the year to the board's own, oldest first.
    """

    year: int
    quarter: int
    quarters: tuple[tuple[int, int], ...]
    goals_total: int
    goals_assessed: int
    goals_reported: int
    on_track_or_better: int
    districts_total: int
    districts_with_goals: int
    districts_reported: int
    since: SinceBefore
    districts: tuple[BoardDistrict, ...]
    goals: tuple[BoardGoal, ...]
    """By what needs attention first."""
