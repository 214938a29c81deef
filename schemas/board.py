"""The board: all districts in one quarter."""

from uuid import UUID

from .account import DistrictRow
from .progress import Standing
from .shape import Shape
from .vocabulary import Language, PlanStage, RelationKind, Status


class BoardGoal(Shape):
    """One goal on the board, with where it stood in each quarter up to this one."""

    goal_id: UUID
    code: str
    title: str
    language: Language
    district_number: int
    district_name: str
    theme_codes: tuple[str, ...]
    standing: Standing
    history: tuple[Standing, ...]
    """Oldest first, without the readings."""
    relation: RelationKind | None
    target_changed: bool


class BoardDistrict(Shape):
    """A district on the tile map."""

    district: DistrictRow
    plan_stage: PlanStage | None
    goals: int
    reported: int
    statuses: tuple[tuple[Status, int], ...]
    """How many goals have each status, what needs attention first; without zeros."""


class SinceBefore(Shape):
    """What happened to goals since the quarter before."""

    better: int
    slipped: int
    silent: int
    """Goals with something late and nothing assessed."""
    targets_changed: int


class Board(Shape):
    """All districts in one quarter, with counts that state their denominator."""

    year: int
    quarter: int
    goals_total: int
    goals_assessed: int
    on_track_or_better: int
    districts_total: int
    districts_with_goals: int
    districts_reported: int
    since: SinceBefore
    districts: tuple[BoardDistrict, ...]
    goals: tuple[BoardGoal, ...]
    """By what needs attention first."""
