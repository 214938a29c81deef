"""What the SMART check reads: the structured fields of a goal, and what was found beside them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from schemas.vocabulary import (
    Direction,
    Frequency,
    IndicatorKind,
    PartnerKind,
    PlaceKind,
    PrioritySource,
    Role,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFacts:
    """One indicator with the target in force, numbers in the indicator's unit.

    `past_points` are earlier values, oldest first, on the footing of the target (None is a gap).
    `own_path` says that every quarter up to the due date has a value of its own,
    `straight_line` that the drafter chose the straight line, `change_unseen` that no change as
    large was seen here in as long a time. `levels_described` says that each level of a rubric
    has words, `engagement_planned` that a meeting will ask for the voices.
    """

    kind: IndicatorKind
    name: str = ""
    from_library: bool = False
    definition: str = ""
    unit: str = ""
    numerator: str = ""
    denominator: str = ""
    direction: Direction | None = None
    baseline: Decimal | None = None
    baseline_on: date | None = None
    baseline_source: str = ""
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    margin: Decimal | None = None
    source: str = ""
    frequency: Frequency | None = None
    past_points: tuple[Decimal | None, ...] = ()
    change_unseen: bool = False
    own_path: bool = False
    straight_line: bool = False
    levels_described: bool = False
    engagement_planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TieFacts:
    """A tie to a demand; `cited` says that a local demand names its conversation."""

    why: str = ""
    answerable_here: bool = False
    local: bool = False
    cited: bool = False

    @property
    def holds(self) -> bool:
        """Whether the tie leads to something people said: a local demand has to be cited."""
        return self.cited or not self.local


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFacts:
    """A goal's fields. Empty text and None mean not filled in.

    `owner_open_goals` counts the owner's open goals with this one; `plan_first_day` and
    `plan_last_day` bound the plan's year; `horizon_reason` states a longer horizon.
    """

    plan_first_day: date
    plan_last_day: date
    action: str = ""
    owner_role: Role | None = None
    owner_name: str = ""
    owner_unit: str = ""
    owner_open_goals: int | None = None
    population: str = ""
    population_countable: bool = False
    place: PlaceKind | None = None
    place_names: tuple[str, ...] = ()
    indicators: tuple[IndicatorFacts, ...] = ()
    resources: str = ""
    resource_people: int | None = None
    resource_hours: Decimal | None = None
    resource_money: Decimal | None = None
    ambition_reason: str = ""
    ties: tuple[TieFacts, ...] = ()
    sources: frozenset[PrioritySource] = frozenset()
    cites_numbers: bool = False
    cites_conversation: bool = False
    partner_kind: PartnerKind | None = None
    partner_names: tuple[str, ...] = ()
    start_on: date | None = None
    due_on: date | None = None
    horizon_reason: str = ""
    review_on: date | None = None
